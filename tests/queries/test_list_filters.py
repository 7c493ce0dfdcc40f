"""The further filters of lists: brackets of days late count as the domain does, givers and officials are those there."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.domain.enums import GiverRole, Role
from app.domain.lateness import days_late
from app.domain.workflow import OPEN, TaskStatus
from app.models import Task
from app.queries.list_filters import Lateness, ListFilters
from app.queries.overdue import (
    overdue_by_age,
    overdue_by_body,
    overdue_count,
    overdue_givers,
    overdue_lines,
    overdue_officials,
)
from tests.conftest import TODAY
from tests.factories import ENERGY, FINANCE, task, user

STATUSES = sorted(OPEN)
shifts = st.integers(-40, 40)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.sampled_from(STATUSES), shifts, shifts), min_size=1, max_size=6))
def test_brackets_count_days_as_the_domain_does(session: Session, rows: list[tuple[TaskStatus, int, int]]) -> None:
    with session.begin_nested() as savepoint:
        reader = user(session, Role.SUPERVISOR)
        made: list[Task] = []
        for status, due, submitted in rows:
            row = task(session, due_on=TODAY)
            row.due_on, row.status = TODAY + timedelta(days=due), status
            row.submitted_on = TODAY + timedelta(days=submitted) if status is TaskStatus.SUBMITTED else None
            made.append(row)
        session.flush()
        counts = overdue_by_age(session, reader, ListFilters(), day=TODAY)
        for bracket in Lateness:
            least, most = bracket.bounds
            wanted = [
                row
                for row in made
                if row.due_on < TODAY
                and least <= days_late(row.status, row.due_on, TODAY, row.submitted_on) <= (most or 10_000)
            ]
            assert counts[bracket].value == len(wanted)
        savepoint.rollback()


def test_counters_by_body_and_people_are_those_of_what_is_late(session: Session) -> None:
    reader, official = user(session, Role.SUPERVISOR), user(session, Role.OFFICIAL, ENERGY)
    yesterday = TODAY - timedelta(days=1)
    for number in range(2):
        task(session, ENERGY, due_on=yesterday).official_id = official.id if number else None
    task(session, FINANCE, due_on=yesterday).giver_role = None
    task(session, FINANCE, due_on=TODAY)
    session.flush()
    found = overdue_by_body(session, reader, ListFilters(), day=TODAY, locale="en")
    assert [(code, count) for code, _, count in found] == [(ENERGY, 2), (FINANCE, 1)]
    assert (GiverRole.PRIME_MINISTER, "") in overdue_givers(session, reader, day=TODAY)
    assert overdue_officials(session, reader, day=TODAY) == [(official.id, official.name)]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (ListFilters(giver="prime_minister"), 1),
        (ListFilters(giver="Премьер"), 1),
        (ListFilters(giver="никто"), 0),
        (ListFilters(official=999), 0),
        (ListFilters(late=Lateness.DAYS), 2),
        (ListFilters(late=Lateness.LONGER), 0),
        (ListFilters(ids=(2**31 - 1,)), 0),
    ],
)
def test_each_filter_narrows(session: Session, filters: ListFilters, count: int) -> None:
    due: date = TODAY - timedelta(days=5)
    task(session, due_on=due)
    named = task(session, due_on=due)
    named.giver_role, named.giver_name = None, "Премьер"
    session.flush()
    reader = user(session, Role.SUPERVISOR)
    assert overdue_count(session, reader, filters, day=TODAY).value == count


def test_ticked_rows_alone(session: Session) -> None:
    reader = user(session, Role.SUPERVISOR)
    ids = [task(session, due_on=TODAY - timedelta(days=2)).id for _ in range(3)]
    query = overdue_lines(reader, ListFilters(ids=tuple(ids[:2])), day=TODAY)
    assert {row.id for row in session.execute(query)} == set(ids[:2])
