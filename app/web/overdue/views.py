"""What is late, the longest first, and what falls due in the coming week."""

from typing import Any

from flask import Blueprint, render_template

from app.domain.permissions import Duty, may
from app.i18n import N_, get_locale, gettext
from app.models import User
from app.queries.overdue import due_this_week_count, due_this_week_page, overdue_count, overdue_page
from app.queries.past_lists import holdings, overdue_then
from app.queries.projects import conflicting_ids, stage_conflicts
from app.web.past import asked_day, past_list
from app.web.security import requires
from app.web.session import db, person, today
from app.web.tasks.lists import cursor, filter_form, filters_of, narrowed, neighbours, sort_of

blueprint = Blueprint("overdue", __name__)

SORTS = {
    "longest": N_("The longest overdue first"),
    "latest": N_("The newest overdue first"),
    "agency": N_("By main executor"),
}
FIELDS = ["agency", "level", "kind", "document"]
WEEK_SORTS = {"longest": N_("The nearest date first"), "agency": N_("By main executor")}


@blueprint.get("/overdue")
@requires(Duty.SEE_OVERDUE)
def index() -> str:
    """The overdue list."""
    user = person()
    form = filter_form(user, SORTS)
    past = asked_day()
    if past.text:
        return past_list("overdue.index", gettext("Overdue"), FIELDS, form, past, overdue_then)
    filters = filters_of(form)
    page = overdue_page(db(), user, filters, day=today(), sort=sort_of(form), cursor=cursor(), locale=get_locale())
    return render_template(
        "overdue/index.html",
        form=form,
        past=past,
        page=page,
        holdings=holdings(db(), [row.id for row in page.rows], day=today(), locale=get_locale()),
        narrowed=narrowed(filters),
        **_conflicts(user),
        count=overdue_count(db(), user, filters, day=today()),
        week_count=due_this_week_count(db(), user, filters, day=today()),
        **neighbours("overdue.index", page),
    )


@blueprint.get("/overdue/week")
@requires(Duty.SEE_OVERDUE)
def week() -> str:
    """What falls due in the seven days from today."""
    user = person()
    form = filter_form(user, WEEK_SORTS)
    filters = filters_of(form)
    page = due_this_week_page(
        db(), user, filters, day=today(), sort=sort_of(form), cursor=cursor(), locale=get_locale()
    )
    return render_template(
        "overdue/week.html",
        form=form,
        page=page,
        narrowed=narrowed(filters),
        **_conflicts(user),
        count=overdue_count(db(), user, filters, day=today()),
        week_count=due_this_week_count(db(), user, filters, day=today()),
        **neighbours("overdue.week", page),
    )


def _conflicts(user: User) -> dict[str, Any]:
    """Milestones out of order: how many pairs, the marks of their lines, and whether the list of conflicts is open."""
    found = stage_conflicts(db(), user)
    return {
        "conflict_count": len(found),
        "conflicting": conflicting_ids(found),
        "sees_conflicts": may(user.role, Duty.SEE_CONFLICTS),
    }
