"""A task's history for reading: its events in order, with what is needed to say each in words.

The chain itself is written and sealed by `app.services.history`; sentences are made by the page.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from app.models import Agency, Task, TaskEvent


def events_of(session: Session, task: Task) -> list[TaskEvent]:
    """All events of a task, the newest first, with their actors."""
    query = (
        sa.select(TaskEvent)
        .options(joinedload(TaskEvent.actor))
        .where(TaskEvent.task_id == task.id)
        .order_by(TaskEvent.seq.desc())
    )
    return list(session.scalars(query))


def agency_names(session: Session, codes: set[str], locale: str) -> dict[str, str]:
    """Names by code, in the reader's language: events keep codes."""
    if not codes:
        return {}
    rows = session.scalars(sa.select(Agency).where(Agency.code.in_(sorted(codes))))
    return {agency.code: agency.name(locale) for agency in rows}


def codes_in(events: list[TaskEvent]) -> set[str]:
    """The codes of bodies that the events speak of."""
    found: set[str] = set()
    for event in events:
        for key, value in event.data.items():
            if key in LEAD_KEYS and isinstance(value, str):
                found.add(value)
            elif key in EXECUTOR_KEYS:
                found.update(code for code, _role in value)
    return found


LEAD_KEYS = frozenset({"lead", "old_lead", "new_lead"})
EXECUTOR_KEYS = frozenset({"executors", "old_executors", "new_executors"})

Facts = dict[str, Any]
