"""The overdue list and what stands beside it: what falls due in the coming week, counters by age and by body.

Right even if no sweep has run: lateness is asked of the tasks themselves, never of the sweep's flags.
"""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import GiverLevel, GiverRole
from app.models import Agency, Task, User
from app.queries.keyset import PAGE_ROWS, AnySelect, Count, Order, Page, capped, capped_count, page
from app.queries.lateness import due_between, is_open, late
from app.queries.list_filters import Lateness, ListFilters, further, givers_among, officials_among
from app.queries.tasks import Filters, TaskLine, agency_name, line, lines, week_ahead

# Levels are stored by name; their order is that of authority.
_RANK = sa.case({level: level.rank for level in GiverLevel}, value=Task.giver_level).label("giver_rank")
OVERDUE_SORTS: dict[str, Order] = {
    "longest": Order((Task.due_on, Task.id)),
    "latest": Order((Task.due_on, Task.id), descending=True),
    "agency": Order((Agency.position, Task.due_on, Task.id)),
    "giver": Order((_RANK, Task.due_on, Task.id)),
}
BODIES_COUNTED = 8


def overdue_page(
    session: Session,
    user: User,
    filters: Filters,
    *,
    day: date,
    sort: str,
    cursor: str,
    locale: str,
    rows: int = PAGE_ROWS,
) -> Page[TaskLine]:
    """A page of the tasks that are late on that day. An unknown sort name means the longest overdue first."""
    order = OVERDUE_SORTS.get(sort, OVERDUE_SORTS["longest"])
    return page(session, overdue_lines(user, filters, day=day, locale=locale), order, cursor, line, rows)


def overdue_lines(user: User, filters: Filters, *, day: date, locale: str = "en") -> AnySelect:
    """Lines of the tasks that are late on that day, in no order."""
    # A task can only be late after its deadline: said plainly, so that the index of open tasks by date gives the range.
    late_ones = lines(user, filters, locale).where(is_open(), Task.due_on < day, late(day))
    return late_ones.where(*further(filters, day))


def overdue_ids(session: Session, user: User, filters: Filters, *, day: date, sort: str) -> list[int]:
    """Ids of all tasks that are late on that day, in the order of the list."""
    order = OVERDUE_SORTS.get(sort, OVERDUE_SORTS["longest"])
    query = overdue_lines(user, filters, day=day).with_only_columns(Task.id, maintain_column_froms=True)
    ordered = query.order_by(None).order_by(*(c.desc() if order.descending else c.asc() for c in order.columns))
    return list(session.scalars(ordered))


def overdue_count(session: Session, user: User, filters: Filters, *, day: date) -> Count:
    """How many they are, as far as it is counted."""
    return capped_count(session, overdue_lines(user, filters, day=day))


def overdue_by_age(session: Session, user: User, filters: ListFilters, *, day: date) -> dict[Lateness, Count]:
    """How many are late by so many days, whatever bracket the filters ask for; each as far as it is counted.

    Every late task is in one of the brackets: their sum is the list.
    """
    queries = [overdue_lines(user, replace(filters, late=each), day=day) for each in Lateness]
    row = session.execute(sa.select(*(capped(query).scalar_subquery() for query in queries))).one()
    return {each: Count(number or 0) for each, number in zip(Lateness, row, strict=True)}


def overdue_by_body(
    session: Session, user: User, filters: ListFilters, *, day: date, locale: str
) -> list[tuple[str, str, int]]:
    """(code, name, tasks) of the bodies that lead most of the late tasks, at most BODIES_COUNTED."""
    count = sa.func.count()
    late_ones = overdue_lines(user, replace(filters, agency=""), day=day).order_by(None)
    rows = session.execute(
        late_ones.with_only_columns(Agency.code, agency_name(locale), count, maintain_column_froms=True)
        .group_by(Agency.id)
        .order_by(count.desc(), Agency.position)
        .limit(BODIES_COUNTED)
    )
    return [(code, name, number) for code, name, number in rows]


def overdue_givers(session: Session, user: User, *, day: date) -> list[tuple[GiverRole | None, str]]:
    """Who gave what is late: what the list filters by."""
    return givers_among(session, overdue_lines(user, Filters(), day=day))


def overdue_officials(session: Session, user: User, *, day: date) -> list[tuple[int, str]]:
    """Who answers for what is late: what the list filters by."""
    return officials_among(session, overdue_lines(user, Filters(), day=day))


def due_this_week_page(
    session: Session, user: User, filters: Filters, *, day: date, sort: str, cursor: str, locale: str
) -> Page[TaskLine]:
    """A page of the tasks being executed that fall due in the coming seven days."""
    order = OVERDUE_SORTS.get(sort, OVERDUE_SORTS["longest"])
    return page(session, due_this_week_lines(user, filters, day=day, locale=locale), order, cursor, line)


def due_this_week_lines(user: User, filters: Filters, *, day: date, locale: str = "en") -> AnySelect:
    """Their lines, in no order."""
    due = lines(user, filters, locale).where(is_open(), due_between(*week_ahead(day)))
    return due.where(*further(filters, day))


def due_this_week_count(session: Session, user: User, filters: Filters, *, day: date) -> Count:
    """How many they are, as far as it is counted."""
    return capped_count(session, due_this_week_lines(user, filters, day=day))


def due_givers(session: Session, user: User, *, day: date) -> list[tuple[GiverRole | None, str]]:
    """Who gave what falls due."""
    return givers_among(session, due_this_week_lines(user, Filters(), day=day))


def due_officials(session: Session, user: User, *, day: date) -> list[tuple[int, str]]:
    """Who answers for what falls due."""
    return officials_among(session, due_this_week_lines(user, Filters(), day=day))
