"""The policy page and the list of bodies: every row with its source and badge, unverified ones shown as such."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.enums import Badge
from app.domain.permissions import Duty
from app.i18n import N_
from app.queries import policy as queries
from app.web.security import requires
from app.web.session import db, settings, today
from notifications.rules import RULES

blueprint = Blueprint("policy", __name__)

# What a rule of terms is for, by its code in the reference data.
RULE_WORDS = {
    "default_term": N_(
        "Term of an instruction whose text gives none. No act with this number was read: it is the custom of neighbours."
    ),
    "very_urgent": N_("Term under the mark “very urgent”, when the text gives none"),
    "urgent": N_("Term under the mark “urgent”, when the text gives none"),
    "minimum_term": N_(
        "Shortest term; a shorter one gives a warning. The copy of the Government’s regulations (point 135) that was read "
        "breaks off and does not show its edition."
    ),
    "coexec_lead": N_(
        "How long before the deadline co-executors hand in their part, when the term has 15 working days or more; "
        "otherwise half-way"
    ),
    "extension_lead": N_("Later than this before the deadline, a request for an extension is marked late"),
    "series_day": N_("Day of the month after the period by which a series is due"),
    "standing_day": N_("Day of January of the yearly checkpoint of a standing instruction"),
    "due_soon": N_("From here on a task counts as due soon"),
    "silent": N_("After this time without a word of the executor a task counts as silent"),
}
DAY_OF_MONTH = frozenset({"series_day", "standing_day"})


@blueprint.get("/policy")
@requires(Duty.SEE_POLICY)
def index() -> ResponseReturnValue:
    """All rules on one page."""
    year = today().year
    return render_template(
        "policy/index.html",
        auto_confirm=settings().auto_confirm,
        rules=queries.term_rules_in_force(db(), today()),
        rule_words=RULE_WORDS,
        day_of_month=DAY_OF_MONTH,
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
