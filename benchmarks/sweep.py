"""The overdue sweep beside the same work as one bare SQL statement.

    python -m benchmarks.sweep [ROWS …] [--postgres URL]

N tasks, 60 % open, 9 % late. Prints for each database and size: the bare statement, our sweep, the ratio, the second run
(which must touch no row), and the longest wait of a save that another process makes again and again meanwhile. The URL is
of an empty PostgreSQL database, whose contents are lost.
"""

import argparse
import multiprocessing
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import schema
from app.db import engine, transaction
from app.domain.enums import DueBasis, GiverRole
from app.models import Task
from app.services.register import Due, NewTask, register_task
from app.services.sweep import sweep_overdue
from seeds.loader import load_reference

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
LATE_SHARE, OPEN_SHARE = 9, 60  # per cent
BARE = """
    INSERT INTO overdue_flag (task_id, due_on, flagged_at)
    SELECT id, due_on, :now FROM task
    WHERE status IN ('on_control', 'in_progress', 'submitted', 'returned') AND due_on < :day
      AND (status <> 'submitted' OR submitted_on > due_on)
    ON CONFLICT DO NOTHING
"""
PAUSE_BETWEEN_SAVES_S = 0.02


def fill(url: str, rows: int) -> None:
    """A register with so many tasks, all copies of one."""
    schema.upgrade(url)
    with Session(engine(url)) as session, transaction(session):
        load_reference(session)
        new = NewTask(
            text="Завершить ремонт котла",
            issued_on=date(2026, 1, 16),
            lead="min_energy",
            giver_role=GiverRole.PRIME_MINISTER,
            due=Due(DAY + timedelta(days=1), DueBasis.TEXT, "until.day", "до срока"),
        )
        model = register_task(session, new, by=None, now=NOW - timedelta(days=200))
        columns = [column.name for column in Task.__table__.columns]
        kept = [name for name in columns if name not in ("id", "number", "status", "due_on")]
        sqlite = session.get_bind().dialect.name == "sqlite"
        days = "date(:day, printf('-%d days', n % 365 + 1))" if sqlite else "CAST(:day AS date) - (n % 365 + 1)"
        ahead = "date(:day, printf('+%d days', n % 365))" if sqlite else "CAST(:day AS date) + n % 365"
        numbers = (
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < :rows)"
            if sqlite
            else "WITH r(n) AS (SELECT generate_series(1, :rows))"
        )
        names, same = ", ".join(kept), ", ".join(f"m.{name}" for name in kept)
        insert = f"INSERT INTO task (id, number, status, due_on, {names})"
        status = f"CASE WHEN n % 100 < {OPEN_SHARE} THEN 'on_control' ELSE 'closed' END"
        due = f"CASE WHEN n % 100 < {LATE_SHARE} THEN {days} ELSE {ahead} END"
        select = f"SELECT m.id + n, 'B' || n, {status}, {due}, {same} FROM r, task m WHERE m.id = :model"
        statement = f"{insert} {numbers} {select}" if sqlite else f"{numbers} {insert} {select}"
        session.execute(sa.text(statement), {"rows": rows, "day": DAY.isoformat(), "model": model.id})
    with engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def save_again_and_again(url: str, stop: Any, longest: "Synchronized[float]", saves: "Synchronized[int]") -> None:
    """Another process: change one task in a transaction, and keep the longest time that took."""
    with Session(engine(url)) as session:
        while not stop.is_set():
            begun = time.perf_counter()
            with transaction(session):
                session.execute(sa.text("UPDATE task SET version = version + 1 WHERE id = 1"))
            longest.value = max(longest.value, time.perf_counter() - begun)
            saves.value += 1
            stop.wait(PAUSE_BETWEEN_SAVES_S)


def measure(url: str, rows: int) -> None:
    """Fill, measure, print a line."""
    fill(url, rows)
    with Session(engine(url)) as session:
        begun = time.perf_counter()
        with transaction(session):
            bare_rows = session.execute(sa.text(BARE), {"now": "2026-11-20 04:00:00", "day": DAY.isoformat()}).rowcount
        bare = time.perf_counter() - begun
        with transaction(session):
            session.execute(sa.text("DELETE FROM overdue_flag"))
        begun = time.perf_counter()
        ours_rows = sweep_overdue(session, DAY, now=NOW)
        ours = time.perf_counter() - begun
        begun = time.perf_counter()
        again_rows = sweep_overdue(session, DAY, now=NOW)
        again = time.perf_counter() - begun
        with transaction(session):
            session.execute(sa.text("DELETE FROM overdue_flag"))
        longest, saves = longest_wait(url, session)
    assert bare_rows == ours_rows, (bare_rows, ours_rows)
    assert again_rows == 0, again_rows
    name = engine(url).dialect.name
    print(
        f"{name:<11}{rows:>10,} tasks  {ours_rows:>8,} late   bare {bare:6.2f} s   ours {ours:6.2f} s   "
        f"ratio {ours / bare:5.2f}   again {again:5.2f} s, 0 rows   a save waits {longest:5.3f} s at most (of {saves})"
    )
    engine(url).dispose()


def longest_wait(url: str, session: Session) -> tuple[float, int]:
    """Sweep while another process saves; its longest wait in seconds, and how often it saved."""
    kind = multiprocessing.get_context("spawn")
    stop, longest, saves = kind.Event(), kind.Value("d", 0.0), kind.Value("i", 0)
    saver = kind.Process(target=save_again_and_again, args=(url, stop, longest, saves))
    saver.start()
    while saves.value < 3:
        time.sleep(0.01)
    longest.value = 0.0
    before = saves.value
    sweep_overdue(session, DAY, now=NOW)
    counted = saves.value - before
    stop.set()
    saver.join()
    return longest.value, counted


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--postgres", metavar="URL", default="")
    given = parser.parse_args()
    for rows in given.rows:
        with tempfile.TemporaryDirectory() as folder:
            measure(f"sqlite:///{Path(folder) / 'sweep.db'}", rows)
        if given.postgres:
            schema.downgrade(given.postgres, "base")
            measure(given.postgres, rows)


if __name__ == "__main__":
    main()
