"""The clock of the register: JOBS and the one process that runs them.

Jobs are declared in code, never in a job store. APScheduler only ticks; which slots are due is decided from `clock.py`
and the rows of JobRun, whose unique (job, slot) makes a run safe on two machines at once. A leader lock saves the work.
"""

import fcntl
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app import clock
from app.config import Settings
from app.db import engine, open_session, transaction
from app.domain.errors import NotFound
from app.models import Heartbeat, JobRun
from app.services.delivery import deliver_due
from app.services.digests import enqueue_digests
from app.services.history import seal_day
from app.services.reminders import enqueue_reminders
from app.services.sweep import flag_overdue

HEARTBEAT = "scheduler"
TICK_SECONDS = 30
LEADER_KEY = 0x7A95  # any number, the same in all processes of one database

log = structlog.get_logger()


@dataclass(frozen=True)
class Moment:
    """What a job is told: the local day and hour of its slot, and the moment it really runs."""

    day: date
    hour: int
    now: datetime


@dataclass(frozen=True)
class Job:
    """A job. slots: the slots that are due by a local moment, oldest first; () for one that runs at every tick."""

    name: str
    run: Callable[[Session, Settings, Moment], Any]
    slots: Callable[[datetime], tuple[str, ...]]


def _daily(hour: int) -> Callable[[datetime], tuple[str, ...]]:
    return lambda local: (local.date().isoformat(),) if local.hour >= hour else ()


def _hourly(first: int) -> Callable[[datetime], tuple[str, ...]]:
    # Only the latest hour: everybody whose hour has come is served by it, so a pause writes one letter and not many.
    return lambda local: (f"{local.date().isoformat()}T{local.hour:02}",) if local.hour >= first else ()


def _always(_local: datetime) -> tuple[str, ...]:
    return ()


def _seal(session: Session, settings: Settings, moment: Moment) -> Any:
    yesterday = moment.day - timedelta(days=1)
    return seal_day(session, yesterday, now=moment.now, folder=settings.data / "seals").hash


def _deliver(session: Session, settings: Settings, moment: Moment) -> Any:
    if not settings.smtp_url:
        return {"skipped": "no SMTP_URL"}
    owner = f"{socket.gethostname()}:{os.getpid()}"
    return asdict(
        deliver_due(session, smtp_url=settings.smtp_url, sender=settings.mail_from, owner=owner, now=lambda: moment.now)
    )


JOBS = (
    Job("seal", _seal, _daily(0)),
    Job("flag-overdue", lambda s, _, m: flag_overdue(s, m.day, now=m.now), _daily(0)),
    Job("reminders", lambda s, _, m: enqueue_reminders(s, m.day, now=m.now), _daily(5)),
    Job("digests", lambda s, _, m: enqueue_digests(s, m.day, m.hour, now=m.now), _hourly(5)),
    Job("deliver", _deliver, _always),
)
JOB_BY_NAME = {job.name: job for job in JOBS}
# Opens its transactions itself: nothing may be open while a server is spoken to.
_OWN_TRANSACTIONS = frozenset({"deliver"})


def run_job(session: Session, settings: Settings, name: str, now: datetime) -> Any:
    """Run one job now, whatever its slots say. Raises NotFound for an unknown name."""
    if name not in JOB_BY_NAME:
        raise NotFound("job_unknown", name=name)
    local = now.astimezone(clock.ZONE)
    moment = Moment(local.date(), local.hour, now)
    if name in _OWN_TRANSACTIONS:
        return JOB_BY_NAME[name].run(session, settings, moment)
    with transaction(session):
        return JOB_BY_NAME[name].run(session, settings, moment)


def tick(session: Session, settings: Settings, now: datetime) -> dict[str, Any]:
    """Run every slot that is due and has not run, then move the heartbeat. Returns the outcomes by job and slot."""
    outcomes: dict[str, Any] = {}
    local = now.astimezone(clock.ZONE)
    for job in JOBS:
        for slot in job.slots(local):
            if (outcome := _run_slot(session, settings, job, slot, now)) is not None:
                outcomes[f"{job.name} {slot}"] = outcome
        if job.slots is _always:
            outcomes[job.name] = _safely(job, lambda job=job: run_job(session, settings, job.name, now))  # type: ignore[misc]
    with transaction(session):
        session.merge(Heartbeat(name=HEARTBEAT, beat_at=now))
    return outcomes


def _run_slot(session: Session, settings: Settings, job: Job, slot: str, now: datetime) -> Any:
    """Work and its JobRun row are one transaction: a crash leaves neither, a second machine finds the row taken."""
    if session.scalar(sa.select(JobRun.id).where(JobRun.job == job.name, JobRun.slot == slot)):
        return None

    def work() -> Any:
        with transaction(session):
            run = JobRun(job=job.name, slot=slot, started_at=now)
            session.add(run)
            session.flush()
            day, _, hour = slot.partition("T")
            result = job.run(session, settings, Moment(date.fromisoformat(day), int(hour or 0), now))
            run.outcome, run.finished_at = {"result": result}, now
            return result

    return _safely(job, work)


def _safely(job: Job, work: Callable[[], Any]) -> Any:
    """A job that fails is logged and tried again at the next tick; the others run all the same."""
    try:
        outcome = work()
    except sa.exc.IntegrityError:
        log.info("slot_taken", job=job.name)
        return None
    except Exception:
        log.exception("job_failed", job=job.name)
        return None
    log.info("job", job=job.name, outcome=outcome)
    return outcome


@contextmanager
def leadership(settings: Settings) -> Iterator[Callable[[], bool]]:
    """Yields a question "do I lead?"; whoever asks first and holds the lock does.

    PostgreSQL: an advisory lock on a connection of its own. SQLite: flock on a file beside the database.
    """
    with ExitStack() as stack:
        if engine(settings.database_url).dialect.name == "postgresql":
            connection = stack.enter_context(engine(settings.database_url).connect())
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()  # closing it must end the lock, not lend the connection to somebody else
            query = sa.text("SELECT pg_try_advisory_lock(:key)")
            held = False

            def leads() -> bool:
                nonlocal held
                # The lock lives as long as its connection: a ping tells both.
                held = held or bool(connection.execute(query, {"key": LEADER_KEY}).scalar())
                connection.exec_driver_sql("SELECT 1")
                return held

            yield leads
        else:
            settings.data.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context((settings.data / "scheduler.lock").open("w"))

            def leads() -> bool:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                return True

            yield leads


def run_forever(settings: Settings, stop: threading.Event | None = None) -> None:
    """Tick at start (which catches up) and every half minute until told to stop. One thread, one run at a time."""
    from apscheduler.schedulers.background import BackgroundScheduler

    stop = stop or threading.Event()
    if problem := clock.check_tzdata():
        raise RuntimeError(problem)
    with leadership(settings) as leads:

        def once() -> None:
            if not leads():
                return
            with open_session(settings.database_url, base_url=settings.base_url) as session:
                tick(session, settings, clock.now())

        once()
        scheduler = BackgroundScheduler(timezone="UTC")
        scheduler.add_job(
            once, "interval", seconds=TICK_SECONDS, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        scheduler.start()
        try:
            stop.wait()
        finally:
            scheduler.shutdown()
