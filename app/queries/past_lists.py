"""Lists of tasks as they stood at the end of a past day: the overdue list and the register, and who held each task.

States come from `asof.py`; here they are filtered, ordered and joined with what never changes of a card (number, title,
giver). Lists are made whole: a past day is asked for rarely, and its order follows facts that no index knows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import TaskKind
from app.domain.holders import Held, Span, held_now, spans_until
from app.domain.lateness import days_late
from app.domain.past import TaskState
from app.domain.workflow import OPEN, TaskStatus
from app.models import Agency, Task
from app.queries.asof import (
    CHUNK,
    Condition,
    Scope,
    changed_since,
    led_by,
    now_of,
    states,
    states_of,
    taking_part,
)
from app.queries.lateness import late
from app.queries.tasks import Filters, KindFilter, StatusGroup, TaskLine, Waiting, bare_lines, conditions, line

Found = list[tuple[int, TaskState]]


@dataclass(frozen=True)
class PastLine:
    """A task of a list as it stood: its line, how late it was, who held it and how many days were lost by then.

    held_by: the name of the body that held it, "" for the controller and for who decides on an extension; lost: days
    after the date in force, in whosever hands; lost_original: those after the first date.
    """

    line: TaskLine
    lead: str
    days_late: int
    held: Held | None
    held_by: str
    lost: int
    lost_original: int


@dataclass(frozen=True)
class Holding:
    """Who holds a task, since when, and in whose hands its days were. names: of bodies, by code."""

    held: Held | None
    held_by: str
    spans: list[Span]
    lost: int
    names: dict[str, str]


def overdue_then(session: Session, scope: Scope, filters: Filters, *, day: date, sort: str = "longest") -> list[int]:
    """The ids of the tasks that were late at the end of that day, in the order asked for."""
    found = _places(session, scope, filters, day, [late(day)], lambda state: days_late_then(state, day) > 0)
    return _sorted(session, found, OVERDUE_ORDERS.get(sort, OVERDUE_ORDERS["longest"]))


def register_then(session: Session, scope: Scope, filters: Filters, *, day: date, sort: str = "newest") -> list[int]:
    """The ids of the tasks that were in the register at the end of that day, in the order asked for."""
    found = _places(session, scope, filters, day, [], lambda _state: True)
    return _sorted(session, found, REGISTER_ORDERS.get(sort, REGISTER_ORDERS["newest"]))


@dataclass(frozen=True, slots=True)
class _Place:
    """What an order compares: the task, its date, its lead."""

    id: int
    due_on: date | None
    lead: str


def _places(
    session: Session,
    scope: Scope,
    filters: Filters,
    day: date,
    by_row: list[Condition],
    by_state: Callable[[TaskState], bool],
) -> list[_Place]:
    """Tasks of a list. One to which nothing happened since is found by its row, which says what its history says; of the
    others the histories are read.
    """
    rows = (
        sa.select(Task.id, Task.due_on, Agency.code)
        .join(Agency, Agency.id == Task.lead_agency_id)
        .where(sa.not_(changed_since(day)), *by_row, *conditions(filters), *now_of(scope))
    )
    found = [_Place(*row) for row in session.execute(rows)]
    fixed = conditions(Filters(document=filters.document, text=filters.text))
    changed = states(session, day, changed_since(day), *taking_part(scope, day), *led_by(filters.agency, day), *fixed)
    found += [
        _Place(task_id, state.due_on, state.lead)
        for task_id, state in changed
        if scope.sees(state) and _fits(filters, state) and by_state(state)
    ]
    return found


def days_late_then(state: TaskState, day: date) -> int:
    """Calendar days by which the task was late at the end of that day."""
    return days_late(state.status, state.due_on, day, state.submitted_on)


def _fits(filters: Filters, state: TaskState) -> bool:
    """What a list asks of facts that change; document and words are asked of the card in SQL."""
    return (
        (not filters.agency or state.lead == filters.agency)
        and (filters.level is None or state.giver_level is filters.level)
        and (filters.kind is None or _KINDS[filters.kind](state))
        and (filters.status is None or _has_status(filters.status, state.status))
        and (filters.waiting is None or (state.is_open and _WAITS[filters.waiting](state)))
    )


def _has_status(asked: TaskStatus | StatusGroup, status: TaskStatus) -> bool:
    if isinstance(asked, StatusGroup):
        return (status in OPEN) is (asked is StatusGroup.OPEN)
    return status is asked


_KINDS: dict[KindFilter, Callable[[TaskState], bool]] = {
    KindFilter.INSTRUCTION: lambda state: state.kind is not TaskKind.MILESTONE,
    KindFilter.MILESTONE: lambda state: state.kind is TaskKind.MILESTONE,
    KindFilter.DEFAULT_TERM: lambda state: state.default_term,
}
_WAITS: dict[Waiting, Callable[[TaskState], bool]] = {
    Waiting.REPORT: lambda state: state.status is TaskStatus.SUBMITTED,
    Waiting.EXTENSION: lambda state: state.pending_extension is not None,
    Waiting.QUESTION: lambda state: bool(state.questions),
    Waiting.TERM: lambda state: state.default_term,
}

Key = Callable[[_Place, int], tuple[Any, ...]]
_NEVER = date.max
# (task, place of its lead among the bodies) -> what is compared; the flag: the other way round.
OVERDUE_ORDERS: dict[str, tuple[Key, bool]] = {
    "longest": (lambda task, _: (task.due_on, task.id), False),
    "latest": (lambda task, _: (task.due_on, task.id), True),
    "agency": (lambda task, place: (place, task.due_on, task.id), False),
}
REGISTER_ORDERS: dict[str, tuple[Key, bool]] = {
    "newest": (lambda task, _: (task.id,), True),
    "due": (lambda task, _: (task.due_on or _NEVER, task.id), False),
    "agency": (lambda task, place: (place, task.due_on or _NEVER, task.id), False),
}


def _sorted(session: Session, found: list[_Place], order: tuple[Key, bool]) -> list[int]:
    key, descending = order
    places = dict(session.execute(sa.select(Agency.code, Agency.position)).all())
    return [task.id for task in sorted(found, key=lambda task: key(task, places.get(task.lead, 0)), reverse=descending)]


def lines_then(session: Session, ids: list[int], *, day: date, locale: str) -> list[PastLine]:
    """Those tasks as lines of a list, in their order."""
    found = states_of(session, day, ids)
    return past_lines(session, [(task_id, found[task_id]) for task_id in ids], day=day, locale=locale)


def past_lines(session: Session, found: Found, *, day: date, locale: str) -> list[PastLine]:
    """The tasks as lines of a list, in their order."""
    cards = _cards(session, [task_id for task_id, _ in found], locale)
    names = body_names(session, (code for _, state in found for code in _bodies(state)), locale)
    return [_past_line(cards[task_id], state, day, names) for task_id, state in found]


def _bodies(state: TaskState) -> set[str]:
    return {state.lead, *(code for code, _ in state.executors), *(span.body for span in state.spans)}


def _past_line(card: TaskLine, state: TaskState, day: date, names: dict[str, str]) -> PastLine:
    spans = spans_until(state.spans, state.turn, day)
    held = held_now(state.spans, state.turn, day)
    then = replace(
        card,
        status=state.status,
        giver_level=state.giver_level or card.giver_level,
        due_on=state.due_on,
        original_due_on=state.original_due_on,
        due_basis=state.due_basis,
        term_confirmed=state.term_confirmed,
        submitted_on=state.submitted_on,
        result=state.result,
        flagged=state.flagged,
        lead=names.get(state.lead, state.lead),
    )
    return PastLine(
        then,
        state.lead,
        days_late_then(state, day),
        held,
        names.get(held.body, held.body) if held else "",
        sum(span.days_after(state.due_on) for span in spans),
        sum(span.days_after(state.original_due_on) for span in spans),
    )


def _cards(session: Session, ids: list[int], locale: str) -> dict[int, TaskLine]:
    found: dict[int, TaskLine] = {}
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        found |= {row[0]: line(row) for row in session.execute(bare_lines(locale).where(Task.id.in_(part)))}
    return found


def body_names(session: Session, codes: Iterable[str], locale: str) -> dict[str, str]:
    """Names by code, in the reader's language."""
    wanted = sorted({code for code in codes if code})
    rows = session.scalars(sa.select(Agency).where(Agency.code.in_(wanted))) if wanted else ()
    return {agency.code: agency.name(locale) for agency in rows}


def holdings(session: Session, ids: Iterable[int], *, day: date, locale: str) -> dict[int, Holding]:
    """By task: who holds it on that day, and in whose hands its days were."""
    found = states_of(session, day, ids)
    names = body_names(session, (code for state in found.values() for code in _bodies(state)), locale)
    result: dict[int, Holding] = {}
    for task_id, state in found.items():
        spans = spans_until(state.spans, state.turn, day)
        held = held_now(state.spans, state.turn, day)
        name = names.get(held.body, held.body) if held else ""
        result[task_id] = Holding(held, name, spans, sum(span.days_after(state.due_on) for span in spans), names)
    return result
