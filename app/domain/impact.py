"""What a change of policy does to the dates of open tasks, as values that a preview shows and a batch keeps.

Which tasks those are is found by `app.services.recompute`. Preview and batch must say the same: `digest` compares them.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.enums import KeptReason
from app.domain.history import canonical


@dataclass(frozen=True)
class PartMove:
    """The date of a co-executor's part. agency: its code."""

    agency: str
    old: date
    new: date | None


@dataclass(frozen=True)
class Move:
    """A task whose dates move; old and new are the same where only parts do."""

    task_id: int
    number: str
    title: str
    old: date
    new: date
    parts: tuple[PartMove, ...] = ()

    @property
    def due_moves(self) -> bool:
        """Whether the deadline itself moves."""
        return self.old != self.new

    def as_data(self) -> dict[str, Any]:
        """The move as JSON."""
        parts = [[part.agency, part.old.isoformat(), part.new.isoformat() if part.new else None] for part in self.parts]
        return {**_task(self), "old": self.old.isoformat(), "new": self.new.isoformat(), "parts": parts}


@dataclass(frozen=True)
class Kept:
    """A task that the rule would move, and why it stays. new: the date that it would have."""

    task_id: int
    number: str
    title: str
    old: date
    new: date
    reason: KeptReason

    def as_data(self) -> dict[str, Any]:
        """The task as JSON."""
        dates = {"old": self.old.isoformat(), "new": self.new.isoformat()}
        return {**_task(self), **dates, "reason": self.reason.value}


@dataclass(frozen=True)
class Impact:
    """What a change does. looked_at: how many open tasks were computed anew."""

    moved: tuple[Move, ...] = ()
    kept: tuple[Kept, ...] = ()
    looked_at: int = 0

    @property
    def deadlines(self) -> int:
        """How many deadlines move."""
        return sum(move.due_moves for move in self.moved)

    @property
    def parts(self) -> int:
        """How many dates of contributions move."""
        return sum(len(move.parts) for move in self.moved)


def digest(change: dict[str, Any], impact: Impact) -> str:
    """SHA-256 in hex of the change and of all that it does: equal for a preview and for the batch it was made for."""
    body = {
        "change": change,
        "moved": [move.as_data() for move in impact.moved],
        "kept": [kept.as_data() for kept in impact.kept],
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def move_of(data: dict[str, Any]) -> Move:
    """From what `Move.as_data` gave."""
    parts = tuple(PartMove(code, date.fromisoformat(old), _day(new)) for code, old, new in data["parts"])
    return Move(*_named(data), date.fromisoformat(data["old"]), date.fromisoformat(data["new"]), parts)


def kept_of(data: dict[str, Any]) -> Kept:
    """From what `Kept.as_data` gave."""
    dates = date.fromisoformat(data["old"]), date.fromisoformat(data["new"])
    return Kept(*_named(data), *dates, KeptReason(data["reason"]))


def _task(row: Move | Kept) -> dict[str, Any]:
    return {"task": row.task_id, "number": row.number, "title": row.title}


def _named(data: dict[str, Any]) -> tuple[int, str, str]:
    return data["task"], data["number"], data["title"]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
