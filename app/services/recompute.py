"""Which open tasks a change of policy would move: their dates computed anew under other rules or another calendar.

Nothing is written here. A date that a person or an extension decided on is left alone, and listed with the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.domain.calendar import WorkCalendar
from app.domain.contributions import AWAITED
from app.domain.enums import DueBasis, ExtensionState, KeptReason, Recurrence
from app.domain.impact import Impact, Kept, Move, PartMove
from app.domain.schedule import Schedule, day_in_month
from app.domain.term_rules import URGENCY_RULE, TermRule, TermRules, apply_rule, contribution_day, day_of
from app.domain.workflow import OPEN
from app.extraction.deadlines import read_deadline
from app.models import Task, TaskExecutor
from app.models import TermRule as TermRuleRow
from app.services.register import start_of

LENGTHS = frozenset(URGENCY_RULE.values())
DAYS = frozenset({"series_day", "standing_day"})
PARTS = "coexec_lead"
# Rules by which dates of open tasks are computed; the others are asked anew each time.
DATING = LENGTHS | DAYS | {PARTS}
# A shift to the next working day may lead beyond a deadline; longer rows of days off are not known.
REACH = timedelta(days=31)
COUNTING = frozenset({"count.working_days", "part.working_day"})


@dataclass(frozen=True)
class World:
    """Rules and calendar under which dates are computed."""

    rules: TermRules
    calendar: WorkCalendar


def impact_of_rule(session: Session, rule: TermRule, world: World) -> Impact:
    """What a new version of a rule does to open tasks whose term began on or after its first day.

    world: the rules with the new version among them, the calendar as it is.
    """
    if rule.code not in DATING:
        return Impact()
    rows = _with_parts() if rule.code == PARTS else _computed_by(rule.code)
    tasks = [task for task in session.scalars(rows) if world.rules.find(rule.code, start_of(task)) == rule]
    if rule.code == PARTS:
        moves = (_move(task, _due(task), _parts(task, _due(task), world, None)) for task in tasks)
        return Impact(tuple(move for move in moves if move), looked_at=len(tasks))
    settled = [_settle(task, by_policy(task, rule, world.calendar)) for task in tasks]
    moved = [_move(task, due, _parts(task, due, world, None)) for task, due, _ in settled if due != task.due_on]
    return _impact(moved, settled)


def impact_of_day(session: Session, day: date, old: World, new: World) -> Impact:
    """What another calendar does to open tasks whose term or whose parts count working days over that day."""
    tasks = list(session.scalars(_open().where(Task.issued_on <= day, Task.due_on >= day - REACH)))
    settled = [_settle(task, _under(task, old, new)) for task in tasks]
    moved = [_move(task, due, _parts(task, due, new, old)) for task, due, _ in settled]
    return _impact(moved, settled)


def _under(task: Task, old: World, new: World) -> date | None:
    """The date under another calendar; None where that changes nothing, or where the old one does not give the date."""
    before, after = _computed(task, old), _computed(task, new)
    if before == after or (before != task.due_on and why_kept(task) is None):
        return None
    return after


def why_kept(task: Task) -> KeptReason | None:
    """Why the deadline of a task is not computed anew; None when it is."""
    states = {row.state for row in task.extensions}
    if ExtensionState.APPROVED in states:
        return KeptReason.EXTENDED
    if ExtensionState.REQUESTED in states:
        return KeptReason.ASKED
    if task.due_basis is DueBasis.PERSON:
        return KeptReason.PERSON
    return KeptReason.CONFIRMED if task.due_basis is DueBasis.POLICY and task.term_confirmed else None


def by_policy(task: Task, rule: TermRule, calendar: WorkCalendar) -> date | None:
    """The date that a rule gives a task; None for one whose date no such rule gives."""
    if rule.code in LENGTHS:
        return apply_rule(rule, start_of(task), calendar)
    if rule.code not in DAYS or task.recurrence in (None, Recurrence.WEEKLY):
        return None
    month = (task.occurrence_on or _due(task)).replace(day=1)
    return calendar.shift(day_of(rule, month), rule.shift)


def _computed(task: Task, world: World) -> date | None:
    """The date of a task by the version of the rule, or by the words, that it was computed with."""
    if task.due_rule_id is not None:
        rule = next((rule for rule in world.rules.rules if rule.id == task.due_rule_id), None)
        return by_policy(task, rule, world.calendar) if rule else None
    if task.due_basis is not DueBasis.TEXT:
        return None
    if task.series is not None and (schedule := Schedule.of_data(task.series.schedule)) is not None:
        on = task.occurrence_on or _due(task)
        return day_in_month(schedule, on, world.calendar) if schedule.working else None
    if any(step["code"] in COUNTING for step in task.due_steps):
        found = read_deadline(task.due_text, task.issued_on, world.calendar)
        return found.date if found else None
    return None


Settled = tuple[Task, date, Kept | None]


def _settle(task: Task, due: date | None) -> Settled:
    """The deadline that a task gets, and why it is not the computed one."""
    reason = why_kept(task)
    if due is None or due == task.due_on or reason is None:
        return task, due or _due(task), None
    return task, _due(task), Kept(task.id, task.number, task.title, _due(task), due, reason)


def _impact(moved: Iterable[Move | None], settled: list[Settled]) -> Impact:
    kept = tuple(kept for _, _, kept in settled if kept is not None)
    return Impact(tuple(move for move in moved if move is not None), kept, len(settled))


def _move(task: Task, due: date, parts: Iterator[PartMove]) -> Move | None:
    """The move of a task; None when neither its deadline nor a part moves."""
    moving = tuple(parts)
    if due == task.due_on and not moving:
        return None
    return Move(task.id, task.number, task.title, _due(task), due, moving)


def _parts(task: Task, due: date, new: World, old: World | None) -> Iterator[PartMove]:
    """Dates of parts that are still awaited. old: a date that the old world does not give was set otherwise."""
    start = start_of(task)
    day = contribution_day(start, due, new.rules, new.calendar)
    for row in task.executors:
        present = row.contribution_due_on
        if present is None or row.state not in AWAITED or present == day:
            continue
        if old is None or contribution_day(start, _due(task), old.rules, old.calendar) == present:
            yield PartMove(row.agency.code, present, day)


def _due(task: Task) -> date:
    assert task.due_on is not None
    return task.due_on


def _open() -> sa.Select[Task]:
    return (
        sa.select(Task)
        .where(Task.status.in_(OPEN), Task.due_on.is_not(None))
        .options(selectinload(Task.executors), selectinload(Task.extensions), selectinload(Task.series))
        .order_by(Task.due_on, Task.id)
    )


def _computed_by(code: str) -> sa.Select[Task]:
    versions = sa.select(TermRuleRow.id).where(TermRuleRow.code == code)
    return _open().where(Task.due_rule_id.in_(versions))


def _with_parts() -> sa.Select[Task]:
    return _open().where(Task.executors.any(TaskExecutor.contribution_due_on.is_not(None)))
