"""One difference between a plan on control and a new edition: whether it can be taken over, and taking it over.

What happens to the task is done by the services that do it on the task's own page, with the same rights; a change of
words that changes nothing of the task (the same date, the same bodies) changes the plan alone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.clock import today
from app.domain.enums import CancelReason, ExecutorRole, ExtensionState
from app.domain.errors import DomainError, IllegalTransition, InvalidInput, PermissionDenied
from app.domain.extensions import granting_level
from app.domain.permissions import may
from app.domain.plans import Change, ChangeKind
from app.domain.term_rules import TermRules
from app.domain.workflow import OPEN, Action, allows
from app.i18n import gettext
from app.models import PlanRow, Task, User
from app.queries.access import relation
from app.services.execution import add_note, cancel_task
from app.services.executors import change_executors
from app.services.requirements import change_form
from app.services.terms import confirm_term, decide_extension, granted_count, request_extension

_ACTS = {
    ChangeKind.EXECUTORS: Action.CHANGE_EXECUTORS,
    ChangeKind.FORM: Action.CHANGE_FORM,
    ChangeKind.GONE: Action.CANCEL,
    ChangeKind.ACTION: Action.NOTE,
}


@dataclass(frozen=True)
class Difference:
    """A difference with the rows it is about. obstacle: why it cannot be taken over; None when it can."""

    change: Change
    earlier: PlanRow | None
    row: PlanRow | None
    obstacle: DomainError | None = None

    @property
    def key(self) -> str:
        """What a form names it by."""
        return self.change.key

    @property
    def task(self) -> Task | None:
        """The task of the row on control."""
        return self.earlier.task if self.earlier else None


def obstacle(difference: Difference, rules: TermRules, *, by: User | None, now: datetime) -> DomainError | None:
    """Why a difference cannot be taken over as it is; None when it can."""
    row, task, kind = difference.row, difference.task, difference.change.kind
    if kind is ChangeKind.NEW:
        return InvalidInput("plan_row_blocked") if row is not None and row.blocked else None
    if task is None or not _touches(difference):
        return None
    if kind is ChangeKind.EXECUTORS and row is not None and not row.lead:
        return InvalidInput("plan_row_blocked")
    if task.status not in OPEN:
        return None if kind is ChangeKind.GONE else InvalidInput("plan_task_ended")
    action = _term_action(task) if kind is ChangeKind.TERM else _ACTS[kind]
    if by is not None and not may(by.role, action, relation(by, task)):
        return PermissionDenied("not_permitted", action=action)
    known = allows(task.status, action, milestone=task.is_milestone)
    if action is Action.DECIDE_EXTENSION:  # the new edition asks as well as grants
        known = known and allows(task.status, Action.REQUEST_EXTENSION, milestone=task.is_milestone)
    if not known:
        return IllegalTransition("illegal_transition", status=task.status, action=action)
    return _term_obstacle(difference, task, rules, by, today(now)) if kind is ChangeKind.TERM else None


def _touches(difference: Difference) -> bool:
    """Whether the task would change: other words for the same date or the same bodies change the plan alone."""
    earlier, row, task = difference.earlier, difference.row, difference.task
    match difference.change.kind:
        case ChangeKind.MORE:
            return False
        case ChangeKind.EXECUTORS if row is not None and task is not None:
            return _executors(row) != (task.lead_agency.code, _others(task))
        case ChangeKind.TERM if row is not None and earlier is not None and task is not None:
            was, is_now = (earlier.due_on, earlier.recurrence), (row.due_on, row.recurrence)
            return was != is_now and not (row.recurrence is None and row.due_on == task.due_on)
    return True


def _executors(row: PlanRow) -> tuple[str, set[str]]:
    return row.lead, {code for code, _role in row.others}


def _others(task: Task) -> set[str]:
    return {each.agency.code for each in task.executors if each.role is not ExecutorRole.LEAD}


def _term_action(task: Task) -> Action:
    return Action.CONFIRM_TERM if task.default_term else Action.DECIDE_EXTENSION


def _term_obstacle(
    difference: Difference, task: Task, rules: TermRules, by: User | None, day: date
) -> DomainError | None:
    row = difference.row
    assert row is not None
    if row.recurrence is not None or task.recurrence is not None:
        return InvalidInput("plan_term_repeats")
    if row.due_on is None:
        return InvalidInput("plan_term_undated")
    if row.due_on < task.issued_on:
        return InvalidInput("date_before_issue")
    if task.default_term:
        return None
    if task.due_on is None or row.due_on < task.due_on:
        return InvalidInput("plan_term_earlier")
    if any(each.state is ExtensionState.REQUESTED for each in task.extensions):
        return InvalidInput("extension_pending")
    number = granted_count(task) + 1
    level = granting_level(task.giver_level, number, rules, day)
    if by is not None and (by.decides_up_to is None or not by.decides_up_to.reaches(level)):
        return InvalidInput("extension_level_up", number=number, level=level)
    return None


def take_over(session: Session, difference: Difference, title: str, *, by: User | None, now: datetime) -> None:
    """Change the task as the new edition says. title: of the plan, for the ground. Raises what the services raise."""
    row, task, kind = difference.row, difference.task, difference.change.kind
    if task is None or not _touches(difference):
        return
    ground = gettext("New edition of the plan “%(title)s”.", title=title)
    if kind is ChangeKind.GONE:
        if task.status in OPEN:
            cancel_task(session, task, CancelReason.WITHDRAWN, ground, by=by, now=now)
        return
    assert row is not None
    if kind is ChangeKind.EXECUTORS:
        others = tuple((code, ExecutorRole(role)) for code, role in row.others)
        change_executors(session, task, row.lead, others, ground, by=by, now=now)
    elif kind is ChangeKind.FORM:
        change_form(session, task, form_of_completion=row.form, note=ground, by=by, now=now)
    elif kind is ChangeKind.ACTION:
        words = gettext("The measure reads now: %(text)s", text=row.action)
        add_note(session, task, f"{ground} {words}", by=by, now=now)
    elif kind is ChangeKind.TERM:
        _move_term(session, task, row, ground, by=by, now=now)


def _move_term(session: Session, task: Task, row: PlanRow, ground: str, *, by: User | None, now: datetime) -> None:
    """A default term is settled; another one is extended: the new edition asks, the supervisor grants."""
    if row.due_on is None:
        raise InvalidInput("plan_term_undated")
    if task.default_term:
        confirm_term(session, task, row.due_on, ground, by=by, now=now)
        return
    request = request_extension(session, task, row.due_on, ground, by=None, now=now)
    decide_extension(session, request, row.due_on, by=by, now=now)
