"""Statuses of a task and the one table of transitions between them.

Buttons, services and tests ask `next_status()` and `available_actions()`; nothing else compares statuses. Overdue, due
soon, at risk and extended are derived (`lateness.py`), never a status.
"""

from enum import StrEnum

from app.domain.errors import IllegalTransition


class TaskStatus(StrEnum):
    """Where a task stands. Six words, all else is derived."""

    ON_CONTROL = "on_control"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What people do with a task. The first group moves its status, the second leaves it as it is."""

    TAKE_INTO_WORK = "take_into_work"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    CLOSE_NOT_DONE = "close_not_done"
    CANCEL = "cancel"
    REOPEN = "reopen"
    RECORD_FACT = "record_fact"

    NOTE = "note"
    REPORT_INTERIM = "report_interim"
    ASK = "ask"
    ANSWER = "answer"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    CHANGE_EXECUTORS = "change_executors"
    CONFIRM_TERM = "confirm_term"
    RECORD_FORECAST = "record_forecast"
    REMIND = "remind"
    CHOOSE_OFFICIAL = "choose_official"
    SET_INTERIM_DATE = "set_interim_date"
    DROP_INTERIM_DATE = "drop_interim_date"
    WITHDRAW_EXTENSION = "withdraw_extension"
    END_SERIES = "end_series"
    CHANGE_FORM = "change_form"
    BEGIN_CONTRIBUTION = "begin_contribution"
    CONTRIBUTE = "contribute"
    WITHDRAW_CONTRIBUTION = "withdraw_contribution"
    DECIDE_CONTRIBUTION = "decide_contribution"
    NUDGE = "nudge"
    REQUEST_LEAD_CHANGE = "request_lead_change"
    DECIDE_LEAD_CHANGE = "decide_lead_change"


OPEN = (TaskStatus.ON_CONTROL, TaskStatus.IN_PROGRESS, TaskStatus.SUBMITTED, TaskStatus.RETURNED)
ENDED = (TaskStatus.CLOSED, TaskStatus.CANCELLED)
EXECUTING = (TaskStatus.ON_CONTROL, TaskStatus.IN_PROGRESS, TaskStatus.RETURNED)

# The status a reopened task goes back to is the open status it had before it ended; the service passes it in.
BEFORE_END = None

TRANSITIONS: dict[tuple[TaskStatus, Action], TaskStatus | None] = {
    (TaskStatus.ON_CONTROL, Action.TAKE_INTO_WORK): TaskStatus.IN_PROGRESS,
    **{(status, Action.SUBMIT): TaskStatus.SUBMITTED for status in EXECUTING},
    (TaskStatus.SUBMITTED, Action.WITHDRAW): TaskStatus.IN_PROGRESS,
    (TaskStatus.SUBMITTED, Action.RETURN): TaskStatus.RETURNED,
    (TaskStatus.SUBMITTED, Action.ACCEPT): TaskStatus.CLOSED,
    **{(status, Action.RECORD_FACT): TaskStatus.CLOSED for status in EXECUTING},
    **{(status, Action.CLOSE_NOT_DONE): TaskStatus.CLOSED for status in OPEN},
    **{(status, Action.CANCEL): TaskStatus.CANCELLED for status in OPEN},
    **{(status, Action.REOPEN): BEFORE_END for status in ENDED},
}

STAYING: dict[Action, tuple[TaskStatus, ...]] = {
    Action.NOTE: OPEN,
    Action.REPORT_INTERIM: EXECUTING,
    Action.ASK: OPEN,
    Action.ANSWER: OPEN,
    Action.REQUEST_EXTENSION: EXECUTING,
    Action.DECIDE_EXTENSION: OPEN,
    Action.CHANGE_EXECUTORS: OPEN,
    Action.CONFIRM_TERM: OPEN,
    Action.RECORD_FORECAST: EXECUTING,
    Action.REMIND: EXECUTING,
    Action.CHOOSE_OFFICIAL: OPEN,
    Action.SET_INTERIM_DATE: EXECUTING,
    Action.DROP_INTERIM_DATE: OPEN,
    Action.WITHDRAW_EXTENSION: OPEN,
    # A series outlives its occurrences: it may be ended from any of them.
    Action.END_SERIES: OPEN + ENDED,
    # While a report waits for a decision nobody moves the goalposts.
    Action.CHANGE_FORM: EXECUTING,
    Action.BEGIN_CONTRIBUTION: OPEN,
    Action.CONTRIBUTE: OPEN,
    Action.WITHDRAW_CONTRIBUTION: OPEN,
    Action.DECIDE_CONTRIBUTION: OPEN,
    Action.NUDGE: EXECUTING,
    Action.REQUEST_LEAD_CHANGE: EXECUTING,
    Action.DECIDE_LEAD_CHANGE: OPEN,
}

# A milestone is a fact that its monitoring body records; an instruction is reported on and accepted.
ONLY_MILESTONE = frozenset({Action.RECORD_FACT, Action.RECORD_FORECAST})
NOT_MILESTONE = frozenset(
    {
        Action.SUBMIT,
        Action.WITHDRAW,
        Action.ACCEPT,
        Action.RETURN,
        Action.REQUEST_EXTENSION,
        Action.DECIDE_EXTENSION,
        Action.CHANGE_FORM,
        Action.BEGIN_CONTRIBUTION,
        Action.CONTRIBUTE,
        Action.WITHDRAW_CONTRIBUTION,
        Action.DECIDE_CONTRIBUTION,
        Action.NUDGE,
        Action.SET_INTERIM_DATE,
        Action.DROP_INTERIM_DATE,
        Action.WITHDRAW_EXTENSION,
        Action.END_SERIES,
    }
)


def allows(status: TaskStatus, action: Action, *, milestone: bool = False) -> bool:
    """Whether a task of that status (and kind) knows the action."""
    if action in (NOT_MILESTONE if milestone else ONLY_MILESTONE):
        return False
    return (status, action) in TRANSITIONS or status in STAYING.get(action, ())


def next_status(
    status: TaskStatus, action: Action, *, milestone: bool = False, before_end: TaskStatus = TaskStatus.IN_PROGRESS
) -> TaskStatus:
    """The status after the action.

    before_end: the open status a reopened task had. Raises IllegalTransition (code `illegal_transition`).
    """
    if not allows(status, action, milestone=milestone):
        raise IllegalTransition("illegal_transition", status=status.value, action=action.value)
    if (status, action) not in TRANSITIONS:
        return status
    return TRANSITIONS[status, action] or before_end


def available_actions(status: TaskStatus, *, milestone: bool = False) -> tuple[Action, ...]:
    """The actions a task of that status knows, in the order in which buttons stand."""
    return tuple(action for action in Action if allows(status, action, milestone=milestone))
