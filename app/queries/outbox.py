"""The outbox as a list, without what the letters say: a letter may hold a link that opens a door."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import LetterState
from app.models import OutboxMessage, QueueState, SuppressedAddress, User
from app.queries.keyset import AnyRow, Order, Page, page


@dataclass(frozen=True)
class LetterLine:
    """A letter and its delivery."""

    id: int
    created_at: datetime
    kind: str
    subject: str
    recipient_id: int
    recipient: str
    email: str
    state: LetterState
    attempts: int
    next_attempt_at: datetime
    sent_at: datetime | None
    last_error: str
    stale_after: datetime | None


def letters(session: Session, state: LetterState | None, cursor: str) -> Page[LetterLine]:
    """Letters, newest first, of one state or of all."""
    return page(session, _lines(state), Order((OutboxMessage.id,), descending=True), cursor, _line)


def _lines(state: LetterState | None) -> sa.Select:
    query = sa.select(
        OutboxMessage.id,
        OutboxMessage.created_at,
        OutboxMessage.kind,
        OutboxMessage.subject,
        User.id,
        User.name,
        User.email,
        OutboxMessage.state,
        OutboxMessage.attempts,
        OutboxMessage.next_attempt_at,
        OutboxMessage.sent_at,
        OutboxMessage.last_error,
        OutboxMessage.stale_after,
    ).join(User, User.id == OutboxMessage.recipient_id)
    if state is not None:
        query = query.where(OutboxMessage.state == state)
    return query


def letter_lines(session: Session, state: LetterState | None, limit: int) -> list[LetterLine]:
    """The newest letters of one state or of all."""
    query = _lines(state).order_by(OutboxMessage.id.desc()).limit(limit)
    return [_line(row) for row in session.execute(query)]


def ids_of(session: Session, state: LetterState) -> list[int]:
    """The letters in that state, the oldest first."""
    query = sa.select(OutboxMessage.id).where(OutboxMessage.state == state).order_by(OutboxMessage.id)
    return list(session.scalars(query))


def queue_now(session: Session) -> QueueState:
    """How the mail server behaves."""
    return session.get_one(QueueState, "letters", populate_existing=True)


def suppressed_addresses(session: Session) -> list[tuple[SuppressedAddress, str]]:
    """Addresses to which nothing is sent, the newest first, each with whose it is now (empty: nobody's)."""
    query = (
        sa.select(SuppressedAddress, sa.func.coalesce(User.name, ""))
        .outerjoin(User, sa.func.lower(User.email) == SuppressedAddress.address)
        .where(SuppressedAddress.lifted_at.is_(None))
        .order_by(SuppressedAddress.id.desc())
    )
    return [(row, name) for row, name in session.execute(query)]


def letter_counts(session: Session) -> dict[LetterState, int]:
    """How many letters are in which state."""
    rows = session.execute(sa.select(OutboxMessage.state, sa.func.count()).group_by(OutboxMessage.state))
    return dict(rows.all())


def _line(row: AnyRow) -> LetterLine:
    return LetterLine(*row[:13])
