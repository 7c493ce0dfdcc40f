"""A row of My work is saved where it stands: the saved state and an undo, or the refusal with both texts."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.enums import Role
from app.domain.history import EventKind
from app.models import Task, TaskEvent, User
from app.queries.own_notes import UNDO_FOR
from app.services.execution import add_note, take_into_work
from tests.conftest import NOW, TODAY
from tests.factories import FINANCE, sign_in, task, user
from tests.web.pages import words
from tests.web.real_forms import form_of, send_form

SENTENCE = "Бригада на месте, работы идут по графику"
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def coordinator(session: Session, client: FlaskClient) -> User:
    made = user(session, locale="en")
    sign_in(client, made)
    return made


def note_address(made: Task) -> str:
    return f"/tasks/{made.number}/note?back=mywork"


def undo_address(made: Task) -> str:
    return f"/work/{made.number}/undo?back=mywork"


def save(client: FlaskClient, page: str, made: Task, text: str, **headers: str) -> TestResponse:
    fields = form_of(page, note_address(made))["fields"]
    return client.post(note_address(made), data={**fields, "note-text": text}, headers={**BY_SCRIPT, **headers})


def kinds(session: Session, made: Task) -> list[EventKind]:
    rows = session.scalars(sa.select(TaskEvent.kind).where(TaskEvent.task_id == made.id).order_by(TaskEvent.seq))
    return list(rows)[1:]


def test_the_row_comes_back_saved_and_may_be_undone(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    answer = save(client, client.get("/work").text, made, SENTENCE)
    assert answer.status_code == 200
    assert answer.text.strip().startswith("<li")
    assert "The status is updated." in words(answer)
    assert SENTENCE in answer.text
    assert "In progress" in words(answer)  # the tick took it into work
    fields = form_of(answer.text, undo_address(made))["fields"]
    undone = client.post(undo_address(made), data=fields, headers=BY_SCRIPT)
    assert undone.status_code == 200
    assert "taken back" in words(undone)
    assert "/undo" not in undone.text
    assert kinds(session, made) == [EventKind.TAKEN_INTO_WORK, EventKind.NOTED, EventKind.NOTE_TAKEN_BACK]


def test_a_second_sentence_goes_from_the_new_row(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    first = save(client, client.get("/work").text, made, SENTENCE)
    assert save(client, first.text, made, "Осталась покраска").status_code == 200
    assert kinds(session, made).count(EventKind.NOTED) == 2


def test_an_empty_sentence_opens_the_row_with_the_error(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    take_into_work(session, made, by=coordinator, now=NOW)
    answer = save(client, client.get("/work").text, made, " ")
    assert answer.status_code == 422
    assert answer.headers["X-Row"] == "1"
    assert "Write at least one sentence." in words(answer)
    assert '<details class="quick" open>' in answer.text


def test_a_conflict_shows_both_texts_and_goes_on(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get("/work").text
    add_note(session, made, "Испытания перенесены", by=user(session), now=NOW, take=True)
    answer = save(client, page, made, SENTENCE)
    assert answer.status_code == 409
    assert "Испытания перенесены" in answer.text
    assert form_of(answer.text, note_address(made))["fields"]["note-text"] == SENTENCE
    assert save(client, answer.text, made, SENTENCE).status_code == 200
    assert kinds(session, made)[-1] is EventKind.NOTED


def test_the_same_sentence_sent_twice_is_one(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    page = client.get("/work").text
    assert save(client, page, made, SENTENCE).status_code == 200
    again = save(client, page, made, SENTENCE)
    assert again.status_code == 200
    assert "nothing was done a second time" in words(again)
    assert kinds(session, made).count(EventKind.NOTED) == 1


def test_without_a_script_the_page_comes_anew_with_the_undo(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session)
    answer = send_form(client, client.get("/work").text, note_address(made), text=SENTENCE)
    assert answer.location == "/work"
    page = client.get("/work").text
    assert SENTENCE in page
    assert send_form(client, page, undo_address(made)).location == "/work"
    assert "taken back" in words(client.get("/work"))
    assert kinds(session, made)[-1] is EventKind.NOTE_TAKEN_BACK


def test_undo_ends_when_something_else_happened_or_time_passed(
    session: Session, client: FlaskClient, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, other = task(session), task(session)
    undo = {}
    for each in (made, other):
        answer = save(client, client.get("/work").text, each, SENTENCE)
        undo[each.id] = form_of(answer.text, undo_address(each))["fields"]
    session.expire_all()
    add_note(session, made, "Ещё", by=user(session), now=NOW)
    assert client.post(undo_address(made), data=undo[made.id]).status_code == 409
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{(NOW + UNDO_FOR).isoformat()}")
    assert client.post(undo_address(other), data=undo[other.id]).status_code == 422
    assert "/undo" not in client.get("/work").text
    assert EventKind.NOTE_TAKEN_BACK not in kinds(session, made) + kinds(session, other)


def test_nobody_takes_back_the_sentence_of_another(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    add_note(session, made, SENTENCE, by=user(session), now=NOW)
    assert "/undo" not in client.get("/work").text
    page = client.get("/work").text
    token = form_of(page, note_address(made))["fields"]["csrf_token"]
    form = {"csrf_token": token, "seq": str(made.event_count), "version": str(made.version)}
    assert client.post(undo_address(made), data=form).status_code == 422
    sign_in(client, user(session, Role.COORDINATOR, FINANCE))
    token = form_of(client.get("/work").text, "/language")["fields"]["csrf_token"]
    assert client.post(undo_address(made), data={**form, "csrf_token": token}).status_code == 404


def test_every_row_has_its_next_step_and_drafts_are_told_of(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    made = task(session, due_on=TODAY - timedelta(days=2))
    page = client.get("/work").text
    assert f'class="btn btn-outline-secondary btn-sm step" href="/tasks/{made.number}?do=submit#do-submit"' in page
    assert "/drafts" not in page.split("<main")[1]
    fields = form_of(page, "/language")["fields"]
    form = {"csrf_token": fields["csrf_token"], "ask-text": SENTENCE}
    client.post(f"/drafts?form=/tasks/{made.number}/ask", data=form)
    assert "Drafts (1)" in words(client.get("/work"))


def test_the_step_opens_its_form(session: Session, client: FlaskClient, coordinator: User) -> None:
    made = task(session)
    assert '<details class="act" id="do-submit" open>' in client.get(f"/tasks/{made.number}?do=submit").text
    assert '<details class="act" id="do-submit">' in client.get(f"/tasks/{made.number}").text


def test_htmx_is_served_from_here_and_loaded_where_it_is_used(
    session: Session, client: FlaskClient, coordinator: User
) -> None:
    page = client.get("/work").text
    source = next(part.split('"')[0] for part in page.split('src="') if part.startswith("/htmx/"))
    with client.get(source) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert "/htmx/" not in client.get("/tasks").text
    assert "allowEval" in page
