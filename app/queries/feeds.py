"""The dates that a calendar shows: deadlines of open tasks, of parts, of interim information.

How they are written as a file of calendar programs is `app.web.feeds`'s affair.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.contributions import AWAITED
from app.domain.enums import ExecutorRole, Role
from app.domain.workflow import EXECUTING
from app.models import Agency, CalendarFeed, InterimDate, Task, TaskExecutor, User
from app.queries.access import visible
from app.queries.lateness import is_open
from app.queries.tasks import agency_name

LOOK_BACK = timedelta(days=366)
MOST = 2000


@dataclass(frozen=True, slots=True)
class FeedDate:
    """One day of a calendar. about: `task`, `part` or `interim`; key: what stays the same when the day is moved."""

    about: str
    key: int
    on: date
    number: str
    title: str
    changed_at: datetime
    version: int
    lead: str
    giver: str
    note: str = ""


def feed_dates(session: Session, feed: CalendarFeed, day: date, locale: str) -> list[FeedDate]:
    """The dates of a calendar, the nearest past year and all that is ahead; at most MOST of each kind."""
    user, agency_id = feed.user, feed.agency_id
    executes = user.role in (Role.COORDINATOR, Role.OFFICIAL)
    own = _own(user, agency_id)
    found = _read(session, _columns(locale, "task", Task.id, Task.due_on).where(own), Task.due_on, day)
    body = agency_id if agency_id is not None else user.agency_id if executes else None
    if body is not None:
        parts = _columns(locale, "part", TaskExecutor.id, TaskExecutor.contribution_due_on)
        parts = parts.join(TaskExecutor, TaskExecutor.task_id == Task.id).where(
            TaskExecutor.agency_id == body, TaskExecutor.role == ExecutorRole.CO, TaskExecutor.state.in_(AWAITED)
        )
        if user.role is Role.OFFICIAL and agency_id is None:
            parts = parts.where(sa.or_(TaskExecutor.official_id.is_(None), TaskExecutor.official_id == user.id))
        found += _read(session, parts, TaskExecutor.contribution_due_on, day)
    interim = _columns(locale, "interim", InterimDate.id, InterimDate.due_on, InterimDate.note)
    interim = interim.join(InterimDate, InterimDate.task_id == Task.id).where(InterimDate.met_on.is_(None), own)
    return found + _read(session, interim, InterimDate.due_on, day)


def _own(user: User, agency_id: int | None) -> sa.ColumnElement[bool]:
    """Tasks whose dates are the reader's: led by the body, or all that a supervisor sees; an official's are his own."""
    if agency_id is not None:
        return sa.and_(visible(user), Task.lead_agency_id == agency_id)
    if user.role is Role.SUPERVISOR:
        return visible(user)
    body = Task.lead_agency_id == user.agency_id
    if user.role is Role.OFFICIAL:
        return sa.and_(body, sa.or_(Task.official_id.is_(None), Task.official_id == user.id))
    return body


def _columns(locale: str, about: str, key: Any, on: Any, note: Any = None) -> sa.Select[Any]:
    return (
        sa.select(sa.literal(about), key, on, Task.number, Task.title, Task.changed_at, Task.version)
        .add_columns(agency_name(locale), Task.giver_name, sa.literal("") if note is None else note)
        .select_from(Task)
        .join(Agency, Agency.id == Task.lead_agency_id)
    )


def _read(session: Session, query: sa.Select[Any], on: Any, day: date) -> list[FeedDate]:
    rows = session.execute(
        query.where(is_open(), Task.status.in_(EXECUTING), on >= day - LOOK_BACK).order_by(on, Task.id).limit(MOST)
    )
    return [FeedDate(*row) for row in rows]
