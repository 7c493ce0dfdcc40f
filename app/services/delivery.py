"""Sending what lies in the outbox: claim with a lease, speak to the server with no transaction open, mark the outcome.

At least once: a crash between the server's answer and our mark sends the letter again under the same Message-ID. The one
service that opens its transactions itself, because nothing may be open while a server is spoken to.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app.db import transaction
from app.domain.enums import LetterState
from app.models import OutboxMessage
from app.services.links import INVITE, RESET
from notifications.messages import RenderedLetter
from notifications.mime import build_message, sender_address
from notifications.retry import next_attempt
from notifications.transports import Envelope, SendKind, SendOutcome, SmtpTransport, Stage

LEASE = timedelta(minutes=5)
BATCH = 50
SECRET_KINDS = frozenset({INVITE, RESET})

log = structlog.get_logger()


@dataclass
class Delivered:
    """What one run did. paused: the server is at fault, the queue waits."""

    sent: int = 0
    put_off: int = 0
    dead: int = 0
    stale: int = 0
    paused: bool = False


def deliver_due(session: Session, *, smtp_url: str, sender: str, owner: str, now: Callable[[], datetime]) -> Delivered:
    """Send every letter that is due. owner: a name of this process, for the lease. Ends at the first server fault."""
    done = Delivered()
    with SmtpTransport(smtp_url) as transport:
        while not done.paused:
            with transaction(session):
                done.stale += _drop_stale(session, now())
                batch = _claim(session, owner, now())
            if not batch:
                return done
            for message in batch:
                if done.paused:
                    with transaction(session):
                        message.leased_until, message.leased_by = None, ""
                    continue
                outcome = _send(transport, message, sender)
                with transaction(session):
                    _mark(message, outcome, done, now())
    return done


def _drop_stale(session: Session, now: datetime) -> int:
    """News that is no longer any is dropped, and says so in the ledger."""
    statement = (
        sa.update(OutboxMessage)
        .where(OutboxMessage.state == LetterState.QUEUED, OutboxMessage.stale_after <= now)
        .where(sa.or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now))
        .values(state=LetterState.DROPPED, last_error="stale")
    )
    return session.execute(statement, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined]


def _claim(session: Session, owner: str, now: datetime) -> list[OutboxMessage]:
    due = (
        sa.select(OutboxMessage.id)
        .where(OutboxMessage.state == LetterState.QUEUED, OutboxMessage.next_attempt_at <= now)
        .where(sa.or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now))
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
    query = sa.select(OutboxMessage).where(OutboxMessage.id.in_(ids)).order_by(OutboxMessage.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _send(transport: SmtpTransport, message: OutboxMessage, sender: str) -> SendOutcome | None:
    """The server's answer; None when the address cannot even be written on an envelope, or its owner has left."""
    recipient = message.recipient
    if not recipient.is_active:
        return None
    try:
        content = build_message(
            RenderedLetter(message.subject, message.text, message.html),
            to=recipient.email,
            sender=sender,
            message_id=message.message_id_header,
            date=message.created_at,
            notice_id=message.dedupe_key,
        )
        envelope = Envelope(sender_address(sender), recipient.email, content)
    except ValueError as error:
        log.error("letter_unsendable", letter=message.id, reason=str(error))
        return None
    return transport.send(envelope)


def _mark(message: OutboxMessage, outcome: SendOutcome | None, done: Delivered, now: datetime) -> None:
    message.leased_until, message.leased_by = None, ""
    if outcome is None:
        message.state, message.last_error = LetterState.DEAD, "no usable address"
        done.dead += 1
        return
    message.last_error = "" if outcome.kind is SendKind.ACCEPTED else str(outcome)
    match outcome.kind:
        case SendKind.ACCEPTED:
            message.state, message.sent_at, message.sent_to = LetterState.SENT, now, message.recipient.email
            message.attempts += 1
            done.sent += 1
            if message.kind in SECRET_KINDS:
                # A one-time link is the reader's alone: once it is delivered the ledger keeps the fact, not the words.
                message.text = message.html = ""
        case SendKind.REFUSED:
            message.state = LetterState.DEAD
            message.attempts += 1
            done.dead += 1
        case SendKind.RETRY:
            _put_off(message, done, now)
        case SendKind.SERVER_FAULT:
            # Nothing is wrong with the letter: it keeps its attempts and waits with the rest of the queue. Only an answer
            # lost after DATA counts, so that a letter which always breaks the connection cannot block the others.
            done.paused = True
            if outcome.stage is Stage.DATA:
                _put_off(message, done, now)
    log.info("letter", letter=message.id, kind=message.kind, outcome=outcome.kind.value, code=outcome.code)


def _put_off(message: OutboxMessage, done: Delivered, now: datetime) -> None:
    message.attempts += 1
    again = next_attempt(message.attempts, now, random.random())
    if again is None:
        message.state = LetterState.DEAD
        done.dead += 1
    else:
        message.next_attempt_at = again
        done.put_off += 1


def retry_letter(session: Session, message: OutboxMessage, *, now: datetime) -> None:
    """Put a dead letter back into the queue, as if it had not been tried."""
    message.state, message.attempts, message.next_attempt_at = LetterState.QUEUED, 0, now
    message.stale_after = None
    session.flush()


def drop_letter(session: Session, message: OutboxMessage) -> None:
    """Give a letter up; the ledger keeps it."""
    message.state, message.leased_until = LetterState.DROPPED, None
    session.flush()
