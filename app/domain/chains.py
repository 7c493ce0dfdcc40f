"""Checking one task's chain of events: the first row that is not what it was when it was written.

Pure: rows come in as they are stored, a fault comes out with the number of its event. Reading them, seals over all chains
and their files belong to `app.services.audit`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.history import GENESIS, canonical_hash


class FaultKind(StrEnum):
    """What is wrong with a row, a task or a seal."""

    EVENT_ALTERED = "event_altered"
    EVENT_MISSING = "event_missing"
    EVENT_UNLINKED = "event_unlinked"
    EVENT_BACKDATED = "event_backdated"
    EVENT_AFTER_HEAD = "event_after_head"
    HEAD_WITHOUT_EVENT = "head_without_event"
    HEAD_DIFFERS = "head_differs"
    SEALED_EVENT_MISSING = "sealed_event_missing"
    SEALED_EVENT_DIFFERS = "sealed_event_differs"
    TASK_MISSING = "task_missing"
    ROW_DIFFERS = "row_differs"
    SEAL_DIFFERS = "seal_differs"
    SEAL_ROW_MISSING = "seal_row_missing"
    SEAL_LINE_MISSING = "seal_line_missing"
    SEAL_LINE_DIFFERS = "seal_line_differs"
    SEAL_HEAD_DIFFERS = "seal_head_differs"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and where it is. number: of the task, "" for a seal; seq: of the event; day: of the seal that tells it."""

    kind: FaultKind
    number: str = ""
    seq: int | None = None
    day: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A row of the history as it is stored."""

    seq: int
    kind: str
    actor_id: int | None
    at: datetime
    data: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class SealedHead:
    """What a seal says of a task's chain: at the end of that day it had so many events, the last with this hash."""

    day: date
    number: str
    events: int
    head: str


def first_broken(task_id: int, events: Sequence[StoredEvent]) -> tuple[FaultKind, int] | None:
    """The first event that is altered, missing or does not continue the one before. events: in the order of seq."""
    previous = GENESIS
    for place, event in enumerate(events, 1):
        if event.seq != place:
            return FaultKind.EVENT_MISSING, place
        if event.previous != previous:
            return FaultKind.EVENT_UNLINKED, place
        body = {
            "task": task_id,
            "seq": event.seq,
            "kind": event.kind,
            "actor": event.actor_id,
            "at": event.at.isoformat(timespec="microseconds"),
            "data": event.data,
        }
        if canonical_hash(previous, body) != event.hash:
            return FaultKind.EVENT_ALTERED, place
        previous = event.hash
    return None


def beside_head(count: int, head: str, events: Sequence[StoredEvent]) -> tuple[FaultKind, int] | None:
    """Where the chain and the end that the task's row keeps part: events beyond it, events that are gone, another hash."""
    if count < len(events):
        return FaultKind.EVENT_AFTER_HEAD, count + 1
    if count > len(events):
        return FaultKind.HEAD_WITHOUT_EVENT, len(events) + 1
    if head != (events[-1].hash if events else GENESIS):
        return FaultKind.HEAD_DIFFERS, count
    return None


def beside_seals(heads: Sequence[SealedHead], events: Sequence[StoredEvent]) -> tuple[FaultKind, int, date] | None:
    """The first seal that the chain does not bear out. heads: in the order of their days."""
    for sealed in heads:
        if sealed.events > len(events):
            return FaultKind.SEALED_EVENT_MISSING, len(events) + 1, sealed.day
        if sealed.events and events[sealed.events - 1].hash != sealed.head:
            return FaultKind.SEALED_EVENT_DIFFERS, sealed.events, sealed.day
    return None
