"""Rows 3 to 8 and 40: what the mail server answers, or does not, and readers who are gone when a letter is sent."""

import socket
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.clock import local_moment, today
from app.db import transaction
from app.domain.enums import LetterState, Role
from app.models import Heartbeat, OutboxMessage, QueueState, Substitution, SuppressedAddress, User
from app.queries.addressees import GONE, SUPPRESSED
from notifications.retry import delay
from tests import factories
from tests.faults.world import LONG, Sink, World, letters_tally, listening_port, until


def letters(world: World) -> dict[str, OutboxMessage]:
    """Letters by the address of their reader; the last one of each."""
    with world.session() as session:
        found = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id)).all()
        return {message.recipient.email: message for message in found}


def queue(world: World) -> QueueState:
    with world.session() as session:
        return session.get_one(QueueState, "letters")


def test_row_3_a_greylisted_letter_waits_longer_and_longer_and_holds_nobody_up(world: World, sink: Sink) -> None:
    world.people(3)
    world.write_letters(3, "grey")
    sink.script(**{"RCPT_reader0@example.kz": "451 4.7.1 Greylisted, try again later"})
    for attempt in (1, 2, 3):
        world.run("sender", "--once")
        waiting = letters(world)["reader0@example.kz"]
        assert (waiting.state, waiting.attempts) == (LetterState.QUEUED, attempt)
        assert (
            0.75 * delay(attempt)
            <= waiting.next_attempt_at - world.now
            <= 1.25 * delay(attempt) + timedelta(seconds=60)
        )
        assert sorted(sink.recipients()) == ["reader1@example.kz", "reader2@example.kz"]
        world.run("sender", "--once")
        assert letters(world)["reader0@example.kz"].attempts == attempt
        world.set_clock(waiting.next_attempt_at)
    sink.script()
    world.drain()
    assert letters_tally(world, sink) == {"sent": 3, "lost": 0, "duplicated": 0}


def test_row_4_a_refused_address_is_told_and_not_written_to_again(world: World, sink: Sink) -> None:
    world.people(2)
    with world.session() as session, transaction(session):
        factories.user(session, Role.ADMINISTRATOR, email="administrator@example.kz")
        factories.user(session, Role.SUPERVISOR, email="supervisor@example.kz")
        factories.user(session, Role.SUPERVISOR, email="other@example.kz", supervises=(factories.FINANCE,))
    world.write_letters(2, "first")
    sink.script(**{"RCPT_reader0@example.kz": "550 5.1.1 No such user here"})
    world.run("sender", "--once")
    dead = letters(world)["reader0@example.kz"]
    assert (dead.state, dead.attempts) == (LetterState.DEAD, 1)
    assert "550" in dead.last_error
    world.drain()
    assert sorted(sink.recipients()) == ["administrator@example.kz", "reader1@example.kz", "supervisor@example.kz"]
    with world.session() as session:
        assert session.scalars(sa.select(SuppressedAddress.address)).all() == ["reader0@example.kz"]
    sink.script()
    world.write_letters(1, "second")
    world.drain()
    second = letters(world)["reader0@example.kz"]
    assert (second.state, second.last_error) == (LetterState.DEAD, SUPPRESSED)
    assert "reader0@example.kz" not in sink.recipients()


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("MAIL", "550 5.7.1 Sender refused"),
        ("MAIL", "421 4.3.2 Closing"),
        ("RCPT", "421 4.3.2 Closing"),
        ("AUTH", "535"),
    ],
)
def test_row_5_a_fault_of_the_server_pauses_the_queue_and_kills_no_letter(
    world: World, sink: Sink, command: str, answer: str
) -> None:
    world.people(3)
    world.write_letters(6, "fault")
    sink.script(**{command: answer})
    if command == "AUTH":
        world.smtp_url = sink.url.replace("smtp://", "smtp://user:password@")
    pauses = []
    for fault in (1, 2, 3):
        world.run("sender", "--once")
        state = queue(world)
        assert state.faults == fault
        assert state.paused_until is not None
        assert answer[:3] in state.reason or command == "AUTH"
        pauses.append(state.paused_until - world.now)
        world.run("sender", "--once")
        assert queue(world).faults == fault, "nothing is tried during a pause"
        world.set_clock(state.paused_until)
    assert pauses[0] < pauses[1] * 1.7 < pauses[2] * 1.7 * 1.7
    assert world.states() == {"queued": 6}
    sink.script()
    world.smtp_url = sink.url
    world.drain()
    assert queue(world).faults == 0
    assert letters_tally(world, sink) == {"sent": 6, "lost": 0, "duplicated": 0}


@pytest.mark.parametrize("silent_in", ["greeting", "DATA"])
def test_row_6_a_silent_server_is_left_and_the_heart_beats(world: World, sink: Sink, silent_in: str) -> None:
    patience = {} if LONG else {"app__services__delivery__TIMEOUT_SECONDS": 0.5}
    world.people(1)
    world.write_letters(2, "silent")
    sink.script(DATA="stall")
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        if silent_in == "greeting":
            world.smtp_url = f"smtp://127.0.0.1:{deaf.getsockname()[1]}"
        world.run("sender", "--once", **patience)
    with world.session() as session:
        assert session.get_one(Heartbeat, "sender").beat_at == world.now
    assert queue(world).faults == 1
    assert world.states() == {"queued": 2}
    world.smtp_url = sink.url
    sink.script()
    world.later(minutes=2)
    world.drain()
    assert letters_tally(world, sink) == {"sent": 2, "lost": 0, "duplicated": 0}


def test_row_7_a_connection_that_drops_is_opened_anew_once(world: World, sink: Sink) -> None:
    world.people(1)
    world.write_letters(6, "drop")
    sink.script(MAIL=["250 OK", "250 OK", "drop", "250 OK"])
    world.run("sender", "--once")
    assert letters_tally(world, sink) == {"sent": 6, "lost": 0, "duplicated": 0}
    assert queue(world).faults == 0


def test_row_8_after_a_night_without_a_server_news_arrives_and_yesterdays_digest_does_not(
    world: World, sink: Sink
) -> None:
    world.people(4)
    sink.stop()
    evening = local_moment(today(world.now), 20)
    world.set_clock(evening)
    midnight = local_moment(today(evening) + timedelta(days=1))
    world.write_letters(4, "digest", stale_after=midnight)
    world.write_letters(4, "news", stale_after=evening + timedelta(days=7))
    web = world.start("serve", "--port", "0")
    for hour in range(12):
        world.set_clock(evening + timedelta(hours=hour))
        world.run("sender", "--once")
        with socket.create_connection(("127.0.0.1", listening_port(web)), timeout=10) as browser:
            browser.sendall(b"GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert browser.recv(20).startswith(b"HTTP/1.0 200")
    web.kill()
    sink.start()
    world.set_clock(evening + timedelta(hours=12))
    world.write_letters(4, "today", stale_after=midnight + timedelta(days=1))
    world.drain()
    with world.session() as session:
        rows = session.execute(sa.select(OutboxMessage.dedupe_key, OutboxMessage.state)).all()
    states = {(key.split(":")[0], state.value) for key, state in rows}
    assert states == {("digest", "dropped"), ("news", "sent"), ("today", "sent")}
    assert sum(sink.accepted().values()) == 8


def test_row_40_a_letter_goes_to_who_holds_the_office_now_or_to_the_dead_ones(world: World, sink: Sink) -> None:
    with world.session() as session, transaction(session):
        left = factories.user(session, Role.OFFICIAL, email="left@example.kz")
        away = factories.user(session, Role.COORDINATOR, email="away@example.kz")
        broken = factories.user(session, Role.OFFICIAL, factories.FINANCE, email="a@b@c")
        last = factories.user(session, Role.COORDINATOR, factories.ALMATY_REGION, email="last@example.kz")
        factories.user(session, Role.COORDINATOR, factories.FINANCE, email="finance@example.kz")
        standing_in = factories.user(session, Role.OFFICIAL, email="standing-in@example.kz")
        readers = {person.id for person in (left, away, broken, last)}
    world.write_letters(6, "moved")
    with world.session() as session, transaction(session):
        for letter in session.scalars(sa.select(OutboxMessage).where(OutboxMessage.recipient_id.not_in(readers))):
            session.delete(letter)
        day = today(world.now)
        session.add(Substitution(user_id=away.id, substitute_id=standing_in.id, since=day, until=day))
        for person in (left, last):
            session.get_one(User, person.id).disabled_at = world.now
    world.run("sender", "--once")
    found = letters(world)
    assert found["left@example.kz"].sent_to == "away@example.kz"
    assert found["away@example.kz"].sent_to == "standing-in@example.kz"
    assert found["a@b@c"].sent_to == "finance@example.kz"
    assert (found["last@example.kz"].state, found["last@example.kz"].last_error) == (LetterState.DEAD, GONE)
    assert letters_tally(world, sink) == {"sent": 3, "lost": 0, "duplicated": 0}


def test_two_senders_at_once_share_the_outbox(world: World, sink: Sink) -> None:
    world.people(3)
    world.write_letters(120, "shared")
    senders = [world.start("sender", "--every", "0.05") for _ in range(2)]
    until(lambda: world.states() == {"sent": 120}, "all letters are sent")
    for sender in senders:
        sender.kill()
    assert letters_tally(world, sink) == {"sent": 120, "lost": 0, "duplicated": 0}
