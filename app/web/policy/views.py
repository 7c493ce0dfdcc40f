"""The policy page and the list of bodies: every row with its source and badge, unverified ones shown as such."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.enums import Badge
from app.domain.permissions import Duty, may
from app.domain.policy import DAYS_OF_MONTH
from app.explanations import RULE_NAMES
from app.labels import TERM_RULES
from app.queries import policy as queries
from app.web.security import requires
from app.web.session import db, person, settings, today
from notifications.rules import RULES

blueprint = Blueprint("policy", __name__)

# Families of the rules by which a term is read in a text, in `app.explanations`.
READING = ("until", "not_later", "within", "before", "from", "range", "count", "event", "vague", "series")


@blueprint.get("/policy")
@requires(Duty.SEE_POLICY)
def index() -> ResponseReturnValue:
    """All rules on one page."""
    year = today().year
    return render_template(
        "policy/index.html",
        auto_confirm=settings().auto_confirm,
        rules=queries.term_rules_in_force(db(), today()),
        rule_words=TERM_RULES,
        days_of_month=DAYS_OF_MONTH,
        reading=[name for code, name in RULE_NAMES.items() if code.partition(".")[0] in READING],
        may_change=may(person().role, Duty.CHANGE_POLICY),
        years=(year, year + 1),
        days=queries.calendar_days(db(), year, year + 1),
        reminders=RULES,
        projects=queries.projects(db()),
        badge_counts=queries.badge_counts(db()),
    )


@blueprint.get("/agencies")
@requires(Duty.SEE_POLICY)
def agencies() -> ResponseReturnValue:
    """All bodies with names, periods, source and badge."""
    badge = request.args.get("badge", "")
    wanted = queries.AgencyFilter(
        text=request.args.get("text", "")[:200], badge=Badge(badge) if badge in list(Badge) else None
    )
    return render_template(
        "policy/agencies.html",
        agencies=queries.agencies(db(), wanted),
        wanted=wanted,
        badges=queries.badge_counts(db()),
    )
