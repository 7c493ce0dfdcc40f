"""Schedules of series: the next days, the codes of periods, the day from which a term runs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.enums import Recurrence
from app.domain.schedule import Schedule, from_first, in_period, next_due, period_code, period_start, term_start
from app.reference import work_calendar

CALENDAR = work_calendar()
days = st.dates(date(2024, 1, 1), date(2035, 12, 31))
schedules = st.one_of(
    st.builds(Schedule, st.just(Recurrence.WEEKLY), weekday=st.integers(1, 7)),
    st.builds(
        in_period,
        st.sampled_from([Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.HALF_YEARLY, Recurrence.YEARLY]),
        st.one_of(st.integers(1, 31), st.integers(-5, -1)),
        working=st.booleans(),
        after=st.booleans(),
    ),
    st.builds(from_first, st.sampled_from(list(Recurrence)[:5]), days),
)


def walk(schedule: Schedule, after: date, count: int) -> list[date]:
    found = []
    for _ in range(count):
        after = next_due(schedule, after, CALENDAR)
        found.append(after)
    return found


@given(schedules, days)
def test_the_next_day_is_later_and_the_first_such(schedule: Schedule, after: date) -> None:
    due = next_due(schedule, after, CALENDAR)
    assert due > after
    # No day of the schedule lies between: from any day before it, it is the next one.
    assert next_due(schedule, due - timedelta(days=1), CALENDAR) == due


@given(schedules)
def test_a_schedule_survives_being_stored(schedule: Schedule) -> None:
    assert Schedule.of_data(schedule.as_data()) == schedule


@given(schedules, days)
def test_a_year_holds_as_many_periods_as_occurrences(schedule: Schedule, after: date) -> None:
    codes = [period_code(schedule.recurrence, due, after=schedule.after) for due in walk(schedule, after, 12)]
    assert len(set(codes)) == len(codes)
    assert sorted(codes, key=period_start) == codes


def test_an_empty_schedule_has_no_next_day() -> None:
    with pytest.raises(ValueError, match="without days"):
        next_due(Schedule(Recurrence.MONTHLY), date(2026, 1, 1), CALENDAR)
    assert Schedule.of_data({}) is None


def test_the_last_day_of_a_month_stays_the_last() -> None:
    assert walk(from_first(Recurrence.QUARTERLY, date(2026, 11, 30)), date(2026, 11, 30), 3) == [
        date(2027, 2, 28),
        date(2027, 5, 31),
        date(2027, 8, 31),
    ]


def test_the_31st_of_a_short_month_is_its_last_day() -> None:
    assert walk(in_period(Recurrence.MONTHLY, 31), date(2027, 1, 31), 2) == [date(2027, 2, 28), date(2027, 3, 31)]


def test_working_days_of_a_month_follow_the_calendar() -> None:
    # January 2027: 1, 2, 4 and 7 are days off, so the fifth working day is the 13th.
    january = in_period(Recurrence.MONTHLY, 5, working=True)
    assert next_due(january, date(2026, 12, 31), CALENDAR) == CALENDAR.add_working_days(date(2026, 12, 31), 5)
    last = in_period(Recurrence.MONTHLY, -1, working=True)
    assert next_due(last, date(2027, 1, 1), CALENDAR) == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("recurrence", "due", "after", "code", "first"),
    [
        (Recurrence.WEEKLY, date(2026, 11, 27), False, "2026-W48", date(2026, 11, 23)),
        (Recurrence.MONTHLY, date(2026, 12, 10), True, "2026-11", date(2026, 11, 1)),
        (Recurrence.MONTHLY, date(2026, 12, 5), False, "2026-12", date(2026, 12, 1)),
        (Recurrence.QUARTERLY, date(2027, 1, 10), True, "2026-Q4", date(2026, 10, 1)),
        (Recurrence.HALF_YEARLY, date(2026, 7, 10), True, "2026-H1", date(2026, 1, 1)),
        (Recurrence.YEARLY, date(2026, 12, 25), False, "2026", date(2026, 1, 1)),
        (Recurrence.STANDING, date(2027, 1, 20), True, "2026", date(2026, 1, 1)),
    ],
)
def test_periods(recurrence: Recurrence, due: date, after: bool, code: str, first: date) -> None:
    assert period_code(recurrence, due, after=after) == code
    assert period_start(code) == first


def test_the_term_of_an_occurrence_runs_from_one_period_before() -> None:
    issued = date(2026, 1, 16)
    assert term_start(issued, None, None) == issued
    assert term_start(issued, Recurrence.QUARTERLY, date(2026, 4, 10)) == issued
    assert term_start(issued, Recurrence.QUARTERLY, date(2026, 10, 10)) == date(2026, 7, 10)
    assert term_start(issued, Recurrence.WEEKLY, date(2026, 10, 9)) == date(2026, 10, 2)
