"""How far the dates of tasks have slipped, from the rows as they are now; for any past day see `slippage_pages.py`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.enums import ExtensionState
from app.models import Extension, Task


@dataclass(frozen=True)
class Slippage:
    """A task's first date against the one in force.

    working_days: from the first to the present date, negative when it moved forward; extensions: granted ones;
    late_requests: requests with less lead than policy asks, whatever was decided on them.
    """

    original: date | None
    current: date | None
    working_days: int
    extensions: int
    late_requests: int


def slippage_of(session: Session, task_ids: Collection[int], calendar: WorkCalendar) -> dict[int, Slippage]:
    """By task: how far its date has slipped. One statement, whatever the number of tasks."""
    granted = sa.func.count().filter(Extension.state == ExtensionState.APPROVED)
    late = sa.func.count().filter(Extension.late_request)
    rows = session.execute(
        sa.select(Task.id, Task.original_due_on, Task.due_on, granted, late)
        .outerjoin(Extension, Extension.task_id == Task.id)
        .where(Task.id.in_(task_ids))
        .group_by(Task.id)
    )
    return {
        task_id: Slippage(
            original,
            current,
            calendar.working_days_between(original, current) if original and current else 0,
            extensions,
            late_requests,
        )
        for task_id, original, current, extensions, late_requests in rows
    }
