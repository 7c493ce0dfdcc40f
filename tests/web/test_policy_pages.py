"""Policy on the pages: who may change it, the preview of what moves, the batch, an outdated preview, the history."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role, Urgency
from app.models import PolicyChange, User
from app.queries.reference import work_calendar
from app.services.terms import confirm_term
from tests.conftest import NOW, TODAY
from tests.factories import sign_in, task, user
from tests.web.pages import words
from tests.web.real_forms import send_form

RULE, DAYS = "/policy/rules/default_term", "/policy/days"
TEN_DAYS = {
    "amount": "10",
    "unit": "working_days",
    "valid_from": "2026-11-01",
    "source": "https://example.kz/act",
    "badge": "statutory",
    "ground": "Приказ № 5",
}
OFF = {
    "day": "2026-11-25",
    "kind": "day_off_transfer",
    "source": "Постановление № 7",
}


@pytest.fixture
def admin(session: Session, client: FlaskClient) -> User:
    person = user(session, Role.ADMINISTRATOR, None, locale="en")
    sign_in(client, person)
    return person


def batches(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(PolicyChange)) or 0


def test_a_rule_from_its_form_over_the_preview_to_the_batch(session: Session, client: FlaskClient, admin: User) -> None:
    moving, confirmed = (task(session, due_on=None, issued_on=date(2026, 11, 16)) for _ in range(2))
    confirm_term(session, confirmed, date(2026, 12, 16), by=None, now=NOW)
    form = client.get(RULE)
    assert "Apply as one batch" not in form.text
    preview = send_form(client, form.text, f"{RULE}/preview", **TEN_DAYS)
    shown = words(preview)
    assert preview.status_code == 200
    assert f"{moving.number} {moving.title} 16.12.2026 → 30.11.2026" in shown
    assert f"{confirmed.number} {confirmed.title} 16.12.2026 30.11.2026 a supervisor confirmed the date" in shown
    assert "1 deadlines move" in shown
    assert batches(session) == 0
    applied = send_form(client, preview.text, RULE)
    assert applied.status_code == 302
    session.refresh(moving)
    assert (moving.due_on, moving.original_due_on) == (date(2026, 11, 30), date(2026, 12, 16))
    batch = words(client.get(applied.location))
    assert "1 month → 10 working days" in batch
    assert "Приказ № 5" in batch
    assert f"{moving.number} {moving.title} 16.12.2026 → 30.11.2026" in batch
    assert "since 01.11.2026" in words(client.get("/policy"))
    versions = words(client.get(RULE))
    assert "since 16.12.1991 until 31.10.2026" in versions
    supervisor = user(session, Role.SUPERVISOR, locale="en")
    sign_in(client, supervisor)
    page = words(client.get(f"/tasks/{moving.number}"))
    assert "moved it from 16.12.2026 to 30.11.2026, entered by" in page
    assert "Term computed anew after a change of policy" in page
    assert "moved by a change of policy" in page


def test_an_outdated_preview_is_refused_and_shown_anew(session: Session, client: FlaskClient, admin: User) -> None:
    first = task(session, due_on=None, issued_on=date(2026, 11, 16))
    preview = send_form(client, client.get(RULE).text, f"{RULE}/preview", **TEN_DAYS)
    second = task(session, due_on=None, issued_on=date(2026, 11, 17))
    answer = send_form(client, preview.text, RULE)
    assert answer.status_code == 409
    shown = words(answer)
    assert "Something changed since the preview was made. Nothing was applied" in shown
    assert second.number in shown
    assert batches(session) == 0
    session.refresh(first)
    assert first.due_on == date(2026, 12, 16)
    # What comes back is the present preview, and may be applied; what was typed is still there.
    assert send_form(client, answer.text, RULE).status_code == 302
    assert batches(session) == 1


def test_what_was_typed_after_the_preview_is_not_applied(session: Session, client: FlaskClient, admin: User) -> None:
    task(session, due_on=None, issued_on=date(2026, 11, 16))
    preview = send_form(client, client.get(RULE).text, f"{RULE}/preview", **TEN_DAYS)
    assert send_form(client, preview.text, RULE, amount="20").status_code == 409
    assert batches(session) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": "0"},
        {"amount": "many"},
        {"valid_from": "1991-12-16"},
        {"valid_from": ""},
        {"unit": "times"},
        {"source": ""},
        {"badge": "no-such-badge"},
    ],
)
def test_a_version_that_cannot_be(session: Session, client: FlaskClient, admin: User, changed: dict[str, str]) -> None:
    answer = send_form(client, client.get(RULE).text, f"{RULE}/preview", **{**TEN_DAYS, **changed})
    assert answer.status_code == 422
    assert "Apply as one batch" not in answer.text


def test_a_change_without_a_ground_is_not_applied(session: Session, client: FlaskClient, admin: User) -> None:
    preview = send_form(client, client.get(RULE).text, f"{RULE}/preview", **{**TEN_DAYS, "ground": ""})
    assert send_form(client, preview.text, RULE).status_code == 422
    assert batches(session) == 0


def test_a_day_of_the_calendar_is_added_and_withdrawn(session: Session, client: FlaskClient, admin: User) -> None:
    urgent = task(session, due_on=None, issued_on=TODAY, urgency=Urgency.URGENT)
    preview = send_form(client, client.get(DAYS).text, f"{DAYS}/preview", **OFF)
    assert f"{urgent.number} {urgent.title} 25.11.2026 → 26.11.2026" in words(preview)
    assert work_calendar(session).is_working_day(date(2026, 11, 25))
    assert send_form(client, preview.text, DAYS).status_code == 302
    session.refresh(urgent)
    assert urgent.due_on == date(2026, 11, 26)
    assert "25.11.2026" in words(client.get("/policy"))
    form = client.get(f"{DAYS}?day=2026-11-25")
    undo = send_form(client, form.text, f"{DAYS}/preview", kind="withdrawn", source="Постановление № 8")
    assert "26.11.2026 → 25.11.2026" in words(undo)
    assert send_form(client, undo.text, DAYS).status_code == 302
    session.refresh(urgent)
    assert (urgent.due_on, urgent.original_due_on) == (date(2026, 11, 25), date(2026, 11, 25))
    assert "withdrawn: the weekday decides" in words(client.get("/policy"))
    history = words(client.get("/policy/changes"))
    assert "Постановление № 7" in history
    assert "Постановление № 8" in history


@pytest.mark.parametrize("changed", [{"source": ""}, {"day": ""}, {"kind": "working_weekend"}, {"kind": "holiday"}])
def test_a_day_that_cannot_be(session: Session, client: FlaskClient, admin: User, changed: dict[str, str]) -> None:
    answer = send_form(client, client.get(DAYS).text, f"{DAYS}/preview", **{**OFF, **changed})
    assert answer.status_code == 422
    assert "Apply as one batch" not in answer.text


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01", "1000-01-01", "2026-12-16"])
def test_any_day_in_the_address_line(client: FlaskClient, admin: User, day: str) -> None:
    assert client.get(DAYS, query_string={"day": day}).status_code == 200


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.COORDINATOR, Role.OFFICIAL])
def test_others_read_policy_and_change_nothing(session: Session, client: FlaskClient, role: Role) -> None:
    sign_in(client, user(session, role, locale="en"))
    page = client.get("/policy")
    assert page.status_code == 200
    assert RULE not in page.text
    assert DAYS not in page.text
    history = client.get("/policy/changes")
    assert history.status_code == 200
    assert "Nothing was changed yet" in words(history)
    for path in (RULE, DAYS, "/policy/changes/1"):
        assert client.get(path).status_code == 403
    token = {"csrf_token": _token(page.text)}
    for path in (RULE, f"{RULE}/preview", DAYS, f"{DAYS}/preview"):
        assert client.post(path, data={**token, **TEN_DAYS, **OFF}).status_code == 403
    assert batches(session) == 0


def test_others_see_a_batch_without_the_tasks_of_others(session: Session, client: FlaskClient, admin: User) -> None:
    moved = task(session, due_on=None, issued_on=date(2026, 11, 16))
    preview = send_form(client, client.get(RULE).text, f"{RULE}/preview", **TEN_DAYS)
    send_form(client, preview.text, RULE)
    sign_in(client, user(session, Role.COORDINATOR, "min_finance", locale="en"))
    history = words(client.get("/policy/changes"))
    assert "Приказ № 5" in history
    assert moved.number not in history


@pytest.mark.parametrize("path", ["/policy/rules/no_such_rule", "/policy/changes/999", "/policy/rules/%00"])
def test_no_such_page(client: FlaskClient, admin: User, path: str) -> None:
    assert client.get(path).status_code == 404


def _token(page: str) -> str:
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
