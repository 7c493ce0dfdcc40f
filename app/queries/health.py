"""Whether the processes beside the web live: ages of heartbeats and of the outbox. What is too old, pages decide."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import LetterState
from app.models import Heartbeat, OutboxMessage


def database_answers(session: Session) -> bool:
    """One statement; raises what the database raises."""
    return session.scalar(sa.select(sa.literal(1))) == 1


def heartbeat_ages(session: Session, now: datetime) -> dict[str, int]:
    """Seconds since each process last said that it is alive."""
    rows = session.execute(sa.select(Heartbeat.name, Heartbeat.beat_at).order_by(Heartbeat.name))
    return {name: max(0, int((now - beat_at).total_seconds())) for name, beat_at in rows}


def outbox_age(session: Session, now: datetime) -> int:
    """Seconds by which the oldest letter is overdue for sending; 0 when none waits."""
    oldest = session.scalar(
        sa.select(sa.func.min(OutboxMessage.next_attempt_at)).where(OutboxMessage.state == LetterState.QUEUED)
    )
    return max(0, int((now - oldest).total_seconds())) if oldest else 0
