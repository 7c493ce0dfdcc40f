"""The calendar: a month with what falls due, a day with all of it, addresses from anybody."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, Role, TaskKind
from app.queries.calendar_days import INSTRUCTION, MILESTONE, PART, dues
from app.queries.tasks import Filters
from app.services.execution import close_not_done
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user

DUE = date(2026, 12, 10)


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def cell(page: str, day: date) -> str:
    """The cell of a day."""
    return next(part for part in page.split("<td ") if f'datetime="{day}"' in part)


def test_a_month_shows_a_few_a_day_and_says_how_many_more(session: Session, supervisor: FlaskClient) -> None:
    for number in range(6):
        task(session, due_on=DUE, title=f"Работа {number}")
    task(session, due_on=DUE + timedelta(days=1), title="Завтрашняя")
    page = supervisor.get("/calendar?month=2026-12").text
    assert cell(page, DUE).count("due-link") == 4
    assert "more-dues" in cell(page, DUE)
    assert "2" in re.findall(r'more-dues"[^>]*>([^<]*)', page)[0]
    assert "Завтрашняя" in cell(page, DUE + timedelta(days=1))
    assert 'href="/calendar?month=2026-11"' in page
    assert 'href="/calendar?month=2027-01"' in page
    everything = supervisor.get(f"/calendar/{DUE}").text
    assert everything.count("data-row") == 6


def test_kinds_of_dates_and_days_off(session: Session, supervisor: FlaskClient) -> None:
    task(session, due_on=DUE, kind=TaskKind.MILESTONE, title="Ввод")
    whole = task(session, due_on=DUE, others=((FINANCE, ExecutorRole.CO),), title="Целое")
    whole.executors[1].contribution_due_on = DUE
    ended = task(session, due_on=DUE, title="Снятое")
    close_not_done(session, ended, "Итог", by=None, now=NOW)
    session.flush()
    reader = user(session, Role.SUPERVISOR)
    found = dues(session, reader, Filters(), first=DUE, last=DUE, today=TODAY, a_day=9, locale="ru")
    assert sorted(due.about for due in found[DUE].dues) == sorted([INSTRUCTION, MILESTONE, PART])
    assert found[DUE].total == 3
    page = supervisor.get("/calendar?month=2026-12").text
    assert "Снятое" not in page
    assert "day-off" in cell(page, date(2026, 12, 12))
    assert "day-off" in cell(page, date(2026, 12, 16)), "the holiday is a day of the work calendar"
    assert "day-off" not in cell(page, date(2026, 12, 10))


def test_totals_of_tasks_and_parts_together(session: Session) -> None:
    reader = user(session, Role.SUPERVISOR)
    for _ in range(3):
        made = task(session, due_on=DUE, others=((FINANCE, ExecutorRole.CO),))
        made.executors[1].contribution_due_on = DUE
    session.flush()
    found = dues(session, reader, Filters(), first=DUE, last=DUE, today=TODAY, a_day=2, locale="kk")[DUE]
    assert (len(found.dues), found.total, found.more) == (2, 6, 4)


def test_today_and_what_is_late(session: Session, supervisor: FlaskClient) -> None:
    late, on_time = TODAY - timedelta(days=1), TODAY
    task(session, due_on=late, title="Поздняя")
    task(session, due_on=on_time, title="Сегодняшняя")
    page = supervisor.get("/calendar").text
    assert 'aria-current="date"' in page
    assert "due-late" in cell(page, late)
    assert "due-late" not in cell(page, on_time)


def test_filters_are_kept_and_narrow(session: Session, supervisor: FlaskClient) -> None:
    task(session, ENERGY, due_on=DUE, title="Энергия")
    task(session, FINANCE, due_on=DUE, title="Финансы")
    page = supervisor.get(f"/calendar?month=2026-12&agency={ENERGY}").text
    assert "Энергия" in page
    assert "Финансы" not in page
    assert f"month=2027-01&amp;agency={ENERGY}" in page
    assert f'href="/calendar/{DUE}?agency={ENERGY}"' in page
    assert "Финансы" not in supervisor.get(f"/calendar/{DUE}?agency={ENERGY}").text


def test_a_coordinator_sees_the_dates_of_his_body(session: Session, client: FlaskClient) -> None:
    task(session, ENERGY, due_on=DUE, title="Своя")
    task(session, ALMATY_REGION, due_on=DUE, title="Чужая")
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    for address in ("/calendar?month=2026-12", f"/calendar/{DUE}"):
        page = client.get(address).text
        assert "Своя" in page
        assert "Чужая" not in page


@pytest.mark.parametrize(
    "month", ["", "2026-13", "0000-01", "9999-12", "2026", "x", "%00", "2026-1", "२०२६-११", "2026-11-05", "1999-12"]
)
def test_an_address_from_anybody_shows_this_month(supervisor: FlaskClient, month: str) -> None:
    answer = supervisor.get(f"/calendar?month={month}")
    assert answer.status_code == 200
    assert 'value="2026-11"' in answer.text


@pytest.mark.parametrize("day", ["2026-02-30", "2026-00-01", "9999-12-31", "x", "2026-11-1"])
def test_what_is_no_day_leads_to_the_month(supervisor: FlaskClient, day: str) -> None:
    assert supervisor.get(f"/calendar/{day}").status_code == 302


def test_the_ends_of_the_calendar_can_be_opened(supervisor: FlaskClient) -> None:
    for address in (
        "/calendar?month=2000-01",
        "/calendar?month=2099-12",
        "/calendar/2000-01-01",
        "/calendar/2099-12-31",
    ):
        assert supervisor.get(address).status_code == 200


def test_an_empty_month_says_so(supervisor: FlaskClient) -> None:
    assert 'class="empty-state"' in supervisor.get("/calendar?month=2031-03").text
