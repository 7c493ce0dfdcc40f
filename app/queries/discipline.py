"""Discipline figures as of any day, summed over one stream of histories; and the tasks behind each figure.

What a figure is, is said in `app.domain.discipline`. A person gets the figures of the bodies in his scope: a coordinator
those of his own body alone, also where it is a co-executor. Training examples count where the caller asks for them.

Of a period, histories are read only where its figures need them. Other open tasks count for what stands still alone, and
one to which nothing happened since the day stands in its row as its history tells it: there the row is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.discipline import Figure, Line, Period, Quarter, Sample, Total, View, ranks, samples
from app.domain.enums import ExecutorRole, GiverLevel, TaskKind
from app.domain.past import TaskState
from app.models import Agency, Task, TaskExecutor
from app.queries.asof import Condition, Scope, calendar_then, changed_since, states, taking_part
from app.queries.lateness import is_open
from app.queries.past_lists import body_names

ALL = ""


class By(StrEnum):
    """What stands in the rows."""

    AGENCY = "agency"
    LEVEL = "level"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Asked:
    """Which figures. period: of original deadlines, None = all time; agency: code of one body, "" = all in scope."""

    day: date
    period: Period | None = None
    agency: str = ""
    level: GiverLevel | None = None
    by: By = By.AGENCY
    training: bool = False


@dataclass
class Row:
    """The figures of one key (a body's code, a level, a quarter; "" for all together) in one line."""

    key: str
    line: Line
    name: str = ""
    rank: int | None = None
    totals: dict[Figure, Total] = field(default_factory=dict)

    def total(self, figure: Figure) -> Total:
        """The figure; an empty one where no task adds to it."""
        return self.totals.get(figure) or Total()


@dataclass(frozen=True)
class Behind:
    """A task behind a figure: what it adds, and its state on that day."""

    task_id: int
    state: TaskState
    part: int
    base: int


def discipline(session: Session, scope: Scope, asked: Asked, *, locale: str = "en") -> list[Row]:
    """The rows: line by line (what counts first), in each one row for all together and then one a key."""
    return _summed(session, scope, asked, (asked.by,), locale)[asked.by]


def overview(session: Session, scope: Scope, asked: Asked, *, locale: str = "en") -> dict[By, list[Row]]:
    """The rows by body, by level and by quarter, as `discipline` gives them, out of one reading; `asked.by` is not asked."""
    return _summed(session, scope, asked, tuple(By), locale)


def _summed(session: Session, scope: Scope, asked: Asked, ways: tuple[By, ...], locale: str) -> dict[By, list[Row]]:
    """Samples that differ in nothing a row knows are added up first: there are far fewer kinds of them than samples."""
    sums: dict[tuple[Figure, str, Line, GiverLevel | None, Quarter | None], Total] = {}
    for _, _, sample in _samples(session, scope, asked):
        kind = (sample.figure, sample.body, sample.line, sample.level, sample.quarter)
        total = sums.get(kind)
        if total is None:
            total = sums[kind] = Total()
        total.add(sample)
    found: dict[By, dict[tuple[Line, str], Row]] = {by: {} for by in ways}
    for kind, total in sums.items():
        whole = Sample(*kind, total.part, total.base)
        for by, rows in found.items():
            for key in (ALL, key_of(whole, by)):
                row = rows.setdefault((whole.line, key), Row(key, whole.line))
                row.totals.setdefault(whole.figure, Total()).add(whole, total.tasks)
    places = dict(session.execute(sa.select(Agency.code, Agency.position)).all())
    return {by: _in_order(session, list(rows.values()), by, places, locale) for by, rows in found.items()}


def _in_order(session: Session, rows: list[Row], by: By, places: dict[str, int], locale: str) -> list[Row]:
    _name(session, rows, by, locale)
    if by is By.AGENCY:
        _rank(rows)
    return sorted(rows, key=lambda row: (list(Line).index(row.line), *_place(row, by, places)))


def behind(session: Session, scope: Scope, asked: Asked, figure: Figure, line: Line, key: str = ALL) -> list[Behind]:
    """The tasks that add to a figure, in the order of their ids. key "" = those of all keys."""
    found = [
        Behind(task_id, state, sample.part, sample.base)
        for task_id, state, sample in _samples(session, scope, asked)
        if sample.figure is figure and sample.line is line and key in (ALL, key_of(sample, asked.by))
    ]
    return sorted(found, key=lambda row: row.task_id)


def key_of(sample: Sample, by: By) -> str:
    """The row in which a sample stands."""
    match by:
        case By.AGENCY:
            return sample.body
        case By.LEVEL:
            return sample.level.value if sample.level else ""
        case By.QUARTER:
            return str(sample.quarter) if sample.quarter else ""


def _samples(session: Session, scope: Scope, asked: Asked) -> Iterator[tuple[int, TaskState, Sample]]:
    view = View(asked.day, calendar_then(session, asked.day), asked.period)
    for task_id, state, issued_on in _read(session, scope, asked):
        for sample in samples(state, issued_on, view):
            mine = scope.codes is None or sample.body in scope.codes
            asked_for = not asked.agency or sample.body == asked.agency
            if mine and asked_for and (asked.level is None or sample.level is asked.level):
                yield task_id, state, sample


def _read(session: Session, scope: Scope, asked: Asked) -> Iterator[tuple[int, TaskState, date]]:
    """The tasks that may add to a figure, with the day of the instruction, in the order of ids within each source."""
    conditions = [Task.kind != TaskKind.MILESTONE, *taking_part(_narrowed(scope, asked.agency), asked.day)]
    if not asked.training:
        conditions.append(Task.training.is_(False))
    if asked.period is not None:
        touching = _touching(asked.period, asked.day)
        yield from _standing(session, [*conditions, sa.not_(touching)])
        conditions.append(touching)
    issued = dict(session.execute(sa.select(Task.id, Task.issued_on).where(*conditions)).all())
    for task_id, state in states(session, asked.day, *conditions):
        yield task_id, state, issued[task_id]


def _touching(period: Period, day: date) -> Condition:
    """Tasks of which a history must be read: of the period, changed since, with parts that may fall into it, or led from
    outside the chain of command, which only the history can say of that day.
    """
    parts = sa.select(TaskExecutor.task_id).where(TaskExecutor.role == ExecutorRole.CO)
    outside = sa.select(Agency.id).where(Agency.subordinate.is_(False))
    return sa.or_(
        sa.and_(Task.original_due_on.is_not(None), Task.original_due_on.between(period.first, period.last)),
        changed_since(day),
        sa.and_(Task.due_on.is_not(None), Task.due_on >= period.first, Task.id.in_(parts)),
        Task.lead_agency_id.in_(outside),
    )


def _standing(session: Session, conditions: list[Condition]) -> Iterator[tuple[int, TaskState, date]]:
    """Open tasks of other periods, as their rows tell them."""
    query = sa.select(
        Task.id,
        Task.status,
        Task.kind,
        Task.original_due_on,
        Task.due_on,
        Task.due_basis,
        Task.term_confirmed,
        Task.giver_level,
        Agency.code.label("lead"),
        Task.executor_event_on,
        Task.submitted_on,
        Task.issued_on,
    ).join(Agency, Agency.id == Task.lead_agency_id)
    for task_id, *facts, issued_on in session.execute(query.where(is_open(), *conditions).order_by(Task.id)):
        yield task_id, TaskState(**dict(zip(_STANDING, facts, strict=True))), issued_on


_STANDING = (
    "status",
    "kind",
    "original_due_on",
    "due_on",
    "due_basis",
    "term_confirmed",
    "giver_level",
    "lead",
    "executor_event_on",
    "submitted_on",
)


def _narrowed(scope: Scope, agency: str) -> Scope:
    return Scope(frozenset({agency})) if agency else scope


def _name(session: Session, rows: list[Row], by: By, locale: str) -> None:
    if by is By.AGENCY:
        names = body_names(session, (row.key for row in rows), locale)
        for row in rows:
            row.name = names.get(row.key, row.key)


def _rank(rows: list[Row]) -> None:
    counted = [row for row in rows if row.line is Line.COUNTED and row.key]
    places = ranks({row.key: row.total(Figure.ON_TIME_ORIGINAL) for row in counted})
    for row in counted:
        row.rank = places.get(row.key)


def _place(row: Row, by: By, places: dict[str, int]) -> tuple[bool, int, str]:
    """All together first; then bodies by their place in the directory, levels from the highest, quarters by time."""
    order = 0
    if row.key and by is By.AGENCY:
        order = places.get(row.key, 0)
    elif row.key and by is By.LEVEL:
        order = GiverLevel(row.key).rank
    return bool(row.key), order, row.key
