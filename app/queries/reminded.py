"""Who was reminded of what on a day, as the history tells it: one reminder a day is enough, whoever sends it.

The letters themselves and their rules belong to the services.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.history import EventKind
from app.models import TaskEvent, User


@dataclass(frozen=True)
class Reminded:
    """A reminder of a task. by: the name of who sent it, "" for nobody known."""

    at: datetime
    by: str


def reminded_on(session: Session, task_ids: Collection[int], day: date) -> dict[int, Reminded]:
    """By task: the supervisors' first reminder of it on that day, one task's own or one of many tasks at once."""
    rows = session.execute(
        sa.select(TaskEvent.task_id, TaskEvent.at, User.name)
        .outerjoin(User, User.id == TaskEvent.actor_id)
        .where(TaskEvent.task_id.in_(task_ids), TaskEvent.kind == EventKind.REMINDED, *_within(day))
        .order_by(TaskEvent.task_id, TaskEvent.seq.desc())
    )
    return {task_id: Reminded(at, name or "") for task_id, at, name in rows}


def nudged_on(session: Session, task_ids: Collection[int], day: date) -> dict[tuple[int, str], datetime]:
    """By task and code of the body: when the main executor reminded it of its part on that day."""
    events = session.scalars(
        sa.select(TaskEvent)
        .where(TaskEvent.task_id.in_(task_ids), TaskEvent.kind == EventKind.NUDGED, *_within(day))
        .order_by(TaskEvent.task_id, TaskEvent.seq)
    )
    return {(event.task_id, event.data.get("agency", "")): event.at for event in events}


def _within(day: date) -> tuple[sa.ColumnElement[bool], ...]:
    return TaskEvent.at >= local_moment(day), TaskEvent.at < local_moment(day + timedelta(days=1))
