"""The clock: slots run once, late slots are caught up with, two schedulers do not double, a failing job stops nobody."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import scheduler
from app.config import Settings
from app.db import engine, transaction
from app.domain.errors import NotFound
from app.leading import leadership
from app.models import Heartbeat, JobRun, OutboxMessage, OverdueFlag, Seal
from app.scheduler import JOBS, run_job, tick
from app.services.clockwork import SCHEDULER
from notifications.mailcatcher import MailCatcher
from tests import factories
from tests.conftest import NOW, TODAY


@pytest.fixture
def own(own_database: str, settings: Settings) -> Iterator[tuple[Session, Settings]]:
    """A session that really commits, and its settings."""
    with Session(engine(own_database), expire_on_commit=False, info={"base_url": "http://localhost"}) as session:
        with transaction(session):
            factories.user(session)
            factories.task(session, due_on=TODAY, now=NOW - timedelta(days=90))
            factories.task(session, due_on=TODAY - timedelta(days=1), now=NOW - timedelta(days=90))
        yield session, settings.changed(database_url=own_database)


def runs(session: Session) -> list[tuple[str, str]]:
    done = sa.select(JobRun.job, JobRun.slot).where(JobRun.finished_at.is_not(None)).order_by(JobRun.id)
    return [tuple(row) for row in session.execute(done)]


def test_a_tick_runs_every_due_slot_once(own: tuple[Session, Settings], tmp_path: Path) -> None:
    session, settings = own
    with MailCatcher(tmp_path / "mail") as mailbox:
        settings = settings.changed(smtp_url=mailbox.url)
        first = tick(session, settings, NOW)  # 09:00 in Almaty
        again = tick(session, settings, NOW)
        assert len(mailbox.messages) == 1
    assert runs(session) == [
        ("seal", "2026-11-20"),
        ("occurrences", "2026-11-20"),
        ("flag-overdue", "2026-11-20"),
        ("reminders", "2026-11-20"),
        ("digests", "2026-11-20T09"),
    ]
    assert first["flag-overdue 2026-11-20"] == 1
    assert set(again) == {"deliver", "seal-file"}
    assert session.scalar(sa.select(sa.func.count()).select_from(OverdueFlag)) == 1
    assert timedelta(0) <= session.get(Heartbeat, SCHEDULER).beat_at - NOW < timedelta(minutes=1)


def test_a_pause_of_three_days_is_caught_up_with_once(own: tuple[Session, Settings]) -> None:
    session, settings = own
    tick(session, settings, NOW - timedelta(days=4))
    tick(session, settings, NOW)
    digests = session.scalars(sa.select(OutboxMessage.dedupe_key).where(OutboxMessage.kind == "digest")).all()
    assert sorted(key.split(":")[-1] for key in digests) == ["2026-11-16", "2026-11-20"]
    assert [seal.day.day for seal in session.scalars(sa.select(Seal).order_by(Seal.day))] == [15, 19]


def test_nothing_runs_before_its_hour(own: tuple[Session, Settings]) -> None:
    session, settings = own
    tick(session, settings, NOW - timedelta(hours=6))  # 03:00 in Almaty
    assert [job for job, _ in runs(session)] == ["seal", "occurrences", "flag-overdue"]


def test_a_slot_taken_by_another_machine_leaves_no_trace(own: tuple[Session, Settings]) -> None:
    session, settings = own
    job = next(job for job in JOBS if job.name == "occurrences")

    def overtaken(work: Session, settings: Settings, moment: scheduler.Moment) -> int:
        # Another scheduler commits the same slot while this one works; on SQLite the writer's lock rules that out.
        if engine(settings.database_url).dialect.name == "postgresql":
            with Session(engine(settings.database_url)) as other, pytest.raises(sa.exc.DBAPIError):
                other.execute(sa.text("SET lock_timeout = '100ms'"))
                other.add(JobRun(job="occurrences", slot="2026-11-20", started_at=NOW, outcome={}, error=""))
                other.flush()
        return job.run(work, settings, moment)

    assert scheduler._run_slot(session, settings, replace(job, run=overtaken), "2026-11-20", NOW) == 0
    with Session(engine(settings.database_url)) as other:
        assert scheduler._run_slot(other, settings, job, "2026-11-20", NOW) is None
    assert runs(session) == [("occurrences", "2026-11-20")]


def test_a_failing_job_is_tried_again_and_stops_nobody(
    own: tuple[Session, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, settings = own

    def broken(*_: object) -> None:
        raise RuntimeError("disk full")

    jobs = tuple(replace(job, run=broken) if job.name == "seal" else job for job in JOBS)
    monkeypatch.setattr(scheduler, "JOBS", jobs)
    tick(session, settings, NOW)
    assert ("seal", "2026-11-20") not in runs(session)
    assert session.scalar(sa.select(JobRun.error).where(JobRun.job == "seal")) == "RuntimeError: disk full"
    assert ("flag-overdue", "2026-11-20") in runs(session)
    monkeypatch.setattr(scheduler, "JOBS", JOBS)
    tick(session, settings, NOW)
    assert ("seal", "2026-11-20") in runs(session)


def test_an_unknown_job_is_refused(own: tuple[Session, Settings]) -> None:
    with pytest.raises(NotFound):
        run_job(*own, "no-such-job", NOW)


def test_one_of_two_leads(own: tuple[Session, Settings]) -> None:
    _, settings = own
    with leadership(settings) as first, leadership(settings) as second:
        assert (first(), second(), first()) == (True, False, True)
    with leadership(settings) as third:
        assert third()


def test_the_process_ticks_and_stops_on_a_signal(own: tuple[Session, Settings]) -> None:
    session, settings = own
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "TAPSYRMA_DATA": str(settings.data),
        "TAPSYRMA_TESTING": "1",
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": "https://localhost",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "a@example.kz",
        "TAPSYRMA_CLOCK": "",
        "TAPSYRMA_LOG": "json",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "scheduler"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if '"deliver"' in line:
                break
    finally:
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        process.stderr.close()
        assert process.wait(timeout=20) is not None
    assert any(job == "seal" for job, _ in runs(session))
