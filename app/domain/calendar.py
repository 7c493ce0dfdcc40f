"""Working days of Kazakhstan, from dated rows that are passed in.

What is a day off is data (`seeds/reference/calendar.tsv`, later the table of calendar days); this module only counts.
It does not belong here to know a holiday by name or to read the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.enums import CalendarDayKind, Shift

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from a plain Monday-to-Friday week.

    days_off: holidays and transferred days off; working_weekends: Saturdays and Sundays that work.
    Years without rows are plain weeks; `covers` tells whether a date lies in the years that have rows.
    """

    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()
    years: frozenset[int] = field(default=frozenset())

    @classmethod
    def from_days(cls, days: Iterable[tuple[date, CalendarDayKind]]) -> "WorkCalendar":
        """Build a calendar from (date, kind) rows."""
        rows = list(days)
        works = frozenset(day for day, kind in rows if kind is CalendarDayKind.WORKING_WEEKEND)
        off = frozenset(day for day, kind in rows if kind is not CalendarDayKind.WORKING_WEEKEND)
        return cls(off, works, frozenset(day.year for day, _ in rows))

    def with_day(self, day: date, kind: CalendarDayKind | None) -> "WorkCalendar":
        """The same calendar with that day entered anew; None: the day is what its weekday makes it."""
        off, works = self.days_off - {day}, self.working_weekends - {day}
        if kind is CalendarDayKind.WORKING_WEEKEND:
            works |= {day}
        elif kind is not None:
            off |= {day}
        return WorkCalendar(off, works, self.years | {day.year})

    def covers(self, day: date) -> bool:
        """Whether the calendar has rows for that year; without them holidays are unknown."""
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        """Whether people work that day."""
        if day in self.working_weekends:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def add_working_days(self, day: date, count: int) -> date:
        """The date `count` working days after `day` (before it when negative); `day` itself is not counted.

        Raises OverflowError when the result lies outside of what `date` can hold.
        """
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.working_days_between(end, start)
        weeks, rest = divmod((end - start).days, 7)
        count = weeks * 5
        tail = end - timedelta(days=rest)
        count += sum((tail + timedelta(days=n)).weekday() < SATURDAY for n in range(1, rest + 1))
        count -= sum(start < day <= end and day.weekday() < SATURDAY for day in self.days_off - self.working_weekends)
        count += sum(start < day <= end and day.weekday() >= SATURDAY for day in self.working_weekends)
        return count

    def shift(self, day: date, direction: Shift) -> date:
        """The nearest working day in the given direction; the day itself when it works or nothing shifts."""
        if direction is Shift.NONE:
            return day
        step = ONE_DAY if direction is Shift.NEXT else -ONE_DAY
        while not self.is_working_day(day):
            day += step
        return day
