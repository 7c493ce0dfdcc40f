"""The clock of the register: JOBS and the one process that runs them.

Jobs are declared in code, never in a job store. APScheduler only ticks; which slots are due is decided from `clock.py`
and the rows of JobRun, whose unique (job, slot) makes a run safe on two machines at once. A leader lock saves the work.
"""

import os
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app import clock, schema
from app.config import Settings
from app.db import open_session, transaction
from app.domain.errors import NotFound
from app.leading import leadership
from app.models import JobRun
from app.services.clockwork import SENDER, beat, begin_job, clock_state, end_job, look_at_clock
from app.services.delivery import deliver_due
from app.services.digests import enqueue_digests
from app.services.job_runs import fail_slot, finish_slot, is_done, take_slot
from app.services.occurrences import create_occurrences
from app.services.reminders import enqueue_reminders
from app.services.seals import seal_day, write_seals
from app.services.sweep import sweep_overdue

TICK_SECONDS = 30.0
LIMIT_SECONDS = 900.0  # a run that takes longer hangs
HUNG = "over its time limit; the process was ended"
EXIT_HUNG = 75  # EX_TEMPFAIL: start it again

log = structlog.get_logger("tapsyrma.clock")


@dataclass(frozen=True)
class Moment:
    """What a job is told: the local day and hour of its slot, and the moment it really runs."""

    day: date
    hour: int
    now: datetime


@dataclass(frozen=True)
class Job:
    """A job. slots: the slots that are due by a local moment, oldest first; () for one that runs at every tick.

    own_transactions: it opens its transactions itself, and a run that was cut off is simply run again. letters: it writes
    or sends letters. believes: it rests while the clock is not believed.
    """

    name: str
    run: Callable[[Session, Settings, Moment], Any]
    slots: Callable[[datetime], tuple[str, ...]]
    own_transactions: bool = False
    letters: bool = False
    believes: bool = True


def _daily(hour: int) -> Callable[[datetime], tuple[str, ...]]:
    return lambda local: (local.date().isoformat(),) if local.hour >= hour else ()


def _hourly(first: int) -> Callable[[datetime], tuple[str, ...]]:
    # Only the latest hour: everybody whose hour has come is served by it, so a pause writes one letter and not many.
    return lambda local: (f"{local.date().isoformat()}T{local.hour:02}",) if local.hour >= first else ()


def _always(_local: datetime) -> tuple[str, ...]:
    return ()


def _seal(session: Session, _settings: Settings, moment: Moment) -> Any:
    yesterday = moment.day - timedelta(days=1)
    return seal_day(session, yesterday, now=moment.now).hash


def _deliver(session: Session, settings: Settings, moment: Moment) -> Any:
    if not settings.smtp_url:
        return {"skipped": "no SMTP_URL"}
    owner = f"{socket.gethostname()}:{os.getpid()}"
    now = since(moment.now)
    done = deliver_due(session, smtp_url=settings.smtp_url, sender=settings.mail_from, owner=owner, now=now)
    with transaction(session):
        beat(session, SENDER, now=now())
    return asdict(done)


JOBS = (
    Job("seal", _seal, _daily(0)),
    # Files are copies of committed rows, hence a job of its own; it only reads the database.
    Job(
        "seal-file",
        lambda s, settings, _: write_seals(s, settings.seals),
        _always,
        own_transactions=True,
        believes=False,
    ),
    # Before the sweep: an occurrence that was missed is late at once.
    Job("occurrences", lambda s, _, m: create_occurrences(s, m.day, now=m.now), _daily(0)),
    Job(
        "flag-overdue",
        lambda s, _, m: sweep_overdue(s, m.day, now=m.now),
        _daily(0),
        own_transactions=True,
        believes=False,
    ),
    Job(
        "reminders",
        lambda s, _, m: enqueue_reminders(s, m.day, now=m.now),
        _daily(5),
        own_transactions=True,
        letters=True,
    ),
    Job(
        "digests",
        lambda s, _, m: enqueue_digests(s, m.day, m.hour, now=m.now),
        _hourly(5),
        own_transactions=True,
        letters=True,
    ),
    Job("deliver", _deliver, _always, own_transactions=True),
)
JOB_BY_NAME = {job.name: job for job in JOBS}


def run_job(session: Session, settings: Settings, name: str, now: datetime) -> Any:
    """Run one job now, whatever its slots say. Raises NotFound for an unknown name."""
    if name not in JOB_BY_NAME:
        raise NotFound("job_unknown", name=name)
    local = now.astimezone(clock.ZONE)
    return _run(session, settings, JOB_BY_NAME[name], Moment(local.date(), local.hour, now))


def _run(session: Session, settings: Settings, job: Job, moment: Moment) -> Any:
    if job.own_transactions:
        return job.run(session, settings, moment)
    with transaction(session):
        return job.run(session, settings, moment)


@dataclass
class Work:
    """The job that a tick is at, for whoever watches it: its name, slot, and the monotonic second when it must end."""

    job: str = ""
    slot: str = ""
    ends: float = 0.0


def tick(
    session: Session,
    settings: Settings,
    now: datetime,
    *,
    leads: Callable[[], bool] = lambda: True,
    without: frozenset[str] = frozenset(),
    work: Work | None = None,
) -> dict[str, Any]:
    """Run every slot that is due and has not run, moving the heartbeat. Returns the outcomes by job and slot.

    leads: asked before each slot. without: names of jobs that another process does. A clock that is not believed
    (`app.domain.clock_trouble`) flags what is overdue and writes no letter; the demo moves its clock on purpose.
    """
    outcomes: dict[str, Any] = {}
    local, moment = now.astimezone(clock.ZONE), since(now)
    with transaction(session):
        trouble = None if settings.demo else look_at_clock(session, now)
        quiet_until = clock_state(session).quiet_until
    if trouble:
        log.error("clock_not_believed", trouble=trouble.value, now=now.isoformat())
    quiet = quiet_until is not None and now < quiet_until
    for job in _in_order(session, local):
        if job.name in without or (trouble and job.believes) or (quiet and job.letters):
            continue
        for slot in ("",) if job.slots is _always else job.slots(local):
            if not leads():
                return outcomes
            if not slot or not is_done(session, job.name, slot):
                outcome = _watched(session, settings, job, slot, moment, work or Work())
                if outcome is not None:
                    outcomes[f"{job.name} {slot}".strip()] = outcome
    with transaction(session):
        end_job(session, now=moment())
    return outcomes


def since(now: datetime) -> Callable[[], datetime]:
    """A clock that goes on from a moment and does not jump."""
    began = clock.monotonic()
    return lambda: now + timedelta(seconds=clock.monotonic() - began)


def _in_order(session: Session, local: datetime) -> list[Job]:
    """The jobs; one that hung in a slot that is still due comes after the others, so that it cannot hold them up again."""
    hung = {
        job.name
        for job in JOBS
        for slot in job.slots(local)
        if session.scalar(sa.select(JobRun.error).where(JobRun.job == job.name, JobRun.slot == slot)) == HUNG
    }
    return sorted(JOBS, key=lambda job: job.name in hung)


def _watched(
    session: Session, settings: Settings, job: Job, slot: str, moment: Callable[[], datetime], work: Work
) -> Any:
    with transaction(session):
        begin_job(session, job.name, slot, timedelta(seconds=LIMIT_SECONDS), now=moment())
    work.ends = clock.monotonic() + LIMIT_SECONDS
    work.slot, work.job = slot, job.name
    try:
        return _safely(session, settings, job, slot, moment())
    finally:
        work.job = ""


def _safely(session: Session, settings: Settings, job: Job, slot: str, now: datetime) -> Any:
    """A job that fails is written down and tried again at the next tick; the others run all the same."""
    try:
        outcome = _run_slot(session, settings, job, slot, now) if slot else _run(session, settings, job, _at(now))
    except Exception as error:
        log.exception("job_failed", job=job.name, slot=slot)
        if slot:
            with transaction(session):
                fail_slot(session, job.name, slot, f"{type(error).__name__}: {error}", now=now)
        return None
    if outcome is not None:
        log.info("job", job=job.name, slot=slot, outcome=outcome)
    return outcome


def _at(now: datetime) -> Moment:
    local = now.astimezone(clock.ZONE)
    return Moment(local.date(), local.hour, now)


def _run_slot(session: Session, settings: Settings, job: Job, slot: str, now: datetime) -> Any:
    """Run a slot that has not been run; None when another process did meanwhile.

    Work and row are one transaction: a crash leaves neither, a second machine finds the row taken. A job with transactions
    of its own writes the row when all is done, and does no harm twice.
    """
    day, _, hour = slot.partition("T")
    moment = Moment(date.fromisoformat(day), int(hour or 0), now)
    if job.own_transactions:
        result = job.run(session, settings, moment)
        with transaction(session):
            if not take_slot(session, job.name, slot, now=now):
                return None
            finish_slot(session, job.name, slot, result, now=now)
        return result
    with transaction(session):
        if not take_slot(session, job.name, slot, now=now):
            return None
        result = job.run(session, settings, moment)
        finish_slot(session, job.name, slot, result, now=now)
    return result


def run_forever(
    settings: Settings,
    stop: threading.Event | None = None,
    *,
    every: float = TICK_SECONDS,
    without: frozenset[str] = frozenset(),
) -> None:
    """Tick at start (which catches up) and every so many seconds until told to stop. One run at a time.

    Raises RuntimeError for old zone data. A job that is over its limit ends the process: a thread cannot be stopped, and
    whoever supervises the process starts it anew, with that job last.
    """
    from apscheduler.schedulers.background import BackgroundScheduler

    stop = stop or threading.Event()
    if problem := clock.check_tzdata():
        raise RuntimeError(problem)
    work, busy = Work(), threading.Lock()
    with leadership(settings) as leads:

        def once() -> None:
            if busy.acquire(blocking=False):
                try:
                    _tick_safely(settings, leads, without, work)
                finally:
                    busy.release()

        scheduler = BackgroundScheduler(timezone="UTC")
        scheduler.add_job(once, misfire_grace_time=None)
        scheduler.add_job(once, "interval", seconds=every, coalesce=True, misfire_grace_time=None)
        scheduler.start()
        try:
            while not stop.wait(1.0):
                if work.job and clock.monotonic() > work.ends:
                    _end_hung(settings, work)
        finally:
            scheduler.shutdown()


def run_once(settings: Settings, *, without: frozenset[str] = frozenset()) -> bool:
    """One tick, if this process gets to lead; False when another one does."""
    with leadership(settings) as leads, _session(settings) as session:
        if not leads():
            return False
        tick(session, settings, clock.now(), leads=leads, without=without)
        return True


def _session(settings: Settings) -> Session:
    return open_session(settings.database_url, base_url=settings.base_url, signing_key=settings.secret_key)


def _tick_safely(settings: Settings, leads: Callable[[], bool], without: frozenset[str], work: Work) -> None:
    """One tick of whoever leads; what fails is logged, and the next tick tries again."""
    try:
        if not leads():
            return
        if (current := schema.current(settings.database_url)) != schema.head():
            log.error("schema_differs", database=current, code=schema.head())
            return
        with _session(settings) as session:
            tick(session, settings, clock.now(), leads=leads, without=without, work=work)
    except Exception:
        log.exception("tick_failed")


def _end_hung(settings: Settings, work: Work) -> None:
    """Name the job with what it was doing, keep that for the list of runs, end the process. The demo lives on."""
    frames = {thread: "".join(traceback.format_stack(frame)) for thread, frame in sys._current_frames().items()}
    doing = next((stack for stack in frames.values() if "_safely" in stack), "")
    log.critical("job_hung", job=work.job, slot=work.slot, stack=doing)
    if settings.demo:
        return
    if work.slot:
        try:
            with open_session(settings.database_url) as session, transaction(session):
                fail_slot(session, work.job, work.slot, HUNG, now=clock.now())
        except sa.exc.DBAPIError:
            log.exception("job_hung_not_written")
    os._exit(EXIT_HUNG)
