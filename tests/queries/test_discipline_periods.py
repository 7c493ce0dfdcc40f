"""Figures of a period: rows that are read instead of histories say what the histories say, on any day, for anybody."""

from collections import Counter
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.domain.discipline import Figure, Line, Period, Quarter, View, Year, samples
from app.domain.enums import CancelReason, ExecutorRole, GiverLevel, Role
from app.models import Task
from app.queries.asof import EVERYTHING, Scope, calendar_then, states
from app.queries.discipline import ALL, Asked, By, behind, discipline, key_of, overview
from app.queries.slippage_pages import slippage_then
from app.services import execution, terms
from tests import factories
from tests.conftest import TODAY

START = date(2025, 11, 3)
OUTSIDE = "state_guard"
DAYS = (date(2026, 1, 20), date(2026, 6, 30), TODAY)
PERIODS: tuple[Period, ...] = (Year(2025), Year(2026), Year(2027), Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 3))


@pytest.fixture
def lives(session: Session) -> None:
    """Tasks whose dates lie before, in and after the periods: open, ended, cancelled, moved, silent, with parts, outside."""
    lead, boss = factories.user(session), factories.user(session, Role.SUPERVISOR)
    for number in range(24):
        due = START + timedelta(days=25 * number)
        code = OUTSIDE if number % 8 == 7 else factories.ENERGY
        others = ((factories.FINANCE, ExecutorRole.CO),) if number % 5 == 0 and code == factories.ENERGY else ()
        task = factories.task(
            session,
            code,
            due_on=None if number % 11 == 10 else due,
            others=others,
            issued_on=START,
            giver_level=list(GiverLevel)[number % 4],
            title=f"Дело {number}",
            now=local_moment(START, 10),
        )
        if code == OUTSIDE:
            continue
        begun = START + timedelta(days=3 + number)
        if number % 2:
            execution.take_into_work(session, task, by=lead, now=local_moment(begun, 10))
        if number % 6 == 3:
            asked = terms.request_extension(
                session, task, due + timedelta(days=90), "Поздно.", by=lead, now=local_moment(begun, 11)
            )
            terms.decide_extension(session, asked, asked.asked_due_on, by=boss, now=local_moment(begun, 12))
        if number % 6 == 1:
            filed = local_moment(begun + timedelta(days=60), 12)
            execution.submit_report(session, task, "Готово.", by=lead, now=filed)
            execution.accept_report(session, task, by=boss, now=filed + timedelta(days=30))
        if number == 8:
            execution.cancel_task(session, task, CancelReason.OBSOLETE, "Отпало.", by=boss, now=local_moment(begun, 15))
        if number in (6, 12):
            execution.add_note(session, task, "Работаем.", by=lead, now=local_moment(date(2026, 7, 1), 9))


Sums = dict[tuple[By, Line, str, Figure], tuple[int, int, int]]


def counted_from_histories(session: Session, asked: Asked, codes: frozenset[str] | None) -> Sums:
    """The same sums out of every history, whatever its date."""
    view = View(asked.day, calendar_then(session, asked.day), asked.period)
    issued = dict(session.execute(sa.select(Task.id, Task.issued_on)).all())
    parts, bases, tasks = (
        Counter[tuple[By, Line, str, Figure]](),
        Counter[tuple[By, Line, str, Figure]](),
        Counter[tuple[By, Line, str, Figure]](),
    )
    for task_id, state in states(session, asked.day):
        for sample in samples(state, issued[task_id], view):
            if codes is None or sample.body in codes:
                for by in By:
                    for key in (ALL, key_of(sample, by)):
                        place = (by, sample.line, key, sample.figure)
                        parts[place] += sample.part
                        bases[place] += sample.base
                        tasks[place] += 1
    return {place: (parts[place], bases[place], tasks[place]) for place in tasks}


def counted(session: Session, asked: Asked, scope: Scope) -> Sums:
    return {
        (by, row.line, row.key, figure): (total.part, total.base, total.tasks)
        for by, rows in overview(session, scope, asked).items()
        for row in rows
        for figure, total in row.totals.items()
    }


def test_a_period_counts_what_all_histories_say(session: Session, lives: None) -> None:
    for day in DAYS:
        for period in (None, *PERIODS):
            asked = Asked(day, period, training=True)
            for scope in (EVERYTHING, Scope(frozenset({factories.FINANCE}))):
                assert counted(session, asked, scope) == counted_from_histories(session, asked, scope.codes), (
                    day,
                    period,
                )


def test_what_stands_still_is_asked_of_every_open_task_whatever_the_period(session: Session, lives: None) -> None:
    def still(period: Period | None) -> Sums:
        found = counted(session, Asked(TODAY, period), EVERYTHING)
        return {place: sums for place, sums in found.items() if place[3] in (Figure.OPEN_OVER_YEAR, Figure.SILENT)}

    by_body = {place: sums for place, sums in still(None).items() if place[0] is By.AGENCY}
    assert {place: sums for place, sums in still(Quarter(2030, 1)).items() if place[0] is By.AGENCY} == by_body
    assert sum(sums[2] for place, sums in by_body.items() if place[2] == ALL) > 20


def test_the_tasks_behind_a_figure_are_those_that_add_to_it(session: Session, lives: None) -> None:
    asked = Asked(TODAY, Year(2026), by=By.QUARTER)
    for row in discipline(session, EVERYTHING, asked):
        for figure in Figure:
            found = behind(session, EVERYTHING, asked, figure, row.line, row.key)
            total = row.total(figure)
            assert (len(found), sum(each.part for each in found)) == (total.tasks, total.part)
            assert [each.task_id for each in found] == sorted(each.task_id for each in found)


def test_the_ledger_of_a_period_is_a_part_of_the_whole_one(session: Session, lives: None) -> None:
    for day in DAYS:
        whole = slippage_then(session, EVERYTHING, day=day)
        for period in PERIODS:
            part = slippage_then(session, EVERYTHING, day=day, period=period)
            assert part == [row for row in whole if period.holds(row.state.original_due_on)]


@pytest.mark.parametrize("text", ["2026", "0001", "9999"])
def test_years_are_read_and_written(text: str) -> None:
    year = Year.parse(text)
    assert year is not None
    assert str(year) == text
    assert year.holds(year.first)
    assert year.holds(year.last)
    assert (year.first.month, year.last.day) == (1, 31)


@pytest.mark.parametrize("text", ["", "26", "0000", "2026-Q1", "２０２６", "year"])
def test_what_is_no_year_is_none(text: str) -> None:
    assert Year.parse(text) is None
