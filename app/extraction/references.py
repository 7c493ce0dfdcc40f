"""Instructions given earlier and only mentioned: «по поручению Главы государства …», «исполнение поручений Президента»."""

import re

from app.domain.enums import Evidence, FindingKind
from app.extraction.findings import Finding, Trigger
from app.extraction.lexicon import vetoes
from app.extraction.parts.people import giver_of_person
from app.extraction.speech.people import Person
from app.extraction.text.context import Document, Unit
from app.extraction.words.cues import RECALLED

_REFERENCE = re.compile(f"{vetoes.REFERENCE_RU}|{vetoes.REFERENCE_KK}")
_TRIGGER = re.compile(rf"{vetoes.REFERENCE_NOUNS}[а-яәғқңөұүһі]*")
_END = re.compile(r"[;.!?](?=\s|$)|\n")
_CONFIDENCE = 0.8


def _who(people: list[Person], place: int) -> Person:
    """Whose instruction it was: the office named right after the words, in Kazakh right before them."""
    after = [person for person in people if person.start >= place]
    return after[0] if after else people[-1]


def references(document: Document, unit: Unit, taken: list[tuple[int, int]]) -> list[Finding]:
    """References of a unit outside of the `taken` ranges of the folded text."""
    found = []
    low = document.folded.low
    if not document.cues(unit).all & RECALLED:
        return []
    match = _REFERENCE.search(low, unit.start, unit.end)
    if match and not any(start <= match.start() < end for start, end in taken):
        people = [
            p
            for p in document.people.within(max(unit.start, match.start() - 60), match.end() + 80)
            if p.role is not None and not p.collegial
        ]
        if not people:
            return []
        end = next((m.start() for m in _END.finditer(low, match.end(), unit.end)), unit.end)
        word = _TRIGGER.search(low, match.start(), unit.end)
        start, last = document.folded.span(unit.start if not low[unit.start].isspace() else match.start(), end)
        trigger = None
        if word:
            first, until = document.folded.span(*word.span())
            trigger = Trigger(document.folded.original[first:until], first, until)
        found.append(
            Finding(
                kind=FindingKind.REFERENCE,
                start=start,
                end=last,
                quote=document.folded.original[start:last],
                rule="reference.mentioned",
                trigger=trigger,
                giver=giver_of_person(document, _who(people, match.start()), "giver.named"),
                confidence=_CONFIDENCE,
                evidence=Evidence.SECONDARY if document.secondary else Evidence.PRIMARY,
            )
        )
    return found
