"""The ledger of letters: why a task stands in a letter (notice) and the letter itself with its delivery (outbox).

Letters are enqueued in the business transaction under a unique key, so a crash neither loses nor doubles them.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import LetterState
from app.models.people import User


class Notice(Base):
    """A reminder rule has put a task into a person's letter: once for each deadline (weekly rules: and week)."""

    __tablename__ = "notice"
    __table_args__ = (sa.UniqueConstraint("recipient_id", "task_id", "rule", "due_on", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    rule: Mapped[str]
    due_on: Mapped[date]
    week: Mapped[str] = mapped_column(default="")
    noticed_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox_message.id"))


class OutboxMessage(Base):
    """A rendered letter to one person. dedupe_key is unique; message_id_header never changes over retries."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.Index(
            "ix_outbox_message_queued",
            "next_attempt_at",
            "id",
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        ),
        sa.CheckConstraint("attempts >= 0", name="attempts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"), index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    language: Mapped[str]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    message_id_header: Mapped[str] = mapped_column(unique=True)
    state: Mapped[LetterState] = mapped_column(default=LetterState.QUEUED)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    stale_after: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    sent_to: Mapped[str] = mapped_column(default="")
    last_error: Mapped[str] = mapped_column(default="")

    recipient: Mapped[User] = relationship(lazy="joined")


class Heartbeat(Base):
    """A process says that it is alive; /healthz reads the age."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]
