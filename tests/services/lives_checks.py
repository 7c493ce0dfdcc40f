"""What must hold of every register whatever was done: no illegal state, and facts that a plain reading of history gives.

The readings here are naive on purpose: day by day and event by event, with nothing of the code they are compared with
but the states that a replay gives.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.db import Base
from app.domain.enums import (
    ContributionState,
    ExecutorRole,
    ExtensionState,
    LeadChangeState,
    ReportDecision,
    ReportKind,
    Role,
)
from app.domain.past import Happened, TaskState
from app.domain.replay import replay
from app.domain.workflow import ENDED, TaskStatus
from app.models import Agency, Contribution, Task, TaskEvent, User
from app.queries.lateness import late
from app.queries.mywork import waiting_counts
from app.queries.overdue import overdue_count
from app.queries.past_lists import holdings
from app.queries.tasks import Filters, Waiting
from app.services.audit import verify
from tests.replaying import differences

# Reference data is read only; all else is compared row by row.
LEFT_OUT = {"agency", "agency_name", "region", "calendar_day", "term_rule"}
Snapshot = dict[str, list[Any]]


def snapshot(session: Session) -> Snapshot:
    """Every row of every table that an act could touch."""
    return {
        table.name: [tuple(row) for row in session.execute(sa.select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT
    } | {"agency": [tuple(row) for row in session.execute(sa.select(Agency.id, Agency.valid_to, Agency.successors))]}


def illegal(task: Task) -> Iterator[str]:
    """What no task may be."""
    status, ended = task.status, task.status in ENDED
    waiting = [row for row in task.reports if row.decision is ReportDecision.PENDING]
    leads = [row for row in task.executors if row.role is ExecutorRole.LEAD]
    granted = [row for row in task.extensions if row.state is ExtensionState.APPROVED]
    rules = {
        "ended_on": ended == (task.ended_on is not None),
        "result": (status is TaskStatus.CLOSED) == (task.result is not None),
        "cancel_reason": (status is TaskStatus.CANCELLED) == (task.cancel_reason is not None),
        "status_before_end": not ended or task.status_before_end not in (None, *ENDED),
        "submitted_on": status is not TaskStatus.SUBMITTED or task.submitted_on is not None,
        "one report waits": len(waiting) == (status is TaskStatus.SUBMITTED),
        "a report that waits is of completion": all(row.kind is ReportKind.COMPLETION for row in waiting),
        "one lead": len(leads) == 1 and leads[0].agency_id == task.lead_agency_id == task.executors[0].agency_id,
        "bodies once": len({row.agency_id for row in task.executors}) == len(task.executors),
        "places": [row.position for row in task.executors] == sorted({row.position for row in task.executors}),
        "official": leads[0].official_id == task.official_id,
        "one request": sum(row.state is ExtensionState.REQUESTED for row in task.extensions) <= 1,
        "one lead change": sum(row.state is LeadChangeState.REQUESTED for row in task.lead_changes) <= 1,
        "due_on": task.due_on == (granted[-1].granted_due_on if granted else task.original_due_on),
        "a fact ends a milestone": (task.fact_on is not None) <= (task.is_milestone and status is TaskStatus.CLOSED),
        "milestones are not reported on": not (task.is_milestone and (_completion(task) or task.extensions)),
        "linked only when cancelled": task.replaced_by is None or status is TaskStatus.CANCELLED,
        "the lead owes no part": leads[0].state is ContributionState.NONE and leads[0].contribution_due_on is None,
    }
    yield from (f"{task.number}: {name} ({status.value})" for name, holds in rules.items() if not holds)
    for row in task.executors:
        parts = [part for part in task.contributions if part.executor_id == row.id]
        if (row.state is ContributionState.SUBMITTED_TO_LEAD) != any(_pending(part) for part in parts):
            yield f"{task.number}: part of {row.agency.code} is {row.state.value}, its papers say otherwise"
        if row.contribution_due_on is not None and row.role is not ExecutorRole.CO:
            yield f"{task.number}: {row.agency.code} owes a part as {row.role.value}"
    if any(_pending(part) and not part.executor_id for part in task.contributions):
        yield f"{task.number}: a part of nobody waits"


def _completion(task: Task) -> bool:
    return any(row.kind is ReportKind.COMPLETION for row in task.reports)


def _pending(part: Contribution) -> bool:
    return part.decision is ReportDecision.PENDING


def histories(session: Session) -> dict[int, list[TaskEvent]]:
    """The events of each task in their order."""
    found: dict[int, list[TaskEvent]] = {}
    for event in session.scalars(sa.select(TaskEvent).order_by(TaskEvent.task_id, TaskEvent.seq)):
        found.setdefault(event.task_id, []).append(event)
    return found


def state_before(events: list[TaskEvent], day: date) -> TaskState:
    """The state when the day began."""
    earlier = [event for event in events if today(event.at) < day]
    return replay(Happened(event.kind.value, today(event.at), event.data, event.actor_id) for event in earlier)


def holder_of(state: TaskState, day: date) -> tuple[str, str] | None:
    """Who held a task in that state on that day, said once more in plain words."""
    if not state.is_open:
        return None
    if state.status is TaskStatus.SUBMITTED:
        return "controller", ""
    if any(row.state is ExtensionState.REQUESTED for row in state.extensions):
        return "decision", ""
    late_parts = sorted(
        (part.due_on, place, code)
        for place, (code, part) in enumerate(state.contributions.items())
        if part.due_on is not None and part.due_on < day and part.handed_on is None
    )
    if late_parts and state.status is not TaskStatus.ON_CONTROL and not state.parted:
        return "co_executor", late_parts[0][2]
    return "lead", state.lead


def wrong_holders(session: Session, events: list[TaskEvent], day: date) -> Iterator[str]:
    """Days that the page gives to another than the plain reading does."""
    holding = holdings(session, [events[0].task_id], day=day, locale="ru")[events[0].task_id]
    shown = {
        span.first + timedelta(days=offset): (span.holder.value, span.body)
        for span in holding.spans
        for offset in range(span.days)
    }
    each = today(events[0].at) + timedelta(days=1)
    while each <= day:
        plain = holder_of(state_before(events, each), each)
        if plain != shown.get(each):
            yield f"task {events[0].task_id} on {each}: shown {shown.get(each)}, plainly {plain}"
        each += timedelta(days=1)


def late_plainly(events: list[TaskEvent], day: date) -> bool:
    """Late or not, from the events themselves."""
    due: str | None = None
    filed: str | None = None
    is_open = True
    for event in events:
        data, what = event.data, event.kind.value
        if what == "registered":
            due = data.get("due_on")
        elif what in ("term_confirmed", "term_recomputed") or (what == "extension_decided" and data["granted"]):
            due = data.get("new") or due
        elif what == "submitted":
            filed = today(event.at).isoformat()
        elif what in ("withdrawn", "returned"):
            filed = None
        elif what in ("accepted", "closed_not_done", "cancelled", "fact_recorded"):
            is_open = False
        elif what == "reopened":
            is_open, filed = True, data.get("submitted_on")
    return is_open and due is not None and (filed or day.isoformat()) > due


def wrong_counts(session: Session, day: date) -> Iterator[str]:
    """Lists and counts beside a plain reading of all histories."""
    plainly = {task_id for task_id, events in histories(session).items() if late_plainly(events, day)}
    shown = set(session.scalars(sa.select(Task.id).where(late(day))))
    if plainly != shown:
        yield f"late on {day}: shown {sorted(shown)}, plainly {sorted(plainly)}"
    boss = session.scalars(sa.select(User).where(User.role == Role.SUPERVISOR).order_by(User.id)).first()
    assert boss is not None
    if (overdue := overdue_count(session, boss, Filters(), day=day).value) != len(plainly):
        yield f"overdue count on {day}: {overdue}, plainly {len(plainly)}"
    states = [state_before(events, day + timedelta(days=1)) for events in histories(session).values()]
    waiting = {
        Waiting.REPORT: sum(state.status is TaskStatus.SUBMITTED for state in states),
        Waiting.EXTENSION: sum(state.is_open and state.pending_extension is not None for state in states),
        Waiting.QUESTION: sum(state.is_open and bool(state.questions) for state in states),
        Waiting.TERM: sum(state.is_open and state.default_term for state in states),
    }
    counts = waiting_counts(session, boss)
    for what, count in waiting.items():
        if counts[what].value != count:
            yield f"{what.value}: shown {counts[what].value}, plainly {count}"


def everything_wrong(session: Session, day: date) -> list[str]:
    """All of it at the end of a life: illegal states, rows against histories, chains, seals, holders, lists."""
    session.expire_all()
    found = [each for task in session.scalars(sa.select(Task).order_by(Task.id)) for each in illegal(task)]
    found += differences(session)
    found += [f"audit: {fault}" for fault in verify(session, None).faults]
    for events in histories(session).values():
        found += wrong_holders(session, events, day)
    return [*found, *wrong_counts(session, day)]
