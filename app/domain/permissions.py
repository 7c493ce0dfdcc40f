"""Who may do what: one table of role and relation.

A relation says how a person stands to a task; `app.queries.access` finds it. Pages hide what is not allowed, services
refuse it: both ask `may()`.
"""

from enum import StrEnum

from app.domain.enums import Role
from app.domain.workflow import Action


class Relation(StrEnum):
    """How a person stands to a task."""

    LEAD = "lead"
    CO_EXECUTOR = "co_executor"
    CONTROLS = "controls"
    OVERSEES = "oversees"
    NONE = "none"


class Duty(StrEnum):
    """Acts that are not done to one task."""

    ADD_DOCUMENT = "add_document"
    SEE_DOCUMENTS = "see_documents"
    REVIEW_FINDINGS = "review_findings"
    REGISTER_BY_HAND = "register_by_hand"
    SEE_OVERDUE = "see_overdue"
    SEE_DISCIPLINE = "see_discipline"
    MANAGE_PEOPLE = "manage_people"
    SEE_POLICY = "see_policy"
    SEE_OUTBOX = "see_outbox"
    SEE_CONTRIBUTIONS = "see_contributions"
    MANAGE_BODIES = "manage_bodies"
    SEE_PROJECTS = "see_projects"
    MANAGE_PROJECTS = "manage_projects"
    SEE_CONFLICTS = "see_conflicts"
    CHANGE_POLICY = "change_policy"
    SEE_FIRST_STEPS = "see_first_steps"


_EXECUTOR_ACTS = frozenset(
    {
        Action.TAKE_INTO_WORK,
        Action.SUBMIT,
        Action.WITHDRAW,
        Action.NOTE,
        Action.REPORT_INTERIM,
        Action.ASK,
        Action.REQUEST_EXTENSION,
        Action.RECORD_FACT,
        Action.RECORD_FORECAST,
        Action.CHOOSE_OFFICIAL,
        Action.DECIDE_CONTRIBUTION,
        Action.NUDGE,
        Action.REQUEST_LEAD_CHANGE,
        Action.WITHDRAW_EXTENSION,
    }
)
_CO_EXECUTOR_ACTS = frozenset(
    {
        Action.NOTE,
        Action.ASK,
        Action.CHOOSE_OFFICIAL,
        Action.BEGIN_CONTRIBUTION,
        Action.CONTRIBUTE,
        Action.WITHDRAW_CONTRIBUTION,
    }
)
_OVERSIGHT = frozenset({Action.NOTE, Action.ANSWER, Action.REMIND})
_CONTROL = _OVERSIGHT | {
    Action.ACCEPT,
    Action.RETURN,
    Action.CLOSE_NOT_DONE,
    Action.CANCEL,
    Action.REOPEN,
    Action.DECIDE_EXTENSION,
    Action.CHANGE_EXECUTORS,
    Action.CHOOSE_OFFICIAL,
    Action.CONFIRM_TERM,
    Action.CHANGE_FORM,
    Action.DECIDE_LEAD_CHANGE,
    Action.SET_INTERIM_DATE,
    Action.DROP_INTERIM_DATE,
    Action.END_SERIES,
}

TASK_ACTS: dict[tuple[Role, Relation], frozenset[Action]] = {
    (Role.COORDINATOR, Relation.LEAD): _EXECUTOR_ACTS,
    (Role.COORDINATOR, Relation.CO_EXECUTOR): _CO_EXECUTOR_ACTS,
    (Role.OFFICIAL, Relation.LEAD): frozenset({Action.NOTE, Action.ASK}),
    (Role.OFFICIAL, Relation.CO_EXECUTOR): frozenset({Action.NOTE, Action.ASK}),
    (Role.SUPERVISOR, Relation.CONTROLS): _CONTROL,
    (Role.SUPERVISOR, Relation.OVERSEES): _OVERSIGHT,
}

DUTIES: dict[Role, frozenset[Duty]] = {
    Role.COORDINATOR: frozenset(
        {Duty.SEE_OVERDUE, Duty.SEE_DISCIPLINE, Duty.SEE_POLICY, Duty.SEE_CONTRIBUTIONS, Duty.SEE_PROJECTS}
    ),
    Role.OFFICIAL: frozenset(
        {Duty.SEE_OVERDUE, Duty.SEE_DISCIPLINE, Duty.SEE_POLICY, Duty.SEE_CONTRIBUTIONS, Duty.SEE_PROJECTS}
    ),
    Role.SUPERVISOR: frozenset(
        {
            Duty.ADD_DOCUMENT,
            Duty.SEE_DOCUMENTS,
            Duty.REVIEW_FINDINGS,
            Duty.REGISTER_BY_HAND,
            Duty.SEE_OVERDUE,
            Duty.SEE_DISCIPLINE,
            Duty.SEE_POLICY,
            Duty.SEE_PROJECTS,
            Duty.MANAGE_PROJECTS,
            Duty.SEE_CONFLICTS,
            Duty.SEE_FIRST_STEPS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Duty.MANAGE_PEOPLE,
            Duty.CHANGE_POLICY,
            Duty.SEE_POLICY,
            Duty.SEE_OUTBOX,
            Duty.SEE_FIRST_STEPS,
            Duty.MANAGE_BODIES,
            Duty.SEE_PROJECTS,
            Duty.MANAGE_PROJECTS,
        }
    ),
}


def may(role: Role, action: Action | Duty, relation: Relation = Relation.NONE) -> bool:
    """Whether a person of that role and relation may do it."""
    if isinstance(action, Duty):
        return action in DUTIES[role]
    return action in TASK_ACTS.get((role, relation), frozenset())
