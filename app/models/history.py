"""What happened: the chain of each task's events, the day's seal, the sweep's flags, the runs of jobs.

Events and seals are append-only; database triggers refuse UPDATE and DELETE.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.history import EventKind
from app.models.people import User


class TaskEvent(Base):
    """One act of a person or of the register, in the chain of its task. actor None = the register itself."""

    __tablename__ = "task_event"
    __table_args__ = (sa.UniqueConstraint("task_id", "seq"), sa.Index("ix_task_event_at", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"))
    seq: Mapped[int]
    kind: Mapped[EventKind]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    previous_hash: Mapped[str]
    hash: Mapped[str]

    actor: Mapped[User | None] = relationship()


class Seal(Base):
    """One hash a local day over (task, event_count, event_head) of all tasks; kept outside the database as well."""

    __tablename__ = "seal"

    day: Mapped[date] = mapped_column(primary_key=True)
    hash: Mapped[str]
    tasks: Mapped[int]
    events: Mapped[int]
    sealed_at: Mapped[datetime]


class SealHead(Base):
    """The end of a task's chain at the end of a sealed day, written when it differs from the seal before.

    number: of the task, so that a task that is gone can be named; no foreign key, because a lost task is what it finds.
    """

    __tablename__ = "seal_head"

    day: Mapped[date] = mapped_column(sa.ForeignKey("seal.day"), primary_key=True)
    task_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    number: Mapped[str]
    events: Mapped[int]
    head: Mapped[str]


class OverdueFlag(Base):
    """The sweep has seen that the task is late against this deadline. Rebuilt by a rerun, outside the chain."""

    __tablename__ = "overdue_flag"

    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id", ondelete="CASCADE"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    flagged_at: Mapped[datetime]


class JobRun(Base):
    """A job has run for a slot; (job, slot) is unique, so two machines cannot both run it."""

    __tablename__ = "job_run"
    __table_args__ = (sa.UniqueConstraint("job", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    slot: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(default="")
