"""The demonstration's first page: three tours, each step opens its page as the person of the tour."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.config import Settings
from app.domain.enums import GiverLevel, Role
from app.models import User
from app.queries.tours import cast
from tests import factories
from tests.conftest import TODAY, _session_on
from tests.web.pages import inline_parts, post, words

STOP = re.compile(r'name="user_id" value="(\d+)"><input type="hidden" name="next" value="([^"]+)"')


@pytest.fixture
def client(settings: Settings, session: Session) -> FlaskClient:
    app = create_app(settings.changed(demo=True), session_factory=lambda: _session_on(session.connection()))
    return app.test_client()


@pytest.fixture
def people(session: Session) -> dict[Role, User]:
    return {
        Role.COORDINATOR: factories.user(session, locale="en"),
        Role.OFFICIAL: factories.user(session, Role.OFFICIAL, locale="en"),
        Role.SUPERVISOR: factories.user(session, Role.SUPERVISOR, locale="en"),
    }


def stops(client: FlaskClient) -> list[tuple[int, str]]:
    """(person, page) of every step that the demo's page offers."""
    html = client.get("/demo").get_data(as_text=True)
    assert inline_parts(html) == []
    return [(int(user), unescape(url)) for user, url in STOP.findall(html)]


def test_every_step_opens_its_page_as_its_person(
    client: FlaskClient, session: Session, people: dict[Role, User]
) -> None:
    late = factories.task(session, due_on=TODAY - timedelta(days=9))
    offered = stops(client)
    assert {user for user, _ in offered} == {person.id for person in people.values()}
    assert (people[Role.OFFICIAL].id, f"/tasks/{late.number}") in offered
    for user_id, url in offered:
        answer = post(client, "/demo", {"user_id": user_id, "next": url})
        assert (answer.status_code, answer.location) == (302, url)
        assert client.get(url).status_code == 200, url


def test_ones_own_steps_are_links(client: FlaskClient, people: dict[Role, User]) -> None:
    post(client, "/demo", {"user_id": people[Role.SUPERVISOR].id})
    html = client.get("/demo").get_data(as_text=True)
    assert '<a href="/review">' in html
    assert people[Role.SUPERVISOR].id not in {user for user, _ in stops(client)}
    assert "that is you now" in words(client.get("/demo"))
    assert "Switch role" in words(client.get("/review"))


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "work", ""])
def test_no_step_leads_elsewhere(client: FlaskClient, people: dict[Role, User], elsewhere: str) -> None:
    answer = post(client, "/demo", {"user_id": people[Role.COORDINATOR].id, "next": elsewhere})
    assert (answer.status_code, answer.location) == (302, "/work")


def test_the_demo_begins_at_its_roles(client: FlaskClient, people: dict[Role, User]) -> None:
    assert client.get("/").location == "/demo"
    post(client, "/demo", {"user_id": people[Role.COORDINATOR].id})
    assert client.get("/").location == "/work"


def test_an_empty_demo_says_how_to_play_it(client: FlaskClient, session: Session) -> None:
    assert "bin/run" in words(client.get("/demo"))
    factories.user(session, Role.SUPERVISOR)
    assert stops(client)
    assert "/tasks/" not in "".join(url for _, url in stops(client))


def test_the_cast_stands_around_one_overdue_task(session: Session, people: dict[Role, User]) -> None:
    factories.task(session, factories.FINANCE, due_on=TODAY - timedelta(days=99))  # nobody of that body is here
    late = factories.task(session, due_on=TODAY - timedelta(days=9))
    factories.user(session, code=factories.FINANCE)
    lower = factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.BODY)
    found = cast(session, TODAY)
    assert found.number == late.number
    assert (found.coordinator, found.official) == (people[Role.COORDINATOR], people[Role.OFFICIAL])
    assert found.supervisor == people[Role.SUPERVISOR] != lower
    people[Role.OFFICIAL].disabled_at = people[Role.OFFICIAL].created_at
    session.flush()
    assert cast(session, TODAY).official is None
    assert cast(session, TODAY).number == ""
