"""A task's history for reading: its events in order, with what is needed to say each in words.

The chain itself is written and sealed by `app.services.history`; sentences are made by the page.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from app.models import Agency, Task, TaskEvent

# Keys of an event's data that hold lists of (code, role).
EXECUTORS = ("executors", "old", "new")
# Keys that hold one code, or a list of codes.
BODIES = ("lead", "agency", "proposed", "missing")


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
    """Names by code, in the reader's language."""
    if not codes:
        return {}
    rows = session.scalars(sa.select(Agency).where(Agency.code.in_(sorted(codes))))
    return {agency.code: agency.name(locale) for agency in rows}


def codes_in(events: list[TaskEvent]) -> set[str]:
    """The codes of bodies that the events speak of."""
    named = (event.data[key] for event in events for key in BODIES if key in event.data)
    leads = {code for value in named for code in (value if isinstance(value, list) else [value])}
    pairs = (pair for event in events for key in EXECUTORS for pair in _pairs(event.data.get(key)))
    return leads | {code for code, _role in pairs}


def _pairs(value: object) -> list[list[str]]:
    """A list of [code, role]; `old` and `new` of other events hold dates."""
    return value if isinstance(value, list) else []
