"""The overdue list and what stands beside it: what falls due in the coming week.

Right even if no sweep has run: lateness is asked of the tasks themselves, never of the sweep's flags.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.models import Agency, Task, User
from app.queries.keyset import PAGE_ROWS, AnySelect, Count, Order, Page, capped_count, page
from app.queries.lateness import due_between, is_open, late
from app.queries.tasks import Filters, TaskLine, line, lines, week_ahead

OVERDUE_SORTS: dict[str, Order] = {
    "longest": Order((Task.due_on, Task.id)),
    "latest": Order((Task.due_on, Task.id), descending=True),
    "agency": Order((Agency.position, Task.due_on, Task.id)),
}


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
    return page(session, _late(lines(user, filters, locale), day), order, cursor, line, rows)


def overdue_count(session: Session, user: User, filters: Filters, *, day: date) -> Count:
    """How many they are, as far as it is counted."""
    return capped_count(session, _late(lines(user, filters, "en"), day))


def due_this_week_page(
    session: Session, user: User, filters: Filters, *, day: date, sort: str, cursor: str, locale: str
) -> Page[TaskLine]:
    """A page of the tasks being executed that fall due in the coming seven days."""
    order = OVERDUE_SORTS.get(sort, OVERDUE_SORTS["longest"])
    return page(session, _due(lines(user, filters, locale), day), order, cursor, line)


def due_this_week_count(session: Session, user: User, filters: Filters, *, day: date) -> Count:
    """How many they are, as far as it is counted."""
    return capped_count(session, _due(lines(user, filters, "en"), day))


def _late(query: AnySelect, day: date) -> AnySelect:
    # A task can only be late after its deadline: said plainly, so that the index of open tasks by date gives the range.
    return query.where(is_open(), Task.due_on < day, late(day))


def _due(query: AnySelect, day: date) -> AnySelect:
    return query.where(is_open(), due_between(*week_ahead(day)))
