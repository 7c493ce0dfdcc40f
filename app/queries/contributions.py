"""Parts of co-executors for the board: what a body owes to leads, and what it waits for as the lead.

Who owes a part and when it is late is said in `app.domain.contributions`.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import AWAITED, HANDED_IN, days_late, missing, owes
from app.domain.enums import ContributionState, ExecutorRole, ReportDecision, TaskKind
from app.domain.workflow import TaskStatus
from app.models import Agency, Contribution, Task, TaskExecutor, User
from app.queries.access import visible
from app.queries.keyset import AnySelect
from app.queries.lateness import is_open
from app.queries.tasks import agency_name

LONGEST = 200


@dataclass(frozen=True)
class PartLine:
    """One part. lead, body: names in the reader's language; late: calendar days; owed: the lead may count on it."""

    executor_id: int
    number: str
    title: str
    version: int
    status: TaskStatus
    lead: str
    body: str
    state: ContributionState
    due_on: date | None
    filed_on: date | None
    late: int
    owed: bool
    awaited: bool


def owed(session: Session, user: User, *, day: date, locale: str) -> list[PartLine]:
    """Parts that the person's body has not finished with, the nearest date first; at most LONGEST."""
    return _lines(session, user, TaskExecutor.agency_id == user.agency_id, day=day, locale=locale)


def awaited(session: Session, user: User, *, day: date, locale: str) -> list[PartLine]:
    """Parts of others in the tasks that the person's body leads, the nearest date first; at most LONGEST."""
    return _lines(session, user, Task.lead_agency_id == user.agency_id, day=day, locale=locale)


def contribution_late(day: date) -> sa.ColumnElement[bool]:
    """Tasks for which a co-executor's part is late on that day and not handed in."""
    return Task.id.in_(
        sa.select(TaskExecutor.task_id)
        .join(Agency, Agency.id == TaskExecutor.agency_id)
        .where(TaskExecutor.role == ExecutorRole.CO, Agency.kind != "group")
        .where(TaskExecutor.state.in_(AWAITED), TaskExecutor.contribution_due_on < day)
    )


def _lines(
    session: Session, user: User, condition: sa.ColumnElement[bool], *, day: date, locale: str
) -> list[PartLine]:
    return [_line(row, day) for row in session.execute(_query(user, locale).where(condition).limit(LONGEST))]


def _query(user: User, locale: str) -> AnySelect:
    body = aliased(Agency)
    body_name = {"ru": body.ru, "kk": body.kk}.get(locale, body.en)
    held = (ReportDecision.PENDING, ReportDecision.ACCEPTED)
    filed_on = (
        sa.select(sa.func.max(Contribution.filed_on))
        .where(Contribution.executor_id == TaskExecutor.id, Contribution.decision.in_(held))
        .scalar_subquery()
    )
    due = sa.func.coalesce(TaskExecutor.contribution_due_on, sa.literal(date.max, sa.Date()))
    return (
        sa.select(TaskExecutor, Task.number, Task.title, Task.version, Task.status)
        .add_columns(agency_name(locale), body_name, body.kind, filed_on)
        .join(Task, Task.id == TaskExecutor.task_id)
        .join(Agency, Agency.id == Task.lead_agency_id)
        .join(body, body.id == TaskExecutor.agency_id)
        .where(visible(user), is_open(), Task.kind != TaskKind.MILESTONE)
        .where(TaskExecutor.role != ExecutorRole.LEAD, TaskExecutor.state != ContributionState.ACCEPTED_BY_LEAD)
        .order_by(due, Task.id, TaskExecutor.position)
    )


def _line(row: sa.Row, day: date) -> PartLine:
    executor, number, title, version, status, lead, body, kind, filed = row
    group = kind == "group"
    filed_on = filed if executor.state in HANDED_IN else None
    is_owed = owes(executor.role, group=group)
    due_on = executor.contribution_due_on
    return PartLine(
        executor_id=executor.id,
        number=number,
        title=title,
        version=version,
        status=status,
        lead=lead,
        body=body,
        state=executor.state,
        due_on=due_on,
        filed_on=filed_on,
        late=days_late(executor.state, due_on, day, filed_on) if is_owed else 0,
        owed=is_owed,
        awaited=missing(executor.role, executor.state, group=group),
    )
