"""Reminders, the digest, the outbox and delivery to a real SMTP server."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import engine, transaction
from app.domain.enums import ExecutorRole, LetterState, Role
from app.models import Notice, OutboxMessage, OverdueFlag, Substitution, Task
from app.services.delivery import deliver_due
from app.services.digests import enqueue_digests
from app.services.execution import submit_report
from app.services.outbox import drop_letter, retry_letter
from app.services.reminders import enqueue_reminders
from app.services.seals import seal_day, write_seals
from app.services.sweep import flag_overdue
from notifications.mailcatcher import MailCatcher
from tests import factories
from tests.conftest import NOW

FRIDAY = date(2026, 11, 20)
REGISTERED = datetime.fromisoformat("2026-09-01T05:00+00:00")


def rules(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(sa.select(Notice.rule, Notice.week).order_by(Notice.id))
    return [(rule, week) for rule, week in rows]


def digests(session: Session) -> list[OutboxMessage]:
    return list(
        session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "digest").order_by(OutboxMessage.id))
    )


@pytest.mark.parametrize(
    ("due_on", "rule"),
    [
        (date(2026, 12, 4), "before_10"),
        (date(2026, 11, 27), "before_5"),
        (date(2026, 11, 25), "before_3"),
        (date(2026, 11, 23), "before_1"),
        (date(2026, 11, 20), "on_the_day"),
        (date(2026, 11, 22), "on_the_day"),  # a Sunday: the working day before it counts
        (date(2026, 11, 19), "late_1"),
        (date(2026, 11, 4), "late_weekly"),
    ],
)
def test_each_rule_speaks_on_its_day_and_once(session: Session, due_on: date, rule: str) -> None:
    factories.user(session)
    factories.task(session, due_on=due_on, now=REGISTERED)
    assert enqueue_reminders(session, FRIDAY, now=NOW) == 1
    assert rules(session)[0][0] == rule
    assert enqueue_reminders(session, FRIDAY, now=NOW) == 0


def test_nobody_is_reminded_on_a_day_off_or_far_ahead(session: Session) -> None:
    factories.user(session)
    factories.task(session, due_on=FRIDAY + timedelta(days=60), now=REGISTERED)
    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    assert enqueue_reminders(session, FRIDAY + timedelta(days=1), now=NOW) == 0
    assert enqueue_reminders(session, FRIDAY, now=NOW) == 1


def test_a_clock_that_stood_still_writes_one_line_not_three(session: Session) -> None:
    factories.user(session)
    factories.task(session, due_on=date(2026, 11, 27), now=REGISTERED)
    enqueue_reminders(session, date(2026, 11, 19), now=NOW)
    enqueue_reminders(session, date(2026, 11, 26), now=NOW)
    assert [rule for rule, _ in rules(session)] == ["before_10", "before_1"]


def test_co_executors_are_reminded_by_their_own_date(session: Session) -> None:
    factories.user(session, Role.COORDINATOR, factories.FINANCE)
    task = factories.task(
        session, due_on=date(2026, 11, 27), others=((factories.FINANCE, ExecutorRole.CO),), now=REGISTERED
    )
    assert task.executors[1].contribution_due_on == date(2026, 11, 20)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert [rule for rule, _ in rules(session)] == ["on_the_day"]


def test_put_on_control_after_its_date_brings_no_backlog(session: Session) -> None:
    factories.user(session)
    factories.task(session, due_on=date(2026, 2, 16), now=NOW)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert [rule for rule, _ in rules(session)] == ["registered_late"]


def test_the_substitute_gets_the_letter(session: Session) -> None:
    away, standing_in = factories.user(session), factories.user(session, Role.OFFICIAL)
    session.add(Substitution(user_id=away.id, substitute_id=standing_in.id, since=FRIDAY, until=FRIDAY))
    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert session.scalars(sa.select(Notice.recipient_id)).all() == [standing_in.id]


def test_one_digest_a_day_in_the_readers_language_and_hour(session: Session) -> None:
    reader = factories.user(session, locale="kk")
    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    enqueue_reminders(session, FRIDAY, now=NOW)
    assert enqueue_digests(session, FRIDAY, 7, now=NOW) == 0
    assert enqueue_digests(session, FRIDAY, 8, now=NOW) == 1
    assert enqueue_digests(session, FRIDAY, 9, now=NOW) == 0
    (message,) = digests(session)
    assert (message.recipient_id, message.language) == (reader.id, "kk")
    assert "2026-00001" in message.text
    assert session.scalars(sa.select(Notice.message_id)).all() == [message.id]


def test_nothing_to_say_nothing_sent(session: Session) -> None:
    factories.user(session)
    assert enqueue_digests(session, FRIDAY, 23, now=NOW) == 0


def test_a_supervisor_sees_decisions_and_the_overdue_list_with_the_seal(session: Session, tmp_path: Path) -> None:
    factories.user(session, Role.SUPERVISOR, locale="en")
    late = factories.task(session, due_on=date(2026, 2, 16), now=REGISTERED)
    waiting = factories.task(session, due_on=date(2026, 12, 16), now=REGISTERED)
    submit_report(session, waiting, "Готово.", by=factories.user(session), now=NOW)
    seal = seal_day(session, FRIDAY - timedelta(days=1), now=NOW)
    assert write_seals(session, tmp_path) == 1
    assert enqueue_digests(session, FRIDAY, 8, now=NOW) >= 1
    (message,) = [each for each in digests(session) if each.language == "en"]
    assert late.number in message.text
    assert waiting.number in message.text
    assert seal.hash in message.text
    assert (tmp_path / "2026.txt").read_text(encoding="utf8").split()[1] == seal.hash


def test_the_sweep_flags_each_lateness_once(session: Session) -> None:
    task = factories.task(session, due_on=FRIDAY - timedelta(days=1), now=REGISTERED)
    factories.task(session, due_on=FRIDAY, now=REGISTERED)
    assert flag_overdue(session, FRIDAY, now=NOW) == 1
    assert flag_overdue(session, FRIDAY, now=NOW) == 0
    assert session.scalars(sa.select(OverdueFlag.task_id)).all() == [task.id]


# Delivery opens its own transactions, so these tests have a database of their own.


@pytest.fixture
def mail_session(own_database: str) -> Session:
    session = Session(engine(own_database), expire_on_commit=False, info={"base_url": "http://localhost"})
    yield session
    session.close()


def queued_digest(session: Session) -> OutboxMessage:
    with transaction(session):
        factories.user(session, email="coordinator@example.kz")
        factories.task(session, due_on=FRIDAY, now=REGISTERED)
        enqueue_reminders(session, FRIDAY, now=NOW)
        enqueue_digests(session, FRIDAY, 9, now=NOW)
    return digests(session)[0]


def deliver(session: Session, url: str, now: datetime = NOW) -> dict[str, object]:
    done = deliver_due(session, smtp_url=url, sender="Tapsyrma <tapsyrma@example.kz>", owner="test", now=lambda: now)
    return {name: value for name, value in vars(done).items() if value}


def test_a_letter_reaches_the_server_once(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {"sent": 1}
        assert deliver(mail_session, mailbox.url) == {}
        (caught,) = mailbox.messages
    assert caught.recipients == ("coordinator@example.kz",)
    assert message.message_id_header.encode() in caught.content
    assert message.state is LetterState.SENT


def test_a_silent_server_pauses_the_queue_and_costs_no_attempt(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with MailCatcher(tmp_path / "mail") as mailbox:
        closed = mailbox.url
    assert deliver(mail_session, closed) == {"paused": True}
    assert (message.state, message.attempts) == (LetterState.QUEUED, 0)
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {"paused": True}
        assert deliver(mail_session, mailbox.url, now=NOW + timedelta(minutes=2)) == {"sent": 1}


def test_yesterdays_digest_is_not_sent_as_todays(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url, now=local_moment(FRIDAY + timedelta(days=1), 0, 1)) == {"stale": 1}
        assert mailbox.messages == ()
    mail_session.refresh(message)
    assert message.state is LetterState.DROPPED


def test_a_leased_letter_is_left_to_its_sender_until_the_lease_ends(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with transaction(mail_session):
        message.leased_until, message.leased_by = NOW + timedelta(minutes=5), "another"
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {}
        assert deliver(mail_session, mailbox.url, now=NOW + timedelta(minutes=6)) == {"sent": 1}


def test_a_disabled_reader_gets_no_letter_and_the_ledger_says_so(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with transaction(mail_session):
        message.recipient.disabled_at = NOW
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {"dead": 1}
    assert message.state is LetterState.DEAD
    with transaction(mail_session):
        message.recipient.disabled_at = None
        retry_letter(mail_session, message, now=NOW)
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {"sent": 1}


def test_a_dropped_letter_stays_in_the_ledger(mail_session: Session, tmp_path: Path) -> None:
    message = queued_digest(mail_session)
    with transaction(mail_session):
        drop_letter(mail_session, message)
    with MailCatcher(tmp_path / "mail") as mailbox:
        assert deliver(mail_session, mailbox.url) == {}
    assert mail_session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 1
    assert mail_session.scalar(sa.select(sa.func.count()).select_from(Task)) == 1
