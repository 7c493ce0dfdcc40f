"""What is late, the longest first, and what falls due in the coming week."""

from flask import Blueprint, render_template

from app.domain.permissions import Duty
from app.i18n import N_, get_locale
from app.queries.overdue import due_this_week_count, due_this_week_page, overdue_count, overdue_page
from app.web.security import requires
from app.web.session import db, person, today
from app.web.tasks.lists import cursor, filter_form, filters_of, narrowed, neighbours, sort_of

blueprint = Blueprint("overdue", __name__)

SORTS = {
    "longest": N_("The longest overdue first"),
    "latest": N_("The newest overdue first"),
    "agency": N_("By main executor"),
}
WEEK_SORTS = {"longest": N_("The nearest date first"), "agency": N_("By main executor")}


@blueprint.get("/overdue")
@requires(Duty.SEE_OVERDUE)
def index() -> str:
    """The overdue list."""
    user = person()
    form = filter_form(user, SORTS)
    filters = filters_of(form)
    page = overdue_page(db(), user, filters, day=today(), sort=sort_of(form), cursor=cursor(), locale=get_locale())
    return render_template(
        "overdue/index.html",
        form=form,
        page=page,
        narrowed=narrowed(filters),
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
        count=overdue_count(db(), user, filters, day=today()),
        week_count=due_this_week_count(db(), user, filters, day=today()),
        **neighbours("overdue.week", page),
    )
