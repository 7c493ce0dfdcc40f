"""The sentences that a person has just written about tasks and may still take back."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.history import EventKind
from app.models import Task, TaskEvent

UNDO_FOR = timedelta(minutes=15)


def own_notes(session: Session, actor_id: int | None, tasks: Collection[int], *, now: datetime) -> dict[int, TaskEvent]:
    """By task: the person's own note, where it is the last thing that happened and not too old to be taken back."""
    rows = session.scalars(
        sa.select(TaskEvent)
        .join(Task, sa.and_(Task.id == TaskEvent.task_id, Task.event_count == TaskEvent.seq))
        .where(Task.id.in_(tasks), TaskEvent.kind == EventKind.NOTED)
        .where(TaskEvent.actor_id == actor_id, TaskEvent.at > now - UNDO_FOR)
    )
    return {event.task_id: event for event in rows}


def own_note(session: Session, actor_id: int | None, task: Task, *, now: datetime) -> TaskEvent | None:
    """The same of one task."""
    return own_notes(session, actor_id, [task.id], now=now).get(task.id)
