"""What extraction returns: frozen values with offsets into the original text and the id of the rule behind each.

Every `start`/`end` is a half-open range of code points of the text that was passed to `extract`. Nothing here looks for
anything; how a finding is printed is in `record.py`.
"""

from typing import NamedTuple

from app.domain.enums import Evidence, ExecutorRole, FindingKind, GiverRole, OwnerBasis, Recurrence, Stage, Strength
from app.extraction.deadlines import Deadline


class Trigger(NamedTuple):
    """The words that make a sentence directive."""

    text: str
    start: int
    end: int


class Giver(NamedTuple):
    """Who directs. start, end: None where the giver is carried over from the document's title."""

    role: GiverRole
    name: str
    start: int | None
    end: int | None
    rule: str
    foreign: bool = False


class Owner(NamedTuple):
    """Who has to act. code: None for a body that the register does not know; then `name` is what the text calls it.

    start, end: None where only the document's title names the body; then `text` is empty.
    """

    name: str
    code: str | None
    role: ExecutorRole
    basis: OwnerBasis
    text: str
    start: int | None
    end: int | None
    rule: str


class Action(NamedTuple):
    """One act: from its verb to the end of what the verb governs."""

    text: str
    start: int
    end: int


class Reasons(NamedTuple):
    """What spoke loudest for an instruction that no rule knew, or against one that a rule took for such.

    words: with their offsets; signals: names of circumstances (`signals.py`).
    """

    words: tuple[Action, ...]
    signals: tuple[str, ...]


class Finding(NamedTuple):
    """One instruction, milestone, goal, reference, foreign instruction, or a refused candidate.

    deadline: the term of the act, with offsets into the original text; limit: a date beside the act that is not its
    term; confidence: 0..1; rule: id of the rule (of the veto where kind is refused); project: name or None.
    """

    kind: FindingKind
    start: int
    end: int
    quote: str
    rule: str
    trigger: Trigger | None = None
    giver: Giver | None = None
    owners: tuple[Owner, ...] = ()
    actions: tuple[Action, ...] = ()
    deadline: Deadline | None = None
    deadline_basis: OwnerBasis | None = None
    limit: Deadline | None = None
    stage: Stage | None = None
    recurrence: Recurrence | None = None
    strength: Strength = Strength.ORDER
    evidence: Evidence = Evidence.PRIMARY
    confidence: float = 1.0
    project: str | None = None
    reasons: Reasons | None = None
