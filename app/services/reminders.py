"""Which tasks stand in whose letter of the day: the table of reminder rules applied to the open tasks.

Each (recipient, task, rule, deadline, week) is noticed once; the letter itself is `digests.py`'s. It goes through the
tasks in chunks, each a short transaction that it opens itself: a run that was cut off is simply run again. Three kinds of
date are counted: the task's own, that of a co-executor's part, and the interim dates inside a term.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.clock import today
from app.db import transaction
from app.domain.contributions import AWAITED
from app.domain.enums import ExecutorRole, Role
from app.domain.lateness import working_days_left
from app.domain.workflow import EXECUTING
from app.models import Agency, InterimDate, LetterPreference, Notice, Task, TaskExecutor
from app.queries.lateness import is_open
from app.queries.recipients import Directory, Reader, directory
from app.queries.reference import work_calendar
from notifications.rules import HORIZON_WORKING_DAYS, DueRule, Recipient, tightest_rule

CHUNK_ROWS = 5000
TASK, PART, INTERIM = "task", "part", "interim"
RECIPIENT_OF_ROLE = {Role.COORDINATOR: Recipient.COORDINATOR, Role.OFFICIAL: Recipient.OFFICIAL}
# From this many working days after the date on, somebody beside the executors is told.
ESCALATED = -3

Query = Callable[[date], sa.Select[Any]]


def enqueue_reminders(session: Session, day: date, *, now: datetime, chunk: int = CHUNK_ROWS) -> int:
    """Notice what the rules say for that day; nothing on a day off. Returns the number of new notices."""
    calendar = work_calendar(session)
    if not calendar.is_working_day(day):
        return 0
    # A date on a day off is counted by the working day before it, so it may lie some days past the tenth working day.
    horizon = calendar.add_working_days(day, HORIZON_WORKING_DAYS + 1) - timedelta(days=1)
    known = Known(directory(session, day), _silenced(session))
    left = _memory(lambda key: working_days_left(key[0], key[1], calendar))
    new = 0
    for about, query in ((TASK, _own_dates), (PART, _parts), (INTERIM, _interim_dates)):
        after: tuple[date, int] | None = None
        while rows := _page(session, query(horizon), after, chunk):
            with transaction(session):
                scopes = _executors(session, query(horizon), after, chunk) if known.has_scopes and about is TASK else {}
                found = [
                    notice for row in rows for notice in _notices(row, about, day, known, left, scopes.get(row.id, ()))
                ]
                new += _keep(session, found, now)
            after = (rows[-1].due_on, rows[-1].key)
    return new


@dataclass(frozen=True)
class Known:
    """People, and who switched optional reminders off."""

    people: Directory
    silenced: frozenset[int]

    @property
    def has_scopes(self) -> bool:
        """Whether a supervisor's list depends on who executes."""
        return any(reader.scope for reader in self.people.supervisors)


Left = Callable[[tuple[date, date]], int]


def _memory(function: Callable[[tuple[date, date]], int]) -> Left:
    kept: dict[tuple[date, date], int] = {}

    def remembered(key: tuple[date, date]) -> int:
        if key not in kept:
            kept[key] = function(key)
        return kept[key]

    return remembered


def _silenced(session: Session) -> frozenset[int]:
    query = sa.select(LetterPreference.user_id).where(LetterPreference.early_reminders.is_(False))
    return frozenset(session.scalars(query))


_COLUMNS = (Task.id, Task.registered_at, Task.giver_level)


def _own_dates(horizon: date) -> sa.Select[Any]:
    return (
        sa.select(*_COLUMNS, Task.due_on, Task.id.label("key"))
        .add_columns(Task.lead_agency_id.label("agency_id"), Task.official_id)
        .where(is_open(), Task.status.in_(EXECUTING), Task.due_on <= horizon)
    )


def _parts(horizon: date) -> sa.Select[Any]:
    """Parts that co-executors owe; a group owes nothing until a person chooses the body that is meant."""
    return (
        sa.select(*_COLUMNS, TaskExecutor.contribution_due_on.label("due_on"), TaskExecutor.id.label("key"))
        .add_columns(TaskExecutor.agency_id, TaskExecutor.official_id)
        .join(Task, Task.id == TaskExecutor.task_id)
        .join(Agency, Agency.id == TaskExecutor.agency_id)
        .where(is_open(), Task.status.in_(EXECUTING), TaskExecutor.contribution_due_on <= horizon)
        .where(TaskExecutor.role == ExecutorRole.CO, TaskExecutor.state.in_(AWAITED), Agency.kind != "group")
    )


def _interim_dates(horizon: date) -> sa.Select[Any]:
    return (
        sa.select(*_COLUMNS, InterimDate.due_on, InterimDate.id.label("key"))
        .add_columns(Task.lead_agency_id.label("agency_id"), Task.official_id)
        .join(Task, Task.id == InterimDate.task_id)
        .where(is_open(), Task.status.in_(EXECUTING), InterimDate.due_on <= horizon, InterimDate.met_on.is_(None))
    )


def _paged(query: sa.Select[Any], after: tuple[date, int] | None, rows: int) -> sa.Select[Any]:
    names = {column["name"]: column["expr"] for column in query.column_descriptions}
    due, key = names["due_on"], names["key"]
    due, key = getattr(due, "element", due), getattr(key, "element", key)
    if after is not None:
        query = query.where(sa.tuple_(due, key) > sa.tuple_(sa.literal(after[0], sa.Date()), sa.literal(after[1])))
    return query.order_by(due, key).limit(rows)


def _page(session: Session, query: sa.Select[Any], after: tuple[date, int] | None, rows: int) -> Sequence[Any]:
    return session.execute(_paged(query, after, rows)).all()


def _executors(
    session: Session, query: sa.Select[Any], after: tuple[date, int] | None, rows: int
) -> dict[int, tuple[int, ...]]:
    """By task of the chunk: the bodies that execute it."""
    ids = _paged(query, after, rows).subquery()
    found: dict[int, tuple[int, ...]] = {}
    for task_id, agency_id in session.execute(
        sa.select(TaskExecutor.task_id, TaskExecutor.agency_id).join(ids, ids.c.id == TaskExecutor.task_id)
    ):
        found[task_id] = (*found.get(task_id, ()), agency_id)
    return found


def _notices(
    row: Any, about: str, day: date, known: Known, left: Left, bodies: tuple[int, ...]
) -> Iterator[dict[str, Any]]:
    """What the rules say of one date. Whoever is told for himself comes before whoever stands in."""
    days_left = left((row.due_on, day))
    registered_on = today(row.registered_at)
    registered = left((row.due_on, registered_on)) if registered_on > row.due_on else None
    rule_of = partial(tightest_rule, days_left=days_left, registered_days_left=registered)
    told = [
        (reader, rule_of(RECIPIENT_OF_ROLE[reader.role]))
        for reader in known.people.executors(row.agency_id, row.official_id)
    ]
    # A part or an interim date is a matter of the executors; a milestone is escalated like an instruction.
    if about is TASK and days_left <= ESCALATED:
        parts = {deputy: rule_of(Recipient.DEPUTY if deputy else Recipient.SUPERVISOR) for deputy in (True, False)}
        told += [
            (reader, parts[reader.is_deputy])
            for reader in known.people.supervisors
            if parts[reader.is_deputy] and reader.controls(row.giver_level, bodies)
        ]
    for reader, due in told:
        if due is not None and not (due.rule.optional and reader.id in known.silenced):
            yield _notice(row, about, due, known.people, reader)


def _notice(row: Any, about: str, due: DueRule, people: Directory, reader: Reader) -> dict[str, Any]:
    holder, absent_id = people.placed(reader)
    return {
        "recipient_id": holder.id,
        "task_id": row.id,
        "rule": due.code,
        "due_on": row.due_on,
        "week": due.week_key,
        "about": about,
        "for_id": absent_id,
    }


def _keep(session: Session, found: list[dict[str, Any]], now: datetime) -> int:
    """Insert what is not noticed yet."""
    if not found:
        return 0
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    # For oneself before for another: of two rows with one key the first is kept.
    rows = [{**notice, "noticed_at": now} for notice in sorted(found, key=lambda notice: notice["for_id"] is not None)]
    statement = insert(Notice).on_conflict_do_nothing().returning(Notice.id)
    return len(session.execute(statement, rows).all())
