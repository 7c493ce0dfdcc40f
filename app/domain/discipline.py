"""Figures of executive discipline, each counted from replayed states: what a task adds to a figure, and their sums.

A figure is a sum over tasks: what a task adds (`part`) over what it stands for (`base`). Its value is Σ part ÷ Σ base, so
counts always stand beside percentages, and the tasks behind a figure are those that added to its base.

Which tasks count: instructions whose **original** deadline lies in the period, as of a day; never a milestone, never a task
removed without execution. Both shares of what was on time run over the same tasks, so that a date that is moved does not
leave the count. Tasks with a default term that nobody confirmed, and tasks led by a body outside the chain of command,
stand in lines of their own. Parts of co-executors count for them, by the date of the part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import WorkCalendar
from app.domain.enums import ExecutorRole, ExtensionState, GiverLevel, ReportDecision, TaskResult
from app.domain.holders import Holder, Span, spans_until
from app.domain.lateness import silent
from app.domain.past import TaskState
from app.domain.periods import add_months
from app.domain.workflow import TaskStatus

# Fewer tasks than this say nothing about a body: it gets no place in a ranking.
RANKED_TASKS = 5
LONG_MONTHS = 12


class Figure(StrEnum):
    """The figures, in the order in which they are shown."""

    ON_TIME_ORIGINAL = "on_time_original"
    ON_TIME_CURRENT = "on_time_current"
    SLIP = "slip"
    EXTENSIONS = "extensions"
    LATE_REQUESTS = "late_requests"
    FIRST_PASS = "first_pass"
    RETURNS = "returns"
    DAYS_LEAD = "days_lead"
    DAYS_CO_EXECUTOR = "days_co_executor"
    DAYS_CONTROLLER = "days_controller"
    DAYS_DECISION = "days_decision"
    CONTRIBUTIONS = "contributions"
    OPEN_OVER_YEAR = "open_over_year"
    SILENT = "silent"


class Unit(StrEnum):
    """How a value is read: a share of a whole, a mean a task, or days out of days."""

    SHARE = "share"
    MEAN = "mean"
    DAYS = "days"


UNITS: dict[Figure, Unit] = {
    Figure.SLIP: Unit.MEAN,
    Figure.EXTENSIONS: Unit.MEAN,
    Figure.DAYS_LEAD: Unit.DAYS,
    Figure.DAYS_CO_EXECUTOR: Unit.DAYS,
    Figure.DAYS_CONTROLLER: Unit.DAYS,
    Figure.DAYS_DECISION: Unit.DAYS,
}
# Days of a lead's tasks in its own hand and above it; a co-executor's days count for the co-executor.
_AT_LEADS = {
    Holder.LEAD: Figure.DAYS_LEAD,
    Holder.CONTROLLER: Figure.DAYS_CONTROLLER,
    Holder.DECISION: Figure.DAYS_DECISION,
}


class Line(StrEnum):
    """Lines that are never added up: what counts, what policy alone dated, what is outside the chain of command."""

    COUNTED = "counted"
    DEFAULT_TERM = "default_term"
    BY_AGREEMENT = "by_agreement"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year; number 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter of a day."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> "Quarter | None":
        """From "2026-Q3"; None for anything else."""
        year, _, number = text.partition("-Q")
        if len(year) == 4 and year.isascii() and year.isdigit() and year > "0000" and number in ("1", "2", "3", "4"):
            return cls(int(year), int(number))
        return None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date.fromordinal(add_months(self.first, 3).toordinal() - 1)

    @property
    def pack_due(self) -> date:
        """The day by which the report on it is due: the 2nd of the month after it."""
        return add_months(self.first, 3).replace(day=2)

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year."""

    number: int

    def __str__(self) -> str:
        return f"{self.number:04}"

    @classmethod
    def of(cls, day: date) -> "Year":
        """The year of a day."""
        return cls(day.year)

    @classmethod
    def parse(cls, text: str) -> "Year | None":
        """From "2026"; None for anything else."""
        known = len(text) == 4 and text.isascii() and text.isdigit() and text > "0000"
        return cls(int(text)) if known else None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.number, 12, 31)

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and day.year == self.number


Period = Quarter | Year


@dataclass(frozen=True)
class View:
    """From where figures are counted: the end of which day, with which calendar; of which period, None = of all time."""

    day: date
    calendar: WorkCalendar
    period: Period | None = None

    def covers(self, deadline: date | None) -> bool:
        """Whether a deadline counts for the period."""
        return deadline is not None and (self.period is None or self.period.holds(deadline))


@dataclass(frozen=True, slots=True)
class Sample:
    """What one task adds to one figure of one body. quarter: that of the deadline by which it counts."""

    figure: Figure
    body: str
    line: Line
    level: GiverLevel | None
    quarter: Quarter | None
    part: int
    base: int


@dataclass(slots=True)
class Total:
    """A figure of several tasks. tasks: how many added to it."""

    part: int = 0
    base: int = 0
    tasks: int = 0

    def add(self, sample: Sample, tasks: int = 1) -> None:
        """Add what one task adds, or what several do together."""
        self.part += sample.part
        self.base += sample.base
        self.tasks += tasks

    @property
    def value(self) -> float | None:
        """Part over base; None when there is nothing to divide by."""
        return self.part / self.base if self.base else None


def samples(state: TaskState, issued_on: date, view: View) -> Iterator[Sample]:
    """All that a task adds to the figures of its lead and of its co-executors. issued_on: the day of the instruction."""
    if state.is_milestone or state.status is TaskStatus.CANCELLED:
        return
    quarter = Quarter.of(state.original_due_on) if state.original_due_on else None
    for figure, part, base in _of_lead(state, issued_on, view):
        yield Sample(figure, state.lead, line_of(state), state.giver_level, quarter, part, base)
    yield from _of_co_executors(state, view)
    if view.covers(state.original_due_on):
        yield from _held_by_co_executors(state, quarter, view)


def line_of(state: TaskState) -> Line:
    """The line in which a task stands with its lead."""
    if state.lead in state.outside:
        return Line.BY_AGREEMENT
    return Line.DEFAULT_TERM if state.default_term else Line.COUNTED


def _of_lead(state: TaskState, issued_on: date, view: View) -> Iterator[tuple[Figure, int, int]]:
    if state.is_open:
        yield Figure.OPEN_OVER_YEAR, int(add_months(issued_on, LONG_MONTHS) < view.day), 1
        yield Figure.SILENT, int(silent(state.status, state.executor_event_on, view.day)), 1
    if not view.covers(state.original_due_on):
        return
    first = on_time(state, state.original_due_on, view.day)
    if first is not None:
        yield Figure.ON_TIME_ORIGINAL, int(first), 1
        yield Figure.SLIP, slip(state, view), 1
    current = on_time(state, state.due_on, view.day)
    if current is not None:
        yield Figure.ON_TIME_CURRENT, int(current), 1
    yield Figure.EXTENSIONS, sum(row.state is ExtensionState.APPROVED for row in state.extensions), 1
    if state.extensions:
        yield Figure.LATE_REQUESTS, sum(row.late for row in state.extensions), len(state.extensions)
    yield from _of_reports(state)
    yield from _of_holders(spans_until(state.spans, state.turn, view.day), state.due_on)


def on_time(state: TaskState, deadline: date | None, day: date) -> bool | None:
    """Whether the task met a deadline; None while that cannot be said.

    Met: the report that was accepted, or that waits for a decision, was filed by the end of that day. Missed: filed later,
    closed as not executed, or still open when the day was over.
    """
    if deadline is None:
        return None
    if state.filed_on is not None:
        return state.filed_on <= deadline
    if not state.is_open:
        return state.result is TaskResult.DONE
    return False if deadline < day else None


def slip(state: TaskState, view: View) -> int:
    """Working days from the original deadline to the report, to the end of control, or to the day of the view; 0 if none."""
    end = state.filed_on or state.ended_on or view.day
    if state.original_due_on is None or end <= state.original_due_on:
        return 0
    return view.calendar.working_days_between(state.original_due_on, end)


def _of_reports(state: TaskState) -> Iterator[tuple[Figure, int, int]]:
    decided = [row.decision for row in state.reports if row.decision in _DECIDED]
    if decided:
        yield Figure.FIRST_PASS, int(decided[0] is ReportDecision.ACCEPTED), 1
        yield Figure.RETURNS, decided.count(ReportDecision.RETURNED), len(decided)


_DECIDED = (ReportDecision.ACCEPTED, ReportDecision.RETURNED)


def _of_holders(spans: list[Span], due_on: date | None) -> Iterator[tuple[Figure, int, int]]:
    for holder, figure in _AT_LEADS.items():
        held = [span for span in spans if span.holder is holder]
        if held:
            yield figure, sum(span.days_after(due_on) for span in held), sum(span.days for span in held)


def _held_by_co_executors(state: TaskState, quarter: Quarter | None, view: View) -> Iterator[Sample]:
    spans = spans_until(state.spans, state.turn, view.day)
    line = Line.DEFAULT_TERM if state.default_term else Line.COUNTED
    for code in dict.fromkeys(span.body for span in spans if span.holder is Holder.CO_EXECUTOR):
        held = [span for span in spans if span.holder is Holder.CO_EXECUTOR and span.body == code]
        lost, days = sum(span.days_after(state.due_on) for span in held), sum(span.days for span in held)
        yield Sample(Figure.DAYS_CO_EXECUTOR, code, line, state.giver_level, quarter, lost, days)


def _of_co_executors(state: TaskState, view: View) -> Iterator[Sample]:
    roles = dict(state.executors)
    line = Line.DEFAULT_TERM if state.default_term else Line.COUNTED
    for code, part in state.contributions.items():
        if roles.get(code) is not ExecutorRole.CO or part.due_on is None or not view.covers(part.due_on):
            continue
        over = part.due_on < (state.ended_on or view.day)
        if part.handed_on is not None or over:
            met = part.handed_on is not None and part.handed_on <= part.due_on
            quarter = Quarter.of(part.due_on)
            yield Sample(Figure.CONTRIBUTIONS, code, line, state.giver_level, quarter, int(met), 1)


def ranks(shares: dict[str, Total]) -> dict[str, int]:
    """Places by the share that was on time against the original date, the best first; equal shares have one place.

    A body with fewer than RANKED_TASKS tasks gets none, and one that would stand alone neither.
    """
    ranked = {body: total.value or 0.0 for body, total in shares.items() if total.base >= RANKED_TASKS}
    if len(ranked) < 2:
        return {}
    return {body: 1 + sum(other > value for other in ranked.values()) for body, value in ranked.items()}
