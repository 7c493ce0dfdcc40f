"""Parts of co-executors for the board: what a body owes to leads, and what it waits for as the lead.

Who owes a part and when it is late is said in `app.domain.contributions`.
"""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import AWAITED, HANDED_IN, days_late, missing, owes
from app.domain.enums import ContributionState, ExecutorRole, ReportDecision, TaskKind
from app.domain.workflow import TaskStatus
from app.models import Agency, Contribution, Task, TaskExecutor, User
from app.queries.access import visible
from app.queries.keyset import AnySelect
from app.queries.lateness import is_open
from app.queries.reminded import nudged_on
from app.queries.tasks import agency_name

LONGEST = 200


@dataclass(frozen=True)
class PartLine:
    """One part. lead, body: names in the reader's language; owed: the lead may count on it.

    late, left: calendar days after and until its day; left is None once it is handed in, or where it has no day.
    nudged_at: when the main executor reminded of it that day.
    """

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
    left: int | None = None
    task_due_on: date | None = None
    nudged_at: datetime | None = None

    @property
    def in_hand(self) -> bool:
        """The lead has it."""
        return self.state in HANDED_IN


@dataclass(frozen=True)
class Board:
    """A task that the body leads, with the parts of all its co-executors, the nearest date first."""

    number: str
    title: str
    due_on: date | None
    parts: list[PartLine]

    @property
    def owed(self) -> int:
        """How many parts the lead may count on."""
        return sum(part.owed for part in self.parts)

    @property
    def in_hand(self) -> int:
        """How many of them the lead has."""
        return sum(part.owed and part.in_hand for part in self.parts)


def owed(session: Session, user: User, *, day: date, locale: str) -> list[PartLine]:
    """Parts that the person's body has not finished with, the nearest date first; at most LONGEST."""
    return _lines(session, user, TaskExecutor.agency_id == user.agency_id, _UNFINISHED, day=day, locale=locale)


def awaited(session: Session, user: User, *, day: date, locale: str) -> list[PartLine]:
    """Parts of others in the tasks that the person's body leads, the nearest date first; at most LONGEST."""
    return _lines(session, user, Task.lead_agency_id == user.agency_id, _UNFINISHED, day=day, locale=locale)


def boards(session: Session, user: User, *, day: date, locale: str, number: str = "") -> list[Board]:
    """The tasks that the person's body leads and that wait for a part, with all their parts; at most LONGEST parts.

    number: that task alone, also when all its parts are accepted.
    """
    wanted = Task.number == number if number else Task.id.in_(_waiting())
    found: dict[str, list[PartLine]] = {}
    for part in _lines(session, user, Task.lead_agency_id == user.agency_id, wanted, day=day, locale=locale):
        found.setdefault(part.number, []).append(part)
    return [Board(number, parts[0].title, parts[0].task_due_on, parts) for number, parts in found.items()]


def tasks_with_parts(session: Session, user: User) -> list[tuple[str, str]]:
    """(number, title) of the open tasks that the person's body leads and that wait for a part, the newest first."""
    rows = session.execute(
        sa.select(Task.number, Task.title)
        .where(visible(user), is_open(), Task.kind != TaskKind.MILESTONE)
        .where(Task.lead_agency_id == user.agency_id, Task.id.in_(_waiting()))
        .order_by(Task.id.desc())
        .limit(LONGEST)
    )
    return [(number, title) for number, title in rows]


def contribution_late(day: date) -> sa.ColumnElement[bool]:
    """Tasks for which a co-executor's part is late on that day and not handed in."""
    return Task.id.in_(
        sa.select(TaskExecutor.task_id)
        .join(Agency, Agency.id == TaskExecutor.agency_id)
        .where(TaskExecutor.role == ExecutorRole.CO, Agency.kind != "group")
        .where(TaskExecutor.state.in_(AWAITED), TaskExecutor.contribution_due_on < day)
    )


def _waiting() -> sa.Select[int]:
    """Ids of tasks with a part that is not accepted."""
    row = aliased(TaskExecutor)
    unfinished = row.state != ContributionState.ACCEPTED_BY_LEAD
    return sa.select(row.task_id).where(row.role != ExecutorRole.LEAD, unfinished)


_UNFINISHED = TaskExecutor.state != ContributionState.ACCEPTED_BY_LEAD


def _lines(session: Session, user: User, *conditions: sa.ColumnElement[bool], day: date, locale: str) -> list[PartLine]:
    rows = session.execute(_query(user, locale).where(*conditions).limit(LONGEST)).all()
    told = nudged_on(session, {row[0].task_id for row in rows}, day)
    return [_line(row, day, told) for row in rows]


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
        sa.select(TaskExecutor, Task.number, Task.title, Task.version, Task.status, Task.due_on)
        .add_columns(agency_name(locale), body_name, body.kind, body.code, filed_on)
        .join(Task, Task.id == TaskExecutor.task_id)
        .join(Agency, Agency.id == Task.lead_agency_id)
        .join(body, body.id == TaskExecutor.agency_id)
        .where(visible(user), is_open(), Task.kind != TaskKind.MILESTONE)
        .where(TaskExecutor.role != ExecutorRole.LEAD)
        .order_by(due, Task.id, TaskExecutor.position)
    )


def _line(row: sa.Row, day: date, told: dict[tuple[int, str], datetime]) -> PartLine:
    executor, number, title, version, status, task_due_on, lead, body, kind, code, filed = row
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
        left=(due_on - day).days if due_on and is_owed and executor.state in AWAITED else None,
        task_due_on=task_due_on,
        nudged_at=told.get((executor.task_id, code)),
    )
