"""The board of parts: what I owe to main executors, and, task by task, what I wait for as the main executor."""

from flask import Blueprint, render_template, request

from app.domain.enums import ContributionState, Role
from app.domain.permissions import Duty, Relation, may
from app.domain.workflow import Action, allows
from app.i18n import get_locale
from app.queries.contributions import LONGEST, PartLine, boards, owed, tasks_with_parts
from app.web.security import requires
from app.web.session import db, person, today

blueprint = Blueprint("contributions", __name__)

NUMBER_LENGTH = 20
ICONS = {
    ContributionState.NONE: "empty",
    ContributionState.WORKING: "in_progress",
    ContributionState.SUBMITTED_TO_LEAD: "submitted",
    ContributionState.ACCEPTED_BY_LEAD: "check",
    ContributionState.RETURNED_BY_LEAD: "returned",
}


@blueprint.get("/contributions")
@requires(Duty.SEE_CONTRIBUTIONS)
def index() -> str:
    """Both lists; the second may be narrowed to one task."""
    user = person()
    # PostgreSQL takes no NUL.
    number = request.args.get("task", "").replace("\0", "")[:NUMBER_LENGTH]
    tasks = tasks_with_parts(db(), user)
    found = boards(db(), user, day=today(), locale=get_locale(), number=number)
    return render_template(
        "contributions/index.html",
        owed=owed(db(), user, day=today(), locale=get_locale()),
        boards=found,
        cut=sum(len(board.parts) for board in found) == LONGEST,
        tasks=tasks,
        number=number,
        longest=LONGEST,
        icons=ICONS,
        may_contribute=may(user.role, Action.CONTRIBUTE, Relation.CO_EXECUTOR),
        may_decide=may(user.role, Action.DECIDE_CONTRIBUTION, Relation.LEAD),
        may_nudge=lambda part: _may_nudge(user.role, part),
    )


def _may_nudge(role: Role, part: PartLine) -> bool:
    return part.awaited and allows(part.status, Action.NUDGE) and may(role, Action.NUDGE, Relation.LEAD)
