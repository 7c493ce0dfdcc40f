#!/usr/bin/env python3
"""Figures of discipline over a large register: of all time, of this year, of a quarter; seconds of the processor.

    python benchmarks/discipline.py [--tasks N] [--url URL]

The register is that of letters.py, with a history for each task: put on control, taken into work, and for an ended one
its report and the decision. --url takes an empty database. Prints Markdown; run by hand.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.letters import BATCH, DAY, REGISTERED, SEED, fill

PEOPLE = 200


def tell_histories(session: Session) -> None:
    """Events of every task that the filler made, behind the one that it gave to some."""
    from app.models import Agency, Task, TaskEvent

    choose = random.Random(SEED)
    query = sa.select(Task.id, Task.status, Task.due_on, Agency.code).join(Agency, Agency.id == Task.lead_agency_id)
    found = session.execute(query).all()
    for start in range(0, len(found), BATCH):
        rows = [event for task in found[start : start + BATCH] for event in _history(choose, *task)]
        session.execute(sa.insert(TaskEvent), rows)
    session.commit()


def _history(choose: random.Random, task_id: int, status: str, due_on: date, lead: str) -> list[dict[str, Any]]:
    from app.domain.history import GENESIS, EventKind
    from app.domain.workflow import ENDED

    kinds: list[tuple[EventKind, dict[str, Any]]] = [
        (
            EventKind.REGISTERED,
            {
                "due_on": due_on.isoformat(),
                "due_basis": "text",
                "giver_level": "prime_minister",
                "kind_of_task": "one_off",
                "lead": lead,
                "executors": [[lead, "lead"]],
                "contributions": {},
            },
        ),
        (EventKind.TAKEN_INTO_WORK, {"role": "coordinator"}),
    ]
    if status in ENDED:
        kinds += [
            (EventKind.SUBMITTED, {"report": task_id, "role": "coordinator"}),
            (EventKind.ACCEPTED, {"report": task_id, "result": "done"}),
        ]
    moment, events = REGISTERED, []
    for seq, (kind, data) in enumerate(kinds, 2):
        events.append(
            {
                "task_id": task_id,
                "seq": seq,
                "kind": kind,
                "at": moment,
                "data": data,
                "previous_hash": GENESIS,
                "hash": GENESIS,
            }
        )
        moment += timedelta(days=choose.randint(1, 60))
    return events


def measured(session: Session) -> list[str]:
    """A row for each period."""
    from app.domain.discipline import Quarter, Year
    from app.queries.asof import EVERYTHING
    from app.queries.discipline import Asked, By, overview

    periods: dict[str, Any] = {"all time": None, "this year": Year.of(DAY), "this quarter": Quarter.of(DAY)}
    rows = []
    for name, period in periods.items():
        start = time.process_time()
        found = overview(session, EVERYTHING, Asked(DAY, period))[By.AGENCY]
        rows.append(f"| {name} | {len(found)} | {time.process_time() - start:.1f} |")
    return rows


def main() -> None:
    """Print the table."""
    from app import schema
    from app.db import engine

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--url", default="", help="an empty database")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tapsyrma-discipline-") as folder:
        url = given.url or f"sqlite:///{folder}/discipline.db"
        schema.upgrade(url)
        with Session(engine(url), expire_on_commit=False) as session:
            fill(session, given.tasks, PEOPLE)
            tell_histories(session)
        print(f"{given.tasks} tasks, {url.partition(':')[0]}\n\n| period | rows | CPU, s |\n|---|---|---|")
        with Session(engine(url)) as session:
            print("\n".join(measured(session)), flush=True)


if __name__ == "__main__":
    main()
