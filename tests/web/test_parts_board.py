"""The board of parts: for the lead each task with all its co-executors, for a co-executor what is owed to whom."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.db import engine
from app.domain.enums import ExecutorRole
from app.models import Task, User
from app.queries.contributions import boards
from app.services import contributions
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, FINANCE, agency, sign_in, task, user
from tests.web.pages import words

OTHERS = ((FINANCE, ExecutorRole.CO), (ALMATY_REGION, ExecutorRole.CO), ("sez_pit", ExecutorRole.BY_AGREEMENT))
DUE = TODAY + timedelta(days=40)


@pytest.fixture
def lead(session: Session, client: FlaskClient) -> User:
    made = user(session, locale="en")
    sign_in(client, made)
    return made


def shared(session: Session) -> Task:
    return task(session, due_on=DUE, issued_on=date(2026, 10, 1), others=OTHERS)


def board_of(page: str, made: Task) -> str:
    """The table of one task."""
    return next(part for part in page.split("<table")[1:] if made.number in part.split("</caption>")[0])


def test_the_lead_sees_every_part_with_its_state_and_days(session: Session, client: FlaskClient, lead: User) -> None:
    made = shared(session)
    finance, region = made.executors[1], made.executors[2]
    helper = user(session, code=FINANCE)
    contributions.contribute(session, finance, "Наша часть", by=helper, now=NOW)
    contributions.decide_contribution(session, finance, True, "", by=lead, now=NOW)
    page = board_of(client.get("/contributions").text, made)
    assert "in hand: 1 of 2" in page
    assert "Accepted by the lead" in page  # what is done stays beside what is not
    assert "Not begun" in page
    assert "owes no part" in page  # by agreement
    assert region.contribution_due_on is not None
    assert f"{(region.contribution_due_on - TODAY).days} days left" in page
    assert page.count("/nudge?") == 1
    assert f"of={region.id}" in page


def test_a_part_handed_in_asks_for_a_decision(session: Session, client: FlaskClient, lead: User) -> None:
    made = shared(session)
    part = made.executors[1]
    contributions.contribute(session, part, "Наша часть", by=user(session, code=FINANCE), now=NOW)
    page = board_of(client.get("/contributions").text, made)
    address = f"/tasks/{made.number}?do=decide_contribution-{part.id}"
    assert address in page
    assert f'id="do-decide_contribution-{part.id}" open' in client.get(address).text


def test_a_part_reminded_of_today_says_so_and_is_not_offered(session: Session, client: FlaskClient, lead: User) -> None:
    made = shared(session)
    contributions.nudge(session, made.executors[1], by=lead, now=NOW)
    contributions.nudge(session, made.executors[2], by=lead, now=NOW - timedelta(days=1))
    for address in ("/contributions", f"/tasks/{made.number}"):
        page = client.get(address).text
        assert f"nudge?of={made.executors[1].id}" not in page
        assert f"nudge?of={made.executors[2].id}" in page
        assert page.count("Reminded today, ") == 1


def test_the_board_of_one_task(session: Session, client: FlaskClient, lead: User) -> None:
    first, second = shared(session), shared(session)
    page = client.get(f"/contributions?task={first.number}").text
    tables = page.split("<table")[1:]
    assert [first.number in part for part in tables] == [True]
    assert f'<option value="{second.number}">' in page
    assert "empty-state" in client.get("/contributions?task=2026-99999").text
    foreign = task(session, FINANCE, due_on=DUE, others=((ALMATY_REGION, ExecutorRole.CO),))
    assert f"/tasks/{foreign.number}" not in client.get(f"/contributions?task={foreign.number}").text


def test_a_co_executor_sees_to_whom_it_owes_what(session: Session, client: FlaskClient) -> None:
    made = shared(session)
    sign_in(client, user(session, code=FINANCE, locale="en"))
    page = client.get("/contributions")
    assert agency(session).en in words(page)
    assert "days left" in words(page)
    assert f"/tasks/{made.number}?do=contribute#do-contribute" in page.text


def test_statements_do_not_grow_with_the_parts(session: Session, lead: User, database_url: str) -> None:
    def statements() -> int:
        seen: list[str] = []

        def count(*arguments: object) -> None:
            seen.append(str(arguments[2]))

        session.expire_all()
        sa.event.listen(engine(database_url), "before_cursor_execute", count)
        assert boards(session, lead, day=TODAY, locale="ru")
        sa.event.remove(engine(database_url), "before_cursor_execute", count)
        return len(seen)

    shared(session)
    first = statements()
    for _ in range(4):
        shared(session)
    assert statements() == first


def test_a_number_that_no_task_has_shows_no_board(session: Session, client: FlaskClient, lead: User) -> None:
    made = shared(session)
    for number in ("%00", "2026-99999", f"{made.number}%00"):
        assert client.get(f"/contributions?task={number}").status_code == 200
