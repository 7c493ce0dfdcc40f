"""The board of parts: what I owe to main executors, and what I wait for as the main executor."""

from flask import Blueprint, render_template

from app.domain.enums import Role
from app.domain.permissions import Duty, Relation, may
from app.domain.workflow import Action, allows
from app.i18n import get_locale
from app.queries.contributions import LONGEST, PartLine, awaited, owed
from app.web.security import requires
from app.web.session import db, person, today

blueprint = Blueprint("contributions", __name__)


@blueprint.get("/contributions")
@requires(Duty.SEE_CONTRIBUTIONS)
def index() -> str:
    """Both lists."""
    user = person()
    return render_template(
        "contributions/index.html",
        owed=owed(db(), user, day=today(), locale=get_locale()),
        awaited=awaited(db(), user, day=today(), locale=get_locale()),
        longest=LONGEST,
        may_contribute=may(user.role, Action.CONTRIBUTE, Relation.CO_EXECUTOR),
        may_decide=may(user.role, Action.DECIDE_CONTRIBUTION, Relation.LEAD),
        may_nudge=lambda part: _may_nudge(user.role, part),
    )


def _may_nudge(role: Role, part: PartLine) -> bool:
    return part.awaited and allows(part.status, Action.NUDGE) and may(role, Action.NUDGE, Relation.LEAD)
