"""Who reports in a recorded meeting, and orders his own people there: «Министр: … Комитету леса поручаю до мая …»."""

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen, explicit
from app.extraction.parts.verdicts import SURE, Verdict
from app.extraction.russian.spoken import spoken_to
from app.extraction.speech.people import Person
from app.extraction.text.view import View

_GIVES = frozenset({"i_instruct", "i_give_task", "i_demand", "i_ask"})
_COMMITTEE, _LOCAL = frozenset({"committee"}), frozenset({"akimat_local", "akimat_city", "department"})
_ALL = frozenset({"ministry", "agency", "group", "akimat_oblast", "company"}) | _COMMITTEE | _LOCAL
_OWN = {
    GiverRole.PRIME_MINISTER: _ALL,
    GiverRole.DEPUTY_PM: _ALL,
    GiverRole.MINISTER: _COMMITTEE,
    GiverRole.AKIM: _LOCAL,
}


def orders_below(view: View, head: Head) -> Verdict | None:
    """The verdict on what somebody orders those below him; None for whatever else he says.

    «Комитету леса поручаю …», «Комитет, прошу вас …» of a minister, «Вчера я дала команду управлению …», «акимы, до 15 марта
    представьте …» of a deputy Premier. A body without a code is taken for a local one.
    """
    zone = view.unit.zone
    if zone is None or zone.who is None or not view.document.turns or not _says_so(view, head):
        return None
    person = next((p for p in view.document.people.within(*zone.who) if p.role in _OWN and not p.foreign), None)
    if person is None:
        return None
    head.group = head.group or spoken_to(view, head)
    chosen = [c for c in explicit(view, head, ()) if c.unit is view.unit]
    if not chosen or not all(_is_below(view, person, each) for each in chosen):
        return None
    strength = Strength(head.frame.strength) if head.frame is not None else Strength.ORDER
    return Verdict(FindingKind.INSTRUCTION, "", person, "giver.speaker", chosen, strength, SURE)


def _says_so(view: View, head: Head) -> bool:
    """«поручаю», «прошу вас …», «я дала команду», an imperative: the speaker's own order."""
    if head.frame is None:
        return head.kind == "imperative"
    here = view.text(max(view.clause_start(head.at), head.at - _NEAR), head.at)
    return head.frame.id in _GIVES or (head.frame.id == "give_task" and "я" in here.split())


_NEAR = 3  # words


def _is_below(view: View, person: Person, chosen: Chosen) -> bool:
    known, kinds = view.document.directory.by_code, _OWN.get(person.role or GiverRole.OTHER, frozenset())
    return all(body.code is None or known[body.code].kind in kinds for body in chosen.bodies)
