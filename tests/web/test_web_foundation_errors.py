"""Error pages: the right status, a sentence, what was typed kept, nothing of the inside shown."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app, schema
from app.config import Settings
from app.db import engine, transaction
from app.domain.enums import Role
from app.domain.errors import ChangedMeanwhile, IllegalTransition, InvalidInput, NotFound, PermissionDenied
from app.domain.workflow import Action, TaskStatus
from app.importing.errors import ImportRefused
from app.models import User
from app.web.security import public
from app.web.session import db
from tests import factories
from tests.web.pages import post, token, words

REPORT = "Котёл отремонтирован, акт приложен.\nИспытания прошли без замечаний <b>"
ILLEGAL = IllegalTransition("illegal_transition", status=TaskStatus.CLOSED, action=Action.NOTE)


@pytest.fixture
def app(new_app: Flask) -> Flask:
    """Pages are added to it."""
    return new_app


def failing(app: Flask, error: Callable[[], object], path: str = "/failing") -> FlaskClient:
    """A client of the application with one more page, which fails."""

    def view() -> str:
        error()
        return "nothing failed"

    app.add_url_rule(path, "failing", public(view), methods=["GET", "POST"])
    return app.test_client()


def raising(error: Exception) -> Callable[[], object]:
    def raise_it() -> None:
        raise error

    return raise_it


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (NotFound("not_found"), 404, "There is no such page"),
        (PermissionDenied("not_permitted"), 403, "not open to your role"),
        (InvalidInput("text_required"), 422, "Write at least one sentence"),
        (ILLEGAL, 409, "another status now"),
        (ChangedMeanwhile("changed_meanwhile"), 409, "Nothing was overwritten"),
        (ImportRefused("too_large", limit_mb=20), 422, "larger than 20 MB"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_each_kind_of_error_has_its_status_and_its_sentence(
    app: Flask, session: Session, error: Exception, status: int, says: str
) -> None:
    client = failing(app, raising(error))
    factories.sign_in(client, factories.user(session, locale="en"))
    answer = post(client, "/failing", {"text": REPORT, "password": "p" * 30, "short": "x"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert says in words(answer)
    assert "Котёл отремонтирован, акт приложен.\nИспытания прошли без замечаний &lt;b&gt;</textarea>" in page
    assert "p" * 30 not in page


def test_a_failure_of_ours_shows_nothing_of_the_inside(app: Flask, session: Session) -> None:
    client = failing(app, raising(ZeroDivisionError("secret detail")))
    factories.sign_in(client, factories.user(session, locale="en"))
    answer = post(client, "/failing", {"text": REPORT})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "Traceback" not in page
    assert "secret detail" not in page
    assert "Котёл отремонтирован" in page
    assert "Number of this answer: 500-" in words(answer)


def test_a_page_out_of_date_keeps_what_was_typed(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, locale="en"))
    answer = client.post("/tasks/1/note", data={"text": REPORT, "csrf_token": "old"})
    assert answer.status_code == 400
    assert "Котёл отремонтирован" in words(answer)


def test_an_ended_session_keeps_what_was_typed(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    factories.sign_in(client, person)
    known = token(client)
    person.session_epoch += 1
    session.flush()
    answer = client.post("/tasks/1/note", data={"text": REPORT, "csrf_token": known})
    assert answer.status_code == 401
    assert "Котёл отремонтирован" in words(answer)
    assert "/sign-in" in answer.get_data(as_text=True)


def test_what_is_too_large_is_refused_with_a_sentence(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, Role.SUPERVISOR, locale="en"))
    answer = client.post("/documents/new", data={"text": "я" * 11_500_000})
    assert answer.status_code == 413
    assert "up to 20 MB" in words(answer)


def test_a_missing_page_speaks_the_readers_language_and_leads_on(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR, locale="en"))
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in words(answer)
    assert 'href="/people"' in answer.get_data(as_text=True)
    assert client.get("/sign-out").status_code == 405


def test_the_way_back_never_leads_elsewhere(app: Flask, session: Session) -> None:
    client = failing(app, raising(InvalidInput("text_required")))
    factories.sign_in(client, factories.user(session, locale="en"))
    ours = post(client, "/failing", {}, headers={"Referer": "http://localhost/tasks/7?x=1"})
    assert 'href="/tasks/7?x=1"' in ours.get_data(as_text=True)
    theirs = post(client, "/failing", {}, headers={"Referer": "http://evil.example/tasks/7"})
    assert "Back to the page" not in words(theirs)


def test_a_row_changed_meanwhile_is_a_conflict(app: Flask, session: Session) -> None:
    person = factories.user(session, Role.ADMINISTRATOR, locale="en")

    def change_twice() -> None:
        with transaction(db()) as used:
            mine = used.get(User, person.id)
            assert mine is not None
            used.execute(
                sa.update(User).where(User.id == person.id).values(version=User.version + 1),
                execution_options={"synchronize_session": False},
            )
            mine.office = "Другой отдел"

    client = failing(app, change_twice)
    factories.sign_in(client, person)
    answer = post(client, "/failing", {"text": REPORT})
    assert answer.status_code == 409
    assert "Nothing was overwritten" in words(answer)


def alone(folder: Path, url: str) -> Settings:
    """Settings of a process with a database of its own."""
    return Settings(
        database_url=url,
        secret_key="x" * 40,
        smtp_url="",
        base_url="http://localhost",
        mail_from="a@example.kz",
        data=folder,
        testing=True,
    )


def test_a_locked_database_is_a_busy_register(tmp_path: Path) -> None:
    """Another process writes for longer than we wait (SQLite): the page comes, and what was typed is on it."""
    settings = alone(tmp_path, f"sqlite:///{tmp_path / 'locked.db'}")
    schema.upgrade(settings.database_url)

    def impatient() -> Session:
        opened = Session(engine(settings.database_url), expire_on_commit=False)
        opened.execute(sa.text("PRAGMA busy_timeout=20"))
        opened.commit()
        return opened

    client = failing(create_app(settings, session_factory=impatient), _write)
    known = token(client)
    blocker = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        blocker.execute("BEGIN IMMEDIATE")
        answer = client.post("/failing", data={"csrf_token": known, "text": REPORT})
    finally:
        blocker.close()
        engine(settings.database_url).dispose()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Котёл отремонтирован" in words(answer)


def _write() -> None:
    with transaction(db()) as session:
        session.execute(sa.text('UPDATE "user" SET office = office'))


def test_a_database_that_is_gone_still_gets_a_page(tmp_path: Path) -> None:
    gone = create_app(alone(tmp_path, f"sqlite:///{tmp_path / 'no folder' / 'none.db'}")).test_client()
    with gone.session_transaction() as cookies:
        cookies["_user_id"] = "1:0"
        cookies["since"] = cookies["seen"] = 1795147200
    answer = gone.get("/policy")
    assert answer.status_code == 503
    assert "Traceback" not in answer.get_data(as_text=True)
    assert gone.get("/healthz").status_code == 503
