"""Writing the history: an event in its task's chain, in the transaction of the change it tells of.

The task's row is the head of its chain, and its version check serialises writers: no lock beyond the task. Seals over all
chains are `seals.py`'s, checking them `audit.py`'s.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import Role
from app.domain.history import EventKind, event_hash
from app.models import Task, TaskEvent, User
from app.services.acting import actor_of

EXECUTOR_ROLES = (Role.COORDINATOR, Role.OFFICIAL)


def record(session: Session, task: Task, kind: EventKind, *, by: User | None, now: datetime, **data: Any) -> TaskEvent:
    """Append an event. `data` holds codes, numbers, ISO dates and texts: what a sentence in any language needs."""
    session.flush()
    facts = {key: _plain(value) for key, value in data.items() if value is not None}
    if by is not None:
        facts.setdefault("role", by.role.value)  # a person's role changes; whose act it was does not
    actor_id, behalf = actor_of(session, by)
    facts |= behalf
    seq, previous = task.event_count + 1, task.event_head
    head = event_hash(previous, task_id=task.id, seq=seq, kind=kind, actor_id=actor_id, at=now, data=facts)
    event = TaskEvent(
        task_id=task.id,
        seq=seq,
        kind=kind,
        actor_id=actor_id,
        at=now,
        data=facts,
        previous_hash=previous,
        hash=head,
    )
    task.event_count, task.event_head, task.changed_at = seq, head, now
    if by is not None and by.role in EXECUTOR_ROLES:
        task.executor_event_on = today(now)
    session.flush()  # the task's row first: its version says that somebody was faster, before the event's number does
    session.add(event)
    session.flush()
    return event


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
