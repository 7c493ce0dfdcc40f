"""What the clock's processes write down of themselves: beats, the job at work, the moments that were believed.

When a moment is believed is said in `app.domain.clock_trouble`; which jobs there are, in `app.scheduler`.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.clock_trouble import TOLERANCE, ClockTrouble, clock_trouble
from app.models import ClockState, Heartbeat, JobRun

SCHEDULER = "scheduler"
SENDER = "sender"


def clock_state(session: Session) -> ClockState:
    """The scheduler's row as it is now; the migrations make it."""
    return session.get_one(ClockState, SCHEDULER, populate_existing=True)


def look_at_clock(session: Session, now: datetime) -> ClockTrouble | None:
    """Compare the moment with the last one that was believed, and believe it when it fits."""
    state = clock_state(session)
    trouble = clock_trouble(state.trusted_at, now)
    state.seen_at = now
    if trouble is None:
        state.trusted_at = max(now, state.trusted_at) if state.trusted_at else now
    return trouble


def resume_clock(session: Session, *, now: datetime) -> None:
    """A person says that the present clock is right: believe it, and forget runs that it has not come to yet."""
    state = clock_state(session)
    state.trusted_at = now
    session.execute(sa.delete(JobRun).where(JobRun.started_at > now + TOLERANCE))
    session.flush()


def be_quiet(session: Session, until: datetime) -> None:
    """Write no scheduled letters before that moment: what they would say may have been sent before a restore."""
    clock_state(session).quiet_until = until
    session.flush()


def begin_job(session: Session, job: str, slot: str, limit: timedelta, *, now: datetime) -> None:
    """Say which job is at work and until when it must have ended."""
    state = clock_state(session)
    state.running_job, state.running_slot = job, slot
    state.running_since, state.running_until = now, now + limit
    beat(session, SCHEDULER, now=now)


def end_job(session: Session, *, now: datetime) -> None:
    """Say that no job is at work."""
    state = clock_state(session)
    state.running_job = state.running_slot = ""
    state.running_since = state.running_until = None
    beat(session, SCHEDULER, now=now)


def beat(session: Session, name: str, *, now: datetime) -> None:
    """Move a heartbeat."""
    session.merge(Heartbeat(name=name, beat_at=now))
    session.flush()
