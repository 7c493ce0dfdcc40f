"""Seals against the ends of chains that they cover, and against their copies outside the database.

The file is believed before the row: it lies where a writer of the database does not reach. Ends of chains that only the
file knows are handed on, so that the chains themselves are held against them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.chains import Fault, FaultKind, SealedHead
from app.models import Seal, SealHead
from app.services.seals import Head, Line, heads_at, line_of, read_heads, read_lines, sealed_form


@dataclass
class Outside:
    """What the comparison found. heads: by task, the ends that only files know; unwritten: a last seal without a line."""

    faults: list[Fault] = field(default_factory=list)
    heads: dict[int, list[SealedHead]] = field(default_factory=lambda: defaultdict(list))
    unwritten: date | None = None


def check_seals(session: Session, seals: Sequence[Seal], folder: Path | None) -> Outside:
    """Each seal against the ends it covers and, with a folder, against its line and the ends kept there."""
    found = Outside()
    lines = read_lines(folder) if folder is not None else {}
    folded = _Folded()
    for seal in seals:
        heads = _heads_of(session, seal.day)
        if _digest(session, seal, heads, folded) != line_of(seal):
            found.faults.append(Fault(FaultKind.SEAL_DIFFERS, day=seal.day))
        if folder is not None:
            _beside_file(found, seal, heads, lines.get(seal.day), folder)
    if folder is not None:
        _rows_without_lines(found, seals, lines)
        for day in sorted(lines.keys() - {seal.day for seal in seals}):
            found.faults.append(Fault(FaultKind.SEAL_ROW_MISSING, day=day))
            _keep(found, day, read_heads(folder, day))
    return found


@dataclass
class _Folded:
    """The ends of all chains as of the last seal that was read: by task, and the ids in order."""

    forms: dict[int, tuple[bytes, int]] = field(default_factory=dict)

    def add(self, heads: Iterable[Head]) -> None:
        """What grew by the end of another day."""
        before = len(self.forms)
        for head in heads:
            self.forms[head.task_id] = (sealed_form(head), head.events)
        if len(self.forms) != before:
            self.forms = dict(sorted(self.forms.items()))


def _digest(session: Session, seal: Seal, heads: Sequence[Head], folded: _Folded) -> Line:
    """The seal as it must be. Seals from before ends were kept are counted from what had happened when they were set."""
    folded.add(heads)
    forms = folded.forms or {
        head.task_id: (sealed_form(head), head.events) for head in heads_at(session, seal.sealed_at)
    }
    digest = hashlib.sha256(b"".join(form for form, _ in forms.values()))
    return Line(seal.day, digest.hexdigest(), len(forms), sum(events for _, events in forms.values()))


def _heads_of(session: Session, day: date) -> list[Head]:
    rows = session.execute(
        sa.select(SealHead.task_id, SealHead.number, SealHead.events, SealHead.head)
        .where(SealHead.day == day)
        .order_by(SealHead.task_id)
    )
    return [Head(*row) for row in rows]


def _beside_file(found: Outside, seal: Seal, heads: Sequence[Head], line: Line | None, folder: Path) -> None:
    if line is None:
        return
    if line != line_of(seal):
        found.faults.append(Fault(FaultKind.SEAL_LINE_DIFFERS, day=seal.day))
    kept = read_heads(folder, seal.day)
    own = {head.task_id: head for head in heads}
    differing = [head for head in kept if own.get(head.task_id) != head]
    _keep(found, seal.day, differing)
    more = own.keys() - {head.task_id for head in kept}
    for head in [*differing, *(own[task_id] for task_id in sorted(more))]:
        found.faults.append(Fault(FaultKind.SEAL_HEAD_DIFFERS, head.number, head.events, seal.day))


def _keep(found: Outside, day: date, heads: Iterable[Head]) -> None:
    for head in heads:
        found.heads[head.task_id].append(SealedHead(day, head.number, head.events, head.head))


def _rows_without_lines(found: Outside, seals: Sequence[Seal], lines: dict[date, Line]) -> None:
    """Only the last seal may lack its line: the process that set it may have died before it wrote."""
    missing = [seal.day for seal in seals if seal.day not in lines]
    if seals and missing == [seals[-1].day]:
        found.unwritten = missing[0]
        return
    found.faults += [Fault(FaultKind.SEAL_LINE_MISSING, day=day) for day in missing]
