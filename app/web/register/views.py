"""Putting an instruction on control by hand."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import DueBasis, GiverLevel, GiverRole, Recurrence, TaskKind, Urgency
from app.domain.permissions import Duty
from app.i18n import gettext
from app.queries.reference import agencies_for_choice
from app.queries.tasks import project_names
from app.services.register import Due, NewTask, register_task
from app.services.requirements import set_first_form
from app.web.drafts.restoring import restore
from app.web.register.forms import RegisterForm
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.evidence_forms import typed_lines
from app.web.tasks.lists import member
from app.web.tasks.submitting import OK, carried_out, status_of

blueprint = Blueprint("register", __name__)


@blueprint.get("/tasks/new")
@requires(Duty.REGISTER_BY_HAND)
def new() -> BaseResponse:
    """The form."""
    form = RegisterForm(None)
    form.issued_on.data = today()
    form.offer(agencies_for_choice(db(), today()), "", (), {}, sent=False)
    restore(form, url_for("register.create"))
    return _page(form, OK)


@blueprint.post("/tasks/new")
@requires(Duty.REGISTER_BY_HAND)
def create() -> BaseResponse:
    """Put it on control; what the rules refuse comes back beside its field."""
    form = RegisterForm()
    form.offer(agencies_for_choice(db(), today()), "", (), {}, sent=True)

    def run(session: Any) -> Any:
        made = register_task(session, _described(form), by=person(), now=now())
        set_first_form(session, made, typed_lines(form.requirements), by=person(), now=now())
        return made

    task = carried_out(form, run)
    if form.errors or task is None:
        return _page(form, status_of(form))
    flash(gettext("On control as task %(number)s.", number=task.number))
    return redirect(url_for("tasks.show", number=task.number))


def _described(form: RegisterForm) -> NewTask:
    recurrence = member(Recurrence, form.recurrence.data)
    return NewTask(
        text=form.text.data or "",
        title=form.title.data or "",
        issued_on=form.issued_on.data,
        kind=_kind(recurrence),
        giver_role=member(GiverRole, form.giver_role.data),
        giver_name=form.giver_name.data or "",
        giver_level=member(GiverLevel, form.giver_level.data),
        lead=form.lead.data or "",
        others=form.chosen_others(),
        due=Due(form.due_on.data, DueBasis.PERSON, "person") if form.due_on.data else None,
        urgency=member(Urgency, form.urgency.data) or Urgency.NORMAL,
        recurrence=recurrence,
        form_of_completion=form.form_of_completion.data or "",
        project=form.project.data or "",
    )


def _kind(recurrence: Recurrence | None) -> TaskKind:
    if recurrence is None:
        return TaskKind.ONE_OFF
    return TaskKind.STANDING if recurrence is Recurrence.STANDING else TaskKind.SERIES


def _page(form: RegisterForm, status: int) -> Response:
    body = render_template("register/new.html", form=form, projects=project_names(db()))
    return Response(body, status, mimetype="text/html")
