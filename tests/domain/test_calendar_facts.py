"""Facts of Kazakhstan's work calendar that are easily got wrong, and what a changed day does to counting."""

from datetime import date

import pytest

from app.domain.calendar import WorkCalendar
from app.domain.enums import CalendarDayKind, Shift
from app.reference import rows, work_calendar

CALENDAR = work_calendar()


def kinds() -> dict[date, str]:
    return {date.fromisoformat(row["date"]): row["kind"] for row in rows("calendar.tsv")}


def test_the_last_monday_of_august_2026_works_since_the_holiday_was_abolished() -> None:
    assert CALENDAR.is_working_day(date(2026, 8, 31))
    assert date(2026, 8, 30) not in kinds()
    assert not CALENDAR.is_working_day(date(2025, 9, 1))  # the year before it was moved from Saturday


def test_the_15th_of_march_is_a_holiday_from_2027_on() -> None:
    assert CALENDAR.is_working_day(date(2026, 3, 16))
    assert date(2026, 3, 15) not in kinds()
    assert date(2027, 3, 15).weekday() == 0
    assert not CALENDAR.is_working_day(date(2027, 3, 15))


@pytest.mark.parametrize(
    ("holiday", "after"),
    [
        (date(2024, 1, 7), date(2024, 1, 8)),  # Christmas on a Sunday
        (date(2024, 6, 16), date(2024, 6, 17)),  # the first day of Eid on a Sunday
        (date(2027, 5, 16), date(2027, 5, 17)),
    ],
)
def test_christmas_and_eid_never_move(holiday: date, after: date) -> None:
    assert kinds()[holiday] == CalendarDayKind.HOLIDAY
    assert holiday.weekday() >= 5
    assert CALENDAR.is_working_day(after)


def test_other_holidays_on_a_weekend_move_to_the_next_working_day() -> None:
    assert not CALENDAR.is_working_day(date(2026, 10, 26))  # Republic Day fell on Sunday
    assert kinds()[date(2026, 10, 26)] == CalendarDayKind.DAY_OFF_WEEKEND_SHIFT


def test_working_weekend_days_exist_and_are_counted() -> None:
    works = [day for day, kind in kinds().items() if kind == CalendarDayKind.WORKING_WEEKEND]
    assert date(2024, 5, 4) in works
    for day in works:
        assert day.weekday() >= 5
        assert CALENDAR.is_working_day(day)
        assert CALENDAR.shift(day, Shift.PRECEDING) == day


def test_a_day_is_entered_anew_and_withdrawn() -> None:
    plain = WorkCalendar()
    monday, saturday = date(2026, 6, 1), date(2026, 6, 6)
    off = plain.with_day(monday, CalendarDayKind.DAY_OFF_TRANSFER)
    assert not off.is_working_day(monday)
    assert off.with_day(monday, None).is_working_day(monday)
    works = plain.with_day(saturday, CalendarDayKind.WORKING_WEEKEND)
    assert works.is_working_day(saturday)
    assert not works.with_day(saturday, CalendarDayKind.HOLIDAY).is_working_day(saturday)
    assert works.covers(monday)
