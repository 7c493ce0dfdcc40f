"""What falls due on each day of a span: tasks, milestones, parts of co-executors; a few a day, and how many there are.

Two statements, whatever the span holds. What a calendar program subscribes to is `feeds.py`'s.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import AWAITED
from app.domain.enums import ExecutorRole, TaskKind
from app.domain.lateness import late
from app.domain.workflow import TaskStatus
from app.models import Agency, Task, TaskExecutor, User
from app.queries.access import visible
from app.queries.lateness import is_open
from app.queries.tasks import Filters, conditions

PART, MILESTONE, INSTRUCTION = "part", "milestone", "instruction"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due. about: INSTRUCTION, MILESTONE or PART; body: who owes it, in the reader's language."""

    about: str
    on: date
    number: str
    title: str
    body: str
    late: bool


@dataclass
class DayOfDues:
    """A day: the first of its dues and how many there are in all."""

    dues: list[Due] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not among the dues given."""
        return self.total - len(self.dues)


def dues(
    session: Session, user: User, filters: Filters, *, first: date, last: date, today: date, a_day: int, locale: str
) -> dict[date, DayOfDues]:
    """The days of the span, both ends included, on which something falls due; at most `a_day` things each."""
    found: dict[date, DayOfDues] = {}
    for query in (_tasks(user, filters, locale), _parts(user, filters, locale)):
        for *row, total, _ in session.execute(_few(query, first, last, a_day)):
            due = _due(row, today)
            day = found.setdefault(due.on, DayOfDues())
            day.total += total if not any(_same_kind(each, due) for each in day.dues) else 0
            day.dues.append(due)
    for day in found.values():
        day.dues = sorted(day.dues, key=lambda due: (due.about == PART, due.number))[:a_day]
    return found


def _same_kind(one: Due, other: Due) -> bool:
    return (one.about == PART) is (other.about == PART)


def _tasks(user: User, filters: Filters, locale: str) -> sa.Select[Any]:
    return (
        _of(Task.due_on, Task.id, sa.literal(False), Agency, locale)
        .where(visible(user), is_open(), *conditions(filters))
        .join(Agency, Agency.id == Task.lead_agency_id)
    )


def _parts(user: User, filters: Filters, locale: str) -> sa.Select[Any]:
    body = aliased(Agency)
    owed = (
        TaskExecutor.role == ExecutorRole.CO,
        TaskExecutor.state.in_(AWAITED),
        Task.kind != TaskKind.MILESTONE,
    )
    return (
        _of(TaskExecutor.contribution_due_on, TaskExecutor.id, sa.literal(True), body, locale)
        .join(TaskExecutor, TaskExecutor.task_id == Task.id)
        .join(body, body.id == TaskExecutor.agency_id)
        .where(visible(user), is_open(), *owed, *conditions(filters))
    )


def _of(on: Any, key: Any, part: Any, body: Any, locale: str) -> sa.Select[Any]:
    name = {"ru": body.ru, "kk": body.kk}.get(locale, body.en)
    window = {"partition_by": on, "order_by": key}
    return sa.select(
        part.label("part"),
        on.label("due"),
        Task.number,
        Task.title,
        name.label("body"),
        Task.kind,
        Task.status,
        Task.submitted_on,
        sa.func.count().over(partition_by=on).label("total"),
        sa.func.row_number().over(**window).label("place"),
    ).select_from(Task)


def _few(query: sa.Select[Any], first: date, last: date, a_day: int) -> sa.Select[Any]:
    # Narrowed inside, or the window would number the whole register.
    on = query.selected_columns.due.element
    inner = query.where(on >= first, on <= last).subquery()
    return sa.select(inner).where(inner.c.place <= a_day).order_by(inner.c.due, inner.c.place)


def _due(row: list[Any], today: date) -> Due:
    part, on, number, title, body, kind, status, submitted_on = row
    about = PART if part else MILESTONE if kind is TaskKind.MILESTONE else INSTRUCTION
    is_late = on < today if part else late(TaskStatus(status), on, today, submitted_on)
    return Due(about, on, number, title, body, is_late)
