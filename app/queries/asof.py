"""The past: tasks as their histories tell them at the end of a local day, whatever happened afterwards.

What is shown comes out of events alone; rows of tasks only tell which histories matter: a task to which nothing happened
since that day stands in its row as it stood then. Events are streamed task by task and never held all at once.
A day is over at midnight in Kazakhstan; a person sees of the past what was his body's at that day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment, today
from app.domain.calendar import WorkCalendar
from app.domain.enums import Role
from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.past import Happened, TaskState
from app.domain.replay import replay
from app.domain.workflow import ENDED
from app.models import Agency, Task, TaskEvent, TaskExecutor, User
from app.queries.reference import work_calendar

STREAM_ROWS = 5000
CHUNK = 500
# Kinds after which a task may have other executors than before.
PASSING = (EventKind.EXECUTORS_CHANGED, EventKind.AGENCY_SUCCEEDED)

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Scope:
    """Bodies whose tasks a person sees; None = all."""

    codes: frozenset[str] | None

    def sees(self, state: TaskState) -> bool:
        """Whether one of the bodies took part in the task at that moment."""
        return self.codes is None or any(code in self.codes for code, _ in state.executors)


EVERYTHING = Scope(None)


def scope_of(user: User) -> Scope:
    """What the person sees, as `app.queries.access.visible` says it of the present."""
    match user.role:
        case Role.SUPERVISOR if not user.supervises:
            return EVERYTHING
        case Role.SUPERVISOR:
            return Scope(frozenset(agency.code for agency in user.supervises))
        case Role.COORDINATOR | Role.OFFICIAL if user.agency is not None:
            return Scope(frozenset({user.agency.code}))
    return Scope(frozenset())


def end_of(day: date) -> datetime:
    """The moment at which the local day is over."""
    return local_moment(day + timedelta(days=1))


def first_day(session: Session) -> date | None:
    """The local day of the first event of all; None while there is no history."""
    first = session.scalar(sa.select(sa.func.min(TaskEvent.at)))
    return today(first) if first else None


def check_past_day(session: Session, day: date, present: date) -> None:
    """Refuse a day of which the history can say nothing.

    Raises InvalidInput: `as_of_in_future`, `as_of_before_history`, `no_history`.
    """
    if day > present:
        raise InvalidInput("as_of_in_future", day=day.isoformat(), today=present.isoformat())
    first = first_day(session)
    if first is None:
        raise InvalidInput("no_history")
    if day < first:
        raise InvalidInput("as_of_before_history", day=day.isoformat(), first=first.isoformat())


def past_day(session: Session, text: str | None, present: date) -> date:
    """The day that somebody asks for; the present one for none. Raises InvalidInput as `check_past_day`, and for no date."""
    if not text:
        return present
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("as_of_unreadable", text=text[:40]) from None
    check_past_day(session, day, present)
    return day


def calendar_then(session: Session, day: date) -> WorkCalendar:
    """The work calendar as it was known at the end of that day: what administrators entered later is left out."""
    return work_calendar(session, before=end_of(day))


def states(session: Session, day: date, *conditions: Condition) -> Iterator[tuple[int, TaskState]]:
    """(task id, state at the end of that day) of the tasks on control by then, in the order of ids.

    conditions: on Task, superfluous tasks left out. The session must not be written to while the stream is read.
    """
    where = [TaskEvent.at < end_of(day)]
    if conditions:
        where.append(TaskEvent.task_id.in_(sa.select(Task.id).where(*conditions)))
    return _folded(session, where)


def states_of(session: Session, day: date, ids: Iterable[int]) -> dict[int, TaskState]:
    """The states of those tasks at the end of that day."""
    wanted = sorted(set(ids))
    found: dict[int, TaskState] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found |= dict(_folded(session, [TaskEvent.at < end_of(day), TaskEvent.task_id.in_(part)]))
    return found


def _folded(session: Session, where: list[Condition]) -> Iterator[tuple[int, TaskState]]:
    # The kind is read as text: a kind that this version does not know must not stop the reading of the past.
    kind = sa.type_coerce(TaskEvent.kind, sa.String())
    query = (
        sa.select(TaskEvent.task_id, kind, TaskEvent.at, TaskEvent.data, TaskEvent.actor_id)
        .where(*where)
        .order_by(TaskEvent.task_id, TaskEvent.seq)
        .execution_options(yield_per=STREAM_ROWS)
    )
    for task_id, rows in groupby(session.execute(query), key=lambda row: row[0]):
        state = replay(Happened(what, today(at), data, actor_id) for _, what, at, data, actor_id in rows)
        if state.kind is None:  # older events did not say it; it never changes
            state.kind = session.scalar(sa.select(Task.kind).where(Task.id == task_id))
        yield task_id, state


def taking_part(scope: Scope, day: date) -> list[Condition]:
    """Conditions under which a task may have been one of the scope's on that day: it is now, or changed hands since."""
    if scope.codes is None:
        return []
    return [_of_bodies(sa.select(Agency.id).where(Agency.code.in_(sorted(scope.codes))), day)]


def led_by(code: str, day: date) -> list[Condition]:
    """Conditions under which a body may have led a task on that day; none for an empty code."""
    return [_of_bodies(sa.select(Agency.id).where(Agency.code == code), day)] if code else []


def now_of(scope: Scope) -> list[Condition]:
    """Conditions under which a task is one of the scope's now."""
    if scope.codes is None:
        return []
    bodies = sa.select(Agency.id).where(Agency.code.in_(sorted(scope.codes)))
    return [Task.id.in_(sa.select(TaskExecutor.task_id).where(TaskExecutor.agency_id.in_(bodies)))]


def _of_bodies(bodies: sa.Select[int], day: date) -> Condition:
    takes_part = sa.select(TaskExecutor.task_id).where(TaskExecutor.agency_id.in_(bodies))
    passed = sa.select(TaskEvent.task_id).where(TaskEvent.at >= end_of(day), TaskEvent.kind.in_(PASSING))
    return sa.or_(Task.id.in_(takes_part), Task.id.in_(passed))


def changed_since(day: date) -> Condition:
    """Tasks to which something happened after that day: their rows say nothing of it."""
    return Task.changed_at >= end_of(day)


def maybe_open(day: date) -> Condition:
    """Tasks that may have been open at the end of that day."""
    return sa.or_(changed_since(day), Task.status.not_in(ENDED))
