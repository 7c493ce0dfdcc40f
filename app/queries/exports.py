"""Rows of lists for files, a batch at a time by keyset: a long list is never held whole, nor a long statement kept open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.lateness import days_late
from app.models import Task, User
from app.queries.keyset import AnyRow, AnySelect, Order, capped, page
from app.queries.past_lists import Holding, PastLine, holdings, lines_then
from app.queries.tasks import LINE_COLUMNS, TaskLine, line

BATCH_ROWS = 500


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A task as a file shows it. held_by: name of the body that holds it; lost: days; holding: not asked for = None."""

    task: TaskLine
    days_late: int
    official: str = ""
    issued_on: date | None = None
    changed_at: datetime | None = None
    holding: Holding | PastLine | None = None


def export_lines(
    session: Session, query: AnySelect, order: Order, *, day: date, most: int, locale: str, held: bool = False
) -> Iterator[ExportLine]:
    """The tasks of a query of lines in that order, at most `most`. held: with who holds each."""
    query = query.outerjoin(User, User.id == Task.official_id)
    query = query.add_columns(User.name, Task.issued_on, Task.changed_at)
    cursor = ""
    while most > 0:
        batch = page(session, query, order, cursor, lambda row: _line(row, day), min(BATCH_ROWS, most))
        yield from _held(session, batch.rows, day=day, locale=locale) if held else batch.rows
        most, cursor = most - len(batch.rows), batch.next
        if not cursor:
            return


def past_export_lines(session: Session, ids: list[int], *, day: date, locale: str) -> Iterator[ExportLine]:
    """The tasks of a past day's list, in their order."""
    for start in range(0, len(ids), BATCH_ROWS):
        for past in lines_then(session, ids[start : start + BATCH_ROWS], day=day, locale=locale):
            yield ExportLine(past.line, past.days_late, holding=past)


def count_up_to(session: Session, query: AnySelect, most: int) -> int:
    """How many rows the query has, counted up to `most` + 1."""
    return session.scalar(capped(query, most)) or 0


def _line(row: AnyRow, day: date) -> ExportLine:
    task = line(row)
    official, issued_on, changed_at = row[LINE_COLUMNS : LINE_COLUMNS + 3]
    late = days_late(task.status, task.due_on, day, task.submitted_on)
    return ExportLine(task, late, official or "", issued_on, changed_at)


def _held(session: Session, batch: list[ExportLine], *, day: date, locale: str) -> Iterator[ExportLine]:
    found = holdings(session, [each.task.id for each in batch], day=day, locale=locale)
    return (replace(each, holding=found.get(each.task.id)) for each in batch)
