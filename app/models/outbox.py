"""The ledger of letters: why a task stands in a letter (notice), the letter itself with its delivery (outbox), and what
the processes beside the web must remember about the mail server, bad addresses and the clock.

Letters are enqueued in the business transaction under a unique key, so a crash neither loses nor doubles them.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import LetterState
from app.models.people import User


class Notice(Base):
    """A reminder rule has put a task into a person's letter: once for each deadline (weekly rules: and week).

    about: whose date due_on is: the task's, the co-executor's part, an interim date. for: whom the recipient stood in for.
    """

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("recipient_id", "task_id", "rule", "due_on", "week"),
        sa.Index(
            "ix_notice_untold",
            "recipient_id",
            sqlite_where=sa.text("message_id IS NULL"),
            postgresql_where=sa.text("message_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    rule: Mapped[str]
    due_on: Mapped[date]
    week: Mapped[str] = mapped_column(default="")
    noticed_at: Mapped[datetime]
    about: Mapped[str] = mapped_column(default="task", server_default="task")
    for_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox_message.id"))


class OutboxMessage(Base):
    """A rendered letter to one person. dedupe_key is unique; message_id_header never changes over retries.

    for: whom the recipient stood in for when it was written; unsubscribe_url: of letters that may be unsubscribed.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.Index(
            "ix_outbox_message_queued",
            "next_attempt_at",
            "id",
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        ),
        sa.Index(
            "ix_outbox_message_digests",
            "recipient_id",
            "created_at",
            sqlite_where=sa.text("kind = 'digest'"),
            postgresql_where=sa.text("kind = 'digest'"),
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
    for_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    unsubscribe_url: Mapped[str] = mapped_column(default="", server_default="")

    recipient: Mapped[User] = relationship(lazy="joined", foreign_keys=recipient_id)


class Heartbeat(Base):
    """A process says that it is alive; /healthz reads the age."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]


class QueueState(Base):
    """How the mail server behaves: faults in a row, and until when nothing is sent. One row, `letters`.

    reason: the server's last answer that was its own fault; since: when the first of the faults in a row happened.
    """

    __tablename__ = "queue_state"

    name: Mapped[str] = mapped_column(primary_key=True)
    faults: Mapped[int] = mapped_column(default=0)
    paused_until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime | None]


class SuppressedAddress(Base):
    """An address that a server refused for good: nothing is sent to it until an administrator lifts the row.

    The address is suppressed, not the account: another address of the same person works at once.
    """

    __tablename__ = "suppressed_address"
    __table_args__ = (
        sa.Index(
            "uq_suppressed_address_open",
            "address",
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    reason: Mapped[str]
    since: Mapped[datetime]
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox_message.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))

    lifted_by: Mapped[User | None] = relationship()


class ClockState(Base):
    """What the scheduler remembers between ticks. One row, `scheduler`.

    trusted_at: the last tick whose moment was believed; seen_at: the last tick; quiet_until: no scheduled letters are
    written before that moment (set after a restore). running_*: the job at work, empty between jobs; running_until: when
    it must have ended.
    """

    __tablename__ = "clock_state"

    name: Mapped[str] = mapped_column(primary_key=True)
    trusted_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    quiet_until: Mapped[datetime | None]
    running_job: Mapped[str] = mapped_column(default="")
    running_slot: Mapped[str] = mapped_column(default="")
    running_since: Mapped[datetime | None]
    running_until: Mapped[datetime | None]
