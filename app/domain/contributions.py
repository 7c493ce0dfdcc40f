"""The life of a co-executor's part: one table of states and acts, who owes a part, when it is late.

Statuses of the task are `workflow.py`'s; here only what passes between a co-executor and the lead.
"""

from datetime import date
from enum import StrEnum

from app.domain.enums import ContributionState, ExecutorRole
from app.domain.errors import IllegalTransition


class ContributionAct(StrEnum):
    """What a co-executor (first three) and the lead (last two) do with a part."""

    BEGIN = "begin"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"


S, A = ContributionState, ContributionAct
TRANSITIONS: dict[tuple[ContributionState, ContributionAct], ContributionState] = {
    (S.NONE, A.BEGIN): S.WORKING,
    (S.NONE, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.WORKING, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.RETURNED_BY_LEAD, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.SUBMITTED_TO_LEAD, A.WITHDRAW): S.WORKING,
    (S.SUBMITTED_TO_LEAD, A.ACCEPT): S.ACCEPTED_BY_LEAD,
    (S.SUBMITTED_TO_LEAD, A.RETURN): S.RETURNED_BY_LEAD,
}
# The lead has the part in hand: a part returned and not handed in again is not there.
HANDED_IN = (S.SUBMITTED_TO_LEAD, S.ACCEPTED_BY_LEAD)
AWAITED = (S.NONE, S.WORKING, S.RETURNED_BY_LEAD)


def allows(state: ContributionState, act: ContributionAct) -> bool:
    """Whether a part in that state knows the act."""
    return (state, act) in TRANSITIONS


def next_state(state: ContributionState, act: ContributionAct) -> ContributionState:
    """The state after the act. Raises IllegalTransition (code `illegal_contribution`)."""
    if not allows(state, act):
        raise IllegalTransition("illegal_contribution", state=state)
    return TRANSITIONS[state, act]


def owes(role: ExecutorRole, *, group: bool = False) -> bool:
    """Whether the lead may count on a part: a co-executor's. Bodies by agreement may give one and owe none; a group
    (a generic name) owes nothing until a person chooses the body that is meant.
    """
    return role is ExecutorRole.CO and not group


def missing(role: ExecutorRole, state: ContributionState, *, group: bool = False) -> bool:
    """Whether a report filed now would name the body among those that did not contribute."""
    return owes(role, group=group) and state in AWAITED


def days_late(state: ContributionState, due_on: date | None, day: date, filed_on: date | None = None) -> int:
    """Calendar days after the day on which the part was due; 0 when it is not late.

    filed_on: the local day on which the part that the lead has now was handed in; it ends the count.
    """
    if due_on is None:
        return 0
    end = filed_on if state in HANDED_IN and filed_on is not None else day
    return max(0, (end - due_on).days)
