"""Sign-in, the life of a session, one-time links: faults 32 and 36 of the matrix, with the real argon2."""

import hashlib
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.enums import Role
from app.models import OneTimeLink, OutboxMessage, User
from app.services import passwords
from app.services.links import INVITE, LinkRefused, find_link, make_link, request_reset, use_link
from app.services.passwords import PasswordRefused, change_password, set_password
from app.services.people import change_person, disable, enable
from app.web.session import IDLE, LONGEST
from tests import factories
from tests.conftest import NOW
from tests.web.pages import post, token, words
from tests.web.test_people import data_of

PASSWORD = "верная лошадь батарея"
HASH = PasswordHasher().hash(PASSWORD)
LINK = re.compile(r"http://localhost/link/(\S+)")


def known(session: Session, role: Role = Role.COORDINATOR, **more: object) -> User:
    person = factories.user(session, role, locale="en", **more)  # type: ignore[arg-type]
    person.password_hash = HASH
    session.flush()
    return person


def sign_in(client: FlaskClient, person: User, password: str = PASSWORD, **more: str) -> TestResponse:
    return post(client, "/sign-in", {"email": person.email, "password": password, **more})


def is_in(client: FlaskClient) -> bool:
    return client.get("/policy").status_code == 200


def letters(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id)))


def at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{(NOW + later).isoformat()}")


def test_the_right_password_opens_the_page_that_was_asked_for(client: FlaskClient, session: Session) -> None:
    person = known(session)
    asked = client.get("/overdue?sort=due")
    assert asked.location == "/sign-in?next=/overdue?sort%3Ddue"
    answer = sign_in(client, person, next="/overdue?sort=due")
    assert (answer.status_code, answer.location) == (302, "/overdue?sort=due")
    assert is_in(client)


def test_addresses_are_compared_without_regard_to_case(client: FlaskClient, session: Session) -> None:
    person = known(session, email="a.b@example.kz")
    assert post(client, "/sign-in", {"email": " A.B@Example.KZ ", "password": PASSWORD}).status_code == 302
    assert person.email == "a.b@example.kz"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: FlaskClient, session: Session) -> None:
    person = known(session)
    disabled = known(session)
    disabled.disabled_at = NOW
    uninvited = factories.user(session)
    session.flush()
    pages = set()
    for email, password in (
        (person.email, "wrong password"),
        ("nobody@example.kz", PASSWORD),
        (disabled.email, PASSWORD),
        (uninvited.email, ""),
        (uninvited.email, "wrong password"),
    ):
        answer = post(client, "/sign-in", {"email": email, "password": password or "x"})
        assert answer.status_code == 422
        pages.add(re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True)))
    assert len(pages) == 1
    assert not is_in(client)


def test_an_unknown_address_costs_the_same_hash() -> None:
    assert extract_parameters(passwords._nobody()) == extract_parameters(HASH)


def test_the_sixth_attempt_in_a_minute_waits(client: FlaskClient, session: Session) -> None:
    person, other = known(session), known(session)
    statuses = [sign_in(client, person, "wrong password").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    refused = sign_in(client, person)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert sign_in(client, other).status_code == 302


def test_nothing_of_the_visitors_session_survives_sign_in(client: FlaskClient, session: Session) -> None:
    person = known(session)
    with client.session_transaction() as cookies:
        cookies["planted"] = "by somebody else"
    before = token(client)
    sign_in(client, person)
    with client.session_transaction() as cookies:
        assert "planted" not in cookies
        assert cookies["_user_id"] == f"{person.id}:{person.session_epoch}"
    assert token(client, "/profile") != before


def test_a_copied_cookie_dies_with_sign_out(app: Flask, client: FlaskClient, session: Session) -> None:
    sign_in(client, known(session))
    copied = client.get_cookie("tapsyrma")
    assert copied is not None
    assert client.get("/sign-out").status_code == 405
    assert is_in(client)
    assert post(client, "/sign-out").status_code == 302
    assert not is_in(client)
    thief = app.test_client()
    thief.set_cookie("tapsyrma", copied.value)
    assert not is_in(thief)


@pytest.mark.parametrize("what", ["disabled", "role", "password", "scope", "address"])
def test_a_change_of_powers_ends_open_sessions_at_once(client: FlaskClient, session: Session, what: str) -> None:
    boss, person = known(session, Role.ADMINISTRATOR), known(session, Role.SUPERVISOR)
    sign_in(client, person)
    assert is_in(client)
    if what == "disabled":
        disable(session, person, by=boss, now=NOW)
    elif what == "password":
        change_password(person, PASSWORD, "другая длинная фраза")
    else:
        changes = {
            "role": {"role": Role.ADMINISTRATOR},
            "scope": {"supervises": ("min_energy",)},
            "address": {"email": "new.address@example.kz"},
        }
        change_person(session, person, data_of(person, **changes[what]), by=boss, now=NOW)
    session.flush()
    assert not is_in(client)


def test_a_change_that_is_none_of_powers_lets_work_go_on(client: FlaskClient, session: Session) -> None:
    boss, person = known(session, Role.ADMINISTRATOR), known(session)
    sign_in(client, person)
    change_person(session, person, data_of(person, office="Другой отдел", locale="kk"), by=boss, now=NOW)
    assert is_in(client)


def test_enabling_again_does_not_revive_old_sessions(client: FlaskClient, session: Session) -> None:
    boss, person = known(session, Role.ADMINISTRATOR), known(session)
    sign_in(client, person)
    disable(session, person, by=boss, now=NOW)
    enable(session, person, by=boss, now=NOW)
    assert not is_in(client)


def test_a_session_ends_after_idle_hours_and_after_days(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = known(session)
    factories.sign_in(client, person)
    at(monkeypatch, IDLE - timedelta(minutes=1))
    assert is_in(client)
    at(monkeypatch, 2 * IDLE - timedelta(minutes=2))
    assert is_in(client)
    at(monkeypatch, 3 * IDLE)
    assert not is_in(client)
    at(monkeypatch, timedelta())
    factories.sign_in(client, person)
    for hours in range(6, int(LONGEST.total_seconds() // 3600) + 1, 6):
        at(monkeypatch, timedelta(hours=hours))
        assert is_in(client)
    at(monkeypatch, LONGEST + timedelta(minutes=1))
    assert not is_in(client)


@pytest.mark.parametrize("planted", ["x", "1", "1:x", "-1:0", "999999:0", "1:0:0", ""])
def test_a_strange_identity_is_nobody(client: FlaskClient, session: Session, planted: str) -> None:
    factories.sign_in(client, known(session))
    with client.session_transaction() as cookies:
        cookies["_user_id"] = planted
    assert not is_in(client)


def test_a_session_without_its_times_is_no_session(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, known(session))
    with client.session_transaction() as cookies:
        del cookies["since"]
    assert not is_in(client)


def test_asking_for_a_reset_says_the_same_for_everybody(client: FlaskClient, session: Session) -> None:
    person = known(session)
    answers = []
    for email in (person.email, "nobody@example.kz"):
        answer = post(client, "/forgotten", {"email": email})
        answers.append((answer.status_code, words(answer).replace(email, "")))
    assert answers[0] == answers[1]
    assert [(letter.kind, letter.recipient_id) for letter in letters(session)] == [("password_reset", person.id)]


def test_a_reset_sets_the_password_once(client: FlaskClient, session: Session) -> None:
    person = known(session)
    factories.sign_in(client, person)
    session_of_old = client.get_cookie("tapsyrma")
    client.delete_cookie("tapsyrma")
    post(client, "/forgotten", {"email": person.email})
    link = LINK.search(letters(session)[0].text)
    assert link is not None
    path = f"/link/{link[1]}"
    assert link[1] not in str(session.execute(sa.select(OneTimeLink.token_hash)).all())
    assert person.email in words(client.get(path))
    assert client.get(path).status_code == 200
    weak = post(client, path, {"password": "short", "repeated_password": "short"})
    differing = post(client, path, {"password": "новая длинная фраза", "repeated_password": "иная длинная фраза"})
    simple = post(client, path, {"password": "aaaaaaaaaaaa", "repeated_password": "aaaaaaaaaaaa"})
    assert [answer.status_code for answer in (weak, differing, simple)] == [422, 422, 422]
    new = {"password": "новая длинная фраза", "repeated_password": "новая длинная фраза"}
    assert post(client, path, new).status_code == 302
    assert is_in(client)
    assert session_of_old is not None
    assert client.get(path).status_code == 422
    assert post(client, path, new).status_code == 422
    client.set_cookie("tapsyrma", session_of_old.value)
    assert not is_in(client)
    client.delete_cookie("tapsyrma")
    assert sign_in(client, person).status_code == 422
    assert sign_in(client, person, "новая длинная фраза").status_code == 302


def test_a_link_ends_with_its_time_with_a_newer_one_and_with_its_person(session: Session) -> None:
    person = known(session)
    _, first = make_link(session, person, INVITE, now=NOW)
    assert find_link(session, first, now=NOW + timedelta(days=6)).user is person
    with pytest.raises(LinkRefused):
        find_link(session, first, now=NOW + timedelta(days=7))
    _, second = make_link(session, person, INVITE, now=NOW)
    with pytest.raises(LinkRefused):
        find_link(session, first, now=NOW)
    person.disabled_at = NOW
    with pytest.raises(LinkRefused):
        use_link(session, second, "новая длинная фраза", now=NOW)
    with pytest.raises(LinkRefused):
        find_link(session, "never made", now=NOW)


def test_a_used_link_ends_the_others_of_the_person(session: Session) -> None:
    person = known(session)
    _, invitation = make_link(session, person, INVITE, now=NOW)
    _, reset = make_link(session, person, "password_reset", now=NOW)
    use_link(session, reset, "новая длинная фраза", now=NOW)
    with pytest.raises(LinkRefused):
        find_link(session, invitation, now=NOW)


def test_only_the_hash_of_a_token_is_kept(session: Session) -> None:
    link, made = make_link(session, known(session), INVITE, now=NOW)
    assert link.token_hash == hashlib.sha256(made.encode()).hexdigest()
    assert len(made) >= 43


def test_a_disabled_person_gets_no_reset(session: Session) -> None:
    person = known(session)
    person.disabled_at = NOW
    session.flush()
    request_reset(session, person.email, now=NOW)
    assert letters(session) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("123456789", "password_too_short"),
        ("x" * 201, "password_too_long"),
        ("ababababab", "password_too_simple"),
        ("user.of.us@example.kz", "password_too_simple"),
    ],
)
def test_weak_passwords_are_refused(session: Session, password: str, code: str) -> None:
    person = factories.user(session, email="user.of.us@example.kz")
    with pytest.raises(PasswordRefused) as refused:
        set_password(person, password)
    assert refused.value.code == code
    assert person.password_hash == ""


def test_a_person_changes_the_own_password_and_stays_signed_in(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    person = known(session)
    sign_in(client, person)
    elsewhere = app.test_client()
    sign_in(elsewhere, person)
    new = {"password": "другая длинная фраза", "repeated_password": "другая длинная фраза"}
    assert post(client, "/profile/password", {"present_password": "not it at all", **new}).status_code == 422
    assert is_in(elsewhere)
    assert post(client, "/profile/password", {"present_password": PASSWORD, **new}).status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_strange_address_makes_one_line_of_log(
    client: FlaskClient, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    import logging

    import structlog

    from app import logs

    root = logging.getLogger()
    handlers = root.handlers[:]
    logs.configure("json")
    try:
        post(client, "/sign-in", {"email": 'a@b\r\n{"event": "signed_in"}\x1b[31m', "password": "x"})
    finally:
        structlog.reset_defaults()
        root.handlers[:] = handlers
    lines = [line for line in capsys.readouterr().err.splitlines() if "signed_in" in line or "refused" in line]
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
