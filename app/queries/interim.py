"""Interim reports that are still awaited: dates inside the term that no report has met."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.workflow import EXECUTING
from app.models import InterimDate, Task, User
from app.queries.tasks import LINE_COLUMNS, Filters, TaskLine, line, lines

ROWS = 20


@dataclass(frozen=True)
class Awaited:
    """An interim date of a task."""

    task: TaskLine
    due_on: date
    note: str


def awaited_interim(session: Session, user: User, locale: str) -> list[Awaited]:
    """The next dates of tasks that the person's body leads, the nearest first."""
    query = (
        lines(user, Filters(), locale)
        .join(InterimDate, InterimDate.task_id == Task.id)
        .where(Task.lead_agency_id == user.agency_id, Task.status.in_(EXECUTING), InterimDate.met_on.is_(None))
        .add_columns(InterimDate.due_on, InterimDate.note)
        .order_by(InterimDate.due_on, sa.desc(Task.id))
        .limit(ROWS)
    )
    return [Awaited(line(row), *row[LINE_COLUMNS:]) for row in session.execute(query)]
