"""What replay reads and what it makes: an event, and the state of a task at a moment of the past.

Values alone; folding events is `replay.py`'s. Fields are named as those of the task's row, bodies stand as codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.enums import (
    CancelReason,
    ContributionState,
    DueBasis,
    ExecutorRole,
    ExtensionState,
    GiverLevel,
    ReportDecision,
    TaskKind,
    TaskResult,
)
from app.domain.holders import Span, Turn
from app.domain.workflow import EXECUTING, OPEN, TaskStatus


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as replay reads it. day: the local day of its moment; actor_id None = the register itself."""

    kind: str
    day: date
    data: Mapping[str, Any]
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class PastReport:
    """A completion report: the day it was filed, what was decided and when."""

    id: int
    filed_on: date
    decision: ReportDecision = ReportDecision.PENDING
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class PastExtension:
    """A request for another date and what became of it. granted: the date given."""

    id: int
    requested_on: date
    old: date | None
    asked: date | None
    late: bool
    state: ExtensionState = ExtensionState.REQUESTED
    decided_on: date | None = None
    granted: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A co-executor's contribution. handed_on: the day of the part that the lead has; None while it has none."""

    due_on: date | None
    state: ContributionState = ContributionState.NONE
    handed_on: date | None = None


@dataclass(slots=True)
class TaskState:
    """What the history says of a task. Fields are named as those of the task's row; codes stand for bodies.

    outside: executors not subordinate to the Government; spans: who held the task until the last event; parted: the lead
    has filed a report, and with it answers for parts it did not get. gaps: kinds of events that were not understood.
    """

    status: TaskStatus = TaskStatus.ON_CONTROL
    kind: TaskKind | None = None
    registered_on: date = date.min
    original_due_on: date | None = None
    due_on: date | None = None
    due_basis: DueBasis | None = None
    term_confirmed: bool = False
    giver_level: GiverLevel | None = None
    lead: str = ""
    executors: list[tuple[str, ExecutorRole]] = field(default_factory=list)
    outside: frozenset[str] = frozenset()
    contributions: dict[str, Part] = field(default_factory=dict)
    reports: list[PastReport] = field(default_factory=list)
    interim_reports: int = 0
    extensions: list[PastExtension] = field(default_factory=list)
    questions: set[int] = field(default_factory=set)
    submitted_on: date | None = None
    ended_on: date | None = None
    result: TaskResult | None = None
    cancel_reason: CancelReason | None = None
    status_before_end: TaskStatus | None = None
    forecast_on: date | None = None
    fact_on: date | None = None
    flagged: bool = False
    parted: bool = False
    executor_event_on: date = date.min
    last_on: date = date.min
    events: int = 0
    spans: list[Span] = field(default_factory=list)
    turn: Turn | None = None
    gaps: set[str] = field(default_factory=set)

    @property
    def is_milestone(self) -> bool:
        """A stage of a project, watched by its monitoring body."""
        return self.kind is TaskKind.MILESTONE

    @property
    def is_open(self) -> bool:
        """Control has not ended."""
        return self.status in OPEN

    @property
    def default_term(self) -> bool:
        """The date comes from policy, and no supervisor has confirmed or changed it yet."""
        return self.due_basis is DueBasis.POLICY and not self.term_confirmed

    @property
    def filed_on(self) -> date | None:
        """The day of the report that was accepted, or that waits for a decision; of the fact, for a milestone."""
        if self.fact_on is not None:
            return self.fact_on
        if self.status is TaskStatus.SUBMITTED:
            return self.submitted_on
        if self.status is TaskStatus.CLOSED and self.result in (TaskResult.DONE, TaskResult.DONE_LATE):
            return next((r.filed_on for r in reversed(self.reports) if r.decision is ReportDecision.ACCEPTED), None)
        return None

    @property
    def pending_extension(self) -> PastExtension | None:
        """The request that waits for a decision."""
        return next((row for row in self.extensions if row.state is ExtensionState.REQUESTED), None)

    @property
    def deciding_extension(self) -> bool:
        """Somebody above decides on the date while the executor works."""
        return self.status in EXECUTING and self.pending_extension is not None
