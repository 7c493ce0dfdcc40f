"""Whether the processes beside the web live: ages of heartbeats and of the outbox, the clock, runs of jobs, the structure.

What is too old, pages decide.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.clock_trouble import ClockTrouble, clock_trouble
from app.domain.enums import LetterState
from app.models import ClockState, Heartbeat, JobRun, OutboxMessage, QueueState


@dataclass(frozen=True)
class ClockNow:
    """The scheduler's clock. hung: the job at work (`running`, empty for none) is over its limit."""

    trouble: ClockTrouble | None
    trusted_at: datetime | None
    quiet_until: datetime | None
    running: str
    running_slot: str
    running_since: datetime | None
    hung: bool


def database_answers(session: Session) -> bool:
    """One statement; raises what the database raises."""
    return session.scalar(sa.select(sa.literal(1))) == 1


def revision(session: Session) -> str | None:
    """The revision of the database's structure."""
    return session.scalar(sa.text("SELECT version_num FROM alembic_version"))


def heartbeat_ages(session: Session, now: datetime) -> dict[str, int]:
    """Seconds between now and the beat of each process. A beat that lies in the future is as wrong as an old one."""
    rows = session.execute(sa.select(Heartbeat.name, Heartbeat.beat_at).order_by(Heartbeat.name))
    return {name: abs(int((now - beat_at).total_seconds())) for name, beat_at in rows}


def outbox_age(session: Session, now: datetime) -> int:
    """Seconds by which the oldest letter is overdue for sending; 0 when none waits."""
    oldest = session.scalar(sa.select(sa.func.min(OutboxMessage.next_attempt_at)).where(_QUEUED))
    return max(0, int((now - oldest).total_seconds())) if oldest else 0


def letters_in(session: Session, state: LetterState) -> int:
    """How many letters are in that state."""
    return session.scalar(sa.select(sa.func.count()).where(OutboxMessage.state == state)) or 0


def queue_faults(session: Session, now: datetime) -> tuple[int, bool]:
    """Faults of the mail server in a row, and whether the queue is paused for them."""
    state = session.get_one(QueueState, "letters", populate_existing=True)
    return state.faults, state.paused_until is not None and now < state.paused_until


def clock_now(session: Session, now: datetime) -> ClockNow:
    """Whether the scheduler believes its clock, and what it is at."""
    state = session.get_one(ClockState, "scheduler", populate_existing=True)
    hung = bool(state.running_job and state.running_until and state.running_until < now)
    return ClockNow(
        clock_trouble(state.trusted_at, now),
        state.trusted_at,
        state.quiet_until,
        state.running_job,
        state.running_slot,
        state.running_since,
        hung,
    )


def job_runs(session: Session, name: str, limit: int) -> list[JobRun]:
    """The newest runs of one job or of all."""
    query = sa.select(JobRun).order_by(JobRun.started_at.desc(), JobRun.id.desc()).limit(limit)
    return list(session.scalars(query.where(JobRun.job == name) if name else query))


def failing_jobs(session: Session) -> list[tuple[str, str]]:
    """(job, slot) of the newest slot of each job, where that run failed and has not succeeded since."""
    newest = sa.select(sa.func.max(JobRun.id)).group_by(JobRun.job)
    query = sa.select(JobRun.job, JobRun.slot).where(JobRun.id.in_(newest), JobRun.finished_at.is_(None))
    return [(job, slot) for job, slot in session.execute(query)]


# The literal is what the partial index is declared with.
_QUEUED = sa.text("outbox_message.state = 'queued'")
