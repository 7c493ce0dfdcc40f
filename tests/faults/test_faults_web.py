"""Rows 10, 16, 18, 20, 21 and 25: web processes killed, locked out of their database, or asked by many at once."""

import random
import sqlite3
import threading
import time
from contextlib import suppress
from http.client import HTTPException

import pytest
import sqlalchemy as sa

from app.db import transaction
from app.domain.enums import Role
from app.models import Document, Finding, Heartbeat, JobRun, Task, TaskEvent
from app.services.audit import verify
from app.services.passwords import set_password
from tests import factories
from tests.conftest import NOW, ON_POSTGRES
from tests.faults.browser import PASSWORD, Browser
from tests.faults.world import LONG, TALLY, Process, World, listening_port, times

PERSON = "coordinator@example.kz"
TEXT = (
    "Премьер-министр поручил Министерству энергетики до 1 декабря 2026 года завершить ремонт котлов.\n"
    "Министерству финансов поручено до 15 декабря 2026 года внести предложения по финансированию ремонта.\n"
)


def prepare(world: World, tasks: int = 1) -> list[str]:
    """People with passwords and tasks; returns the tasks' numbers."""
    with world.session() as session, transaction(session):
        for role, email in ((Role.COORDINATOR, PERSON), (Role.SUPERVISOR, "supervisor@example.kz")):
            set_password(factories.user(session, role, email=email), PASSWORD)
        return [factories.task(session, now=NOW).number for _ in range(tasks)]


def served(world: World, *more: str, **constants: object) -> tuple[Process, Browser]:
    process = world.start("serve", "--port", "0", *more, **constants)
    return process, Browser(listening_port(process))


def note_form(browser: Browser, number: str, text: str) -> dict[str, str]:
    return {**browser.form(f"/tasks/{number}", f"/tasks/{number}/note"), "note-text": text}


def note(browser: Browser, number: str, text: str) -> tuple[int, str]:
    return browser.post(f"/tasks/{number}/note", note_form(browser, number, text))


def notes(world: World) -> list[str]:
    """The texts of all notes, after checking that every chain is whole."""
    with world.session() as session:
        audit = verify(session, None)
        assert audit.sound, audit.faults
        for task in session.scalars(sa.select(Task)):
            events = session.scalars(
                sa.select(TaskEvent).where(TaskEvent.task_id == task.id).order_by(TaskEvent.seq)
            ).all()
            assert task.event_count == len(events)
        return [
            event.data["text"]
            for event in session.scalars(sa.select(TaskEvent).order_by(TaskEvent.id))
            if event.data.get("text", "").startswith("note ")
        ]


def test_row_10_web_processes_run_no_clock(world: World) -> None:
    prepare(world)
    web = [served(world) for _ in range(3)]
    cookies = web[0][1].sign_in(PERSON).cookies
    for _ in range(2):
        for _, browser in web:
            browser.cookies = dict(cookies)
            assert browser.get("/overdue")[0] == 200
        web[0][0].kill()
        web[0] = served(world)
    with world.session() as session:
        assert session.scalars(sa.select(JobRun)).all() == []
        assert session.scalars(sa.select(Heartbeat)).all() == []
    world.run("scheduler", "--once")
    with world.session() as session:
        assert "flag-overdue" in session.scalars(sa.select(JobRun.job)).all()
    for process, _ in web:
        process.kill()


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seconds", [2, 60])
def test_row_16_a_locked_database_makes_a_save_wait_and_then_say_so(world: World, seconds: int) -> None:
    (number,) = prepare(world)
    process, browser = served(world, **({} if LONG else {"app__db__BUSY_TIMEOUT_MS": 3000}))
    browser.sign_in(PERSON)
    path = f"/tasks/{number}/note"
    form = note_form(browser, number, "note that must not be lost by anybody")
    answers: list[tuple[int, str]] = []
    with sqlite3.connect(world.database_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        sending = threading.Thread(target=lambda: answers.append(browser.post(path, form)))
        sending.start()
        begun = time.monotonic()
        if seconds == 2:
            sending.join(2)
            assert not answers, "the save waits"
            other.execute("ROLLBACK")
            sending.join(30)
            assert answers[0][0] == 302
        else:
            sending.join(60)
            assert answers[0][0] == 503
            assert time.monotonic() - begun < 30
            assert browser.headers["Retry-After"] == "30"
            assert "note that must not be lost by anybody" in answers[0][1]
            other.execute("ROLLBACK")
    other.close()
    assert len(notes(world)) == (1 if seconds == 2 else 0)
    process.kill()


def test_row_18_a_killed_web_process_leaves_change_and_history_or_neither(world: World) -> None:
    numbers, chance, wanted, kills = prepare(world, 3), random.Random(18), times(3, 60), 0
    process, browser = served(world)
    cookies = browser.sign_in(PERSON).cookies
    acknowledged: list[str] = []
    sent = 0
    while kills < wanted:
        killer, before = threading.Timer(chance.uniform(0, 0.2), process.kill), chance.randint(1, 3)
        with suppress(OSError, HTTPException):
            for number in range(200):
                if number == before:
                    killer.start()
                sent += 1
                assert note(browser, numbers[sent % 3], f"note {sent}")[0] == 302
                acknowledged.append(f"note {sent}")
        killer.join()
        kills += 1
        kept = notes(world)
        assert set(acknowledged) <= set(kept)
        assert len(kept) == len(set(kept))
        process, browser = served(world)
        browser.cookies = dict(cookies)
    process.kill()
    assert len(acknowledged) >= kills
    TALLY.add("web process, while saving", kills=kills, lost=0)


def test_row_20_of_two_people_on_one_version_one_wins_and_both_texts_are_shown(world: World) -> None:
    (number,) = prepare(world)
    process, first = served(world)
    first.sign_in(PERSON)
    second = Browser(first.port, first.cookies)
    path = f"/tasks/{number}/note"
    with world.session() as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(TaskEvent))
    forms = [note_form(browser, number, f"note of person {place}") for place, browser in enumerate((first, second))]
    answers: dict[int, tuple[int, str]] = {}

    def send(place: int, browser: Browser) -> None:
        answers[place] = browser.post(path, forms[place])

    both = [threading.Thread(target=send, args=pair) for pair in enumerate((first, second))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    winner, loser = sorted(answers, key=lambda place: answers[place][0])
    assert answers[winner][0] == 302
    assert answers[loser][0] == 409, process.said()
    assert f"note of person {loser}" in answers[loser][1]
    with world.session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(TaskEvent)) == before + 1
    notes(world)
    process.kill()


@pytest.mark.parametrize("world", [ON_POSTGRES], indirect=True)
def test_row_21_too_few_connections_are_said_quickly(world: World) -> None:
    prepare(world)
    process, browser = served(world, "--threads", "16")
    browser.sign_in(PERSON)
    made = sa.create_engine(world.database_url, isolation_level="AUTOCOMMIT")
    with made.connect() as admin:
        admin.exec_driver_sql("ALTER DATABASE tapsyrma CONNECTION LIMIT 6")
        admin.exec_driver_sql("CREATE ROLE clerk LOGIN")
        admin.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk")
    process.kill()
    # Limits do not bind a superuser.
    url = world.database_url
    world.database_url = url.replace("tapsyrma@", "clerk@")
    process, fresh = served(world, "--threads", "16")
    fresh.cookies = browser.cookies
    answers: list[tuple[int, float]] = []

    def ask() -> None:
        begun = time.monotonic()
        status, _ = Browser(fresh.port, fresh.cookies).get("/overdue")
        answers.append((status, time.monotonic() - begun))

    threads = [threading.Thread(target=ask) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    process.kill()
    world.database_url = url
    with made.connect() as admin:
        admin.exec_driver_sql("DROP OWNED BY clerk")
        admin.exec_driver_sql("DROP ROLE clerk")
    made.dispose()
    assert len(answers) == 50
    assert {status for status, _ in answers} <= {200, 503}
    assert 200 in {status for status, _ in answers}
    assert max(seconds for _, seconds in answers) < 20


def test_row_25_a_document_is_taken_in_wholly_or_not_at_all(world: World) -> None:
    prepare(world)
    chance, wanted, kills = random.Random(25), times(2, 30), 0
    process, browser = served(world)
    cookies = browser.sign_in("supervisor@example.kz").cookies
    expected = 0
    while kills < wanted:
        form = {
            **browser.form("/documents/new", "/documents/new"),
            "text": f"{TEXT}Текст {kills}.",
            "published_on": "2026-11-20",
        }
        killer = threading.Timer(chance.uniform(0, 0.15), process.kill)
        killer.start()
        with suppress(OSError, HTTPException):
            browser.post("/documents/new", form)
        killer.join()
        kills += 1
        process, browser = served(world)
        browser.cookies = dict(cookies)
        with world.session() as session:
            texts = [document.text for document in session.scalars(sa.select(Document))]
            for document in session.scalars(sa.select(Document)):
                found = session.scalar(sa.select(sa.func.count()).where(Finding.document_id == document.id))
                assert found >= 2, "a document without its findings"
        assert len(texts) == len(set(texts))
        again = {**browser.form("/documents/new", "/documents/new"), "text": form["text"], "published_on": "2026-11-20"}
        for _ in range(2):
            assert browser.post("/documents/new", again | browser.form("/documents/new", "/documents/new"))[0] == 302
        expected += 1
        with world.session() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(Document)) == expected
    process.kill()
    notes(world)
    TALLY.add("web process, while a document is taken in", kills=kills, lost=0)
