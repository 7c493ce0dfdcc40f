"""Pages of a long list by keyset: the next page starts after the last row seen, so page 900 costs what page 1 costs.

A cursor is text from an address line, hence from anybody: what cannot be read means the first page. What is listed and
how it is sorted belongs to the lists themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

PAGE_ROWS = 50
COUNT_CAP = 1000
INT_LIMIT = 2**31
AFTER, BEFORE = "a", "b"

Line = TypeVar("Line")
AnySelect = sa.Select[*tuple[Any, ...]]
AnyRow = sa.Row[*tuple[Any, ...]]
Column = sa.ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Order:
    """A total order: columns compared one after another (the last one unique), all in one direction."""

    columns: tuple[Column, ...]
    descending: bool = False


@dataclass(frozen=True)
class Page(Generic[Line]):
    """Rows of a page and the cursors of its neighbours ("" = there is none)."""

    rows: list[Line]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Count:
    """A count that stops at COUNT_CAP."""

    value: int

    @property
    def capped(self) -> bool:
        """Whether there are more than are counted."""
        return self.value > COUNT_CAP

    def __str__(self) -> str:
        return f"{COUNT_CAP}+" if self.capped else str(self.value)


def capped_count(session: Session, query: AnySelect) -> Count:
    """How many rows the query has, at most COUNT_CAP + 1: an exact count is what grows with the register."""
    return Count(session.scalar(capped(query)) or 0)


def capped(query: AnySelect, most: int = COUNT_CAP) -> sa.Select[int]:
    """The query that counts another's rows up to `most` + 1."""
    some = query.with_only_columns(sa.literal(1), maintain_column_froms=True).order_by(None).limit(most + 1)
    return sa.select(sa.func.count()).select_from(some.subquery())


def page(
    session: Session,
    query: AnySelect,
    order: Order,
    cursor: str,
    line: Callable[[AnyRow], Line],
    rows: int = PAGE_ROWS,
) -> Page[Line]:
    """One page of the query. The columns of the order are added to the row behind the query's own ones."""
    backwards, keys = _read(cursor, order)
    descending = order.descending != backwards
    query = query.add_columns(*order.columns)
    if keys is not None:
        here, there = sa.tuple_(*order.columns), sa.tuple_(*keys)
        query = query.where(here < there if descending else here > there)
    query = query.order_by(None).order_by(*(c.desc() if descending else c.asc() for c in order.columns))
    found = session.execute(query.limit(rows + 1)).all()
    more, found = len(found) > rows, found[:rows]
    if backwards:
        found = found[::-1]
    width = len(order.columns)
    has_next, has_previous = (bool(keys), more) if backwards else (more, keys is not None)
    return Page(
        [line(row) for row in found],
        next=_write(AFTER, found[-1][-width:]) if found and has_next else "",
        previous=_write(BEFORE, found[0][-width:]) if found and has_previous else "",
    )


def _write(side: str, keys: Any) -> str:
    return "~".join([side, *(key.isoformat() if isinstance(key, date) else str(key) for key in keys)])


def _read(cursor: str, order: Order) -> tuple[bool, list[sa.ColumnElement[Any]] | None]:
    side, *parts = cursor.split("~")
    if side not in (AFTER, BEFORE) or len(parts) != len(order.columns):
        return False, None
    try:
        return side == BEFORE, [_key(part, column) for part, column in zip(parts, order.columns, strict=True)]
    except ValueError:
        return False, None


def _key(part: str, column: Column) -> sa.ColumnElement[Any]:
    value: Any = date.fromisoformat(part) if isinstance(column.type, sa.Date) else int(part)
    if isinstance(value, int) and not 0 <= value < INT_LIMIT:
        raise ValueError(part)
    return sa.literal(value, column.type)
