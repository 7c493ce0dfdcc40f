"""Lateness as SQL: the same rule as `app.domain.lateness`, compared with it by a property test."""

from datetime import date

import sqlalchemy as sa

from app.domain.workflow import EXECUTING, OPEN, TaskStatus
from app.models import Task


def is_open() -> sa.ColumnElement[bool]:
    """Open tasks; the literal form is what the partial indexes are declared with."""
    return sa.text("task.status IN ({})".format(", ".join(f"'{status.value}'" for status in OPEN)))  # type: ignore[return-value]


def late(day: date) -> sa.ColumnElement[bool]:
    """Tasks that are late on that day."""
    waiting = sa.and_(Task.status == TaskStatus.SUBMITTED, Task.submitted_on > Task.due_on)
    return sa.or_(
        sa.and_(Task.status.in_(EXECUTING), Task.due_on < day),
        sa.and_(waiting, Task.due_on.is_not(None)),
    )


def due_between(day: date, until: date) -> sa.ColumnElement[bool]:
    """Tasks being executed whose deadline lies in the days given, both inclusive."""
    return sa.and_(Task.status.in_(EXECUTING), Task.due_on >= day, Task.due_on <= until)
