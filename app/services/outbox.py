"""What people do with letters that did not go out: send again, give up, hold back after a restore, let go.

Sending is `delivery.py`'s; writing a letter `letters.py`'s.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import LetterState
from app.domain.errors import InvalidInput
from app.models import OutboxMessage

WAITING = (LetterState.DEAD, LetterState.HELD)


def retry_letter(session: Session, message: OutboxMessage, *, now: datetime) -> bool:
    """Put a dead or held letter back into the queue, as if it had not been tried; False when it is there already.

    Raises InvalidInput: "letter_gone" (sent or given up), "letter_stale" (its news is over).
    """
    if message.state is LetterState.QUEUED:
        return False
    if message.state not in WAITING:
        raise InvalidInput("letter_gone")
    if message.stale_after is not None and message.stale_after <= now:
        raise InvalidInput("letter_stale")
    message.state, message.attempts, message.next_attempt_at = LetterState.QUEUED, 0, now
    session.flush()
    return True


def drop_letter(session: Session, message: OutboxMessage) -> bool:
    """Give a letter up that was not sent; the ledger keeps it. False when it was given up already.

    Raises InvalidInput: "letter_gone" (it was sent).
    """
    if message.state is LetterState.DROPPED:
        return False
    if message.state is LetterState.SENT:
        raise InvalidInput("letter_gone")
    message.state, message.leased_until, message.leased_by = LetterState.DROPPED, None, ""
    session.flush()
    return True


def hold_letters(session: Session, before: datetime) -> int:
    """Hold back every queued letter written before the moment: after a restore it may have been sent already."""
    statement = (
        sa.update(OutboxMessage)
        .where(OutboxMessage.state == LetterState.QUEUED, OutboxMessage.created_at < before)
        .values(state=LetterState.HELD, leased_until=None, leased_by="")
    )
    return session.execute(statement, execution_options={"synchronize_session": "fetch"}).rowcount  # type: ignore[attr-defined]
