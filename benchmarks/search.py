#!/usr/bin/env python3
"""Search in a large register, beside a bare scan of the titles with LIKE on the same rows.

    python benchmarks/search.py [--tasks N] [--url URL]

The register is that of letters.py, with titles of its own: words of a vocabulary of 5000, some in one title of a thousand,
one in every second. Ours: the first page of `found_tasks` for a supervisor, 50 lines with status and body, sorted, through
the ORM. Bare: `SELECT … LIKE '%word%' … LIMIT 50` on a plain connection, which knows no inflection. Medians of interleaved
rounds, in milliseconds. Prints Markdown; run by hand, on an idle machine. --url takes an empty database.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.letters import SEED, fill

PEOPLE = 200
ROUNDS = 15
WORDS = 5000
# What is asked for: a word of some titles, inflected; one of every second title; two words; nothing.
QUERIES = (
    ("rare", "трактору", "трактор"),
    ("rare, typed without Kazakh letters", "караганды", "Қарағанды"),
    ("common", "реконструкциям", "реконструкц"),
    ("common and rare", "реконструкция трактора", "трактор"),
    ("number", "2026-00077", "2026-00077"),
    ("a prefix of many words", "слов", "слов"),
    ("absent", "гиппопотам", "гиппопотам"),
)


def titled(session: Session, tasks: int) -> None:
    """Give the tasks titles in which some words are rare and one is common."""
    from app.models import Task

    choose = random.Random(SEED)
    rows = []
    for place in range(1, tasks + 1):
        words = [f"слово{choose.randrange(WORDS)}" for _ in range(8)]
        words += ["реконструкция"] * (place % 2) + ["трактора"] * (place % 1000 == 0)
        words += ["Қарағандыда"] * (place % 1000 == 500)
        rows.append({"id": place, "title": " ".join(words), "text": " ".join(words)})
    session.connection().execute(
        sa.update(Task.__table__)  # type: ignore[arg-type]
        .where(Task.id == sa.bindparam("task"))
        .values(title=sa.bindparam("said"), text=sa.bindparam("said")),
        [{"task": row["id"], "said": row["title"]} for row in rows],
    )
    session.commit()


def p50(work: Callable[[], Any]) -> Callable[[], float]:
    """One timed round, in milliseconds."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000

    return once


def bare(connection: sa.Connection, word: str) -> Callable[[], Any]:
    """The scan, newest first."""
    said = "SELECT id, number, title, status, due_on FROM task WHERE title LIKE '{0}' OR number LIKE '{0}' ORDER BY id DESC"
    statement = said.format(f"%%{word}%%" if connection.dialect.name == "postgresql" else f"%{word}%") + " LIMIT 50"
    return lambda: connection.exec_driver_sql(statement).all()


def compared(session: Session, ours: str, word: str) -> tuple[float, float, float, str]:
    """Medians of ours, of our count, and of the bare scan; how many are found."""
    from app.models import User
    from app.models.search import SearchKind
    from app.queries.search import found_count, found_tasks

    supervisor = session.scalars(sa.select(User).where(User.email == "searcher@example.kz")).one()
    rounds: tuple[list[float], ...] = ([], [], [])
    timed = (
        p50(lambda: found_tasks(session, supervisor, ours, locale="ru")),
        p50(lambda: found_count(session, supervisor, SearchKind.TASK, ours)),
        p50(bare(session.connection(), word)),
    )
    for _ in range(ROUNDS):
        for times, once in zip(rounds, timed, strict=True):
            times.append(once())
    found = found_count(session, supervisor, SearchKind.TASK, ours)
    first, second, third = (statistics.median(times[1:]) for times in rounds)
    return first, second, third, str(found)


def measured(url: str, tasks: int) -> None:
    """Fill, index, compare."""
    from app import schema
    from app.db import engine
    from app.domain.enums import Role
    from app.models import User
    from app.search_cli import complete_index
    from benchmarks.letters import REGISTERED

    schema.upgrade(url)
    with Session(engine(url), expire_on_commit=False) as session:
        fill(session, tasks, PEOPLE)
        titled(session, tasks)
        session.add(User(email="searcher@example.kz", name="S", role=Role.SUPERVISOR, created_at=REGISTERED))
        session.commit()
    start = time.perf_counter()
    added = complete_index(url)
    print(f"\nIndexed {added} rows in {time.perf_counter() - start:.1f} s.\n")
    if engine(url).dialect.name == "postgresql":
        with engine(url).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    print("| query | found | ours, ms | with its count, ms | bare LIKE, ms | ratio |\n|---|---|---|---|---|---|")
    with Session(engine(url), expire_on_commit=False) as session:
        for name, ours, word in QUERIES:
            page, count, scan, found = compared(session, ours, word)
            ratio = page / scan
            print(f"| {name} | {found} | {page:.2f} | {page + count:.2f} | {scan:.2f} | {ratio:.2f} |", flush=True)
    engine(url).dispose()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--url", default="", help="an empty database; by default a SQLite file")
    given = parser.parse_args()
    print(f"{given.tasks} tasks, {given.url.partition(':')[0] or 'sqlite'}")
    with tempfile.TemporaryDirectory(prefix="tapsyrma-search-") as folder:
        measured(given.url or f"sqlite:///{folder}/search.db", given.tasks)


if __name__ == "__main__":
    main()
