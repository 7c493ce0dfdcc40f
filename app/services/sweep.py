"""The overdue sweep: one set-based statement that records which tasks are late against which deadline.

Overdue lists do not need it (lateness is derived); it marks the first sight of each lateness, and a rerun changes nothing.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import OverdueFlag, Task
from app.queries.lateness import is_open, late


def flag_overdue(session: Session, day: date, *, now: datetime) -> int:
    """Flag every open task that is late on that day, once for each (task, deadline). Returns how many are new."""
    known = sa.exists().where(OverdueFlag.task_id == Task.id, OverdueFlag.due_on == Task.due_on)
    fresh = sa.select(Task.id, Task.due_on, sa.literal(now, OverdueFlag.flagged_at.type)).where(
        is_open(), late(day), ~known
    )
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(OverdueFlag).from_select(["task_id", "due_on", "flagged_at"], fresh).on_conflict_do_nothing()
    # An INSERT does not keep its count by default.
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return result.rowcount  # type: ignore[attr-defined]
