"""The first page: an executor's three parts with their next steps, a supervisor's counters and lists."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole, ReturnReason, Role, TaskKind
from app.services.execution import add_note, return_report, submit_report, take_into_work
from app.services.questions import ask
from app.services.terms import request_extension
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, sign_in, task, user
from tests.web.pages import post

FAR = TODAY + timedelta(days=60)
PARTS = ("act", "wait", "changed")


def parts(page: str) -> dict[str, str]:
    """The three sections of the page by name."""
    cut = [page.index(f'id="{name}-heading"') for name in PARTS] + [len(page)]
    return {name: page[cut[n] : cut[n + 1]] for n, name in enumerate(PARTS)}


def test_act_now_holds_what_wants_an_act_the_most_pressing_first(session: Session, client: FlaskClient) -> None:
    coordinator, supervisor = user(session), user(session, Role.SUPERVISOR)
    not_begun = task(session, due_on=FAR)
    soon = task(session, due_on=TODAY + timedelta(days=4))
    late = task(session, due_on=TODAY - timedelta(days=4))
    returned = task(session, due_on=FAR)
    submit_report(session, returned, "Готово", by=coordinator, now=NOW)
    return_report(session, returned, ReturnReason.INCOMPLETE, "Не всё", by=supervisor, now=NOW)
    calm = task(session, due_on=FAR)
    take_into_work(session, calm, by=coordinator, now=NOW)
    take_into_work(session, soon, by=coordinator, now=NOW)
    sign_in(client, coordinator)
    act = parts(client.get("/work").text)["act"]
    order = [act.index(f"/tasks/{each.number}") for each in (late, returned, soon, not_begun)]
    assert order == sorted(order)
    assert calm.number not in act
    assert f"/tasks/{late.number}?do=submit#do-submit" in act
    assert f"/tasks/{not_begun.number}?do=take_into_work#do-take_into_work" in act


def test_five_working_days_reach_over_the_weekend(session: Session, client: FlaskClient) -> None:
    coordinator = user(session)
    inside, outside = task(session, due_on=TODAY + timedelta(days=9)), task(session, due_on=TODAY + timedelta(days=10))
    for each in (inside, outside):
        take_into_work(session, each, by=coordinator, now=NOW)
    sign_in(client, coordinator)
    act = parts(client.get("/work").text)["act"]
    assert inside.number in act  # Sunday the 29th: reminders count by Friday the 27th, the fifth working day
    assert outside.number not in act


def test_wait_for_others_says_who_moves_next(session: Session, client: FlaskClient) -> None:
    coordinator = user(session)
    submitted, extended, asked = (task(session, due_on=FAR) for _ in range(3))
    submit_report(session, submitted, "Готово", by=coordinator, now=NOW)
    request_extension(session, extended, FAR + timedelta(days=9), "Задержка", by=coordinator, now=NOW)
    ask(session, asked, "Кто утверждает?", by=coordinator, now=NOW)
    led_by_others = task(session, FINANCE, due_on=FAR, others=((ENERGY, ExecutorRole.CO),))
    foreign = task(session, FINANCE, due_on=FAR)
    sign_in(client, coordinator)
    page = client.get("/work").text
    wait = parts(page)["wait"]
    assert all(each.number in wait for each in (submitted, extended, asked, led_by_others))
    assert foreign.number not in page


def test_changes_of_others_are_news_and_ones_own_are_not(session: Session, client: FlaskClient) -> None:
    coordinator, supervisor = user(session), user(session, Role.SUPERVISOR)
    theirs, mine, old = (task(session, now=NOW - timedelta(days=30)) for _ in range(3))
    add_note(session, theirs, "Прошу ускорить", by=supervisor, now=NOW)
    add_note(session, mine, "Идёт", by=coordinator, now=NOW)
    sign_in(client, coordinator)
    changed = parts(client.get("/work").text)["changed"]
    assert theirs.number in changed
    assert mine.number not in changed
    assert old.number not in changed


def test_two_taps_and_a_sentence(session: Session, client: FlaskClient) -> None:
    made = task(session)
    sign_in(client, user(session))
    page = client.get("/work").text
    action = page.split('<details class="quick">')[1].split('action="')[1].split('"')[0].replace("&amp;", "&")
    version = page.split('name="note-version" value="')[1].split('"')[0]
    answer = post(client, action, {"note-text": "Бригада на месте", "note-version": version, "note-take": "y"})
    assert answer.location == "/work"
    assert "Бригада на месте" in client.get(f"/tasks/{made.number}").text


def test_an_official_has_his_own_tasks_and_takes_none_into_work(session: Session, client: FlaskClient) -> None:
    official = user(session, Role.OFFICIAL, ENERGY)
    made = task(session)
    user(session, Role.OFFICIAL, ENERGY)
    sign_in(client, official)
    act = parts(client.get("/work").text)["act"]
    assert made.number in act
    assert "note-take" not in act
    assert "#do-take_into_work" not in act


def test_a_milestone_asks_for_its_fact(session: Session, client: FlaskClient) -> None:
    made = task(session, due_on=TODAY - timedelta(days=1), kind=TaskKind.MILESTONE)
    sign_in(client, user(session))
    far = task(session, due_on=FAR, kind=TaskKind.MILESTONE)
    page = client.get("/work").text
    assert f"/tasks/{made.number}?do=record_fact#do-record_fact" in page
    assert far.number not in parts(page)["act"]


def test_empty_parts_say_why(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session))
    assert client.get("/work").text.count("empty-state") == 3


def test_supervisor_sees_what_waits_for_a_decision(session: Session, client: FlaskClient) -> None:
    coordinator = user(session)
    late = task(session, due_on=TODAY - timedelta(days=3))
    submitted, extended, asked = (task(session, due_on=FAR) for _ in range(3))
    submit_report(session, submitted, "Готово", by=coordinator, now=NOW)
    request_extension(session, extended, FAR + timedelta(days=9), "Задержка", by=coordinator, now=NOW)
    ask(session, asked, "Кто утверждает?", by=coordinator, now=NOW)
    term = task(session, due_on=None, issued_on=TODAY)
    sign_in(client, user(session, Role.SUPERVISOR))
    page = client.get("/work").text
    assert all(each.number in page for each in (late, submitted, extended, asked, term))
    for waiting, number in {"report": submitted, "extension": extended, "question": asked, "term": term}.items():
        listed = client.get(f"/tasks?waiting={waiting}").text
        assert f"/tasks/{number.number}" in listed
        assert listed.count("<tr data-row>") == 1


def test_supervisor_counts_only_the_scope(session: Session, client: FlaskClient) -> None:
    task(session, FINANCE, due_on=TODAY - timedelta(days=3))
    sign_in(client, user(session, Role.SUPERVISOR, supervises=(ENERGY,)))
    assert "<tr data-row>" not in client.get("/work").text


def test_administrator_is_led_to_people(session: Session, client: FlaskClient) -> None:
    sign_in(client, user(session, Role.ADMINISTRATOR))
    assert client.get("/work").location == "/people"


@pytest.mark.parametrize(
    "address", ["/work", "/overdue", "/tasks", "/tasks/2026-00001", "/review", "/documents", "/tasks/new"]
)
def test_visitors_are_asked_to_sign_in(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")
