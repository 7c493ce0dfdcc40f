"""Discipline figures as of any day, summed over one stream of histories; and the tasks behind each figure.

What a figure is, is said in `app.domain.discipline`. A person gets the figures of the bodies in his scope: a coordinator
those of his own body alone, also where it is a co-executor. Training examples count where the caller asks for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.discipline import Figure, Line, Quarter, Sample, Total, View, ranks, samples
from app.domain.enums import ExecutorRole, GiverLevel, TaskKind
from app.domain.past import TaskState
from app.models import Agency, Task, TaskExecutor
from app.queries.asof import Scope, calendar_then, maybe_open, states, taking_part
from app.queries.past_lists import body_names

ALL = ""


class By(StrEnum):
    """What stands in the rows."""

    AGENCY = "agency"
    LEVEL = "level"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Asked:
    """Which figures. quarter: of original deadlines, None = all; agency: code of one body, "" = all in scope."""

    day: date
    quarter: Quarter | None = None
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
    rows: dict[tuple[Line, str], Row] = {}
    for _, _, sample in _samples(session, scope, asked):
        for key in (ALL, key_of(sample, asked.by)):
            row = rows.setdefault((sample.line, key), Row(key, sample.line))
            row.totals.setdefault(sample.figure, Total()).add(sample)
    places = dict(session.execute(sa.select(Agency.code, Agency.position)).all())
    _name(session, list(rows.values()), asked.by, locale)
    if asked.by is By.AGENCY:
        _rank(list(rows.values()))
    return sorted(rows.values(), key=lambda row: (list(Line).index(row.line), *_place(row, asked.by, places)))


def behind(session: Session, scope: Scope, asked: Asked, figure: Figure, line: Line, key: str = ALL) -> list[Behind]:
    """The tasks that add to a figure, in the order of their ids. key "" = those of all keys."""
    return [
        Behind(task_id, state, sample.part, sample.base)
        for task_id, state, sample in _samples(session, scope, asked)
        if sample.figure is figure and sample.line is line and key in (ALL, key_of(sample, asked.by))
    ]


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
    view = View(asked.day, calendar_then(session, asked.day), asked.quarter)
    conditions = [Task.kind != TaskKind.MILESTONE, *taking_part(_narrowed(scope, asked.agency), asked.day)]
    if not asked.training:
        conditions.append(Task.training.is_(False))
    if asked.quarter is not None:
        conditions.append(_touching(asked.quarter, asked.day))
    issued = dict(session.execute(sa.select(Task.id, Task.issued_on).where(*conditions)).all())
    for task_id, state in states(session, asked.day, *conditions):
        for sample in samples(state, issued[task_id], view):
            mine = scope.codes is None or sample.body in scope.codes
            asked_for = not asked.agency or sample.body == asked.agency
            if mine and asked_for and (asked.level is None or sample.level is asked.level):
                yield task_id, state, sample


def _touching(quarter: Quarter, day: date) -> sa.ColumnElement[bool]:
    """Tasks that may add to a figure of the quarter: of that date, open, changed since, or with parts before their date."""
    parts = sa.select(TaskExecutor.task_id).where(TaskExecutor.role == ExecutorRole.CO)
    return sa.or_(
        Task.original_due_on.between(quarter.first, quarter.last),
        maybe_open(day),
        sa.and_(Task.due_on >= quarter.first, Task.id.in_(parts)),
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
