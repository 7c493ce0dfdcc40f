"""Lists as files and on paper: all that the filters let through or what was ticked, as of any day, each with its head."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.domain.enums import ExecutorRole, Role
from app.queries.exports import BATCH_ROWS, count_up_to, export_lines
from app.queries.list_filters import ListFilters
from app.queries.overdue import OVERDUE_SORTS, overdue_lines
from app.services.execution import close_not_done
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, sign_in, task, user
from tests.web.office import Office

LATE = TODAY - timedelta(days=10)


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def workbook_rows(answer: TestResponse) -> list[list[Any]]:
    """The sheet's rows of values."""
    assert answer.status_code == 200
    assert "spreadsheetml" in answer.content_type
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows()]


def csv_rows(answer: TestResponse) -> list[list[str]]:
    assert answer.data.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))


def test_overdue_list_in_excel(session: Session, supervisor: FlaskClient) -> None:
    late = task(session, due_on=LATE, title="=Построить подстанцию")
    task(session, FINANCE, due_on=LATE)
    task(session, due_on=TODAY)
    answer = supervisor.get(f"/exports/overdue?as=xlsx&agency={ENERGY}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tapsyrma-overdue-{TODAY}.xlsx"'
    rows = workbook_rows(answer)
    head = next(place for place, row in enumerate(rows) if len([cell for cell in row if cell]) > 10)
    assert "энергетики" in str(rows[1:head]), "the filters stand above the columns, in words"
    assert "20.11.2026" in str(rows[1:head])
    assert len(rows) == head + 2
    found = rows[head + 1]
    assert found[0] == late.number
    assert found[1] == "=Построить подстанцию"
    assert datetime(LATE.year, LATE.month, LATE.day) in found  # noqa: DTZ001
    assert 10 in found, "days late are a number"
    assert f"http://localhost/tasks/{late.number}" in found


def test_ticked_rows_alone_and_without_a_tick_all(session: Session, supervisor: FlaskClient) -> None:
    made = [task(session, due_on=LATE) for _ in range(3)]
    numbers = {each.number for each in made}
    assert {row[0] for row in csv_rows(supervisor.get("/exports/overdue?as=csv"))[1:]} == numbers
    chosen = supervisor.get(f"/exports/overdue?as=csv&task={made[0].id}&task={made[2].id}&task=x&task=-1")
    assert {row[0] for row in csv_rows(chosen)[1:]} == {made[0].number, made[2].number}


def test_the_page_offers_each_of_its_files(session: Session, supervisor: FlaskClient) -> None:
    made = task(session, due_on=LATE)
    page = supervisor.get(f"/overdue?agency={ENERGY}").text
    assert 'action="/exports/overdue"' in page
    assert f'<input type="hidden" name="agency" value="{ENERGY}">' in page, "a file keeps the page's filters"
    assert f'name="task" value="{made.id}"' in page
    for kind in ("xlsx", "csv", "ics", "print"):
        assert f'name="as" value="{kind}"' in page
    assert f'aria-label="{made.number}" checked' in supervisor.get("/overdue?ticked=1").text


def test_week_register_and_parts(session: Session, client: FlaskClient) -> None:
    due = task(session, due_on=TODAY + timedelta(days=2), others=((FINANCE, ExecutorRole.CO),))
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    assert csv_rows(client.get("/exports/week?as=csv"))[1][0] == due.number
    assert csv_rows(client.get("/exports/tasks?as=csv&status=open"))[1][0] == due.number
    assert len(csv_rows(client.get("/exports/tasks?as=csv&status=ended"))) == 1
    parts = csv_rows(client.get("/exports/contributions?as=csv"))
    assert [row[1] for row in parts[1:]] == [due.number]


def test_deadlines_as_events_of_whole_days(session: Session, supervisor: FlaskClient, settings: Settings) -> None:
    made = task(session, due_on=LATE)
    answer = supervisor.get("/exports/overdue?as=ics")
    assert answer.content_type.startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event.decoded("dtstart") == LATE
    assert event["uid"] == f"task-{made.id}@{settings.host}", "the same event as in a calendar that is subscribed to"


def test_whole_list_to_print_has_its_head_and_all_rows(session: Session, supervisor: FlaskClient) -> None:
    numbers = [task(session, due_on=LATE).number for _ in range(60)]
    page = supervisor.get("/exports/overdue?as=print").text
    assert all(number in page for number in numbers)
    assert "20.11.2026" in page


def test_a_past_day_in_a_file(session: Session, client: FlaskClient, settings: Settings, monkeypatch: Any) -> None:
    office = Office(session, client, settings, monkeypatch).on(TODAY)
    boss = user(session, Role.SUPERVISOR)
    made = task(session, due_on=TODAY - timedelta(days=3))
    office.after(5).let(boss)
    close_not_done(session, made, "Итог", by=None, now=NOW + timedelta(days=5))
    assert len(csv_rows(client.get("/exports/overdue?as=csv"))) == 1
    then = client.get(f"/exports/overdue?as=csv&as_of={TODAY}")
    assert csv_rows(then)[1][0] == made.number
    assert f"overdue-{TODAY}.csv" in then.headers["Content-Disposition"]
    assert made.number in client.get(f"/exports/tasks?as=print&as_of={TODAY}").text
    assert f'name="as_of" value="{TODAY}"' in client.get(f"/overdue?as_of={TODAY}").text
    assert client.get("/exports/overdue?as_of=2020-01-01").status_code == 422


@pytest.mark.parametrize("kind", ["", "exe", "%00", "xlsx"])
def test_an_unknown_format_is_excel(supervisor: FlaskClient, kind: str) -> None:
    workbook_rows(supervisor.get(f"/exports/week?as={kind}"))


def test_nobody_gets_rows_that_he_does_not_see(session: Session, client: FlaskClient) -> None:
    foreign = task(session, FINANCE, due_on=LATE)
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    for address in ("overdue", "tasks"):
        assert foreign.number not in client.get(f"/exports/{address}?as=csv&task={foreign.id}").text


def test_batches_lose_and_repeat_nothing_and_stop_at_the_most(session: Session) -> None:
    reader = user(session, Role.SUPERVISOR)
    ids = [task(session, due_on=LATE).id for _ in range(7)]
    query = overdue_lines(reader, ListFilters(), day=TODAY)

    def read(most: int) -> list[int]:
        rows = export_lines(session, query, OVERDUE_SORTS["longest"], day=TODAY, most=most, locale="ru", held=True)
        return [row.task.id for row in rows]

    assert read(BATCH_ROWS * 3) == ids
    assert read(4) == ids[:4]
    assert count_up_to(session, query, 3) == 4
    assert count_up_to(session, query, 100) == 7


def test_the_file_of_a_long_list_is_read_in_batches(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = user(session, Role.SUPERVISOR)
    ids = [task(session, due_on=LATE - timedelta(days=n % 2)).id for n in range(5)]
    monkeypatch.setattr("app.queries.exports.BATCH_ROWS", 2)
    query = overdue_lines(reader, ListFilters(), day=TODAY)
    rows = export_lines(session, query, OVERDUE_SORTS["latest"], day=TODAY, most=100, locale="kk")
    found = [(row.task.due_on, row.task.id) for row in rows]
    assert found == sorted(found, reverse=True)
    assert {task_id for _, task_id in found} == set(ids)
