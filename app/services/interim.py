"""Dates inside a term for early or interim reports: set and dropped by the controller, met by the reports filed.

They move no deadline and are no status. The completion report is `execution.py`'s affair.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import InterimDate, Report, Task, User
from app.services.guard import require_action, written
from app.services.history import record


def set_interim_date(
    session: Session,
    task: Task,
    due_on: date,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> InterimDate:
    """Ask for an interim report by a day inside the term.

    Raises InvalidInput: "date_in_past", "interim_beyond_term", "interim_exists".
    """
    require_action(by, task, Action.SET_INTERIM_DATE, version)
    if due_on < today(now):
        raise InvalidInput("date_in_past")
    if due_on <= task.issued_on or (task.due_on is not None and due_on >= task.due_on):
        raise InvalidInput("interim_beyond_term")
    if any(row.due_on == due_on for row in task.interim_dates):
        raise InvalidInput("interim_exists")
    row = InterimDate(
        due_on=due_on, note=written(note, required=False), set_by_id=by.id if by else None, set_at=now, task_id=task.id
    )
    task.interim_dates.append(row)
    session.flush()
    text = row.note or None
    record(session, task, EventKind.INTERIM_DATE_SET, by=by, now=now, interim=row.id, interim_on=due_on, text=text)
    return row


def drop_interim_date(
    session: Session, task: Task, row: InterimDate, *, by: User | None, now: datetime, version: int | None = None
) -> None:
    """Take a date back that no report has met. The history keeps it. Raises InvalidInput: "interim_met"."""
    require_action(by, task, Action.DROP_INTERIM_DATE, version)
    if row.met_on is not None:
        raise InvalidInput("interim_met")
    task.interim_dates.remove(row)
    session.delete(row)
    record(session, task, EventKind.INTERIM_DATE_DROPPED, by=by, now=now, interim=row.id, interim_on=row.due_on)


def meet_earliest(session: Session, task: Task, report: Report) -> None:
    """The earliest date that is not met yet is met by the report."""
    waiting = sa.select(InterimDate).where(InterimDate.task_id == task.id, InterimDate.met_on.is_(None))
    if row := session.scalar(waiting.order_by(InterimDate.due_on).limit(1)):
        row.met_on, row.report_id = report.filed_on, report.id
        session.flush()
