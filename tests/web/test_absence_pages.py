"""Absence: a substitute is named, acts with the absent person's rights on marked pages, and stops being one."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Substitution, Task, TaskEvent, User
from app.services.passwords import set_password
from app.services.substitutes import name_substitute
from tests.conftest import NOW, TODAY
from tests.factories import FINANCE, sign_in, task, user
from tests.web.pages import post, words

WEEK = TODAY + timedelta(days=7)


def lend(session: Session, absent: User, other: User) -> Substitution:
    return name_substitute(session, absent, other, TODAY, WEEK, by=absent, now=NOW)


def newest(session: Session, made: Task) -> TaskEvent:
    query = sa.select(TaskEvent).where(TaskEvent.task_id == made.id).order_by(TaskEvent.seq.desc()).limit(1)
    return session.scalars(query).one()


def test_own_absence_is_named_shown_and_ended(session: Session, client: FlaskClient) -> None:
    absent, other = user(session, locale="en"), user(session, Role.OFFICIAL)
    sign_in(client, absent)
    assert "My absence" in words(client.get("/profile"))
    assert other.name in client.get("/absence").text
    form = {"substitute": str(other.id), "since": TODAY.isoformat(), "until": WEEK.isoformat()}
    assert post(client, "/absence", form).location == "/absence"
    row = session.scalars(sa.select(Substitution)).one()
    assert (row.user_id, row.substitute_id, row.until) == (absent.id, other.id, WEEK)
    again = post(client, "/absence", form)
    assert again.status_code == 422
    assert "Somebody stands in on a part of these days already" in words(again)
    assert post(client, f"/absence/{row.id}/end").status_code == 302
    assert session.scalars(sa.select(Substitution)).all() == []


def test_nobody_ends_or_names_for_others(session: Session, client: FlaskClient) -> None:
    absent, other = user(session), user(session)
    row = lend(session, absent, other)
    sign_in(client, other)
    assert post(client, f"/absence/{row.id}/end").status_code == 404
    assert client.get(f"/people/{absent.id}/absence").status_code == 403
    assert post(client, f"/people/{absent.id}/absence/{row.id}/end").status_code == 403
    sign_in(client, user(session, Role.ADMINISTRATOR))
    assert client.get(f"/people/{absent.id}/absence").status_code == 200
    assert post(client, f"/people/{absent.id}/absence/{row.id}/end").status_code == 302


def test_the_substitute_acts_with_the_rights_lent_and_under_his_own_name(session: Session, client: FlaskClient) -> None:
    absent, other = user(session), user(session, Role.OFFICIAL, locale="en")
    made = task(session)
    row = lend(session, absent, other)
    sign_in(client, other)
    assert "do-take_into_work" not in client.get(f"/tasks/{made.number}").text
    form = {"take_into_work-version": f"{made.version}"}
    assert post(client, f"/tasks/{made.number}/take_into_work", form).status_code == 403
    answer = post(client, "/stand-in", {"of": str(row.id), "next": f"/tasks/{made.number}"})
    assert answer.location == f"/tasks/{made.number}"
    page = client.get(f"/tasks/{made.number}")
    assert "You act as substitute of" in words(page)
    assert "do-take_into_work" in page.text
    assert post(client, f"/tasks/{made.number}/take_into_work", form).status_code == 302
    event = newest(session, made)
    assert (event.actor_id, event.data["for"]) == (other.id, absent.id)
    assert f"{other.name}, as substitute of {absent.name}" in words(client.get(f"/tasks/{made.number}"))
    assert other.name in words(client.get("/profile"))
    assert post(client, "/stand-in", {"of": ""}).status_code == 302
    assert "do-submit" not in client.get(f"/tasks/{made.number}").text


def test_a_supervisors_substitute_sees_his_pages_and_no_more(session: Session, client: FlaskClient) -> None:
    absent = user(session, Role.SUPERVISOR)
    narrow = user(session, Role.SUPERVISOR, supervises=(FINANCE,), locale="en")
    made = task(session)
    row = lend(session, absent, narrow)
    sign_in(client, narrow)
    assert client.get(f"/tasks/{made.number}").status_code == 404
    post(client, "/stand-in", {"of": str(row.id)})
    assert client.get(f"/tasks/{made.number}").status_code == 200
    assert client.get("/people").status_code == 403


def test_rights_end_with_the_last_day_with_disabling_and_never_begin_for_others(
    session: Session, client: FlaskClient
) -> None:
    absent, other, third = user(session, Role.SUPERVISOR), user(session, Role.SUPERVISOR), user(session)
    row = lend(session, absent, other)
    sign_in(client, third)
    assert post(client, "/stand-in", {"of": str(row.id)}).location == "/work"
    assert client.get("/review").status_code == 403
    sign_in(client, other)
    post(client, "/stand-in", {"of": str(row.id)})
    assert "You act as substitute of" in words(client.get("/work")) or other.locale != "en"
    row.until, row.since = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    session.flush()
    with client.session_transaction() as cookies:
        assert cookies["stands_in"] == row.id
    client.get("/work")
    with client.session_transaction() as cookies:
        assert "stands_in" not in cookies


def test_a_substitute_keeps_his_own_password_and_settings(session: Session, client: FlaskClient) -> None:
    absent, other = user(session), user(session, locale="en")
    set_password(absent, "a long password of the absent one")
    set_password(other, "a long password of the substitute")
    row = lend(session, absent, other)
    before = absent.password_hash
    sign_in(client, other)
    post(client, "/stand-in", {"of": str(row.id)})
    assert post(client, "/profile", {"locale": "kk", "digest_hour": "7"}).status_code == 302
    form = {
        "present_password": "a long password of the substitute",
        "password": "another long password of mine",
        "repeated_password": "another long password of mine",
    }
    assert post(client, "/profile/password", form).status_code == 302
    session.refresh(absent)
    session.refresh(other)
    assert (absent.password_hash, absent.digest_hour, absent.locale) == (before, 8, "ru")
    assert (other.digest_hour, other.locale) == (7, "kk")


def test_the_official_is_chosen_on_the_tasks_page(session: Session, client: FlaskClient) -> None:
    coordinator = user(session, locale="en")
    first, second = user(session, Role.OFFICIAL), user(session, Role.OFFICIAL)
    second.name = "Второй ответственный"
    made = task(session)
    sign_in(client, coordinator)
    page = client.get(f"/tasks/{made.number}").text
    assert f'value="min_energy:{second.id}"' in page
    form = {
        "choose_official-version": str(made.version),
        "choose_official-official": f"min_energy:{second.id}",
    }
    assert post(client, f"/tasks/{made.number}/choose_official", form).status_code == 302
    session.refresh(made)
    assert made.official_id == second.id != first.id
    assert "responsible: Второй ответственный" in words(client.get(f"/tasks/{made.number}"))
    foreign = {**form, "choose_official-version": str(made.version), "choose_official-official": "min_finance:1"}
    assert post(client, f"/tasks/{made.number}/choose_official", foreign).status_code == 422
