"""Sending what lies in the outbox: claim with a lease, speak to the server with no transaction open, write the outcome.

At least once: a crash between the server's answer and our mark sends the letter again under the same Message-ID. Like the
sweep, it opens its transactions itself, because nothing may be open while a server is spoken to.
"""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from typing import Any, cast

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session, joinedload

from app.clock import monotonic, today
from app.db import transaction
from app.domain.enums import LetterState
from app.models import OutboxMessage, User
from app.queries.addressees import Addressee, addressees
from app.services.links import INVITE, RESET
from app.services.mail_queue import is_paused, pause, queue_state, server_answers
from app.services.suppression import suppress
from notifications.messages import RenderedLetter, unsubscribe_headers
from notifications.mime import build_message, sender_address
from notifications.retry import MAX_ATTEMPTS, next_attempt
from notifications.transports import (
    CONVERSATION_SECONDS,
    TIMEOUT_SECONDS,
    Envelope,
    SendKind,
    SendOutcome,
    SmtpTransport,
    Stage,
)

LEASE = timedelta(minutes=10)
# A letter is begun only while its lease outlasts two conversations: a kept connection may be opened anew once.
LEASE_NEEDED = timedelta(seconds=2 * CONVERSATION_SECONDS + 60)
BATCH = 50
RUN_SECONDS = 240.0
WRITE_SECONDS = 240.0
SECRET_KINDS = frozenset({INVITE, RESET})
UNUSABLE = "the letter cannot be written as a message"

log = structlog.get_logger("tapsyrma.letters")

Clock = Callable[[], datetime]
# Rows are marked past the unit of work, which would cost as much as the mark itself.
_TABLE = cast(sa.Table, OutboxMessage.__table__)


@dataclass
class Delivered:
    """What one run did. paused: the server is at fault, the queue waits."""

    sent: int = 0
    put_off: int = 0
    dead: int = 0
    stale: int = 0
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed letter as plain values: nothing of it reads the database while a server is spoken to."""

    id: int
    kind: str
    reader_id: int
    to: Addressee
    attempts: int
    leased_until: datetime
    rendered: RenderedLetter
    message_id: str
    notice_id: str
    written_at: datetime
    headers: dict[str, str]


def deliver_due(
    session: Session, *, smtp_url: str, sender: str, owner: str, now: Clock, run_seconds: float = RUN_SECONDS
) -> Delivered:
    """Send every letter that is due, one after another over one connection.

    owner: a name of this process, for the lease. Ends when nothing is due, at the first fault of the server, which pauses
    the queue for everybody, or after run_seconds. The letter begun last is always finished.
    """
    done = Delivered()
    owner, ends = f"{owner}:{secrets.token_hex(4)}", monotonic() + run_seconds
    with transaction(session):
        done.stale = _drop_stale(session, now())
        queue = queue_state(session)
        done.paused = is_paused(queue, now())
    if done.paused:
        return done
    with SmtpTransport(smtp_url, timeout=TIMEOUT_SECONDS) as transport:
        while not done.paused and monotonic() < ends:
            with transaction(session):
                queue = queue_state(session)  # held meanwhile: looking at it again costs no statement a letter
                done.paused = is_paused(queue, now())
                batch = [] if done.paused else _claim(session, owner, now())
            if not batch:
                break
            for parcel in batch:
                if done.paused or monotonic() >= ends or parcel.leased_until - now() < LEASE_NEEDED:
                    break
                outcome = _send(transport, parcel, sender)
                _count(done, _written_down(session, partial(_record, session, parcel, owner, outcome, now)))
            with transaction(session):
                _release(session, owner)
    session.expire_all()
    return done


def _drop_stale(session: Session, now: datetime) -> int:
    """News that is no longer any is dropped, and says so in the ledger."""
    statement = (
        sa.update(OutboxMessage)
        .where(_is_free(now), OutboxMessage.stale_after <= now)
        .values(state=LetterState.DROPPED, last_error="stale")
    )
    return session.execute(statement, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined]


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    """Queued and in nobody's hands; the literal state is what the partial index is declared with."""
    leased = sa.or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    return sa.and_(sa.text("outbox_message.state = 'queued'"), leased)


def _claim(session: Session, owner: str, now: datetime) -> list[Parcel]:
    """Lease the letters that are longest due and look up where each goes."""
    due = (
        sa.select(OutboxMessage.id)
        .where(_is_free(now), OutboxMessage.next_attempt_at <= now)
        .where(sa.or_(OutboxMessage.stale_after.is_(None), OutboxMessage.stale_after > now))
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.scalars(due))
    if not ids:
        return []
    session.execute(
        sa.update(OutboxMessage).where(OutboxMessage.id.in_(ids)).values(leased_until=now + LEASE, leased_by=owner),
        execution_options={"synchronize_session": False},
    )
    query = sa.select(OutboxMessage).where(OutboxMessage.id.in_(ids)).options(joinedload(OutboxMessage.recipient))
    query = query.order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
    messages = list(session.scalars(query.execution_options(populate_existing=True)))
    personal = [place for place, message in enumerate(messages) if message.kind in SECRET_KINDS]
    goals = addressees(session, [message.recipient for message in messages], today(now), personal=personal)
    return [_parcel(message, to, now + LEASE) for message, to in zip(messages, goals, strict=True)]


def _parcel(message: OutboxMessage, to: Addressee, leased_until: datetime) -> Parcel:
    return Parcel(
        message.id,
        message.kind,
        message.recipient_id,
        to,
        message.attempts,
        leased_until,
        RenderedLetter(message.subject, message.text, message.html),
        message.message_id_header,
        message.dedupe_key,
        message.created_at,
        unsubscribe_headers(message.unsubscribe_url if to.user_id == message.recipient_id else ""),
    )


def _release(session: Session, owner: str) -> None:
    """What was claimed and not begun is free for the next run at once."""
    session.execute(
        sa.update(OutboxMessage)
        .where(sa.text("outbox_message.state = 'queued'"), OutboxMessage.leased_by == owner)
        .values(leased_until=None, leased_by=""),
        execution_options={"synchronize_session": False},
    )


def _send(transport: SmtpTransport, parcel: Parcel, sender: str) -> SendOutcome | str:
    """The server's answer, or a sentence that says why the letter cannot be sent at all."""
    if parcel.to.problem:
        return parcel.to.problem
    try:
        content = build_message(
            parcel.rendered,
            to=parcel.to.address,
            sender=sender,
            message_id=parcel.message_id,
            date=parcel.written_at,
            notice_id=parcel.notice_id,
            headers=parcel.headers,
        )
        envelope = Envelope(sender_address(sender), parcel.to.address, content)
    except ValueError as error:
        log.error("letter_unsendable", letter=parcel.id, reason=str(error))
        return UNUSABLE
    return transport.send(envelope)


def _count(done: Delivered, what: str) -> None:
    setattr(done, what, True if what == "paused" else getattr(done, what) + 1)


def _written_down(session: Session, write: Callable[[], str]) -> str:
    """Write the outcome, trying again while the database is busy or restarting: a letter that went out and is not marked
    would go out a second time. Gives up before the lease ends, for then another sender may have the letter."""
    ends, wait = monotonic() + WRITE_SECONDS, 0.1
    while True:
        try:
            with transaction(session):
                return write()
        except (OperationalError, InterfaceError):
            if monotonic() > ends:
                raise
            log.warning("outcome_not_written_yet")
            Event().wait(wait)
            wait = min(wait * 2, 5.0)


def _record(session: Session, parcel: Parcel, owner: str, outcome: SendOutcome | str, now: Clock) -> str:
    """What the answer means for the letter, the address and the queue. Returns what to count, a field of Delivered."""
    if isinstance(outcome, str):
        _mark(session, parcel, owner, state=LetterState.DEAD, last_error=outcome)
        return "dead"
    log.info("letter", letter=parcel.id, kind=parcel.kind, outcome=outcome.kind.value, code=outcome.code)
    if outcome.kind is SendKind.SERVER_FAULT:
        pause(session, str(outcome), random.random(), now=now())
        _after_fault(session, parcel, owner, outcome, now())
        return "paused"
    server_answers(session)
    return _after_answer(session, parcel, owner, outcome, now())


def _after_answer(session: Session, parcel: Parcel, owner: str, outcome: SendOutcome, now: datetime) -> str:
    tried = parcel.attempts + 1
    again = next_attempt(tried, now, random.random()) if outcome.kind is SendKind.RETRY else None
    if outcome.kind is SendKind.ACCEPTED:
        # A one-time link is the reader's alone: once it is delivered the ledger keeps the fact, not the words.
        words = {"text": "", "html": ""} if parcel.kind in SECRET_KINDS else {}
        to = parcel.to.address
        _mark(
            session,
            parcel,
            owner,
            attempts=tried,
            state=LetterState.SENT,
            sent_at=now,
            sent_to=to,
            last_error="",
            **words,
        )
        return "sent"
    if again is not None:
        _mark(session, parcel, owner, attempts=tried, next_attempt_at=again, last_error=str(outcome))
        return "put_off"
    _mark(session, parcel, owner, attempts=tried, state=LetterState.DEAD, last_error=str(outcome))
    if outcome.bad_address and (person := session.get(User, parcel.to.user_id)):
        suppress(session, parcel.to.address, str(outcome), person=person, letter_id=parcel.id, now=now)
    return "dead"


def _after_fault(session: Session, parcel: Parcel, owner: str, outcome: SendOutcome, now: datetime) -> None:
    """Nothing is wrong with the letter. One at which the conversation broke off steps back behind the others, so that it
    cannot block them for ever; it is never a dead one for that."""
    values: dict[str, Any] = {"last_error": str(outcome)}
    if outcome.stage in (Stage.RCPT, Stage.DATA):
        tried = min(parcel.attempts + 1, MAX_ATTEMPTS - 1)
        values |= {"attempts": tried, "next_attempt_at": next_attempt(tried, now, random.random())}
    _mark(session, parcel, owner, **values)


def _mark(session: Session, parcel: Parcel, owner: str, **values: Any) -> None:
    """Write the outcome, unless the letter left our hands meanwhile: given up by a person, or the lease ran out."""
    statement = (
        sa.update(_TABLE)
        .where(_TABLE.c.id == parcel.id, _TABLE.c.leased_by == owner)
        .values(leased_until=None, leased_by="", **values)
    )
    if not session.execute(statement).rowcount:  # type: ignore[attr-defined]
        log.warning("letter_overtaken", letter=parcel.id)
