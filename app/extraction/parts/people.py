"""From people and owners as rules handle them to the frozen values of a finding."""

from app.domain.enums import GiverRole
from app.extraction.findings import Giver
from app.extraction.speech.people import Person
from app.extraction.text.context import Document

UNKNOWN_GIVER = Giver(GiverRole.OTHER, "", None, None, "giver.unknown")


def giver_of_person(document: Document, person: Person | None, rule: str) -> Giver | None:
    """A giver with offsets into the original text; a person of the title has none."""
    if person is None or person.role is None:
        return None
    if person.start < 0:
        return Giver(person.role, person.name, None, None, rule, person.foreign)
    start, end = document.folded.span(person.start, person.end)
    return Giver(person.role, person.name, start, end, rule, person.foreign)
