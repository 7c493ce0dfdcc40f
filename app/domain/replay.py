"""A task's history folded into its state at a moment: the same facts that the task's row keeps of the present.

Pure: events come in order, the state comes out. What is derived from a state stands elsewhere: lateness in `lateness.py`,
who held the task on which days in `holders.py`, figures in `discipline.py`.

A kind of event that this module does not know changes nothing. Events written before bodies' dates were kept with them
replay as far as they tell: the dates of contributions, and which bodies are outside the chain of command, are then
unknown (no contribution is late, no body is outside); a note without its writer's role counts as the executor's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
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
    Role,
    TaskKind,
    TaskResult,
)
from app.domain.history import EventKind
from app.domain.holders import Turn, spans_between
from app.domain.past import Happened, Part, PastExtension, PastReport, TaskState
from app.domain.workflow import TaskStatus

EXECUTOR_ROLES = (Role.COORDINATOR.value, Role.OFFICIAL.value)
# Acts of executors alone: events that were written without the role of their actor are told by them.
EXECUTORS_KINDS = frozenset(
    {
        EventKind.TAKEN_INTO_WORK.value,
        EventKind.NOTED.value,
        EventKind.NOTE_TAKEN_BACK.value,
        EventKind.INTERIM_REPORTED.value,
        EventKind.SUBMITTED.value,
        EventKind.WITHDRAWN.value,
        EventKind.FACT_RECORDED.value,
        EventKind.FORECAST_RECORDED.value,
        EventKind.NOT_STARTED.value,
        EventKind.EXTENSION_REQUESTED.value,
        EventKind.ASKED.value,
    }
)


def replay(events: Iterable[Happened]) -> TaskState:
    """Fold the events of one task, in their order. No events give the state of a task that was never registered."""
    state = TaskState()
    for event in events:
        apply(state, event)
    return state


def apply(state: TaskState, event: Happened) -> None:
    """Bring the state past one more event."""
    if state.turn is not None:
        state.spans += spans_between(state.turn, event.day)
    handler = HANDLERS.get(event.kind)
    if handler is not None:
        handler(state, event)
    elif event.kind not in KNOWN:
        state.gaps.add(event.kind)
    _who_acted(state, event)
    state.events, state.last_on = state.events + 1, event.day
    state.turn = _turn(state, event.day)


def _turn(state: TaskState, day: date) -> Turn | None:
    """How the task stands from that day on, until the next event."""
    if not state.is_open:
        return None
    awaited: list[tuple[date, str]] = []
    if state.status is not TaskStatus.ON_CONTROL and not state.parted:
        awaited = [
            (part.due_on, code)
            for code, part in state.contributions.items()
            if part.due_on is not None and part.handed_on is None  # who owes nothing has no date
        ]
    first = min(awaited, key=lambda pair: pair[0], default=None)
    return Turn(
        day,
        lead=state.lead,
        submitted=state.status is TaskStatus.SUBMITTED,
        deciding=state.deciding_extension,
        awaited_from=first[1] if first else "",
        awaited_by=first[0] if first else None,
    )


def _who_acted(state: TaskState, event: Happened) -> None:
    if event.kind == EventKind.REGISTERED:
        state.executor_event_on = event.day
    role = event.data.get("role")
    by_executor = role in EXECUTOR_ROLES if role else event.kind in EXECUTORS_KINDS
    if event.actor_id is not None and by_executor:
        state.executor_event_on = event.day


def _registered(state: TaskState, event: Happened) -> None:
    data = event.data
    state.registered_on = event.day
    state.original_due_on = state.due_on = _day(data.get("due_on"))
    state.due_basis = DueBasis(data["due_basis"]) if data.get("due_basis") else None
    state.giver_level = GiverLevel(data["giver_level"]) if data.get("giver_level") else None
    state.kind = TaskKind(data["kind_of_task"]) if data.get("kind_of_task") else None
    state.lead = data.get("lead", "")
    _set_executors(state, data.get("executors") or [[state.lead, ExecutorRole.LEAD.value]])
    _set_facts(state, data)


def _set_executors(state: TaskState, pairs: Iterable[Iterable[str]]) -> None:
    state.executors = [(code, ExecutorRole(role)) for code, role in pairs]
    state.lead = next((code for code, role in state.executors if role is ExecutorRole.LEAD), state.lead)
    others = [code for code, role in state.executors if role is not ExecutorRole.LEAD]
    state.contributions = {code: state.contributions.get(code, Part(None)) for code in others}


def _set_facts(state: TaskState, data: Mapping[str, Any]) -> None:
    """What `executor_facts` kept: when parts are due, and which bodies are outside the chain of command."""
    if "contributions" not in data:
        return
    dates = data["contributions"]
    state.contributions = {
        code: replace(part, due_on=_day(dates.get(code))) for code, part in state.contributions.items()
    }
    state.outside = frozenset(data.get("outside") or ())


def _taken(state: TaskState, _event: Happened) -> None:
    state.status = TaskStatus.IN_PROGRESS


def _submitted(state: TaskState, event: Happened) -> None:
    state.status, state.submitted_on, state.parted = TaskStatus.SUBMITTED, event.day, True
    state.reports.append(PastReport(event.data.get("report", 0), event.day))


def _withdrawn(state: TaskState, event: Happened) -> None:
    state.status, state.submitted_on = TaskStatus.IN_PROGRESS, None
    _decide_report(state, ReportDecision.WITHDRAWN, event.day)


def _returned(state: TaskState, event: Happened) -> None:
    state.status, state.submitted_on = TaskStatus.RETURNED, None
    _decide_report(state, ReportDecision.RETURNED, event.day)


def _accepted(state: TaskState, event: Happened) -> None:
    _decide_report(state, ReportDecision.ACCEPTED, event.day)
    result = event.data.get("result")
    _end(state, TaskStatus.CLOSED, TaskResult(result) if result else None, event.day)


def _closed_not_done(state: TaskState, event: Happened) -> None:
    _decide_report(state, ReportDecision.WITHDRAWN, event.day)
    _end(state, TaskStatus.CLOSED, TaskResult.NOT_DONE, event.day)


def _cancelled(state: TaskState, event: Happened) -> None:
    _decide_report(state, ReportDecision.WITHDRAWN, event.day)
    _end(state, TaskStatus.CANCELLED, None, event.day)
    state.cancel_reason = CancelReason(event.data["reason"]) if event.data.get("reason") else None


def _reopened(state: TaskState, event: Happened) -> None:
    """Back to where it was: the report that waited, or was accepted, waits again. Old events knew no such report."""
    before = state.status_before_end or TaskStatus.IN_PROGRESS
    known = event.data.get("status")
    if known:
        state.status = TaskStatus(known)
    else:
        state.status = TaskStatus.IN_PROGRESS if before is TaskStatus.SUBMITTED else before
    state.submitted_on = _day(event.data.get("submitted_on"))
    if report := event.data.get("report"):
        state.reports = [
            replace(row, decision=ReportDecision.PENDING, decided_on=None) if row.id == report else row
            for row in state.reports
        ]
    state.ended_on, state.result, state.cancel_reason, state.fact_on = None, None, None, None


def _fact(state: TaskState, event: Happened) -> None:
    fact_on = _day(event.data.get("fact_on")) or event.day
    late = state.due_on is not None and fact_on > state.due_on
    _end(state, TaskStatus.CLOSED, TaskResult.DONE_LATE if late else TaskResult.DONE, event.day)
    state.fact_on = fact_on


def _forecast(state: TaskState, event: Happened) -> None:
    state.forecast_on = _day(event.data.get("forecast_on"))


def _extension_requested(state: TaskState, event: Happened) -> None:
    data = event.data
    row = PastExtension(
        data.get("extension", 0),
        event.day,
        _day(data.get("old")),
        _day(data.get("asked")),
        bool(data.get("late_request")),
    )
    state.extensions.append(row)


def _extension_decided(state: TaskState, event: Happened) -> None:
    granted = _day(event.data.get("new")) if event.data.get("granted") else None
    _settle_extension(state, event, ExtensionState.APPROVED if granted else ExtensionState.REJECTED, granted)
    if granted is not None:
        state.due_on, state.term_confirmed = granted, True
    _set_facts(state, event.data)


def _extension_withdrawn(state: TaskState, event: Happened) -> None:
    _settle_extension(state, event, ExtensionState.WITHDRAWN, None)


def _settle_extension(state: TaskState, event: Happened, to: ExtensionState, granted: date | None) -> None:
    of = event.data.get("extension")
    state.extensions = [
        replace(row, state=to, decided_on=event.day, granted=granted)
        if row.state is ExtensionState.REQUESTED and row.id == (of or row.id)
        else row
        for row in state.extensions
    ]


def _executors_changed(state: TaskState, event: Happened) -> None:
    pairs = event.data.get("new") or event.data.get("executors")
    if isinstance(pairs, list):
        _set_executors(state, pairs)
    _set_facts(state, event.data)


def _succeeded(state: TaskState, event: Happened) -> None:
    """A successor stands in the body's place, and its part is the one the body had."""
    before, now = event.data.get("body_before", ""), event.data.get("body_now", "")
    if before in state.contributions and now not in state.contributions:
        state.contributions[now] = state.contributions[before]
    _executors_changed(state, event)


def _term_confirmed(state: TaskState, event: Happened) -> None:
    settled = _day(event.data.get("new"))
    state.term_confirmed = True
    if settled is not None and settled != state.due_on:
        state.original_due_on = state.due_on = settled
        state.due_basis = DueBasis.PERSON
    _set_facts(state, event.data)


def _term_recomputed(state: TaskState, event: Happened) -> None:
    """Policy changed, and with it the date; the original one stays what it was."""
    state.due_on = _day(event.data.get("new")) or state.due_on
    _set_facts(state, event.data)


def _source_added(state: TaskState, event: Happened) -> None:
    state.flagged = state.flagged or bool(event.data.get("differences"))


def _asked(state: TaskState, event: Happened) -> None:
    state.questions.add(event.data.get("question", 0))


def _answered(state: TaskState, event: Happened) -> None:
    state.questions.discard(event.data.get("question", 0))


def _contribution(to: ContributionState) -> Callable[[TaskState, Happened], None]:
    handed = to in (ContributionState.SUBMITTED_TO_LEAD, ContributionState.ACCEPTED_BY_LEAD)

    def change(state: TaskState, event: Happened) -> None:
        code = event.data.get("agency", "")
        part = state.contributions.get(code, Part(None))
        day = event.day if to is ContributionState.SUBMITTED_TO_LEAD else part.handed_on
        state.contributions[code] = replace(part, state=to, handed_on=(day or event.day) if handed else None)

    return change


def _decide_report(state: TaskState, decision: ReportDecision, day: date) -> None:
    state.reports = [
        replace(row, decision=decision, decided_on=day) if row.decision is ReportDecision.PENDING else row
        for row in state.reports
    ]


def _end(state: TaskState, status: TaskStatus, result: TaskResult | None, day: date) -> None:
    state.status_before_end, state.status = state.status, status
    state.ended_on, state.result = day, result


def _interim(state: TaskState, _event: Happened) -> None:
    state.interim_reports += 1


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


HANDLERS: dict[str, Callable[[TaskState, Happened], None]] = {
    EventKind.REGISTERED.value: _registered,
    EventKind.SOURCE_ADDED.value: _source_added,
    EventKind.TAKEN_INTO_WORK.value: _taken,
    EventKind.INTERIM_REPORTED.value: _interim,
    EventKind.SUBMITTED.value: _submitted,
    EventKind.WITHDRAWN.value: _withdrawn,
    EventKind.ACCEPTED.value: _accepted,
    EventKind.RETURNED.value: _returned,
    EventKind.CLOSED_NOT_DONE.value: _closed_not_done,
    EventKind.CANCELLED.value: _cancelled,
    EventKind.REOPENED.value: _reopened,
    EventKind.FACT_RECORDED.value: _fact,
    EventKind.FORECAST_RECORDED.value: _forecast,
    EventKind.NOT_STARTED.value: _forecast,
    EventKind.EXTENSION_REQUESTED.value: _extension_requested,
    EventKind.EXTENSION_DECIDED.value: _extension_decided,
    EventKind.EXECUTORS_CHANGED.value: _executors_changed,
    EventKind.TERM_CONFIRMED.value: _term_confirmed,
    EventKind.ASKED.value: _asked,
    EventKind.ANSWERED.value: _answered,
    EventKind.CONTRIBUTION_BEGUN.value: _contribution(ContributionState.WORKING),
    EventKind.CONTRIBUTION_SUBMITTED.value: _contribution(ContributionState.SUBMITTED_TO_LEAD),
    EventKind.CONTRIBUTION_WITHDRAWN.value: _contribution(ContributionState.WORKING),
    EventKind.CONTRIBUTION_ACCEPTED.value: _contribution(ContributionState.ACCEPTED_BY_LEAD),
    EventKind.CONTRIBUTION_RETURNED.value: _contribution(ContributionState.RETURNED_BY_LEAD),
    EventKind.AGENCY_SUCCEEDED.value: _succeeded,
    EventKind.EXTENSION_WITHDRAWN.value: _extension_withdrawn,
    EventKind.TERM_RECOMPUTED.value: _term_recomputed,
}
KNOWN = frozenset(kind.value for kind in EventKind)
