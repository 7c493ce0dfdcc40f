"""Rows 9 and 11 to 15: two schedulers, a scheduler that was away, killed or hung; clocks that jump; old zone data."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.clock import local_moment, today
from app.db import transaction
from app.domain.enums import Role
from app.models import JobRun, Notice, OutboxMessage, OverdueFlag, Task
from app.scheduler import EXIT_HUNG
from app.services.sweep import flag_overdue
from tests import factories
from tests.conftest import NOW, TODAY, missing
from tests.faults.world import TALLY, Process, Sink, World, letters_tally, times, until

DAILY = {"seal", "occurrences", "flag-overdue", "reminders"}


def fill(world: World, tasks: int = 4, *, first: date = TODAY) -> None:
    """People, and tasks due one after another from a day on, registered long ago."""
    with world.session() as session, transaction(session):
        factories.user(session, email="coordinator@example.kz")
        factories.user(session, Role.SUPERVISOR, email="supervisor@example.kz")
        for number in range(tasks):
            registered, due_on = world.now - timedelta(days=200), first + timedelta(days=number)
            factories.task(session, due_on=due_on, issued_on=registered.date(), now=registered)


def runs(world: World) -> Counter[tuple[str, str]]:
    with world.session() as session:
        done = sa.select(JobRun.job, JobRun.slot).where(JobRun.finished_at.is_not(None))
        return Counter(tuple(row) for row in session.execute(done))


def logged(*processes: Process) -> Counter[tuple[str, str]]:
    """(job, slot) of every run that these processes say they made."""
    # A line that is being written now has no end yet.
    lines = [line for process in processes for line in process.said().split("\n")[:-1] if line.startswith("{")]
    events = [json.loads(line) for line in lines]
    return Counter((each["job"], each["slot"]) for each in events if each["event"] == "job" and each["slot"])


def digests(world: World) -> list[str]:
    with world.session() as session:
        keys = session.scalars(sa.select(OutboxMessage.dedupe_key).where(OutboxMessage.kind == "digest"))
        return sorted(keys)


def test_row_9_of_two_schedulers_one_runs_each_slot(world: World) -> None:
    days = times(4, 50)
    fill(world, 3)
    processes = [world.start("scheduler", "--every", "0.05") for _ in range(2)]
    for number in range(days):
        if number == days // 2:
            # The one that leads is killed: the other takes over.
            leader = max(processes, key=lambda process: len(logged(process)))
            leader.kill()
            processes.append(world.start("scheduler", "--every", "0.05"))
        world.set_clock(NOW + timedelta(days=number))
        day = today(world.now).isoformat()
        until(lambda day=day: {(job, day) for job in DAILY} | {("digests", f"{day}T09")} <= set(runs(world)), day)  # type: ignore[misc]
    for process in processes:
        process.kill()
    assert set(runs(world).values()) == {1}
    assert max(logged(*processes).values()) == 1
    assert len([key for key in runs(world) if key[0] == "reminders"]) == days
    with world.session() as session:
        notices = session.execute(
            sa.select(Notice.recipient_id, Notice.task_id, Notice.rule, Notice.due_on, Notice.week)
        )
        assert max(Counter(tuple(row) for row in notices).values()) == 1
    TALLY.add("scheduler, leading", kills=1)


@pytest.mark.parametrize("pause", [timedelta(hours=1), timedelta(days=3)])
def test_row_11_a_pause_is_caught_up_with_once_and_with_todays_date(world: World, pause: timedelta) -> None:
    fill(world)
    world.run("scheduler", "--once")
    world.set_clock(world.now + pause)
    world.run("scheduler", "--once")
    world.run("scheduler", "--once")
    days = sorted({key.split(":")[-1] for key in digests(world)})
    assert days == sorted({TODAY.isoformat(), today(world.now).isoformat()})
    assert set(Counter(digests(world)).values()) == {1}
    assert {slot[:10] for _, slot in runs(world)} == set(days)


def late_tasks(world: World, count: int) -> None:
    """Many late tasks, copied from one that the register made."""
    with world.session() as session, transaction(session):
        model = factories.task(session, due_on=TODAY - timedelta(days=30), now=world.now - timedelta(days=200))
        values = {column.name: getattr(model, column.key) for column in Task.__table__.columns}
        rows = [
            {
                **values,
                "id": model.id + number,
                "number": f"late-{number}",
                "due_on": TODAY - timedelta(days=number % 60 + 1),
            }
            for number in range(1, count)
        ]
        session.execute(sa.insert(Task), rows)


def flags(world: World) -> list[tuple[int, date, datetime]]:
    with world.session() as session:
        rows = session.execute(sa.select(OverdueFlag.task_id, OverdueFlag.due_on, OverdueFlag.flagged_at))
        return sorted(tuple(row) for row in rows)


def test_row_12_a_killed_sweep_is_finished_by_the_next_one(world: World) -> None:
    late_tasks(world, 1500)
    with world.session() as session:
        flag_overdue(session, TODAY, now=NOW)
        unbroken = sorted(
            tuple(row)
            for row in session.execute(sa.select(OverdueFlag.task_id, OverdueFlag.due_on, OverdueFlag.flagged_at))
        )
        session.rollback()
    small = {"app__services__sweep__CHUNK_ROWS": 50}
    chance, kills = random.Random(12), times(2, 15)
    for _ in range(kills):
        with world.session() as session, transaction(session):
            session.execute(sa.delete(OverdueFlag))
        wanted = chance.randrange(50, 1200)
        process = world.start("job", "run", "flag-overdue", **small)
        until(lambda wanted=wanted: len(flags(world)) >= wanted, "the sweep is in its middle")  # type: ignore[misc]
        process.kill()
        assert len(flags(world)) % 50 == 0
        world.run("job", "run", "flag-overdue")
        assert [row[:2] for row in flags(world)] == [row[:2] for row in unbroken]
    assert "flag-overdue: 0" in world.run("job", "run", "flag-overdue")
    TALLY.add("sweep, in its middle", kills=kills)


def test_a_scheduler_killed_at_any_moment_ends_where_an_unbroken_one_does(world: World, sink: Sink) -> None:
    fill(world)
    chance, wanted, kills = random.Random(9), times(3, 60), 0
    for number in range(wanted):
        # The same day again, as if nothing of it had been done, while letters that went out stay what they are.
        world.set_clock(NOW + timedelta(days=number))
        process = world.start("scheduler", "--once")
        until(world.pid_file.is_file, "the scheduler runs")
        share = chance.uniform(0.02, 0.5)
        try:
            until(process.ended, "", share)
        except AssertionError:
            process.kill()
            kills += 1
        world.later(minutes=11)
        if world.start("scheduler", "--once").wait() == 0:
            world.later(minutes=11)
        world.run("scheduler", "--once")
        day = today(world.now).isoformat()
        assert {(job, day) for job in DAILY} <= set(runs(world))
    world.drain()
    found = letters_tally(world, sink)
    TALLY.add("scheduler, at any moment", kills=kills, **found)
    assert found["lost"] == 0
    assert found["duplicated"] <= kills
    assert set(Counter(digests(world)).values()) == {1}
    assert set(runs(world).values()) == {1}


def test_row_13_a_clock_that_goes_back_writes_nothing_twice(world: World, sink: Sink) -> None:
    fill(world)
    world.run("scheduler", "--once")
    before = (digests(world), sink.accepted())
    world.later(hours=-1)
    said = world.run("scheduler", "--once")
    assert "clock_not_believed" in said
    world.later(hours=1, minutes=1)
    assert "clock_not_believed" not in world.run("scheduler", "--once")
    assert (digests(world), sink.accepted()) == before


def test_row_13_two_days_ahead_and_back_is_one_letter_a_day(world: World, sink: Sink) -> None:
    fill(world)
    for days in (0, 2, 0, 2):
        world.set_clock(NOW + timedelta(days=days))
        world.run("scheduler", "--once")
    assert set(Counter(digests(world)).values()) == {1}
    assert letters_tally(world, sink)["duplicated"] == 0


def test_row_13_ten_years_ahead_flags_and_writes_to_nobody_until_a_person_says_so(world: World, sink: Sink) -> None:
    fill(world, 30)
    world.run("scheduler", "--once")
    sent = len(digests(world))
    flagged = len(flags(world))
    world.set_clock(NOW + timedelta(days=3653))
    assert "clock_not_believed" in world.run("scheduler", "--once")
    world.run("sender", "--once")
    assert len(digests(world)) == sent
    assert len(flags(world)) > flagged
    history = world.start("job", "history")
    assert history.wait() == 3
    assert "tapsyrma job resume" in history.said()
    # The clock was wrong: put right, it goes on by itself.
    world.set_clock(NOW + timedelta(days=3))
    assert "clock_not_believed" not in world.run("scheduler", "--once")
    # The clock was right: a person says so.
    world.set_clock(NOW + timedelta(days=20))
    assert "clock_not_believed" in world.run("scheduler", "--once")
    world.run("job", "resume")
    assert "clock_not_believed" not in world.run("scheduler", "--once")
    assert digests(world)[-1].endswith(today(world.now).isoformat()) or len(digests(world)) > sent


def test_row_14_the_doubled_hour_of_2024_is_one_day_with_one_run(world: World) -> None:
    leap_day = date(2024, 2, 29)
    world.set_clock(datetime(2024, 2, 28, 12, tzinfo=UTC))
    fill(world, 1, first=leap_day)
    # 23:30 twice: at UTC+6 and, after the clocks went back at midnight, at UTC+5.
    for moment in (datetime(2024, 2, 29, 17, 30, tzinfo=UTC), datetime(2024, 2, 29, 17, 59, tzinfo=UTC)):
        world.set_clock(moment)
        world.run("scheduler", "--once")
        assert flags(world) == []
    assert set(runs(world).values()) == {1}
    assert {slot[:10] for _, slot in runs(world)} == {"2024-02-29"}
    world.set_clock(local_moment(date(2024, 3, 1)))
    world.run("scheduler", "--once")
    assert [due_on for _, due_on, _ in flags(world)] == [leap_day]


def zone_file(folder: Path) -> Path:
    """Asia/Almaty as data older than 2024a have it: UTC+6 for ever."""
    head = b"TZif2" + bytes(15)
    counts = b"".join(number.to_bytes(4, "big") for number in (0, 0, 0, 0, 1, 4))
    body = (6 * 3600).to_bytes(4, "big") + b"\x00\x00" + b"+06\x00"
    path = folder / "zones" / "Asia" / "Almaty"
    path.parent.mkdir(parents=True)
    path.write_bytes((head + counts + body) * 2 + b"\n<+06>-6\n")
    return folder / "zones"


@pytest.mark.parametrize("command", [("scheduler", "--once"), ("serve", "--port", "0"), ("sender", "--once")])
def test_row_15_old_zone_data_are_refused_with_a_sentence(world: World, command: tuple[str, ...]) -> None:
    world.smtp_url = "smtp://127.0.0.1:9"
    environment = {**world.environment, "PYTHONTZPATH": str(zone_file(world.folder))}
    environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "6:00:00" in done.stderr
    assert "Update tzdata" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_hung_job_is_named_and_ends_the_process(world: World, sink: Sink) -> None:
    world.people(1)
    world.write_letters(1, "hung")
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        world.smtp_url = f"smtp://127.0.0.1:{deaf.getsockname()[1]}"
        process = world.start("scheduler", "--every", "0.05", app__scheduler__LIMIT_SECONDS=0.3)
        assert process.wait() == EXIT_HUNG
    named = next(json.loads(line) for line in process.said().splitlines() if '"job_hung"' in line)
    assert named["job"] == "deliver"
    assert "getreply" in named["stack"]
    world.smtp_url = sink.url
    world.later(minutes=11)
    world.run("scheduler", "--once")
    assert letters_tally(world, sink) == {"sent": 1, "lost": 0, "duplicated": 0}


def test_no_process_reads_the_time_past_the_clock(world: World, sink: Sink) -> None:
    if not shutil.which("faketime"):
        missing("faketime is not installed: apt-get install faketime")
    fill(world)
    command = ["faketime", "2031-05-05 12:00:00", sys.executable, "-m", "app.cli", "scheduler", "--once"]
    done = subprocess.run(command, env=world.environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "2031" not in done.stderr
    with world.session() as session:
        letters = session.scalars(sa.select(OutboxMessage)).all()
        moments = {each for letter in letters for each in (letter.created_at, letter.sent_at) if each}
        moments |= set(session.scalars(sa.select(JobRun.started_at))) | set(
            session.scalars(sa.select(Notice.noticed_at))
        )
    assert moments
    assert {moment.date() for moment in moments} == {world.now.date()} | {
        (world.now - timedelta(days=200)).date() for letter in letters if letter.created_at < NOW - timedelta(days=1)
    }
