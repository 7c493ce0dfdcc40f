"""The plans, one plan with the state of its measures, its files in and out."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.i18n import gettext
from app.labels import error_sentence
from app.models import Plan, PlanEdition
from app.queries.plans import (
    counts,
    current_edition,
    draft_edition,
    draft_of,
    draft_row,
    plan_of,
    plans_page,
    rows_page,
    tasks_of,
)
from app.services import plans as services
from app.web.plans import carrying, correcting, looking, replacing, saving, writing
from app.web.plans.forms import FileForm, PlanForm
from app.web.plans.intake import done_with, new_plan, plan_file
from app.web.security import requires
from app.web.session import db, now, person
from app.web.tasks.lists import cursor, neighbours
from app.web.tasks.submitting import OK, carried_out, status_of

blueprint = Blueprint("plans", __name__)
ID = "<int(max=2147483647):plan_id>"


@blueprint.get("/plans")
@requires(Duty.REGISTER_BY_HAND)
def index() -> str:
    """All plans."""
    page = plans_page(db(), person(), cursor())
    return render_template("plans/index.html", page=page, **neighbours("plans.index", page))


@blueprint.get("/plans/new")
@requires(Duty.REGISTER_BY_HAND)
def new() -> BaseResponse:
    """The form that takes a plan in."""
    return _new_page(PlanForm(formdata=None), OK)


@blueprint.post("/plans/new")
@requires(Duty.REGISTER_BY_HAND)
def add() -> BaseResponse:
    """Read the file and show its rows; nothing is on control yet."""
    form = PlanForm()
    file = plan_file(form) if form.validate() else None
    if file is None:
        return _new_page(form, status_of(form))

    def run(session: Any) -> PlanEdition:
        return services.start_plan(session, new_plan(form), file, by=person(), now=now())

    edition = carried_out(form, run)
    if edition is None:
        return _new_page(form, status_of(form))
    if edition.sha256 != file.sha256:
        return replacing.ask(edition, form)
    if edition.number > 1:
        flash(gettext("This plan is in the register already: the file is compared with it."))
    elif edition.added_at < now():
        flash(gettext("The file %(name)s waits to be looked through.", name=edition.file_name))
    return _to_preview(form, edition)


@blueprint.get(f"/plans/{ID}")
@requires(Duty.REGISTER_BY_HAND)
def show(plan_id: int) -> BaseResponse:
    """The plan on control; one that waits for its first decision shows its rows."""
    return _plan_page(plan_of(db(), person(), plan_id), FileForm(formdata=None))


@blueprint.post(f"/plans/{ID}/editions")
@requires(Duty.REGISTER_BY_HAND)
def add_edition(plan_id: int) -> BaseResponse:
    """Another file of the plan: its rows are compared with those on control."""
    plan = plan_of(db(), person(), plan_id)
    form = FileForm()
    file = plan_file(form) if form.validate() else None
    if file is None:
        return _plan_page(plan, form)

    def run(session: Any) -> PlanEdition:
        seen = form.replacing.data or ""
        return services.add_edition(session, plan, file, by=person(), now=now(), replacing=seen)

    edition = carried_out(form, run)
    if edition is None:
        return _plan_page(plan, form)
    return _to_preview(form, edition) if edition.sha256 == file.sha256 else replacing.ask(edition, form)


@blueprint.get(f"/plans/{ID}/export")
@requires(Duty.REGISTER_BY_HAND)
def export(plan_id: int) -> Response:
    """The plan as a file with the state of its measures. as: xlsx or docx; lang: ru or kk."""
    plan = plan_of(db(), person(), plan_id)
    return writing.file_of(plan, request.args.get("as", ""), request.args.get("lang", ""))


@blueprint.get(f"/plans/{ID}/preview")
@requires(Duty.REGISTER_BY_HAND)
def preview(plan_id: int) -> BaseResponse:
    """The waiting edition: every row of a new plan, or what differs from the plan on control.

    Where none waits any more, the reader came back by the browser's button: the plan itself is shown.
    """
    plan = plan_of(db(), person(), plan_id)
    edition = draft_edition(db(), plan)
    return looking.page(edition) if edition else redirect(url_for("plans.show", plan_id=plan.id))


@blueprint.get(f"/plans/{ID}/rows/<int(max=2147483647):row_id>")
@requires(Duty.REGISTER_BY_HAND)
def row(plan_id: int, row_id: int) -> BaseResponse:
    """One row of the waiting edition, to be corrected."""
    return correcting.page(draft_row(db(), person(), plan_id, row_id))


@blueprint.post(f"/plans/{ID}/rows/<int(max=2147483647):row_id>")
@requires(Duty.REGISTER_BY_HAND)
def correct(plan_id: int, row_id: int) -> BaseResponse:
    """Correct the row; it is read anew."""
    return correcting.correct(draft_row(db(), person(), plan_id, row_id))


@blueprint.post(f"/plans/{ID}/rows")
@requires(Duty.REGISTER_BY_HAND)
def correct_rows(plan_id: int) -> BaseResponse:
    """Correct every row that was changed on a page of the preview."""
    return saving.save_rows(draft_of(db(), person(), plan_id))


@blueprint.post(f"/plans/{ID}/skip")
@requires(Duty.REGISTER_BY_HAND)
def skip(plan_id: int) -> BaseResponse:
    """Leave out all rows with problems."""
    return looking.skip(draft_of(db(), person(), plan_id))


@blueprint.post(f"/plans/{ID}/choices")
@requires(Duty.REGISTER_BY_HAND)
def choose(plan_id: int) -> BaseResponse:
    """Remember which differences are taken over."""
    return looking.choose(draft_of(db(), person(), plan_id))


@blueprint.post(f"/plans/{ID}/carry-out")
@requires(Duty.REGISTER_BY_HAND)
def carry_out(plan_id: int) -> BaseResponse:
    """Take the waiting edition over. A second click finds none waiting, and is led to the plan."""
    plan = plan_of(db(), person(), plan_id)
    edition = draft_edition(db(), plan)
    if edition is None:
        flash(error_sentence(InvalidInput("plan_registered")))
        return redirect(url_for("plans.show", plan_id=plan.id))
    return carrying.carry_out(edition)


@blueprint.post(f"/plans/{ID}/drop")
@requires(Duty.REGISTER_BY_HAND)
def drop(plan_id: int) -> BaseResponse:
    """Give the waiting edition up, as the page showed it: what a colleague has brought in or corrected since stays.

    A second click finds none waiting: where the plan is still there, it is led to it.
    """
    edition = draft_edition(db(), plan_of(db(), person(), plan_id))
    if edition is None:
        flash(gettext("No file of this plan waits any more. Nothing was done a second time."))
        return redirect(url_for("plans.show", plan_id=plan_id))
    with transaction(db()) as session:
        looking.require_seen(session, edition)
        kept = services.drop_edition(session, edition, by=person(), now=now())
    flash(gettext("The file is given up; nothing was put on control or changed."))
    return redirect(url_for("plans.show", plan_id=plan_id) if kept else url_for("plans.index"))


def _to_preview(form: FileForm, edition: PlanEdition) -> BaseResponse:
    done_with(form)
    return redirect(url_for("plans.preview", plan_id=edition.plan_id))


def _new_page(form: PlanForm, status: int) -> Response:
    return Response(render_template("plans/new.html", form=form), status, mimetype="text/html")


def _plan_page(plan: Plan, form: FileForm) -> BaseResponse:
    edition, draft = current_edition(db(), plan), draft_edition(db(), plan)
    if edition is None and not form.errors:
        return redirect(url_for("plans.preview", plan_id=plan.id))
    page = rows_page(db(), edition, cursor()) if edition else None
    ids = [row.task_id for row in page.rows if row.task_id] if page else []
    body = render_template(
        "plans/show.html",
        plan=plan,
        edition=edition,
        draft=draft,
        form=form,
        page=page,
        tasks=tasks_of(db(), person(), ids),
        counts=counts(db(), edition) if edition else None,
        **(neighbours("plans.show", page, plan_id=plan.id) if page else {}),
    )
    return Response(body, status_of(form), mimetype="text/html")
