"""Is the history what it was? Every chain, every seal, and the rows of tasks against their histories.

Checks read and change nothing. Tasks are read by ranges of ids, so the register need not fit into memory. Of each task the
first bad row is named; what came after the last seal is counted, because only the chain itself vouches for it yet. Seals
and their files are compared in `audit_seals.py`.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.chains import Fault, FaultKind, SealedHead, StoredEvent, beside_head, beside_seals, first_broken
from app.domain.past import Happened
from app.domain.replay import replay
from app.models import Agency, Seal, SealHead, Task, TaskEvent
from app.queries.asof import end_of
from app.services.audit_seals import check_seals

TASKS_AT_ONCE = 500
# A save that began before midnight may be committed after the seal of that day was set.
GRACE = timedelta(hours=1)
# What the row of a task must share with its history.
FACTS = ("status", "due_on", "original_due_on", "submitted_on", "ended_on", "result")


@dataclass
class Audit:
    """What was read and what is wrong. unsealed: what only the chain vouches for; unwritten: a seal not yet in a file."""

    tasks: int = 0
    events: int = 0
    seals: int = 0
    last_seal: date | None = None
    unsealed_events: int = 0
    unsealed_tasks: int = 0
    oldest_unsealed: tuple[datetime, str, int] | None = None
    unwritten: date | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True)
class _Sealing:
    """The days that keep the ends of chains, in order: when each was over, and when it was sealed."""

    days: list[date]
    ends: list[datetime]
    set_at: list[datetime]

    @classmethod
    def of(cls, seals: Sequence[Seal], first: date | None) -> "_Sealing":
        kept = [seal for seal in seals if first is not None and seal.day >= first]
        return cls([s.day for s in kept], [end_of(s.day) for s in kept], [s.sealed_at for s in kept])

    def must_cover(self, at: datetime) -> date | None:
        """The first seal that had to hold an event of that moment; None while it is too near to midnight, or unsealed."""
        place = bisect_right(self.ends, at)
        while place < len(self.days) and self.set_at[place] <= at + GRACE:
            place += 1
        return self.days[place] if place < len(self.days) else None


def verify(session: Session, folder: Path | None) -> Audit:
    """Check everything. folder: of the seals outside the database; None leaves it out."""
    seals = list(session.scalars(sa.select(Seal).order_by(Seal.day)))
    outside = check_seals(session, seals, folder)
    audit = Audit(seals=len(seals), last_seal=seals[-1].day if seals else None, unwritten=outside.unwritten)
    sealing = _Sealing.of(seals, session.scalar(sa.select(sa.func.min(SealHead.day))))
    for low, high in _ranges(session):
        rows, events, heads = _rows(session, low, high), _events(session, low, high), _heads(session, low, high)
        for task_id in sorted({*rows, *events, *heads}):
            known = sorted([*heads.get(task_id, ()), *outside.heads.pop(task_id, ())], key=lambda head: head.day)
            _check_task(audit, rows.get(task_id), task_id, events.get(task_id, []), known, sealing)
    for heads_of in outside.heads.values():
        first = heads_of[0]
        audit.faults.append(Fault(FaultKind.TASK_MISSING, first.number, 1, first.day))
    audit.faults += outside.faults
    return audit


def _ranges(session: Session) -> Iterator[tuple[int, int]]:
    """(above, up to) of ids, TASKS_AT_ONCE tasks each; the last range reaches as far as any event does."""
    low = 0
    while True:
        ids = session.scalars(sa.select(Task.id).where(Task.id > low).order_by(Task.id).limit(TASKS_AT_ONCE)).all()
        if not ids:
            yield low, 2**31 - 1
            return
        yield low, ids[-1]
        low = ids[-1]


def _rows(session: Session, low: int, high: int) -> dict[int, dict[str, Any]]:
    facts = [getattr(Task, name) for name in FACTS]
    query = (
        sa.select(Task.id, Task.number, Task.event_count, Task.event_head, Agency.code.label("lead"), *facts)
        .join(Agency, Agency.id == Task.lead_agency_id)
        .where(Task.id > low, Task.id <= high)
    )
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def _events(session: Session, low: int, high: int) -> dict[int, list[StoredEvent]]:
    found: dict[int, list[StoredEvent]] = defaultdict(list)
    kind = sa.type_coerce(TaskEvent.kind, sa.String())
    query = (
        sa.select(
            TaskEvent.task_id,
            TaskEvent.seq,
            kind,
            TaskEvent.actor_id,
            TaskEvent.at,
            sa.cast(TaskEvent.data, sa.Text()),
            TaskEvent.previous_hash,
            TaskEvent.hash,
        )
        .where(TaskEvent.task_id > low, TaskEvent.task_id <= high)
        .order_by(TaskEvent.task_id, TaskEvent.seq)
    )
    for task_id, seq, what, actor_id, at, data, previous, own in session.execute(query):
        found[task_id].append(StoredEvent(seq, what, actor_id, at, _data(data), previous, own))
    return found


def _data(text: str) -> dict[str, Any]:
    """What an event holds. Text that is no such thing is kept under no name: its hash cannot fit."""
    try:
        data = json.loads(text)
    except ValueError:
        data = None
    return data if isinstance(data, dict) else {"": text}


def _heads(session: Session, low: int, high: int) -> dict[int, list[SealedHead]]:
    found: dict[int, list[SealedHead]] = defaultdict(list)
    query = (
        sa.select(SealHead.task_id, SealHead.day, SealHead.number, SealHead.events, SealHead.head)
        .where(SealHead.task_id > low, SealHead.task_id <= high)
        .order_by(SealHead.day)
    )
    for task_id, day, number, count, head in session.execute(query):
        found[task_id].append(SealedHead(day, number, count, head))
    return found


def _check_task(
    audit: Audit,
    row: dict[str, Any] | None,
    task_id: int,
    events: list[StoredEvent],
    heads: list[SealedHead],
    sealing: _Sealing,
) -> None:
    audit.tasks, audit.events = audit.tasks + bool(row), audit.events + len(events)
    number = row["number"] if row else heads[0].number if heads else f"#{task_id}"
    if row is None:
        audit.faults.append(Fault(FaultKind.TASK_MISSING, number, 1, heads[0].day if heads else None))
        return
    faults = [Fault(kind, number, seq, day) for kind, seq, day in _found(row, task_id, events, heads, sealing)]
    if faults:
        audit.faults.append(min(faults, key=lambda fault: fault.seq or 0))
    elif differing := _beside_history(row, events):
        audit.faults.append(Fault(FaultKind.ROW_DIFFERS, number, len(events), detail=differing))
    _count_unsealed(audit, number, events, heads[-1].events if heads else 0)


def _found(
    row: dict[str, Any], task_id: int, events: list[StoredEvent], heads: list[SealedHead], sealing: _Sealing
) -> Iterator[tuple[FaultKind, int, date | None]]:
    if broken := first_broken(task_id, events):
        yield *broken, None
    if beside := beside_head(row["event_count"], row["event_head"], events):
        yield *beside, None
    if sealed := beside_seals(heads, events):
        yield sealed
    for event in events:
        day = sealing.must_cover(event.at)
        covered = max((head.events for head in heads if day is not None and head.day <= day), default=0)
        if day is not None and event.seq > covered:
            yield FaultKind.EVENT_BACKDATED, event.seq, day
            return


def _beside_history(row: dict[str, Any], events: list[StoredEvent]) -> str:
    """The first fact of the row that its history does not bear out; "" when all do, or the history tells too little."""
    state = replay(Happened(event.kind, today(event.at), event.data, event.actor_id) for event in events)
    if state.gaps or not events:
        return ""
    return next((name for name in ("lead", *FACTS) if row[name] != getattr(state, name)), "")


def _count_unsealed(audit: Audit, number: str, events: list[StoredEvent], sealed: int) -> None:
    fresh = events[sealed:]
    if not fresh:
        return
    audit.unsealed_events, audit.unsealed_tasks = audit.unsealed_events + len(fresh), audit.unsealed_tasks + 1
    oldest = (fresh[0].at, number, fresh[0].seq)
    audit.oldest_unsealed = min(audit.oldest_unsealed or oldest, oldest)
