"""Late, due soon, at risk, silent: the one definition.

The same rule stands as one SQL expression in `app.queries.lateness`; a property test compares the two. A deadline is a
local date and is over at the end of that day; days late are calendar days after it.
"""

from datetime import date, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.enums import Shift
from app.domain.workflow import EXECUTING, OPEN, TaskStatus

DUE_SOON_WORKING_DAYS = 5
SILENT_DAYS = 30


def late(status: TaskStatus, due_on: date | None, day: date, submitted_on: date | None = None) -> bool:
    """Whether the task is late on that day.

    submitted_on: the local day on which the pending submission was filed. A submission filed on or before the deadline
    stops lateness while it waits for a decision.
    """
    if due_on is None:
        return False
    if status in EXECUTING:
        return due_on < day
    return status is TaskStatus.SUBMITTED and submitted_on is not None and submitted_on > due_on


def days_late(status: TaskStatus, due_on: date | None, day: date, submitted_on: date | None = None) -> int:
    """Calendar days by which the task is late on that day; 0 when it is not late.

    A submission that came late stops the count on the day it was filed.
    """
    if due_on is None or not late(status, due_on, day, submitted_on):
        return 0
    end = submitted_on if status is TaskStatus.SUBMITTED and submitted_on else day
    return (end - due_on).days


def working_day_of(due_on: date, calendar: WorkCalendar) -> date:
    """The day reminders count by: the deadline, or the working day before it when it falls on a day off."""
    return calendar.shift(due_on, Shift.PRECEDING)


def working_days_left(due_on: date, day: date, calendar: WorkCalendar) -> int:
    """Working days from `day` to the reminder day of the deadline; 0 on that day, negative after it."""
    return calendar.working_days_between(day, working_day_of(due_on, calendar))


def due_soon(status: TaskStatus, due_on: date | None, day: date, calendar: WorkCalendar) -> bool:
    """Whether 0 to 5 working days are left, the deadline's own day included."""
    if due_on is None or status not in EXECUTING or due_on < day:
        return False
    return working_days_left(due_on, day, calendar) <= DUE_SOON_WORKING_DAYS


def at_risk(
    status: TaskStatus,
    due_on: date | None,
    day: date,
    calendar: WorkCalendar,
    *,
    contribution_late: bool = False,
    extension_unsettled: bool = False,
    flagged: bool = False,
) -> bool:
    """Due soon and not begun, or a contribution late, or an extension refused or pending, or flagged by a person."""
    if status not in EXECUTING:
        return False
    not_begun = status is TaskStatus.ON_CONTROL and due_soon(status, due_on, day, calendar)
    return not_begun or contribution_late or extension_unsettled or flagged


def silent(status: TaskStatus, last_executor_event_on: date, day: date) -> bool:
    """Whether an open task has had no event by an executor for 30 days (registration counts as the first)."""
    return status in OPEN and day - last_executor_event_on >= timedelta(days=SILENT_DAYS)
