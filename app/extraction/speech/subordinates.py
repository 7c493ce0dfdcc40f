"""Deputies and heads of units: whom a text calls by an office whose plain orders bind, and whose views where he leads.

What an office is called is in `lexicon/subordinates.py`; whom else a text names, in `offices.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon import subordinates as table
from app.extraction.speech.people import Person
from app.extraction.words.folding import Folded


def presiding(folded: Folded, found: list[Person]) -> list[Person]:
    """«Вице-министр провёл селектор …»: a deputy whose meeting or round the text opens with speaks for his chief in it."""
    deputy = next((p for p in found if p.start < _OPENING and p.role is None and _DEPUTY.match(p.name)), None)
    if deputy is None or any(
        p.role is not None and p.nominative and not p.collegial for p in found[: found.index(deputy)]
    ):
        return found
    end = next((m.start() for m in _SENTENCE_END.finditer(folded.low, deputy.end, deputy.end + 300)), deputy.end + 300)
    led = deputy.nominative and (
        _PRESIDES.search(folded.low, deputy.end, end) or _LED_BY.search(folded.low, 0, deputy.start)
    )
    led = led or _MEETING_OF.search(folded.low, 0, deputy.start)
    if not (led or _UNDER.search(folded.low, 0, deputy.start) or _UNDER_KK.match(folded.low, deputy.end, end)):
        return found
    return [in_charge(p) or p for p in found]


def in_charge(person: Person) -> Person | None:
    """The deputy of an akim or a minister, or the head of a unit, as one who gives orders; None for anybody else."""
    if person.name in table.SUBORDINATES:
        return person
    match = _DEPUTY.match(person.name)
    if match is None or person.role is not None:
        return None
    name = table.DEPUTY_AKIM if match["akim"] else table.HEAD_BELOW if match["unit"] else table.DEPUTY_MINISTER
    return person._replace(role=GiverRole.OTHER, name=name)


_OPENING = 500  # letters in which a text says whose meeting it tells of
_SENTENCE_END = re.compile(r"[.!?\n]")
_DEPUTY = re.compile(table.DEPUTIES)
_PRESIDES = re.compile(rf"(?<![\w-])(?:{table.PRESIDES})")
_LED_BY = re.compile(rf"(?<![\w-])(?:{table.PRESIDES}) (?:[а-я-]+ ){{0,3}}$")  # «Заседание провёл первый заместитель …»
_UNDER = re.compile(r"(?:под председательством|под руководством|во главе с) (?:перв[а-я]+ )?$")
# «состоялась встреча вице-министра с руководителями департаментов», «на совещании у заместителя акима»
_MEETING_OF = re.compile(rf"(?<![\w-])(?:{table.MEETINGS})[а-я]* (?:у )?(?:перв[а-я]+ )?$")
_UNDER_KK = re.compile(r"[^.!?\n]{0,60}?(?:төрағалы(?:ғы|қ)|жетекшілі(?:гі|к)|басшылығымен)")
