"""When an instruction that repeats is due: days of a year or of a week, and the period that each occurrence is about.

The words are read in `app.extraction.deadlines.series_days`; the day that policy gives where the words name none, in
`term_rules.py`. Creating occurrences belongs to `app.services.series`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.calendar import ONE_DAY, WorkCalendar
from app.domain.enums import Recurrence
from app.domain.periods import WEEK_DAYS, YEAR_MONTHS, add_months, months

PERIOD_MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: YEAR_MONTHS,
    Recurrence.STANDING: YEAR_MONTHS,
}


@dataclass(frozen=True)
class Schedule:
    """The days on which a series is due.

    weekday: of a weekly series, 1 (Monday) to 7; days: (month, day of it) of every year, a day below 0 counted from the
    month's end and one beyond it meaning its last; working: those days count working days; after: an occurrence is about
    the period before the one in which it is due («месяца, следующего за отчётным»).
    """

    recurrence: Recurrence
    weekday: int | None = None
    days: tuple[tuple[int, int], ...] = ()
    working: bool = False
    after: bool = False

    def as_data(self) -> dict[str, Any]:
        """The schedule as JSON."""
        return {
            "recurrence": self.recurrence.value,
            "weekday": self.weekday,
            "days": [list(pair) for pair in self.days],
            "working": self.working,
            "after": self.after,
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Schedule | None":
        """From what `as_data` gave; None for {}, where policy gives the day."""
        if not data:
            return None
        return cls(
            recurrence=Recurrence(data["recurrence"]),
            weekday=data["weekday"],
            days=tuple((month, day) for month, day in data["days"]),
            working=data["working"],
            after=data["after"],
        )


def in_period(
    recurrence: Recurrence, day: int, *, month: int | None = None, working: bool = False, after: bool = False
) -> Schedule:
    """A schedule from a day of a month in each period.

    month: which month of the period, 1 the first, -1 the last; after: the first month of the next period.
    """
    size = PERIOD_MONTHS[recurrence]
    place = 1 if after or month is None else month if month > 0 else size + month + 1
    pairs = tuple((first + place, day) for first in range(0, YEAR_MONTHS, size))
    return Schedule(recurrence, days=pairs, working=working, after=after)


def from_first(recurrence: Recurrence, first: date) -> Schedule:
    """A schedule that goes on from a first date at equal distances; the last day of a month stays the last one."""
    if recurrence is Recurrence.WEEKLY:
        return Schedule(recurrence, weekday=first.isoweekday())
    size = PERIOD_MONTHS[recurrence]
    day = -1 if (first + ONE_DAY).day == 1 else first.day
    shifted = sorted((first.month - 1 + count) % YEAR_MONTHS + 1 for count in range(0, YEAR_MONTHS, size))
    return Schedule(recurrence, days=tuple((month, day) for month in shifted))


def next_due(schedule: Schedule, after: date, calendar: WorkCalendar) -> date:
    """The first day of the schedule that is strictly later than `after`.

    Raises ValueError for a schedule without days.
    """
    if schedule.weekday is not None:
        return after + timedelta(days=(schedule.weekday - after.isoweekday() - 1) % WEEK_DAYS + 1)
    for day in _days(schedule, after.year, calendar):
        if day > after:
            return day
    raise ValueError("a schedule without days")


def _days(schedule: Schedule, year: int, calendar: WorkCalendar) -> Iterator[date]:
    """The days of that year and the next, in order."""
    for each in (year, year + 1):
        yield from sorted(_day(each, month, day, schedule.working, calendar) for month, day in schedule.days)


def day_in_month(schedule: Schedule, on: date, calendar: WorkCalendar) -> date | None:
    """The day of the schedule in the month of that date; None for a month without one."""
    return next(
        (_day(on.year, on.month, day, schedule.working, calendar) for month, day in schedule.days if month == on.month),
        None,
    )


def _day(year: int, month: int, day: int, working: bool, calendar: WorkCalendar) -> date:
    first, last = months(year, month, 1)
    if working:
        found = calendar.add_working_days(first - ONE_DAY if day > 0 else last + ONE_DAY, day)
        return min(max(found, first), last)
    return last + timedelta(days=day + 1) if day < 0 else min(first + timedelta(days=day - 1), last)


def period_code(recurrence: Recurrence, due: date, *, after: bool) -> str:
    """The period that an occurrence is about: 2026, 2026-H1, 2026-Q3, 2026-10, 2026-W47.

    after: the occurrence is due in the period that follows the one it is about.
    """
    if recurrence is Recurrence.WEEKLY:
        year, week, _ = (due - timedelta(days=WEEK_DAYS) if after else due).isocalendar()
        return f"{year}-W{week:02}"
    size = PERIOD_MONTHS[recurrence]
    month = due.month - 1 - (due.month - 1) % size
    first = date(due.year, month + 1, 1)
    if after:
        first = add_months(first, -size)
    match recurrence:
        case Recurrence.MONTHLY:
            return f"{first:%Y-%m}"
        case Recurrence.QUARTERLY:
            return f"{first.year}-Q{(first.month - 1) // size + 1}"
        case Recurrence.HALF_YEARLY:
            return f"{first.year}-H{(first.month - 1) // size + 1}"
    return str(first.year)


def period_start(code: str) -> date:
    """The first day of a period by its code. Raises ValueError for what is no such code."""
    year, _, part = code.partition("-")
    if part.startswith("W"):
        return date.fromisocalendar(int(year), int(part[1:]), 1)
    if part.startswith("Q"):
        return date(int(year), int(part[1:]) * 3 - 2, 1)
    if part.startswith("H"):
        return date(int(year), int(part[1:]) * 6 - 5, 1)
    return date(int(year), int(part) if part else 1, 1)


def term_start(issued_on: date, recurrence: Recurrence | None, occurrence_on: date | None) -> date:
    """The day from which the term of a task runs: that of the instruction; of a later occurrence, one period before it."""
    if recurrence is None or occurrence_on is None:
        return issued_on
    if recurrence is Recurrence.WEEKLY:
        return max(issued_on, occurrence_on - timedelta(days=WEEK_DAYS))
    return max(issued_on, add_months(occurrence_on, -PERIOD_MONTHS[recurrence]))
