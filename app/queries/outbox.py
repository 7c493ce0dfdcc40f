"""The outbox as a list, without what the letters say: a letter may hold a link that opens a door."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import LetterState
from app.models import OutboxMessage, User
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


def letters(session: Session, state: LetterState | None, cursor: str) -> Page[LetterLine]:
    """Letters, newest first, of one state or of all."""
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
    ).join(User, User.id == OutboxMessage.recipient_id)
    if state is not None:
        query = query.where(OutboxMessage.state == state)
    return page(session, query, Order((OutboxMessage.id,), descending=True), cursor, _line)


def letter_counts(session: Session) -> dict[LetterState, int]:
    """How many letters are in which state."""
    rows = session.execute(sa.select(OutboxMessage.state, sa.func.count()).group_by(OutboxMessage.state))
    return dict(rows.all())


def _line(row: AnyRow) -> LetterLine:
    return LetterLine(*row[:12])
