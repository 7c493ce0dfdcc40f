"""An empty register leads to its bodies, its people and its first document, and stops leading when it has them."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Agency, User
from app.queries.first_run import first_run
from tests import factories
from tests.web.pages import inline_parts, words

HEADING = "Three steps to a working register"


@pytest.fixture
def administrator(session: Session) -> User:
    return factories.user(session, Role.ADMINISTRATOR, locale="en")


def states(client: FlaskClient, person: User, path: str = "/start") -> list[str]:
    """The state of each step, as the page shows it."""
    factories.sign_in(client, person)
    answer = client.get(path)
    assert answer.status_code == 200
    assert inline_parts(answer.get_data(as_text=True)) == []
    return re.findall(r'class="first-step step-(\w+)"', answer.get_data(as_text=True))


def test_the_administrator_is_led_step_by_step(client: FlaskClient, session: Session, administrator: User) -> None:
    assert states(client, administrator) == ["done", "next", "later"]
    first = words(client.get("/people"))
    assert HEADING in first
    assert "Supervisors: 0, coordinators of bodies: 0" in first
    html = client.get("/people").get_data(as_text=True)
    assert 'href="/people/new"' in html
    assert 'href="/people/import"' in html
    factories.user(session, Role.SUPERVISOR)
    assert states(client, administrator) == ["done", "next", "later"]
    factories.user(session)
    assert states(client, administrator) == ["done", "done", "next"]
    assert "A supervisor adds it after signing in." in words(client.get("/people"))
    factories.document(session, "Поручаю завершить ремонт.")
    assert states(client, administrator) == ["done", "done", "done"]
    assert "All three steps are done" in words(client.get("/start"))
    assert HEADING not in words(client.get("/people"))


def test_a_register_without_bodies_says_how_to_load_them(
    client: FlaskClient, session: Session, administrator: User
) -> None:
    session.execute(sa.update(Agency).values(kind="group"))
    assert states(client, administrator) == ["next", "later", "later"]
    page = words(client.get("/start"))
    assert "tapsyrma-seeds load" in page
    assert "Add a body" in page


def test_the_supervisors_first_page_says_what_fills_the_register(client: FlaskClient, session: Session) -> None:
    supervisor = factories.user(session, Role.SUPERVISOR, locale="en")
    assert states(client, supervisor, "/work") == ["done", "next", "later"]
    assert "An administrator adds them." in words(client.get("/work"))
    factories.user(session)
    assert states(client, supervisor, "/work") == ["done", "done", "next"]
    html = client.get("/work").get_data(as_text=True)
    panel = html.partition("first-steps")[2].partition("</ol>")[0]
    assert 'href="/documents/new"' in panel
    assert 'href="/tasks/new"' in panel
    factories.task(session)
    assert HEADING not in words(client.get("/work"))


def test_disabled_people_and_other_roles_do_not_count(session: Session) -> None:
    factories.user(session, Role.OFFICIAL)
    gone = factories.user(session, Role.SUPERVISOR)
    gone.disabled_at = gone.created_at
    factories.user(session)
    session.flush()
    found = first_run(session)
    assert (found.supervisors, found.coordinators, found.peopled) == (0, 1, False)
    assert found.bodies > 100


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL])
def test_the_first_run_is_not_for_executors(client: FlaskClient, session: Session, role: Role) -> None:
    factories.sign_in(client, factories.user(session, role, locale="en"))
    assert client.get("/start").status_code == 403
    assert HEADING not in words(client.get("/work"))
