"""Which slots have been run: one row for each job and slot, taken by whoever comes first.

A row without `finished_at` is a run that failed; it is taken again until it succeeds.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import JobRun

LONGEST_ERROR = 500


def is_done(session: Session, job: str, slot: str) -> bool:
    """Whether the slot has been run."""
    return bool(session.scalar(_row(job, slot).where(JobRun.finished_at.is_not(None))))


def take_slot(session: Session, job: str, slot: str, *, now: datetime) -> bool:
    """Take the slot for this transaction; False when another process has run it. Waits for one that is at it."""
    values = {"job": job, "slot": slot, "started_at": now, "outcome": {}, "error": ""}
    taken = session.scalar(_insert(session).values(values).on_conflict_do_nothing().returning(JobRun.id))
    if taken is None:
        again = sa.update(JobRun).where(JobRun.job == job, JobRun.slot == slot, JobRun.finished_at.is_(None))
        taken = session.scalar(again.values(started_at=now).returning(JobRun.id), execution_options=_CORE)
    return taken is not None


def finish_slot(session: Session, job: str, slot: str, result: Any, *, now: datetime) -> None:
    """The slot has been run; result: anything JSON can hold."""
    done = sa.update(JobRun).where(JobRun.job == job, JobRun.slot == slot)
    session.execute(done.values(finished_at=now, outcome={"result": result}, error=""), execution_options=_CORE)


def fail_slot(session: Session, job: str, slot: str, error: str, *, now: datetime) -> None:
    """Keep why a run failed, for the list of runs; a run that succeeded meanwhile stays as it is."""
    values = {"job": job, "slot": slot, "started_at": now, "outcome": {}, "error": error[:LONGEST_ERROR]}
    insert = _insert(session).values(values)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[JobRun.job, JobRun.slot],
            set_={"started_at": insert.excluded.started_at, "error": insert.excluded.error},
            where=JobRun.finished_at.is_(None),
        ),
        execution_options=_CORE,
    )


_CORE = {"synchronize_session": False}


def _row(job: str, slot: str) -> sa.Select[int]:
    return sa.select(JobRun.id).where(JobRun.job == job, JobRun.slot == slot)


def _insert(session: Session) -> Any:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(JobRun)
