"""The overdue list and the register: what they hold, whom they show it to, what bad addresses do."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, Role
from tests.conftest import TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, sign_in, task, user

LATE = TODAY - timedelta(days=10)


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def test_overdue_list_says_what_is_late_and_by_how_many_days(session: Session, supervisor: FlaskClient) -> None:
    late = task(session, due_on=LATE, title="Построить подстанцию")
    on_time = task(session, due_on=TODAY, title="Обновить карту")
    page = supervisor.get("/overdue").text
    assert late.number in page
    assert "10" in page
    assert on_time.number not in page
    assert on_time.number in supervisor.get("/overdue/week").text


def test_default_term_is_marked_in_the_list(session: Session, supervisor: FlaskClient) -> None:
    task(session, due_on=None, issued_on=date(2026, 1, 16))
    assert 'class="mark mark-policy"' in supervisor.get("/overdue").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (f"agency={ENERGY}", True),
        (f"agency={FINANCE}", False),
        ("agency=nobody", False),
        ("level=prime_minister", True),
        ("level=president", False),
        ("kind=instruction", True),
        ("kind=milestone", False),
        ("kind=default_term", False),
        ("document=1", False),
        ("document=x", True),
        ("document=99999999999999999999", True),
        ("level=nonsense&kind=nonsense&status=nonsense&waiting=nonsense", True),
        ("sort=latest", True),
        ("sort=agency", True),
        ("sort=title;drop", True),
        ("at=a~2026-01-01~0", True),
        ("at=a~2026-12-31~0", False),
        ("at=a~garbage~x", True),
        ("at=a~2026-01-01~99999999999999999999", True),
        ("at=%00", True),
        ("q=%00", True),
    ],
)
def test_filters_narrow_and_nonsense_narrows_nothing(
    session: Session, supervisor: FlaskClient, query: str, shown: bool
) -> None:
    late = task(session, due_on=LATE)
    answer = supervisor.get(f"/overdue?{query}")
    assert answer.status_code == 200
    assert (f"/tasks/{late.number}" in answer.text) is shown


def test_an_empty_list_says_why(supervisor: FlaskClient) -> None:
    assert 'class="empty-state"' in supervisor.get("/overdue").text
    assert 'class="empty-state"' in supervisor.get("/overdue/week").text
    assert "/documents/new" in supervisor.get("/tasks").text


def test_coordinator_sees_the_tasks_of_his_body_alone(session: Session, client: FlaskClient) -> None:
    leads = task(session, ENERGY, due_on=LATE)
    takes_part = task(session, FINANCE, due_on=LATE, others=((ENERGY, ExecutorRole.CO),))
    foreign = task(session, ALMATY_REGION, due_on=LATE)
    sign_in(client, user(session, Role.COORDINATOR, ENERGY))
    for address in ("/overdue", "/tasks"):
        page = client.get(address).text
        assert leads.number in page
        assert takes_part.number in page
        assert foreign.number not in page


def test_supervisor_with_a_scope_sees_that_scope(session: Session, client: FlaskClient) -> None:
    inside, outside = task(session, ENERGY, due_on=LATE), task(session, FINANCE, due_on=LATE)
    sign_in(client, user(session, Role.SUPERVISOR, supervises=(ENERGY,)))
    page = client.get("/overdue").text
    assert inside.number in page
    assert outside.number not in page


def test_administrator_has_no_overdue_list_and_an_empty_register(session: Session, client: FlaskClient) -> None:
    hidden = task(session, due_on=LATE)
    sign_in(client, user(session, Role.ADMINISTRATOR))
    assert client.get("/overdue").status_code == 403
    assert hidden.number not in client.get("/tasks").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=КОТЛА", True),
        ("q=котл", True),
        ("q=Завершить", True),
        ("q=100%25", False),
        ("q=%5F", False),
        ("status=open", True),
        ("status=ended", False),
        ("status=on_control", True),
        ("status=closed", False),
        ("waiting=report", False),
        ("waiting=term", False),
        ("sort=due", True),
        ("sort=agency", True),
        ("at=a~0", False),
        ("at=b~0", True),
    ],
)
def test_register_filters(session: Session, supervisor: FlaskClient, query: str, shown: bool) -> None:
    made = task(session, title="Завершить ремонт котла")
    assert (f"/tasks/{made.number}" in supervisor.get(f"/tasks?{query}").text) is shown


def test_a_page_holds_fifty_and_links_to_its_neighbours(session: Session, supervisor: FlaskClient) -> None:
    numbers = [task(session, due_on=LATE + timedelta(days=n % 3)).number for n in range(53)]
    first = supervisor.get("/overdue?level=prime_minister").text
    assert first.count("<tr data-row>") == 50
    onward = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = supervisor.get(onward).text
    assert second.count("<tr data-row>") == 3
    assert "level=prime_minister" in onward
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert supervisor.get(back).text.count("<tr data-row>") == 50
    shown = first + second
    assert all(f"/tasks/{number}" in shown for number in numbers)
