#!/usr/bin/env python3
"""Reminders and digests of one morning over a large register, beside the same rows in a bare loop.

    python benchmarks/letters.py [--tasks N] [--people N …] [--url URL] [--cpu]

The register is made anew: 60 % of the tasks open, 9 % overdue, 40 bodies, one responsible official a task; so many people
get one letter each. Bare: the same open tasks read with plain SQL, sorted by person in a dict, joined to a letter of plain
text and inserted, with no rules, languages, HTML or history. Memory is what the work adds after start. Prints Markdown;
run by hand, on an idle machine. --url takes an empty database, such as postgresql://…; by default a SQLite file.
"""

import argparse
import gc
import os
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sqlalchemy as sa
from sqlalchemy.orm import Session

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
REGISTERED = datetime(2026, 1, 16, 5, 0, tzinfo=UTC)
BODIES = 40
OPEN, LATE, NEWS = 0.60, 0.09, 2000
BATCH = 5000
SEED = 20261120
CLOCKS: list[Callable[[], float]] = [time.perf_counter]


def fill(session: Session, tasks: int, people: int) -> None:
    """People and tasks, past the services: what is measured is the morning."""
    from app.domain.enums import Role
    from app.models import Agency, User
    from seeds.loader import load_reference

    load_reference(session)
    bodies = list(session.scalars(sa.select(Agency.id).where(Agency.kind != "group").order_by(Agency.id).limit(BODIES)))
    users = [
        {
            "email": f"official{place}@example.kz",
            "name": f"Официальное лицо {place}",
            "office": "руководитель управления",
            "role": Role.OFFICIAL,
            "agency_id": bodies[place % BODIES],
            "locale": ("ru", "kk", "ru", "en")[place % 4],
            "created_at": REGISTERED,
        }
        for place in range(people)
    ]
    ids = list(session.scalars(sa.insert(User).returning(User.id, sort_by_parameter_order=True), users))
    choose = random.Random(SEED)
    for start in range(0, tasks, BATCH):
        _fill_tasks(session, range(start, min(start + BATCH, tasks)), choose, ids, bodies)
    _fill_news(session, tasks, choose)
    session.commit()


def _fill_tasks(session: Session, places: range, choose: random.Random, ids: list[int], bodies: list[int]) -> None:
    from app.domain.enums import DueBasis, ExecutorRole, GiverLevel
    from app.domain.workflow import TaskStatus
    from app.models import Task, TaskExecutor

    tasks, executors = [], []
    for place in places:
        share, owner = choose.random(), choose.randrange(len(ids))
        is_open = share < OPEN
        after = -choose.randint(1, 120) if share < LATE else choose.randint(0, 365)
        due_on = DAY + timedelta(days=after)
        body = bodies[owner % BODIES]
        tasks.append(
            {
                "id": place + 1,
                "number": f"2026-{place + 1:06}",
                "title": f"Завершить реконструкцию объекта № {place} и представить отчёт о вводе в эксплуатацию",
                "text": "Завершить реконструкцию.",
                "status": TaskStatus.IN_PROGRESS if is_open else TaskStatus.CLOSED,
                "giver_level": GiverLevel.PRIME_MINISTER,
                "issued_on": date(2026, 1, 16),
                "registered_at": REGISTERED,
                "original_due_on": due_on,
                "due_on": due_on,
                "due_basis": DueBasis.TEXT,
                "lead_agency_id": body,
                "official_id": ids[owner],
                "executor_event_on": date(2026, 1, 16),
                "changed_at": REGISTERED,
            }
        )
        executors.append(
            {
                "task_id": place + 1,
                "agency_id": body,
                "role": ExecutorRole.LEAD,
                "position": 0,
                "official_id": ids[owner],
            }
        )
    session.execute(sa.insert(Task), tasks)
    session.execute(sa.insert(TaskExecutor), executors)


def _fill_news(session: Session, tasks: int, choose: random.Random) -> None:
    from app.domain.history import GENESIS, EventKind
    from app.models import TaskEvent

    rows = [
        {
            "task_id": task_id,
            "seq": 1,
            "kind": EventKind.NOTED,
            "at": NOW - timedelta(hours=choose.randint(1, 20)),
            "data": {},
            "previous_hash": GENESIS,
            "hash": GENESIS,
        }
        for task_id in choose.sample(range(1, tasks + 1), min(NEWS, tasks))
    ]
    session.execute(sa.insert(TaskEvent), rows)


def bare(session: Session) -> int:
    """The same morning as a loop: the open tasks by person, a plain letter each, one insert. Undone afterwards."""
    from app.models import OutboxMessage

    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT official_id, number, title, due_on FROM task WHERE status IN "
        "('on_control', 'in_progress', 'submitted', 'returned') AND due_on <= '2026-12-04' ORDER BY due_on, id"
    )
    lines: dict[int, list[str]] = defaultdict(list)
    for official_id, number, title, due_on in rows:
        lines[official_id].append(f"* {due_on} {title} ({number})")
    letters = [
        {
            "recipient_id": official_id,
            "kind": "bare",
            "subject": f"{len(found)}",
            "text": "\n".join(found[:15]),
            "html": "",
            "language": "ru",
            "dedupe_key": f"bare:{official_id}",
            "message_id_header": f"<bare{official_id}@x>",
            "created_at": NOW,
            "next_attempt_at": NOW,
        }
        for official_id, found in lines.items()
    ]
    connection.execute(sa.insert(OutboxMessage.__table__), letters)
    session.rollback()
    return len(letters)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, of the wall or of the processor, and what the work returned."""
    gc.collect()
    start = CLOCKS[-1]()
    result = work()
    return CLOCKS[-1]() - start, result


def megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def morning(url: str, tasks: int, people: int) -> list[str]:
    """Measure in a child process, so that filling leaves no mark on the memory."""
    from app import schema
    from app.db import engine

    schema.upgrade(url)
    with Session(engine(url), expire_on_commit=False) as session:
        fill(session, tasks, people)
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "AUTOCOMMIT"}).exec_driver_sql("ANALYZE")
    engine(url).dispose()
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            pipe.write("\n".join(_measured(url, people)))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        found = pipe.read().splitlines()
    os.waitpid(child, 0)
    return found


def _measured(url: str, people: int) -> list[str]:
    from app.db import open_session
    from app.services.digests import enqueue_digests
    from app.services.reminders import enqueue_reminders

    with open_session(url, base_url="https://tapsyrma.example", signing_key="x" * 40) as session:
        bare(session)  # the file is in the page cache for both
        bare_seconds, bare_letters = timed(lambda: bare(session))
        resting = megabytes()
        remind, notices = timed(lambda: enqueue_reminders(session, DAY, now=NOW))
        again, none = timed(lambda: enqueue_reminders(session, DAY, now=NOW))
        digest, letters = timed(lambda: enqueue_digests(session, DAY, 8, now=NOW))
        both, grown = remind + digest, megabytes() - resting
    if none or letters < bare_letters:  # news alone is a reason to write, too
        raise SystemExit(f"{none} notices twice, {letters} letters and {bare_letters} bare ones")
    return [
        f"| {people} | {bare_seconds:.2f} | {remind:.2f} ({notices}) | {again:.2f} | {digest:.2f} ({letters}) "
        f"| {both:.2f} | {both / bare_seconds:.1f} | {letters / digest:.0f} | {grown:.0f} |"
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--people", type=int, nargs="+", default=[200, 10_000])
    parser.add_argument("--url", default="", help="an empty database; with it, one number of people")
    parser.add_argument("--cpu", action="store_true", help="seconds of the processor, for a machine that is not idle")
    given = parser.parse_args()
    if given.cpu:
        CLOCKS.append(time.process_time)
    if given.url and len(given.people) > 1:
        parser.error("--url: one number of people at a time")
    print(f"{given.tasks} tasks, {given.url.partition(':')[0] or 'sqlite'}\n")
    print(
        "| people | bare, s | reminders, s (notices) | again, s | digests, s (letters) | both, s | ratio | digests/s | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for people in given.people:
        with tempfile.TemporaryDirectory(prefix="tapsyrma-letters-") as folder:
            url = given.url or f"sqlite:///{folder}/letters.db"
            print("\n".join(morning(url, given.tasks, people)), flush=True)


if __name__ == "__main__":
    main()
