"""Pure rules: transitions, permissions, calendar, terms that policy adds, the clock of lateness."""

from datetime import date, timedelta
from itertools import product

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import WorkCalendar
from app.domain.enums import CalendarDayKind, GiverLevel, Recurrence, Role, Shift, Urgency
from app.domain.errors import IllegalTransition
from app.domain.lateness import at_risk, days_late, due_soon, late, silent, working_days_left
from app.domain.periods import add_months
from app.domain.permissions import DUTIES, TASK_ACTS, Duty, Relation, may
from app.domain.term_rules import default_due, next_occurrence
from app.domain.workflow import (
    ENDED,
    OPEN,
    STAYING,
    TRANSITIONS,
    Action,
    TaskStatus,
    allows,
    available_actions,
    next_status,
)
from app.reference import rows, term_rules, work_calendar

S, A = TaskStatus, Action

EXPECTED = [
    (S.ON_CONTROL, A.TAKE_INTO_WORK, S.IN_PROGRESS),
    (S.ON_CONTROL, A.SUBMIT, S.SUBMITTED),
    (S.IN_PROGRESS, A.SUBMIT, S.SUBMITTED),
    (S.RETURNED, A.SUBMIT, S.SUBMITTED),
    (S.SUBMITTED, A.WITHDRAW, S.IN_PROGRESS),
    (S.SUBMITTED, A.RETURN, S.RETURNED),
    (S.SUBMITTED, A.ACCEPT, S.CLOSED),
    *[(status, A.CLOSE_NOT_DONE, S.CLOSED) for status in OPEN],
    *[(status, A.CANCEL, S.CANCELLED) for status in OPEN],
    *[(status, A.REOPEN, S.IN_PROGRESS) for status in ENDED],
]


@pytest.mark.parametrize(("status", "action", "expected"), EXPECTED)
def test_transitions(status: S, action: A, expected: S) -> None:
    assert next_status(status, action) is expected


def test_nothing_else_moves_an_instruction() -> None:
    moving = {(status, action) for status, action, _ in EXPECTED}
    for status, action in product(S, A):
        if (status, action) in moving:
            continue
        if status in STAYING.get(action, ()) and action is not A.RECORD_FORECAST:
            assert next_status(status, action) is status
        else:
            with pytest.raises(IllegalTransition):
                next_status(status, action)


def test_a_milestone_is_recorded_not_reported_on() -> None:
    actions = available_actions(S.IN_PROGRESS, milestone=True)
    assert A.RECORD_FACT in actions
    assert A.SUBMIT not in actions
    assert A.RECORD_FACT not in available_actions(S.IN_PROGRESS)
    assert next_status(S.ON_CONTROL, A.RECORD_FACT, milestone=True) is S.CLOSED


def test_every_action_is_known_to_some_status() -> None:
    for action in A:
        assert any(allows(status, action, milestone=m) for status in S for m in (False, True)), action
    assert {action for _, action in TRANSITIONS} | set(STAYING) == set(A)


def test_permissions_table() -> None:
    assert may(Role.COORDINATOR, A.SUBMIT, Relation.LEAD)
    assert not may(Role.COORDINATOR, A.SUBMIT, Relation.CO_EXECUTOR)
    assert not may(Role.COORDINATOR, A.ACCEPT, Relation.LEAD)
    assert may(Role.SUPERVISOR, A.ACCEPT, Relation.CONTROLS)
    assert not may(Role.SUPERVISOR, A.ACCEPT, Relation.OVERSEES)
    assert not any(may(role, action, Relation.NONE) for role in Role for action in A)
    assert not any(may(Role.ADMINISTRATOR, action, relation) for action in A for relation in Relation)
    assert may(Role.ADMINISTRATOR, Duty.MANAGE_PEOPLE)
    assert not may(Role.SUPERVISOR, Duty.MANAGE_PEOPLE)
    assert set(DUTIES) == set(Role)
    assert all(relation is not Relation.NONE for _, relation in TASK_ACTS)


def test_levels_reach_downwards() -> None:
    order = list(GiverLevel)
    for higher, lower in product(order, order):
        assert higher.reaches(lower) == (order.index(higher) <= order.index(lower))


CALENDAR = work_calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 8, 31), True),  # no holiday since the new Constitution
        (date(2026, 3, 16), True),
        (date(2027, 3, 15), False),
        (date(2026, 10, 26), False),  # moved from a Sunday
        (date(2025, 1, 5), True),  # a working Sunday
        (date(2025, 1, 3), False),
        (date(2026, 5, 27), False),
        (date(2027, 1, 8), True),  # 7 January never moves
    ],
)
def test_days_that_rivals_get_wrong(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_calendar_agrees_with_the_library_but_for_what_is_written(year: int) -> None:
    theirs = {day for day in holidays.country_holidays("KZ", years=year) if day.weekday() < 5}
    ours = {
        date.fromisoformat(row["date"])
        for row in rows("calendar.tsv")
        if row["date"].startswith(str(year)) and row["kind"] != CalendarDayKind.WORKING_WEEKEND
    }
    assert theirs == {day for day in ours if day.weekday() < 5}


days = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@given(days, st.integers(-300, 300))
def test_adding_working_days_agrees_with_counting_them(day: date, count: int) -> None:
    start = CALENDAR.shift(day, Shift.PRECEDING)
    there = CALENDAR.add_working_days(start, count)
    assert CALENDAR.working_days_between(start, there) == count
    assert count == 0 or CALENDAR.is_working_day(there)


@given(days, days)
def test_between_is_the_naive_count(start: date, end: date) -> None:
    low, high = sorted((start, end))
    naive = sum(CALENDAR.is_working_day(low + timedelta(n)) for n in range(1, (high - low).days + 1))
    assert abs(CALENDAR.working_days_between(start, end)) == naive


def test_months_end_where_the_month_ends() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2026, 3, 15), -3) == date(2025, 12, 15)


@pytest.mark.parametrize(
    ("recurrence", "after", "expected"),
    [
        (Recurrence.WEEKLY, date(2026, 1, 16), date(2026, 1, 23)),
        (Recurrence.MONTHLY, date(2026, 1, 16), date(2026, 2, 10)),
        (Recurrence.QUARTERLY, date(2026, 1, 16), date(2026, 4, 10)),
        (Recurrence.HALF_YEARLY, date(2026, 8, 1), date(2027, 1, 10)),
        (Recurrence.YEARLY, date(2026, 1, 16), date(2027, 1, 20)),
        (Recurrence.STANDING, date(2026, 1, 20), date(2027, 1, 20)),
    ],
)
def test_series_without_a_day_of_its_own(recurrence: Recurrence, after: date, expected: date) -> None:
    assert next_occurrence(recurrence, after, term_rules())[0] == expected


def test_policy_terms_have_no_citation_and_say_so() -> None:
    for rule in term_rules().rules:
        assert rule.badge in ("policy", "unverified", "statutory")
        assert rule.badge != "statutory" or rule.source
        assert rule.badge != "policy" or not rule.source or rule.source.startswith("https://")
    assert default_due(date(2026, 1, 31), term_rules(), CALENDAR, Urgency.NORMAL)[0] == date(2026, 2, 28)


DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("status", "day", "submitted", "expected"),
    [
        (S.ON_CONTROL, DUE, None, False),
        (S.ON_CONTROL, DUE + timedelta(1), None, True),
        (S.RETURNED, DUE + timedelta(1), None, True),
        (S.SUBMITTED, DUE + timedelta(30), DUE, False),
        (S.SUBMITTED, DUE + timedelta(30), DUE + timedelta(1), True),
        (S.CLOSED, DUE + timedelta(1), None, False),
        (S.CANCELLED, DUE + timedelta(1), None, False),
    ],
)
def test_late(status: S, day: date, submitted: date | None, expected: bool) -> None:
    assert late(status, DUE, day, submitted) is expected
    assert late(status, None, day, submitted) is False


def test_days_late_are_calendar_days() -> None:
    assert [days_late(S.IN_PROGRESS, DUE, DUE + timedelta(n)) for n in (-1, 0, 1, 30)] == [0, 0, 1, 30]
    assert days_late(S.SUBMITTED, DUE, DUE + timedelta(30), DUE) == 0
    assert days_late(S.SUBMITTED, DUE, DUE + timedelta(30), DUE + timedelta(2)) == 2


def test_due_soon_and_at_risk() -> None:
    assert working_days_left(date(2026, 11, 22), DUE, CALENDAR) == 0
    assert due_soon(S.ON_CONTROL, date(2026, 11, 27), DUE, CALENDAR)
    assert not due_soon(S.ON_CONTROL, date(2026, 11, 30), DUE, CALENDAR)
    assert not due_soon(S.SUBMITTED, DUE, DUE, CALENDAR)
    assert at_risk(S.ON_CONTROL, DUE, DUE, CALENDAR)
    assert not at_risk(S.IN_PROGRESS, DUE, DUE, CALENDAR)
    assert at_risk(S.IN_PROGRESS, None, DUE, CALENDAR, contribution_late=True)
    assert not at_risk(S.CLOSED, DUE, DUE, CALENDAR, flagged=True)
    assert silent(S.IN_PROGRESS, DUE - timedelta(30), DUE)
    assert not silent(S.IN_PROGRESS, DUE - timedelta(29), DUE)
    assert not silent(S.CLOSED, DUE - timedelta(90), DUE)


def test_an_empty_calendar_is_a_plain_week() -> None:
    assert WorkCalendar().add_working_days(date(2026, 1, 2), 1) == date(2026, 1, 5)
