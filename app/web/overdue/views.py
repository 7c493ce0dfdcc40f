"""What is late, the longest first, and what falls due in the coming week."""

from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from app.domain.permissions import Duty, Relation, may
from app.domain.workflow import Action
from app.i18n import N_, get_locale, gettext
from app.models import User
from app.queries.keyset import Count
from app.queries.list_filters import ListFilters
from app.queries.overdue import (
    due_givers,
    due_officials,
    due_this_week_count,
    due_this_week_page,
    overdue_by_age,
    overdue_by_body,
    overdue_count,
    overdue_givers,
    overdue_officials,
    overdue_page,
)
from app.queries.past_lists import holdings, overdue_then
from app.queries.projects import conflicting_ids, stage_conflicts
from app.web.overdue.counters import counters
from app.web.past import asked_day, past_list
from app.web.saved.lists import first_opened, saved_views
from app.web.security import requires
from app.web.session import db, person, today
from app.web.tasks.lists import (
    FilterForm,
    cursor,
    filter_form,
    filters_of,
    narrowed,
    neighbours,
    offer_people,
    row_tools,
    sort_of,
)

blueprint = Blueprint("overdue", __name__)

SORTS = {
    "longest": N_("The longest overdue first"),
    "latest": N_("The newest overdue first"),
    "agency": N_("By main executor"),
    "giver": N_("By level of the giver"),
}
FIELDS = ["agency", "level", "kind", "document"]
MORE_FIELDS = ["giver", "official", "late"]
WEEK_SORTS = {
    "longest": N_("The nearest date first"),
    "agency": N_("By main executor"),
    "giver": N_("By level of the giver"),
}
WEEK_MORE = ["giver", "official"]


@blueprint.get("/overdue")
@requires(Duty.SEE_OVERDUE)
def index() -> ResponseReturnValue:
    """The overdue list."""
    if address := first_opened("overdue"):
        return redirect(address)
    user = person()
    past = asked_day()
    if past.text:
        form = filter_form(user, SORTS)
        return past_list(
            "overdue.index", gettext("Overdue"), FIELDS, form, past, overdue_then, export="exports.overdue_list"
        )
    form = overdue_form(user)
    filters = filters_of(form)
    page = overdue_page(db(), user, filters, day=today(), sort=sort_of(form), cursor=cursor(), locale=get_locale())
    by_age = overdue_by_age(db(), user, filters, day=today())
    by_body = overdue_by_body(db(), user, filters, day=today(), locale=get_locale())
    return render_template(
        "overdue/index.html",
        form=form,
        fields=FIELDS,
        more_fields=MORE_FIELDS,
        past=past,
        page=page,
        holdings=holdings(db(), [row.id for row in page.rows], day=today(), locale=get_locale()),
        counters=counters(by_age, by_body, filters),
        may_remind=may(user.role, Action.REMIND, Relation.OVERSEES),
        # The brackets of days hold every late task: the list is not counted once more.
        count=by_age[filters.late] if filters.late else Count(sum(each.value for each in by_age.values())),
        **_shared(user, filters),
        **row_tools("overdue.index", "exports.overdue_list"),
        **saved_views("overdue"),
        **neighbours("overdue.index", page),
    )


@blueprint.get("/overdue/week")
@requires(Duty.SEE_OVERDUE)
def week() -> ResponseReturnValue:
    """What falls due in the seven days from today."""
    if address := first_opened("week"):
        return redirect(address)
    user = person()
    form = week_form(user)
    filters = filters_of(form)
    page = due_this_week_page(
        db(), user, filters, day=today(), sort=sort_of(form), cursor=cursor(), locale=get_locale()
    )
    return render_template(
        "overdue/week.html",
        form=form,
        fields=FIELDS,
        more_fields=WEEK_MORE,
        page=page,
        count=overdue_count(db(), user, filters, day=today()),
        **_shared(user, filters),
        **row_tools("overdue.week", "exports.week"),
        **saved_views("week"),
        **neighbours("overdue.week", page),
    )


def overdue_form(user: User) -> FilterForm:
    """The filters of the overdue list."""
    form = filter_form(user, SORTS)
    offer_people(form, overdue_givers(db(), user, day=today()), overdue_officials(db(), user, day=today()))
    return form


def week_form(user: User) -> FilterForm:
    """The filters of what falls due. Givers and officials are those of its own tasks."""
    form = filter_form(user, WEEK_SORTS)
    offer_people(form, due_givers(db(), user, day=today()), due_officials(db(), user, day=today()))
    return form


def _shared(user: User, filters: ListFilters) -> dict[str, Any]:
    """What both lists show: how long the other one is, milestones out of order."""
    found = stage_conflicts(db(), user)
    return {
        "narrowed": narrowed(filters),
        "week_count": due_this_week_count(db(), user, filters, day=today()),
        "conflict_count": len(found),
        "conflicting": conflicting_ids(found),
        "sees_conflicts": may(user.role, Duty.SEE_CONFLICTS),
    }
