"""Who reports in a recorded meeting, and orders his own people there: «Министр: … Комитету леса поручаю до мая …»."""

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen, explicit
from app.extraction.parts.verdicts import SURE, Verdict
from app.extraction.speech.offices import Person
from app.extraction.text.view import View

_GIVES = frozenset({"i_instruct"})
_OWN = {
    GiverRole.MINISTER: frozenset({"committee"}),
    GiverRole.AKIM: frozenset({"akimat_local", "akimat_city", "department"}),
}


def orders_below(view: View, head: Head) -> Verdict | None:
    """The verdict on «поручаю» of a minister to his committee, of an akim to a town; None for whatever else he says."""
    zone, frame = view.unit.zone, head.frame
    if zone is None or zone.who is None or frame is None or frame.id not in _GIVES or not view.document.turns:
        return None
    person = next((p for p in view.document.people.within(*zone.who) if p.role in _OWN), None)
    chosen = explicit(view, head, ()) if person is not None else []
    if person is None or not chosen or not all(_is_below(view, person, each) for each in chosen):
        return None
    return Verdict(FindingKind.INSTRUCTION, "", person, "giver.speaker", chosen, Strength(frame.strength), SURE)


def _is_below(view: View, person: Person, chosen: Chosen) -> bool:
    known, kinds = view.document.directory.by_code, _OWN.get(person.role or GiverRole.OTHER, frozenset())
    return all(body.code is None or known[body.code].kind in kinds for body in chosen.bodies)
