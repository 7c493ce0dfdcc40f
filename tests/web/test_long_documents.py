"""A long text is read beside the request: a page says so, asks again by itself, and leads to what was found."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import Document, Finding
from app.web.documents import reading
from tests.conftest import NOW
from tests.factories import sign_in, user
from tests.web.pages import post, words
from tests.web.real_forms import send_form

ORDER = "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт котельной."
FILLER = "Обсуждались вопросы подготовки к зиме и работы предприятий области. "


class Held(Executor):
    """Work waits until the test lets it run: the test's database connection is used by one thread at a time."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Any]] = []

    def submit(self, run: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self.waiting.append(lambda: run(*given, **named))
        return Future()

    def let_run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def held(app: Flask, session: Session, client: FlaskClient) -> Held:
    made = app.extensions[reading.READER] = Held()
    sign_in(client, user(session, Role.SUPERVISOR, locale="en"))
    return made


def taken_in(client: FlaskClient) -> str:
    text = f"{ORDER}\n{FILLER * (reading.LONG_CHARS // len(FILLER) + 1)}"
    form = {"text": text, "title": "Длинный протокол", "published_on": "2026-11-02"}
    answer = post(client, "/documents/new", form)
    assert answer.status_code == 302
    assert answer.location.endswith("/reading")
    return answer.location


def test_a_long_text_shows_its_progress_and_then_what_was_found(
    session: Session, client: FlaskClient, held: Held
) -> None:
    address = taken_in(client)
    waiting = client.get(address)
    assert waiting.headers["Refresh"] == "2"
    assert "being read" in words(waiting)
    assert session.scalar(sa.select(sa.func.count()).select_from(Finding)) == 0
    held.let_run()
    done = client.get(address)
    assert done.status_code == 302
    assert "Found: 1 place." in words(client.get(done.location))


def test_a_reading_that_failed_may_be_repeated(
    session: Session, client: FlaskClient, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = taken_in(client)
    held.waiting.clear()  # the process ended before it was read
    monkeypatch.setenv("TAPSYRMA_CLOCK", f"@{(NOW + timedelta(hours=1)).isoformat()}")
    stopped = client.get(address)
    assert "Refresh" not in stopped.headers
    assert send_form(client, stopped.text, address).location == address
    assert client.get(address).headers["Refresh"] == "2"
    held.let_run()
    assert client.get(address).status_code == 302
    document = session.scalars(sa.select(Document)).one()
    session.refresh(document)
    assert document.extracted_at is not None


def test_reading_twice_finds_once(session: Session, client: FlaskClient, held: Held) -> None:
    taken_in(client)
    held.waiting.append(held.waiting[0])
    held.let_run()
    assert session.scalar(sa.select(sa.func.count()).select_from(Finding)) == 1


def test_a_short_text_is_read_at_once(client: FlaskClient, held: Held) -> None:
    answer = post(client, "/documents/new", {"text": ORDER, "published_on": "2026-11-02"})
    assert "/reading" not in answer.location
    assert held.waiting == []
    assert client.get(f"{answer.location}/reading").location == answer.location


def test_a_database_that_is_gone_is_told_of_and_the_text_is_read_later(
    app: Flask, client: FlaskClient, held: Held
) -> None:
    address = taken_in(client)
    settings, factory = app.extensions["tapsyrma"]

    def gone() -> Session:
        raise OperationalError("", {}, ConnectionError())

    app.extensions["tapsyrma"] = (settings, gone)
    held.let_run()
    app.extensions["tapsyrma"] = (settings, factory)
    stopped = client.get(address)
    assert "not read to its end" in words(stopped)
    assert "Refresh" not in stopped.headers
    send_form(client, stopped.text, address)
    held.let_run()
    assert client.get(address).status_code == 302
