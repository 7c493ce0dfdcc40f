"""Moving a date, by those who may: the supervisor who settles a default term, and extensions."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import DueBasis, ExtensionState
from app.domain.errors import InvalidInput
from app.domain.extensions import granting_level
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Extension, Task, User
from app.queries.reference import term_rules, work_calendar
from app.services.facts import executor_facts
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_extension_decided
from app.services.register import contribution_due


def confirm_term(
    session: Session,
    task: Task,
    due_on: date,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Confirm a default term, or set the date that the text lacks. The date settled here is the original from now on.

    A term under the shortest one (policy `minimum_term`) is taken; pages warn.
    """
    require_action(by, task, Action.CONFIRM_TERM, version)
    if not task.default_term:
        raise InvalidInput("no_deadline")
    if due_on < task.issued_on:
        raise InvalidInput("date_before_issue")
    old = task.due_on
    task.term_confirmed = True
    if due_on != old:
        task.original_due_on = task.due_on = due_on
        task.due_basis, task.due_rule = DueBasis.PERSON, "person"
        task.due_steps = []
        _move_contributions(session, task)
    text = written(note, required=False) or None
    record(
        session, task, EventKind.TERM_CONFIRMED, by=by, now=now, old=old, new=due_on, text=text, **executor_facts(task)
    )


def request_extension(
    session: Session,
    task: Task,
    asked: date,
    reason: str,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> Extension:
    """Ask for another date. A request with less lead than policy `extension_lead` is taken, and flagged as late."""
    require_action(by, task, Action.REQUEST_EXTENSION, version)
    if task.due_on is None:
        raise InvalidInput("no_deadline")
    if asked <= task.due_on:
        raise InvalidInput("date_not_later")
    if _pending(session, task):
        raise InvalidInput("extension_pending")
    day = today(now)
    lead = work_calendar(session).working_days_between(day, task.due_on)
    extension = Extension(
        task=task,
        old_due_on=task.due_on,
        asked_due_on=asked,
        reason=written(reason),
        lead_days=lead,
        late_request=lead < term_rules(session).get("extension_lead", day).amount,
        requested_by_id=by.id if by else None,
        requested_at=now,
    )
    session.add(extension)
    session.flush()
    record(
        session,
        task,
        EventKind.EXTENSION_REQUESTED,
        by=by,
        now=now,
        extension=extension.id,
        old=task.due_on,
        asked=asked,
        late_request=extension.late_request,
        text=extension.reason,
    )
    return extension


def decide_extension(
    session: Session,
    extension: Extension,
    granted: date | None,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Grant a date (the one asked for or another) or refuse it (None). Only the giver's level or a higher one may."""
    task = extension.task
    require_action(by, task, Action.DECIDE_EXTENSION, version)
    if extension.state is not ExtensionState.REQUESTED:
        raise InvalidInput("extension_not_pending")
    if granted is not None and granted <= extension.old_due_on:
        raise InvalidInput("date_not_later")
    if granted is not None and by is not None:
        _require_level(session, task, by, today(now))
    extension.state = ExtensionState.APPROVED if granted else ExtensionState.REJECTED
    extension.granted_due_on, extension.decision_note = granted, written(note, required=False)
    extension.decided_by_id, extension.decided_at = by.id if by else None, now
    extension.level = by.decides_up_to if by else task.giver_level
    if granted is not None:
        task.due_on = granted
        task.term_confirmed = True  # a date that was decided on waits for nobody's confirmation
        _move_contributions(session, task)
    record(
        session,
        task,
        EventKind.EXTENSION_DECIDED,
        by=by,
        now=now,
        extension=extension.id,
        old=extension.old_due_on,
        new=granted,
        granted=granted is not None,
        **executor_facts(task),
        text=extension.decision_note or None,
    )
    tell_extension_decided(session, task, extension, by=by, now=now)


def withdraw_extension(
    session: Session,
    extension: Extension,
    note: str = "",
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """The executor takes a request back that nobody has decided."""
    task = extension.task
    require_action(by, task, Action.WITHDRAW_EXTENSION, version)
    if extension.state is not ExtensionState.REQUESTED:
        raise InvalidInput("extension_not_pending")
    extension.state, extension.decision_note = ExtensionState.WITHDRAWN, written(note, required=False)
    extension.decided_by_id, extension.decided_at = by.id if by else None, now
    text = extension.decision_note or None
    record(session, task, EventKind.EXTENSION_WITHDRAWN, by=by, now=now, extension=extension.id, text=text)


def granted_count(task: Task) -> int:
    """How many extensions of the task were granted."""
    return sum(row.state is ExtensionState.APPROVED for row in task.extensions)


def _require_level(session: Session, task: Task, by: User, day: date) -> None:
    """A repeated extension is granted higher up: policy `extension_level_up`."""
    number = granted_count(task) + 1
    level = granting_level(task.giver_level, number, term_rules(session), day)
    if by.decides_up_to is None or not by.decides_up_to.reaches(level):
        raise InvalidInput("extension_level_up", number=number, level=level)


def _pending(session: Session, task: Task) -> Extension | None:
    return session.scalar(
        sa.select(Extension).where(Extension.task_id == task.id, Extension.state == ExtensionState.REQUESTED)
    )


def _move_contributions(session: Session, task: Task) -> None:
    calendar, rules = work_calendar(session), term_rules(session)
    for executor in task.executors:
        if executor.contribution_due_on is not None:
            executor.contribution_due_on = contribution_due(task, calendar, rules)
