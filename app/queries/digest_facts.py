"""What letters of the day are made of, read for many people at once: reminders, decisions, waiting, news, lateness.

Each function is one or two statements, however many people there are. Who is told what, and in which part of the letter,
is decided in `app.services.digests`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import AWAITED
from app.domain.enums import DueBasis, Evidence, ExecutorRole, ExtensionState, GiverLevel, LeadChangeState, TaskKind
from app.domain.history import EventKind
from app.domain.workflow import EXECUTING, TaskStatus
from app.models import (
    Agency,
    Extension,
    InterimDate,
    LeadChange,
    Notice,
    OutboxMessage,
    Question,
    Task,
    TaskEvent,
    TaskExecutor,
    User,
)
from app.queries.lateness import is_open, late


@dataclass(frozen=True, slots=True)
class Reminder:
    """A rule that no letter has told yet, and that is true still. about: `task`, `part` or `interim`."""

    notice_id: int
    recipient_id: int
    task_id: int
    rule: str
    due_on: date
    about: str
    for_id: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A task that waits for a supervisor. reason: a code of letters' reasons."""

    task_id: int
    reason: str
    level: GiverLevel
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task on which somebody else moves next."""

    task_id: int
    agency_id: int
    official_id: int | None
    reason: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class News:
    """An event of a task."""

    task_id: int
    kind: EventKind
    actor_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue task of a body."""

    task_id: int
    agency_id: int
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a line shows of a task."""

    id: int
    number: str
    title: str
    status: TaskStatus
    kind: TaskKind
    evidence: Evidence
    due_on: date | None
    due_basis: DueBasis | None
    term_confirmed: bool
    submitted_on: date | None
    agency_id: int

    @property
    def is_milestone(self) -> bool:
        """A stage of a project."""
        return self.kind is TaskKind.MILESTONE

    @property
    def default_term(self) -> bool:
        """The date comes from policy, and nobody has confirmed it."""
        return self.due_basis is DueBasis.POLICY and not self.term_confirmed


def reminders(session: Session, readers: Collection[int]) -> list[Reminder]:
    """The reminders of those people that no letter has told, oldest first, without those that something overtook.

    Overtaken: the date was moved or met, the task ended or was handed in, the body has another part in it now.
    """
    person = aliased(User)
    own_part = sa.and_(TaskExecutor.task_id == Notice.task_id, TaskExecutor.agency_id == person.agency_id)
    leads = sa.or_(person.agency_id.is_(None), Task.lead_agency_id == person.agency_id)
    holds = {
        "task": sa.and_(Task.due_on == Notice.due_on, leads),
        "part": sa.exists().where(
            own_part, TaskExecutor.contribution_due_on == Notice.due_on, TaskExecutor.state.in_(AWAITED)
        ),
        "interim": sa.and_(
            leads,
            sa.exists().where(
                InterimDate.task_id == Notice.task_id,
                InterimDate.due_on == Notice.due_on,
                InterimDate.met_on.is_(None),
            ),
        ),
    }
    rows = session.execute(
        sa.select(Notice.id, Notice.recipient_id, Notice.task_id, Notice.rule, Notice.due_on)
        .add_columns(Notice.about, Notice.for_id)
        .join(Task, Task.id == Notice.task_id)
        .join(person, person.id == sa.func.coalesce(Notice.for_id, Notice.recipient_id))
        .where(Notice.recipient_id.in_(readers), Notice.message_id.is_(None), Task.status.in_(EXECUTING))
        .where(sa.or_(*(sa.and_(Notice.about == about, condition) for about, condition in holds.items())))
        .order_by(Notice.id)
    )
    return [Reminder(*row) for row in rows]


def _undecided() -> dict[str, sa.ColumnElement[bool]]:
    """What waits for a supervisor, by the code of the reason."""
    asked = sa.select(Extension.task_id).where(Extension.state == ExtensionState.REQUESTED)
    leads = sa.select(LeadChange.task_id).where(LeadChange.state == LeadChangeState.REQUESTED)
    questions = sa.select(Question.task_id).where(Question.answered_at.is_(None))
    return {
        "report_to_review": Task.status == TaskStatus.SUBMITTED,
        "extension_to_decide": Task.id.in_(asked),
        "lead_change_to_decide": Task.id.in_(leads),
        "question_to_answer": Task.id.in_(questions),
    }


def decisions(session: Session) -> list[Decision]:
    """Everything in the register that waits for some supervisor's decision, the nearest deadline first."""
    found = [
        Decision(row.id, reason, row.giver_level, row.due_on)
        for reason, condition in _undecided().items()
        for row in session.execute(sa.select(Task.id, Task.giver_level, Task.due_on).where(is_open(), condition))
    ]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.task_id))


def undecided_tasks() -> sa.Select[Any]:
    """Ids of the tasks that wait for some supervisor's decision."""
    return sa.select(Task.id).where(is_open(), sa.or_(*_undecided().values()))


def waiting(session: Session, day: date) -> list[Waiting]:
    """What bodies, as main executors, wait for: decisions of the controller, parts of others that are late."""
    late_part = sa.select(TaskExecutor.task_id).where(
        TaskExecutor.role == ExecutorRole.CO, TaskExecutor.state.in_(AWAITED), TaskExecutor.contribution_due_on < day
    )
    waits = {
        "report_pending": Task.status == TaskStatus.SUBMITTED,
        "extension_pending": Task.id.in_(
            sa.select(Extension.task_id).where(Extension.state == ExtensionState.REQUESTED)
        ),
        "question_pending": Task.id.in_(sa.select(Question.task_id).where(Question.answered_at.is_(None))),
        "contribution_pending": sa.and_(Task.status.in_(EXECUTING), Task.id.in_(late_part)),
    }
    return [
        Waiting(row.id, row.lead_agency_id, row.official_id, reason, row.due_on)
        for reason, condition in waits.items()
        for row in session.execute(
            sa.select(Task.id, Task.lead_agency_id, Task.official_id, Task.due_on)
            .where(is_open(), condition)
            .order_by(Task.due_on, Task.id)
        )
    ]


def news(session: Session, since: datetime, until: datetime) -> list[News]:
    """What happened to tasks in that time, oldest first."""
    rows = session.execute(
        sa.select(TaskEvent.task_id, TaskEvent.kind, TaskEvent.actor_id, TaskEvent.at)
        .where(TaskEvent.at > since, TaskEvent.at <= until)
        .order_by(TaskEvent.at, TaskEvent.id)
    )
    return [News(*row) for row in rows]


Bodies = dict[int, tuple[tuple[int, int | None], ...]]


def executing(session: Session, tasks: sa.Select[Any]) -> Bodies:
    """By task: (body, official chosen) of each executor. tasks: a selection of ids."""
    found: Bodies = {}
    chosen = tasks.subquery()
    for task_id, agency_id, official_id in session.execute(
        sa.select(TaskExecutor.task_id, TaskExecutor.agency_id, TaskExecutor.official_id)
        .where(TaskExecutor.task_id.in_(sa.select(chosen)))
        .order_by(TaskExecutor.task_id, TaskExecutor.position)
    ):
        found[task_id] = (*found.get(task_id, ()), (agency_id, official_id))
    return found


def changed_tasks(since: datetime, until: datetime) -> sa.Select[Any]:
    """Ids of tasks with events in that time."""
    return sa.select(TaskEvent.task_id).where(TaskEvent.at > since, TaskEvent.at <= until).distinct()


def overdue(session: Session, day: date) -> list[Late]:
    """All overdue tasks, the latest first within a body."""
    rows = session.execute(
        sa.select(Task.id, Task.lead_agency_id, Task.due_on)
        .where(is_open(), Task.due_on < day, late(day))
        .order_by(Task.due_on, Task.id)
    )
    return [Late(row.id, row.lead_agency_id, row.due_on) for row in rows if row.due_on]


def overdue_tasks(day: date) -> sa.Select[Any]:
    """Ids of overdue tasks."""
    return sa.select(Task.id).where(is_open(), Task.due_on < day, late(day))


def task_facts(session: Session, ids: Collection[int]) -> dict[int, TaskFacts]:
    """By id: what lines show."""
    rows = session.execute(
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Task.status,
            Task.kind,
            Task.evidence,
            Task.due_on,
            Task.due_basis,
            Task.term_confirmed,
            Task.submitted_on,
            Task.lead_agency_id,
        ).where(Task.id.in_(ids))
    )
    return {row.id: TaskFacts(*row) for row in rows}


def agency_names(session: Session) -> dict[int, tuple[str, dict[str, str]]]:
    """By id: the code of a body and its name by language."""
    rows = session.execute(sa.select(Agency.id, Agency.code, Agency.ru, Agency.kk, Agency.en))
    return {row.id: (row.code, {"ru": row.ru, "kk": row.kk, "en": row.en}) for row in rows}


def last_digests(session: Session, readers: Iterable[int]) -> dict[int, datetime]:
    """By reader: when his last letter of the day was written; the literal kind is what the partial index is declared with."""
    query = (
        sa.select(OutboxMessage.recipient_id, sa.func.max(OutboxMessage.created_at))
        .where(sa.text("outbox_message.kind = 'digest'"), OutboxMessage.recipient_id.in_(list(readers)))
        .group_by(OutboxMessage.recipient_id)
    )
    return dict(session.execute(query).all())
