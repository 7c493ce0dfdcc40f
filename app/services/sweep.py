"""The overdue sweep: set-based statements that record which tasks are late against which deadline.

Overdue lists do not need it (lateness is derived); it marks the first sight of each lateness, and a rerun changes nothing.
It goes through the late tasks in short transactions, so that a person's save passes between two of them; a sweep that was
cut off anywhere is finished by the next one. Like delivery it therefore opens its transactions itself.
"""

from datetime import date, datetime
from threading import Event

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db import transaction
from app.models import OverdueFlag, Task
from app.queries.lateness import is_open, late

CHUNK_ROWS = 30_000
# SQLite lets a waiting writer in only when it happens to ask while nobody writes; it asks at least every 0.1 s.
BREATH_SECONDS = 0.02

Key = tuple[date, int]


def sweep_overdue(session: Session, day: date, *, now: datetime, chunk: int = CHUNK_ROWS) -> int:
    """Flag every open task that is late on that day, a chunk of tasks a transaction. Returns how many flags are new."""
    # Looking only reads; where nothing is left to flag, no transaction is opened at all.
    after = _before_the_first(session, day)
    new = 0
    while after is not None and (last := _end_of_chunk(session, day, after, chunk)) is not None:
        with transaction(session):
            new += _flag(session, day, now, after, last)
        after = last
        Event().wait(BREATH_SECONDS)
    return new


def flag_overdue(session: Session, day: date, *, now: datetime) -> int:
    """The same as one statement in the caller's transaction."""
    return _flag(session, day, now, None, None)


def _late(day: date, after: Key | None, last: Key | None) -> list[sa.ColumnElement[bool]]:
    """Late, between two keys. What is late on a day was due before it, which bounds the index."""
    place = sa.tuple_(Task.due_on, Task.id)
    found = [is_open(), late(day)]
    # One plain bound on each side of the index's first column: SQLite walks to the end of the range with any other.
    found.append(Task.due_on < day if last is None else Task.due_on <= sa.literal(last[0], Task.due_on.type))
    if after is not None:
        found += [Task.due_on >= sa.literal(after[0], Task.due_on.type), place > _key(after)]
    if last is not None:
        found.append(place <= _key(last))
    return found


def _key(key: Key) -> sa.Tuple:
    return sa.tuple_(sa.literal(key[0], Task.due_on.type), sa.literal(key[1]))


def _before_the_first(session: Session, day: date) -> Key | None:
    """The key just before the first task that is late and not flagged; None when there is none."""
    known = sa.exists().where(OverdueFlag.task_id == Task.id, OverdueFlag.due_on == Task.due_on)
    fresh = sa.select(Task.due_on, Task.id).where(*_late(day, None, None), ~known)
    row = session.execute(fresh.order_by(Task.due_on, Task.id).limit(1)).one_or_none()
    return (row.due_on, row.id - 1) if row else None


def _end_of_chunk(session: Session, day: date, after: Key, rows: int) -> Key | None:
    """The last of the next so many tasks that are late, flagged or not; None when there is none."""
    ends = sa.select(Task.due_on, Task.id).where(*_late(day, after, None)).order_by(Task.due_on, Task.id)
    chunk = ends.limit(rows).subquery()
    row = session.execute(sa.select(chunk).order_by(chunk.c.due_on.desc(), chunk.c.id.desc()).limit(1)).one_or_none()
    return (row.due_on, row.id) if row else None


def _flag(session: Session, day: date, now: datetime, after: Key | None, last: Key | None) -> int:
    # No look at what is flagged already: the key refuses it, and a database that has no figures about a table which it is
    # filling may search all of it for every row.
    found = sa.select(Task.id, Task.due_on, sa.literal(now, OverdueFlag.flagged_at.type)).where(
        *_late(day, after, last)
    )
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(OverdueFlag).from_select(["task_id", "due_on", "flagged_at"], found).on_conflict_do_nothing()
    # An INSERT does not keep its count by default.
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return result.rowcount  # type: ignore[attr-defined]
