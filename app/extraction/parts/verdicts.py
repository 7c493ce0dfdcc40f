"""What a candidate turned out to be, what is remembered from one sentence to the next, what kind of text this is.

Shared by `judging.py`, `modals.py` and `kazakh/judging.py`; nothing is decided about a candidate here.
"""

import re
from dataclasses import dataclass, field

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.subordinates import SUBORDINATES
from app.extraction.parts.owners import Chosen
from app.extraction.parts.terms import Term
from app.extraction.speech.addresses import speaker_of
from app.extraction.speech.people import Person
from app.extraction.text.context import Document

_FIRST_PERSON = re.compile(vetoes.FIRST_PERSON)
_ACT = re.compile(vetoes.ACTS)
SURE, PASSIVE, MODAL, LOOSE = 0.95, 0.9, 0.75, 0.6


@dataclass
class Verdict:
    """What a candidate is. veto: id where it is refused."""

    kind: FindingKind
    veto: str = ""
    giver: Person | None = None
    giver_rule: str = ""
    chosen: list[Chosen] = field(default_factory=list)
    strength: Strength = Strength.ORDER
    confidence: float = SURE
    secondary: bool = False


@dataclass
class Memory:
    """What the instructions before leave behind: their owners' bodies, giver, paragraph, and the list header in force.

    earlier: owners of the instruction before the last one, of the same paragraph.
    header_term: what the header's own words give to all items («поручил акимам в месячный срок:»).
    dictated: the paragraph that has announced orders told in the present tense.
    recalled: owners of an earlier order that the paragraph recalled_paragraph tells of.
    series: giver and owners of the tasks that a sentence of series_paragraph has counted.
    """

    owners: list[Chosen] = field(default_factory=list)
    giver: Person | None = None
    earlier: list[Chosen] = field(default_factory=list)
    paragraph: int = -1
    unit_start: int = -1
    header: "Verdict | None" = None
    header_paragraph: int = -1
    header_term: Term | None = None
    dictated: int = -1
    recalled: list[Chosen] = field(default_factory=list)
    recalled_paragraph: int = -1
    series: "Verdict | None" = None
    series_paragraph: int = -1

    def recall(self, verdict: Verdict, paragraph: int) -> None:
        """Keep whom an earlier order bound of which a paragraph tells."""
        if verdict.kind is FindingKind.REFERENCE and verdict.chosen:
            self.recalled, self.recalled_paragraph = verdict.chosen, paragraph


def refuse(veto: str) -> Verdict:
    """A refused candidate."""
    return Verdict(FindingKind.REFUSED, veto)


def no_authority(document: Document, person: Person | None, chosen: list[Chosen]) -> bool:
    """An akim orders no ministry, a minister no Government, the deputy of either neither of them.

    With whom a body of his own has to act («проработать с Минздравом») he does not order.
    """
    deputy = person is not None and person.name in SUBORDINATES
    if person is None or not (deputy or person.role in (GiverRole.AKIM, GiverRole.MINISTER)) or not chosen:
        return False
    ordered = [c for c in chosen if not c.mention.together and c.rule != "owner.partner"] or chosen
    kinds = [document.directory.by_code[body.code].kind for c in ordered for body in c.bodies if body.code]
    return any(kind in (_ABOVE_MINISTERS if person.role is GiverRole.MINISTER else _CENTRAL) for kind in kinds)


_ABOVE_MINISTERS = frozenset({"president", "government"})
_CENTRAL = _ABOVE_MINISTERS | {"ministry", "government_office", "administration", "court_or_parliament", "agency"}


def is_act(document: Document) -> bool:
    """Whether the text is or retells an act or minutes, where the present tense orders."""
    if "act" not in document.notes:
        document.notes["act"] = bool(_ACT.search(document.title.low) or _ACT.search(document.folded.low, 0, 1200))
    return bool(document.notes["act"])


def own_voice(document: Document) -> bool:
    """Whether the text itself is a leader's address: first-person orders outside of quotes."""
    if "own_voice" not in document.notes:
        low = document.folded.low
        match = _FIRST_PERSON.search(low)
        quoted = match is not None and low.rfind("«", 0, match.start()) > low.rfind("»", 0, match.start())
        dashed = match is not None and low[: match.start()].rpartition("\n")[2].lstrip()[:1] in ("–", '"')
        spoken = speaker_of(document) is not None
        document.notes["own_voice"] = spoken or (match is not None and not quoted and not dashed)
    return bool(document.notes["own_voice"])
