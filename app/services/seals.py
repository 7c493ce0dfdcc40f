"""The day's seal over all chains: a row with the ends it covers, and the same lines in a folder outside the database.

A seal of a day covers what had happened by its end, however late it is set. Row and ends are one transaction; files are
copies of committed rows, written afterwards and as often as needed. So a process that dies in between leaves a row without
a line, which the next run writes, and never a line without a row. A file that contradicts the rows is left as it is, and
nothing is added to it: somebody restored or rewrote the database, and `tapsyrma audit verify` says where.

A day needs two files: a line `DAY HASH TASKS EVENTS` in `YEAR.txt`, and `heads/DAY.txt` with a line `TASK_ID NUMBER EVENTS
HEAD` for every chain that grew since the seal before.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.history import canonical
from app.models import Seal, SealHead, Task, TaskEvent
from app.queries.asof import end_of

STREAM_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a task's chain: how many events it has, and the hash of the last one."""

    task_id: int
    number: str
    events: int
    head: str


@dataclass(frozen=True, slots=True)
class Line:
    """A seal as the file keeps it."""

    day: date
    hash: str
    tasks: int
    events: int


def seal_day(session: Session, day: date, *, now: datetime) -> Seal:
    """Seal the state of all chains at the end of a local day. A day is sealed once; a second call returns that seal."""
    if seal := session.get(Seal, day):
        return seal
    known = dict(
        session.execute(sa.select(SealHead.task_id, sa.func.max(SealHead.events)).group_by(SealHead.task_id)).all()
    )
    digest, grown, tasks, events = hashlib.sha256(), list[dict[str, object]](), 0, 0
    for head in heads_at(session, end_of(day)):
        digest.update(sealed_form(head))
        tasks, events = tasks + 1, events + head.events
        if known.get(head.task_id) != head.events:
            grown.append({"day": day, "task_id": head.task_id, "number": head.number} | _end(head))
    seal = Seal(day=day, hash=digest.hexdigest(), tasks=tasks, events=events, sealed_at=now)
    session.add(seal)
    session.flush()
    for start in range(0, len(grown), STREAM_ROWS):
        session.execute(sa.insert(SealHead), grown[start : start + STREAM_ROWS])
    return seal


def _end(head: Head) -> dict[str, object]:
    return {"events": head.events, "head": head.head}


def sealed_form(head: Head) -> bytes:
    """What a seal's hash runs over, in the order of tasks' ids."""
    return canonical({"task": head.task_id, "events": head.events, "head": head.head}).encode()


def heads_at(session: Session, moment: datetime) -> Iterator[Head]:
    """The ends of all chains as they were just before the moment, in the order of tasks' ids."""
    then = sa.select(sa.func.max(TaskEvent.seq)).where(TaskEvent.task_id == Task.id, TaskEvent.at < moment)
    last = sa.case((Task.changed_at < moment, Task.event_count), else_=then.correlate(Task).scalar_subquery())
    query = (
        sa.select(Task.id, Task.number, TaskEvent.seq, TaskEvent.hash)
        .join(TaskEvent, sa.and_(TaskEvent.task_id == Task.id, TaskEvent.seq == last))
        .order_by(Task.id)
        .execution_options(yield_per=STREAM_ROWS)
    )
    for row in session.execute(query):
        yield Head(*row)


def write_seals(session: Session, folder: Path) -> int:
    """Write the lines that the folder lacks; returns how many. A line that was cut off by a crash is written anew.

    Raises InvalidInput (`seals_differ`) when the folder holds a seal that the database does not.
    """
    rows = session.scalars(sa.select(Seal).order_by(Seal.day)).all()
    kept = read_lines(folder)
    missing = [row for row in rows if row.day not in kept]
    if not missing:
        return 0
    own = {row.day: line_of(row) for row in rows}
    for day, line in kept.items():
        if own.get(day) != line:
            raise InvalidInput("seals_differ", day=day.isoformat())
    for row in missing:
        heads = session.execute(
            sa.select(SealHead.task_id, SealHead.number, SealHead.events, SealHead.head)
            .where(SealHead.day == row.day)
            .order_by(SealHead.task_id)
        )
        _replace(heads_file(folder, row.day), (" ".join(map(str, head)) + "\n" for head in heads))
        _append(folder / f"{row.day:%Y}.txt", f"{row.day.isoformat()} {row.hash} {row.tasks} {row.events}\n")
    return len(missing)


def line_of(row: Seal) -> Line:
    """The line that belongs to a row."""
    return Line(row.day, row.hash, row.tasks, row.events)


def read_lines(folder: Path) -> dict[date, Line]:
    """The seals of the folder by day; whatever is no whole line is left out."""
    found: dict[date, Line] = {}
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].txt")):
        for text in path.read_text(encoding="utf8").splitlines(keepends=True):
            parts = text.split()
            if text.endswith("\n") and len(parts) == 4:
                line = Line(date.fromisoformat(parts[0]), parts[1], int(parts[2]), int(parts[3]))
                found[line.day] = line
    return found


def read_heads(folder: Path, day: date) -> list[Head]:
    """The chains that grew by the end of a day, as the folder keeps them; none when there is no such file."""
    path = heads_file(folder, day)
    if not path.is_file():
        return []
    rows = (text.split() for text in path.read_text(encoding="utf8").splitlines())
    return [Head(int(task_id), number, int(events), head) for task_id, number, events, head in rows]


def heads_file(folder: Path, day: date) -> Path:
    """Where the ends of chains of a sealed day stand."""
    return folder / "heads" / f"{day.isoformat()}.txt"


def _replace(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.seek(0)
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
