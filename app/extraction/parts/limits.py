"""The date until which a thing runs beside an act that prolongs it: «договор, действующий до 31 декабря, – продлить».

It is told beside the deadline, never instead of it; which term belongs to the act is decided in `terms.py`.
"""

import re

from app.extraction.deadlines import Deadline, find_deadlines
from app.extraction.parts.object_clauses import CLAUSE_END, clauses_of_object, told_of_object
from app.extraction.text.context import Document, Unit

_LIMIT = re.compile(
    r"(?<![\w-])(?:ограничен[аоы]?|истека[а-я]+|истечет|заканчива[а-я]+|закончится|действу(?:ет|ют|ющ[а-я]+)|рассчитан[аоы]?|"
    r"срок (?:действия|функционирования)|аяқтала(?:ды|тын)|біте(?:ді|тін)|шектелген)"
)
_PROLONG = re.compile(
    r"(?<![\w-])(?:продл[а-я]+|пролонг[а-я]+|расширить|перезаключ[а-я]+|переоформ[а-я]+|"
    r"после (?:его|ее|их) (?:окончания|истечения)|ұзарту|ұзартуды|созу|жалғастыру)"
)


def limit(document: Document, unit: Unit, start: int, end: int) -> Deadline | None:
    """A date beside «продлить …» until which the thing itself runs: in the same unit or the two before."""
    low = document.folded.low
    act = _PROLONG.search(low, start, end)
    if not act:
        return None
    for other in [unit, *document.before(unit, 2)]:
        match = _LIMIT.search(low, other.start, other.end)
        if not match:
            continue
        # «Срок ограничен концом года, поэтому поручено продлить …»: a clause of its own before the act
        clause = CLAUSE_END.search(low, match.end(), act.start())
        apart = clause if other is unit and match.start() < act.start() else None
        within = other is unit and start <= match.start() < end
        if within and not apart and not _of_object(low, start, match):
            continue
        for found in document.deadlines(other):
            if found.date is not None and _runs_until(low, (start, end), match, found, apart):
                return found
        late = _end_of_year(document, match.end(), apart.start() if apart else other.end)
        if late:
            return late
    return None


def _runs_until(
    low: str, part: tuple[int, int], match: re.Match[str], found: Deadline, apart: re.Match[str] | None
) -> bool:
    """Whether a date belongs to the word of running out: right before it in Kazakh, behind it in Russian."""
    finite = match.group().endswith(("ды", "ді"))
    if 0 <= match.start() - found.end <= 1 and (found.of_object or finite):  # «желтоқсанда аяқталатын», «… аяқталады»
        return True
    if found.start <= match.start():
        return False
    inside = part[0] <= found.start < part[1]
    return not inside or (apart is not None and found.end <= apart.start()) or told_of_object(low, part[0], found)


def _of_object(low: str, start: int, match: re.Match[str]) -> bool:
    """«…, который действует до …», «… аяқталатын бағдарлама»: what runs out is the thing, not the act."""
    return match.group().endswith(("тын", "тін")) or any(clauses_of_object(low, start, match.end()))


def _end_of_year(document: Document, place: int, end: int) -> Deadline | None:
    """«ограничен концом 2027 года»: the same edge in another case, read as «до конца …»."""
    match = _EDGE_BY_WHICH.search(document.folded.low, place, end)
    if not match:
        return None
    edge = {"к": "до конца ", "с": "до середины ", "н": "до начала "}[match.group()[0]] if match["rest"] else "до "
    found = find_deadlines(edge + (match["rest"] or match["day"]), document.published, document.calendar)
    return found[0]._replace(start=match.start(), end=match.end()) if found and found[0].date else None


_EDGE_BY_WHICH = re.compile(
    r"(?:концом|серединой|началом) (?P<rest>(?:[а-я]+ )?\d{4}(?: года)?)|(?P<day>\d{1,2} [а-я]+ \d{4})"
)
