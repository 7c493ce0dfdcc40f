"""Calendars: a secret address each, all-day events with stable UIDs, revocable; the choices beside them on one's page."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, OverdueList, Role
from app.models import CalendarFeed, User
from app.services.executors import change_executors
from app.services.feeds import make_feed
from app.services.interim import set_interim_date
from app.services.preferences import preference
from app.services.terms import decide_extension, request_extension
from tests import factories
from tests.conftest import NOW, TODAY
from tests.web.pages import post, words

ADDRESS = re.compile(r'value="http://localhost(/feeds/[^"]+\.ics)"')
DUE = TODAY + timedelta(days=30)


def events(client: FlaskClient, where: str) -> dict[str, dict[str, object]]:
    answer = client.get(where)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(event["uid"]): {name.lower(): event.decoded(name) for name in event} for event in found}


def address(session: Session, person: User, code: str = "") -> str:
    return f"/feeds/{make_feed(session, person, code, now=NOW)}.ics"


def days(found: dict[str, dict[str, object]]) -> list[tuple[str, object]]:
    return sorted((uid.split("-")[0], event["dtstart"]) for uid, event in found.items())


def test_deadlines_parts_and_interim_dates_are_days(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    led = factories.task(session, due_on=DUE, title="Починить; котёл, и\nтрубы")
    factories.task(session, factories.FINANCE, due_on=DUE, others=((factories.ENERGY, ExecutorRole.CO),))
    factories.task(session, factories.ALMATY_REGION, due_on=DUE)
    set_interim_date(session, led, TODAY + timedelta(days=9), "Первый отчёт", by=None, now=NOW)
    found = events(client, address(session, person))
    part = next(event["dtstart"] for uid, event in found.items() if uid.startswith("part"))
    assert days(found) == [("interim", TODAY + timedelta(days=9)), ("part", part), ("task", DUE)]
    event = found[f"task-{led.id}@localhost"]
    assert isinstance(event["dtstart"], date)
    assert event["dtend"] == DUE + timedelta(days=1)
    assert event["summary"] == "Deadline: Починить; котёл, и трубы"
    assert event["url"] == f"http://localhost/tasks/{led.number}"


def test_a_moved_deadline_keeps_its_uid_and_says_that_it_is_newer(client: FlaskClient, session: Session) -> None:
    person = factories.user(session)
    task = factories.task(session, due_on=DUE)
    where = address(session, person)
    ((uid, before),) = events(client, where).items()
    extension = request_extension(session, task, DUE + timedelta(days=10), "Сроки", by=person, now=NOW)
    decide_extension(session, extension, DUE + timedelta(days=10), "Да", by=None, now=NOW + timedelta(hours=1))
    after = events(client, where)[uid]
    assert after["dtstart"] == DUE + timedelta(days=10)
    assert after["sequence"] > before["sequence"]  # type: ignore[operator]
    assert after["dtstamp"] > before["dtstamp"]  # type: ignore[operator]


def test_an_unchanged_calendar_is_not_sent_again(client: FlaskClient, session: Session) -> None:
    person = factories.user(session)
    factories.task(session, due_on=DUE)
    where = address(session, person)
    first = client.get(where)
    assert client.get(where).data == first.data
    assert client.get(where, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_the_address_is_made_shown_once_renewed_and_revoked(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    factories.sign_in(client, person)
    made = post(client, "/profile/calendars", {"agency": ""})
    first = ADDRESS.search(made.text)
    assert first
    assert events(client, first[1]) == {}
    assert ADDRESS.search(client.get("/profile").text) is None
    second = ADDRESS.search(post(client, "/profile/calendars", {"agency": ""}).text)
    assert second
    assert client.get(first[1]).status_code == 404
    assert client.get(second[1]).status_code == 200
    (row,) = session.scalars(sa.select(CalendarFeed))
    assert second[1].split("/")[2][:-4] not in row.token_hash
    assert post(client, f"/profile/calendars/{row.id}/revoke").status_code == 302
    assert client.get(second[1]).status_code == 404


def test_it_is_nobody_elses_to_revoke_and_unknown_ones_are_not_there(client: FlaskClient, session: Session) -> None:
    owner, other = factories.user(session), factories.user(session)
    where = address(session, owner)
    feed = session.scalars(sa.select(CalendarFeed)).one()
    factories.sign_in(client, other)
    assert post(client, f"/profile/calendars/{feed.id}/revoke").status_code == 404
    assert client.get(where).status_code == 200
    for unknown in ("/feeds/x.ics", "/feeds/" + "a" * 43 + ".ics", "/feeds/.ics"):
        assert client.get(unknown).status_code == 404
    owner.disabled_at = NOW
    session.flush()
    assert client.get(where).status_code == 404


def test_a_body_has_a_calendar_while_its_person_belongs_there(client: FlaskClient, session: Session) -> None:
    person, chief = factories.user(session, Role.OFFICIAL), factories.user(session, Role.SUPERVISOR)
    colleague = factories.user(session, Role.OFFICIAL)
    own = factories.task(session, due_on=DUE)
    own.official_id = own.executors[0].official_id = colleague.id
    session.flush()
    assert events(client, address(session, person)) == {}
    body = address(session, person, factories.ENERGY)
    assert len(events(client, body)) == len(events(client, address(session, chief, factories.ENERGY))) == 1
    factories.sign_in(client, person)
    assert post(client, "/profile/calendars", {"agency": factories.FINANCE}).status_code == 422
    person.agency = factories.agency(session, factories.FINANCE)
    session.flush()
    assert client.get(body).status_code == 404


def test_a_task_that_passes_to_another_body_leaves_the_calendar(client: FlaskClient, session: Session) -> None:
    person = factories.user(session)
    task = factories.task(session, due_on=DUE)
    where = address(session, person)
    assert len(events(client, where)) == 1
    change_executors(session, task, factories.FINANCE, [], "По месту", by=None, now=NOW)
    assert events(client, where) == {}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPERVISOR])
def test_what_letters_tell_is_chosen_on_ones_page(client: FlaskClient, session: Session, role: Role) -> None:
    person = factories.user(session, role, locale="en")
    factories.sign_in(client, person)
    assert "cannot be switched off" in words(client.get("/profile"))
    sent = {"locale": "kk", "digest_hour": "7", "overdue_list": "weekly"}
    assert post(client, "/profile", sent).status_code == 302
    session.expire_all()
    chosen = preference(session, person.id)
    assert (person.locale, person.digest_hour, chosen.news, chosen.early_reminders) == ("kk", 7, False, False)
    assert chosen.overdue_list is (OverdueList.WEEKLY if role is Role.SUPERVISOR else OverdueList.DAILY)
    assert post(client, "/profile", {**sent, "news": "y", "overdue_list": "now"}).status_code == (
        422 if role is Role.SUPERVISOR else 302
    )


def test_an_administrator_has_no_tasks_and_no_calendar(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR))
    page = client.get("/profile").text
    assert "/profile/calendars" not in page
    assert "overdue_list" not in page
