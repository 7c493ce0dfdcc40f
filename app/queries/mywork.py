"""What stands on a person's first page: an executor's three parts, a supervisor's counters and short lists.

Which action comes next is said by the page (`app.web.mywork`); who sees what by `app.queries.access`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.enums import ExecutorRole, ExtensionState, Role, TaskKind
from app.domain.history import EventKind
from app.domain.lateness import DUE_SOON_WORKING_DAYS
from app.domain.workflow import EXECUTING, OPEN, TaskStatus
from app.models import Extension, Question, Task, TaskEvent, TaskExecutor, User
from app.queries.access import visible
from app.queries.keyset import AnySelect, Count, capped_count
from app.queries.lateness import is_open, late
from app.queries.tasks import LINE_COLUMNS, Filters, TaskLine, Waiting, line, lines, waiting_for

PART_ROWS = 50
SHORT_ROWS = 8
CHANGED_DAYS = 7
CHANGES = 30


class Why(StrEnum):
    """Why a task stands in an executor's list, the most pressing first."""

    LATE = "late"
    RETURNED = "returned"
    DUE_SOON = "due_soon"
    NOT_BEGUN = "not_begun"

    SUBMITTED = "submitted"
    EXTENSION = "extension"
    QUESTION = "question"
    CONTRIBUTES = "contributes"


@dataclass(frozen=True)
class Part:
    """Lines with the reason of each; `more`: there are further ones that the register shows."""

    rows: list[tuple[TaskLine, Why]]
    more: bool


@dataclass(frozen=True)
class Change:
    """The last thing that happened to a task."""

    number: str
    title: str
    kind: EventKind
    at: datetime
    actor: str | None


def act_now(session: Session, user: User, *, day: date, calendar: WorkCalendar, locale: str) -> Part:
    """Tasks that the person's body leads and that want an act: late, returned, due soon, not taken into work."""
    soon = _soon_until(day, calendar)
    query = _led(user, locale).where(is_open(), Task.status.in_(EXECUTING), _wants(soon))
    return _part(session, query, _pressing(day, soon), (Why.LATE, Why.RETURNED, Why.DUE_SOON, Why.NOT_BEGUN))


def line_now(
    session: Session, user: User, number: str, *, day: date, calendar: WorkCalendar, locale: str
) -> tuple[TaskLine, Why | None] | None:
    """One task that the person's body leads, and why it wants an act (None: it does not); None where there is none."""
    soon = _soon_until(day, calendar)
    wants = sa.and_(is_open(), Task.status.in_(EXECUTING), _wants(soon))
    why = sa.case((wants, _pressing(day, soon)), else_="")
    row = session.execute(_led(user, locale).where(Task.number == number).add_columns(why)).first()
    if row is None:
        return None
    return line(row), Why(row[LINE_COLUMNS]) if row[LINE_COLUMNS] else None


def _pressing(day: date, soon: date) -> sa.Case[Any]:
    return sa.case(
        (late(day), Why.LATE.value),
        (Task.status == TaskStatus.RETURNED, Why.RETURNED.value),
        (Task.due_on <= soon, Why.DUE_SOON.value),
        else_=Why.NOT_BEGUN.value,
    )


def _wants(soon: date) -> sa.ColumnElement[bool]:
    # Nobody takes a milestone into work: it wants an act when its day is near.
    not_begun = sa.and_(Task.status != TaskStatus.IN_PROGRESS, Task.kind != TaskKind.MILESTONE)
    return sa.or_(not_begun, Task.due_on <= soon)


def wait_for_others(session: Session, user: User, *, locale: str) -> Part:
    """Tasks on which somebody else moves next: the controller with a report, request or question, or the lead."""
    led = _led_condition(user)
    pending = Task.id.in_(sa.select(Extension.task_id).where(Extension.state == ExtensionState.REQUESTED))
    asked = Task.id.in_(sa.select(Question.task_id).where(Question.answered_at.is_(None)))
    why = sa.case(
        (sa.not_(led), Why.CONTRIBUTES.value),
        (Task.status == TaskStatus.SUBMITTED, Why.SUBMITTED.value),
        (pending, Why.EXTENSION.value),
        else_=Why.QUESTION.value,
    )
    waits = sa.or_(sa.not_(led), Task.status == TaskStatus.SUBMITTED, pending, asked)
    query = lines(user, Filters(), locale).where(is_open(), waits)
    return _part(session, query, why, (Why.SUBMITTED, Why.EXTENSION, Why.QUESTION, Why.CONTRIBUTES))


def _part(session: Session, query: AnySelect, why: sa.Case[Any], order: tuple[Why, ...]) -> Part:
    rank = sa.case({reason.value: place for place, reason in enumerate(order)}, value=why)
    due = sa.func.coalesce(Task.due_on, sa.literal(date.max, sa.Date()))
    found = session.execute(query.add_columns(why).order_by(rank, due, Task.id).limit(PART_ROWS + 1)).all()
    rows = [(line(row), Why(row[LINE_COLUMNS])) for row in found[:PART_ROWS]]
    return Part(rows, len(found) > PART_ROWS)


def changed(session: Session, user: User, *, since: datetime) -> list[Change]:
    """The last event of each task that somebody else changed since that moment, the newest first."""
    query = (
        sa.select(Task.number, Task.title, TaskEvent.kind, TaskEvent.at, User.name)
        .join(TaskEvent, sa.and_(TaskEvent.task_id == Task.id, TaskEvent.seq == Task.event_count))
        .outerjoin(User, User.id == TaskEvent.actor_id)
        .where(visible(user), TaskEvent.at >= since)
        .where(sa.or_(TaskEvent.actor_id.is_(None), TaskEvent.actor_id != user.id))
        .order_by(TaskEvent.at.desc(), TaskEvent.id.desc())
        .limit(CHANGES)
    )
    return [Change(*row) for row in session.execute(query)]


def changed_since(now: datetime) -> datetime:
    """From when on a change is news."""
    return now - timedelta(days=CHANGED_DAYS)


def _led_condition(user: User) -> sa.ColumnElement[bool]:
    """What an executor answers for: a coordinator for all that the body leads, an official for his own tasks of it."""
    body = Task.lead_agency_id == user.agency_id
    if user.role is Role.OFFICIAL:
        return sa.and_(body, sa.or_(Task.official_id == user.id, Task.official_id.is_(None)))
    return body


def _led(user: User, locale: str) -> AnySelect:
    return lines(user, Filters(), locale).where(_led_condition(user))


def _soon_until(day: date, calendar: WorkCalendar) -> date:
    """The last deadline that is due soon: until the next working day after the fifth, days off before it count too."""
    return calendar.add_working_days(day, DUE_SOON_WORKING_DAYS + 1) - timedelta(days=1)


def waiting_counts(session: Session, user: User) -> dict[Waiting, Count]:
    """How many tasks wait for a supervisor, by what they wait for."""
    return {what: capped_count(session, _seen(user).where(waiting_for(what))) for what in Waiting}


def waiting_lines(session: Session, user: User, what: Waiting, locale: str) -> list[TaskLine]:
    """The first tasks that wait for a supervisor, the nearest deadline first."""
    due = sa.func.coalesce(Task.due_on, sa.literal(date.max, sa.Date()))
    query = lines(user, Filters(waiting=what), locale).order_by(due, Task.id).limit(SHORT_ROWS)
    return [line(row) for row in session.execute(query)]


def open_count(session: Session, user: User) -> Count:
    """How many open tasks the person sees."""
    return capped_count(session, _seen(user).where(Task.status.in_(OPEN)))


def contribution_dates(session: Session, user: User, task_ids: list[int]) -> dict[int, date]:
    """By task: when the person's body owes the lead its part."""
    rows = session.execute(
        sa.select(TaskExecutor.task_id, TaskExecutor.contribution_due_on)
        .where(TaskExecutor.agency_id == user.agency_id, TaskExecutor.task_id.in_(task_ids))
        .where(TaskExecutor.role != ExecutorRole.LEAD, TaskExecutor.contribution_due_on.is_not(None))
    )
    return {task_id: due for task_id, due in rows if due is not None}


def _seen(user: User) -> AnySelect:
    return sa.select(Task.id).where(visible(user))
