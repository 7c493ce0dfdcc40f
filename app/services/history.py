"""Writing the history: an event in its task's chain, in the transaction of the change it tells of; the day's seal.

The task's row is the head of its chain, and its version check serialises writers: no lock beyond the task.
"""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import Role
from app.domain.history import EventKind, canonical, event_hash
from app.models import Seal, Task, TaskEvent, User

EXECUTOR_ROLES = (Role.COORDINATOR, Role.OFFICIAL)


def record(session: Session, task: Task, kind: EventKind, *, by: User | None, now: datetime, **data: Any) -> TaskEvent:
    """Append an event. `data` holds codes, numbers, ISO dates and texts: what a sentence in any language needs."""
    session.flush()
    facts = {key: _plain(value) for key, value in data.items() if value is not None}
    seq, previous = task.event_count + 1, task.event_head
    head = event_hash(previous, task_id=task.id, seq=seq, kind=kind, actor_id=by.id if by else None, at=now, data=facts)
    event = TaskEvent(
        task_id=task.id,
        seq=seq,
        kind=kind,
        actor_id=by.id if by else None,
        at=now,
        data=facts,
        previous_hash=previous,
        hash=head,
    )
    session.add(event)
    task.event_count, task.event_head, task.changed_at = seq, head, now
    if by is not None and by.role in EXECUTOR_ROLES:
        task.executor_event_on = today(now)
    session.flush()
    return event


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def seal_day(session: Session, day: date, *, now: datetime, folder: Path) -> Seal:
    """Seal the state of all chains at the end of a local day: a row, and a line in a file outside the database.

    A day is sealed once; a second call returns the first seal.
    """
    if seal := session.get(Seal, day):
        return seal
    digest = hashlib.sha256()
    tasks = events = 0
    heads = sa.select(Task.id, Task.event_count, Task.event_head).order_by(Task.id).execution_options(yield_per=5000)
    for task_id, count, head in session.execute(heads):
        digest.update(canonical({"task": task_id, "events": count, "head": head}).encode())
        tasks, events = tasks + 1, events + count
    seal = Seal(day=day, hash=digest.hexdigest(), tasks=tasks, events=events, sealed_at=now)
    session.add(seal)
    session.flush()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{day:%Y}.txt").open("a", encoding="utf8") as file:
        file.write(f"{day.isoformat()} {seal.hash} {tasks} {events}\n")
    return seal
