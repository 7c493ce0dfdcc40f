"""Which step comes next on a task in a person's list, and where it is done; `app.queries.mywork` finds the reason."""

from dataclasses import dataclass

from flask import url_for

from app.domain.enums import Role
from app.domain.permissions import Relation, may
from app.domain.workflow import Action, allows
from app.i18n import N_, gettext
from app.queries.mywork import Why
from app.queries.tasks import TaskLine


@dataclass(frozen=True)
class Step:
    """The sentence and the link of a next step; mine: it is an act of the reader, not somebody else's move."""

    text: str
    url: str
    mine: bool


# For each reason the step, and the act on the task's page that it opens (None: the page itself).
STEPS: dict[Why, tuple[str, Action | None]] = {
    Why.LATE: (N_("Report execution, or ask for another date"), Action.SUBMIT),
    Why.RETURNED: (N_("Complete the work and submit the report again"), Action.SUBMIT),
    Why.DUE_SOON: (N_("Submit the completion report by the deadline"), Action.SUBMIT),
    Why.NOT_BEGUN: (N_("Take into work"), Action.TAKE_INTO_WORK),
    Why.SUBMITTED: (N_("The controller decides on the report"), None),
    Why.EXTENSION: (N_("The controller decides on the new date; the present one counts until then"), None),
    Why.QUESTION: (N_("The controller answers the question; the deadline counts on"), None),
    Why.CONTRIBUTES: (N_("Another body leads; give it your part"), Action.CONTRIBUTE),
}
# Nothing presses: the task is in work and its day is far.
CALM = (N_("In work: submit the completion report by the deadline"), Action.SUBMIT)
WATCHED = (N_("Another body watches this milestone and records the fact"), None)
MILESTONE = (N_("Record the fact, or a new forecast with its reason"), Action.RECORD_FACT)
WATCH = (N_("See what the coordinator does"), None)


def next_step(task: TaskLine, why: Why | None, role: Role, stands: Relation) -> Step:
    """The step for a person of that role and relation; who may not take it is led to the task itself."""
    text, action = STEPS[why] if why else CALM
    if task.is_milestone:
        text, action = WATCHED if why is Why.CONTRIBUTES else MILESTONE
    if action is not None and not may(role, action, stands):
        text, action = WATCH
    # None is left out of an address.
    anchor = f"do-{action.value}" if action else None
    url = url_for("tasks.show", number=task.number, do=action.value if action else None, _anchor=anchor)
    return Step(gettext(text), url, action is not None)


def may_take(task: TaskLine, role: Role, stands: Relation) -> bool:
    """Whether the person may take the task into work from the list."""
    known = allows(task.status, Action.TAKE_INTO_WORK, milestone=task.is_milestone)
    return known and may(role, Action.TAKE_INTO_WORK, stands)
