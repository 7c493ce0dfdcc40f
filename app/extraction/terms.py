"""Which of the terms in reach belongs to an act: its deadline, its series, a limit beside it."""

import re
from datetime import date
from typing import NamedTuple

from app.domain.enums import Bound, OwnerBasis, Recurrence
from app.extraction.context import Document, Unit
from app.extraction.deadlines import Deadline
from app.extraction.view import View

_SAME_TERM = re.compile(
    r"(?<![\w-])в (?:тот|этот|такой|те) же (?:срок|период|день|сроки)|к (?:этому|тому) (?:же )?(?:времени|"
    r"сроку|дню)|сол мерзімде|осы мерзімге дейін"
)
_TERM_AFTER = re.compile(
    r"^\W*(?:общий |установленный |обоим (?:исполнителям |органам )?|всем (?:исполнителям )?|на это |на всё |"
    r"на все |орындау |орындалу |соңғы |жалпы )?(?:срок[а-я]*|крайний срок|дедлайн|времени|время|мерзімі?|уақыты?|"
    r"срок исполнения|обоим|отведен|дан|екеуіне|барлығына|бәріне|бұған|осыған|соған|оған|"
    r"(?:бұл|осы) (?:жұмыс|шаруа|іс|мәселе)[а-яәғқңөұүһі]{0,3}[ғгқкн][ае])(?![\w-])"
)
_TERM_WORDS = re.compile(
    r"(?<![\w-])(?:отведен|установлен|дано|дан|дается|отводится|уақыт берілді|мерзім берілді|мерзімі|"
    r"определен)(?![\w-])|срок[а-я]* [–:-]|срок исполнения"
)
_ALL_OF_THEM = re.compile(r"обоим|обеим|всем|всех|каждому|екеуіне|барлығына|оба|все ")
_LIMIT = re.compile(
    r"(?<![\w-])(?:ограничен[аоы]?|истека[а-я]+|истечет|заканчива[а-я]+|закончится|действует|рассчитан[аоы]?|"
    r"срок (?:действия|функционирования)|аяқтала(?:ды|тын)|бітетін|шектелген)"
)
_PROLONG = re.compile(r"(?<![\w-])(?:продлить|продлени[а-я]+|пролонгировать|расширить|ұзарту|ұзартуды|созу|жалғастыру)")
_SAYS_TERM = re.compile(r"\W*(?:срок|крайний срок|(?:орындау |соңғы )?мерзімі?)(?![\w-])")
_GRACE = re.compile(r"(?<![\w-])(?:даю|дал[аи]?|даем|беремін) [а-я ]{0,14}(?:время|срок|времени|месяц|недел)")


class Term(NamedTuple):
    """The chosen deadline, in offsets of the folded text, and what goes with it."""

    deadline: Deadline | None
    recurrence: Recurrence | None
    basis: OwnerBasis | None


NO_TERM = Term(None, None, None)


def absolute(unit: Unit, deadline: Deadline) -> Deadline:
    """The same term with offsets of the folded text."""
    return deadline._replace(start=unit.start + deadline.start, end=unit.start + deadline.end)


def original(document: Document, deadline: Deadline | None) -> Deadline | None:
    """The same term with offsets and words of the original text."""
    if deadline is None:
        return None
    start, end = document.folded.span(deadline.start, deadline.end)
    return deadline._replace(start=start, end=end, text=document.folded.original[start:end])


def in_range(document: Document, unit: Unit, start: int, end: int) -> list[Deadline]:
    """Terms within folded text[start:end] of a unit, with absolute offsets, those of the object left out."""
    found = [absolute(unit, d) for d in document.deadlines(unit)]
    return [d for d in found if start <= d.start and d.end <= end and not d.of_object]


def choose(terms: list[Deadline], published: date) -> Term:
    """The first term with a date; else a series, else the first that is no start."""
    terms = [d for d in terms if d.date is None or d.date >= published]
    recurrence = next((d.recurrence for d in terms if d.recurrence is not None), None)
    dated = [d for d in terms if d.date is not None and d.bound is Bound.UNTIL and d.recurrence is None]
    if dated:
        return Term(dated[0], recurrence, OwnerBasis.EXPLICIT)
    mixed = [d for d in terms if d.recurrence is not None]
    rest = [d for d in terms if d.bound is not Bound.FROM] or terms
    chosen = mixed[0] if mixed else rest[0] if rest else None
    return Term(chosen, recurrence, OwnerBasis.EXPLICIT if chosen else None)


def same_term(view: View, start: int, end: int) -> tuple[int, int] | None:
    """«в тот же срок»: where it stands."""
    match = _SAME_TERM.search(view.document.folded.low, start, end)
    return match.span() if match else None


def term_sentence(document: Document, unit: Unit, restated: bool = False) -> tuple[Term, bool, bool] | None:
    """A sentence that only gives the term of what was said before; whether for all of it, whether as «Срок – …».

    restated: the sentence names the act once more («Бұл жұмысты 1 мамырға дейін аяқтау керек»).
    """
    low = document.folded.low[unit.start : unit.end]
    if not (restated or _TERM_AFTER.match(low) or _TERM_WORDS.search(low)) or len(low) > 160:
        return None
    term = choose(in_range(document, unit, unit.start, unit.end), document.published)
    if term.deadline is None:
        return None
    return term, bool(_ALL_OF_THEM.search(low)), bool(_SAYS_TERM.match(low))


def grace(document: Document, unit: Unit) -> Term | None:
    """«Я даю вам время до ноября»: a term given before the act."""
    if not _GRACE.search(document.folded.low, unit.start, unit.end):
        return None
    term = choose(in_range(document, unit, unit.start, unit.end), document.published)
    return term if term.deadline is not None and term.deadline.date is not None else None


def limit(document: Document, unit: Unit, start: int, end: int) -> Deadline | None:
    """A date beside «продлить …» until which the thing itself runs: in the same unit or the two before."""
    low = document.folded.low
    if not _PROLONG.search(low, start, end):
        return None
    for other in [unit, *document.before(unit, 2)]:
        match = _LIMIT.search(low, other.start, other.end)
        if not match:
            continue
        for found in (absolute(other, d) for d in document.deadlines(other)):
            before = found.of_object and 0 <= match.start() - found.end <= 1  # «желтоқсанда аяқталатын»
            if found.date is not None and (before or (found.start > match.start() and not start <= found.start < end)):
                return found
        late = _end_of_year(document, other, match.end())
        if late:
            return late
    return None


def _end_of_year(document: Document, unit: Unit, place: int) -> Deadline | None:
    """«ограничен концом 2027 года»: the same edge in another case, read as «до конца …»."""
    from app.extraction.deadlines import find_deadlines

    match = re.compile(
        r"(?:концом|серединой|началом) (?P<rest>(?:[а-я]+ )?\d{4}(?: года)?)|(?P<day>\d{1,2} [а-я]+ \d{4})"
    ).search(document.folded.low, place, unit.end)
    if not match:
        return None
    edge = {"к": "до конца ", "с": "до середины ", "н": "до начала "}[match.group()[0]] if match["rest"] else "до "
    found = find_deadlines(edge + (match["rest"] or match["day"]), document.published, document.calendar)
    return found[0]._replace(start=match.start(), end=match.end()) if found and found[0].date else None


_BARE = re.compile(
    r"(?<![\w-])(?P<rest>(?:[ivx]+|[1-4]|перв[а-я]+|втор[а-я]+|трет[а-я]+|"
    r"четверт[а-я]+)(?:-[а-я]+)? (?:квартал|полугоди|тоқсан)[^;.,\n]{0,30}|\d{1,2} (?:января|февраля|марта|"
    r"апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?: \d{4}(?: года?)?)?)"
)


def weak_term(document: Document, start: int, end: int) -> Term | None:
    """A term without a preposition («срок 5 мая», «дал месяц», «IV квартал 2026 года»), where no other term stands."""
    from app.extraction.deadlines import read_deadline

    low = document.folded.low
    for pattern, marked in ((_MARKED, True), (_BARE, False)):
        for match in pattern.finditer(low, start, end):
            first, last = match.span("rest")
            found = read_deadline(document.folded.text[first:last], document.published, document.calendar)
            if (
                found is None
                or (found.date is not None and found.date < document.published)
                or found.of_object
                or found.bound is Bound.FROM
                or (not marked and found.date is None)
            ):
                continue
            placed = found._replace(start=first + found.start, end=first + found.end)
            return Term(placed, placed.recurrence, OwnerBasis.EXPLICIT)
    return None


_MARKED = re.compile(
    r"(?<![\w-])(?:срок[а-я]*(?: исполнения)?|мерзімі|дал[аи]?|дан[оа]?|отвел[аи]?|"
    r"даю)\s*[–:-]?\s*(?:на (?:это|всё|все) )?(?P<rest>[^;.\n]{2,40})"
)


_ALLOWED = re.compile(r"(?<![\w-])дан[оа]? (?:на (?:это|все|выполнение|исполнение) )(?P<rest>[^;.,\n]{2,40})")


def allowance(document: Document, start: int, end: int) -> Term | None:
    """«ведомству дан на это год»: a length of time that is given for the act."""
    from app.extraction.deadlines import read_deadline

    match = _ALLOWED.search(document.folded.low, start, end)
    found = (
        read_deadline(document.folded.text[slice(*match.span("rest"))], document.published, document.calendar)
        if match
        else None
    )
    if match is None or found is None or found.date is None:
        return None
    first = match.start("rest")
    return Term(found._replace(start=first + found.start, end=first + found.end), None, OwnerBasis.EXPLICIT)
