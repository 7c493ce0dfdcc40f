"""Further filters of the lists that people work down: giver, responsible official, days late, rows that were ticked.

They add to `Filters` of `app.queries.tasks`, which the register, the past and searches share. How long a task is late is
counted as `app.domain.lateness.days_late` counts it.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from app.domain.enums import GiverRole
from app.domain.workflow import EXECUTING, TaskStatus
from app.models import Task, User
from app.queries.keyset import AnySelect
from app.queries.tasks import Filters

TO_CHOOSE = 200


class Lateness(StrEnum):
    """How long a task is late, in calendar days."""

    DAYS = "1-5"
    WEEKS = "6-30"
    LONGER = "31"

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the most days; None = no most."""
        return {Lateness.DAYS: (1, 5), Lateness.WEEKS: (6, 30), Lateness.LONGER: (31, None)}[self]


@dataclass(frozen=True)
class ListFilters(Filters):
    """giver: value of a GiverRole, or the name of a giver of no such office; official: id; ids: only these tasks."""

    giver: str = ""
    official: int | None = None
    late: Lateness | None = None
    ids: tuple[int, ...] = ()

    @property
    def plain(self) -> Filters:
        """What the shared queries know of them."""
        return Filters(**{each.name: getattr(self, each.name) for each in fields(Filters)})


class days_between(FunctionElement[int]):
    """Calendar days from the second date to the first one."""

    type = sa.Integer()
    inherit_cache = True


@compiles(days_between)
def _subtracted(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(each, **more) for each in element.clauses)
    return f"({later} - {earlier})"


@compiles(days_between, "sqlite")
def _julian(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(each, **more) for each in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


def further(filters: Filters, day: date) -> list[sa.ColumnElement[bool]]:
    """The further filters as conditions on Task; none for plain ones. day: on which tasks are late."""
    found: list[sa.ColumnElement[bool]] = []
    if not isinstance(filters, ListFilters):
        return found
    if filters.giver in {role.value for role in GiverRole}:
        found.append(Task.giver_role == GiverRole(filters.giver))
    elif filters.giver:
        found += [Task.giver_role.is_(None), Task.giver_name == filters.giver]
    if filters.official is not None:
        found.append(Task.official_id == filters.official)
    if filters.late is not None:
        found.append(late_by(filters.late, day))
    if filters.ids:
        found.append(Task.id.in_(filters.ids))
    return found


def late_by(lateness: Lateness, day: date) -> sa.ColumnElement[bool]:
    """Late tasks of that bracket of days."""
    least, most = lateness.bounds
    running = [Task.status.in_(EXECUTING), Task.due_on <= day - timedelta(days=least)]
    stopped = [Task.status == TaskStatus.SUBMITTED, days_between(Task.submitted_on, Task.due_on) >= least]
    if most is not None:
        running.append(Task.due_on >= day - timedelta(days=most))
        stopped.append(days_between(Task.submitted_on, Task.due_on) <= most)
    return sa.or_(sa.and_(*running), sa.and_(*stopped))


def givers_among(session: Session, tasks: AnySelect) -> list[tuple[GiverRole | None, str]]:
    """(office, name where there is no office) of the givers of those tasks, at most TO_CHOOSE."""
    named = sa.case((Task.giver_role.is_(None), Task.giver_name), else_="")
    query = tasks.with_only_columns(Task.giver_role, named, maintain_column_froms=True).order_by(None).distinct()
    return [(role, name) for role, name in session.execute(query.limit(TO_CHOOSE)) if role or name]


def officials_among(session: Session, tasks: AnySelect) -> list[tuple[int, str]]:
    """(id, name) of the officials who answer for those tasks, at most TO_CHOOSE."""
    ids = tasks.with_only_columns(Task.official_id, maintain_column_froms=True).order_by(None).distinct()
    rows = session.execute(sa.select(User.id, User.name).where(User.id.in_(ids)).limit(TO_CHOOSE))
    return [(user_id, name) for user_id, name in rows]
