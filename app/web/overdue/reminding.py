"""Reminding of many tasks at once: first who would get a letter, then what was done and what was not, and why."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse
from wtforms import TextAreaField
from wtforms.validators import Length

from app.alphabet import sort_key
from app.domain.permissions import Duty
from app.i18n import get_locale, gettext, lazy
from app.models import Task
from app.queries.overdue import overdue_ids
from app.services.bulk_reminding import REASONS, Plan, plan_reminders, remind_many
from app.services.guard import TEXT_LIMIT
from app.web.forms import Form, number
from app.web.overdue.views import overdue_form
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.lists import filters_of, kept_parameters, sort_of, ticked
from app.web.tasks.submitting import carried_out, status_of

blueprint = Blueprint("reminding", __name__)

# Tasks that a page names one by one; of a longer list it says how many more there are.
MOST_NAMED = 200


class BulkRemindForm(Form):
    """The supervisor's words, the same for all."""

    text = TextAreaField(lazy("What you want to say to all of them"), [Length(max=TEXT_LIMIT)])


@blueprint.get("/overdue/remind")
@requires(Duty.SEE_OVERDUE)
def prepare() -> str:
    """Who would be reminded: of the tasks that were ticked, or of all that the filters let through."""
    chosen = ticked()
    plan = plan_reminders(db(), chosen or _all_ids(), by=person(), now=now())
    return _confirm(plan, BulkRemindForm(None), everything=not chosen, left=plan.left)


@blueprint.post("/overdue/remind")
@requires(Duty.SEE_OVERDUE)
def remind() -> BaseResponse:
    """Remind. Sent again it reminds nobody a second time on that day, and says so."""
    form = BulkRemindForm()
    chosen = ticked()
    plan = carried_out(form, lambda session: remind_many(session, chosen, form.text.data or "", by=person(), now=now()))
    left = number(request.form.get("left"))
    if plan is None:
        again = plan_reminders(db(), chosen, by=person(), now=now())
        return Response(_confirm(again, form, everything=False, left=left), status_of(form), mimetype="text/html")
    body = render_template(
        "overdue/reminded.html", plan=plan, left=left, kept=kept_parameters(), most=MOST_NAMED, **_named(plan)
    )
    return Response(body, mimetype="text/html")


def _confirm(plan: Plan, form: BulkRemindForm, *, everything: bool, left: int) -> str:
    """left: how many more of the list can be reminded of when these have been."""
    return render_template(
        "overdue/remind.html",
        plan=plan,
        form=form,
        everything=everything,
        left=left,
        most=MOST_NAMED,
        kept=kept_parameters(),
        **_named(plan),
    )


def _named(plan: Plan) -> dict[str, object]:
    """Names of people with how many tasks each letter tells of, and tasks with the word why not."""

    def name(task: Task) -> str:
        return task.lead_agency.name(get_locale())

    return {
        "people": sorted(
            ((plan.users[each.person_id], len(each.tasks)) for each in plan.people),
            key=lambda row: (-row[1], sort_key(row[0].name, get_locale())),
        ),
        "skipped": [(task, gettext(REASONS[reason])) for task, reason in plan.skipped],
        "lead_of": name,
    }


def _all_ids() -> list[int]:
    form = overdue_form(person())
    return overdue_ids(db(), person(), filters_of(form), day=today(), sort=sort_of(form))
