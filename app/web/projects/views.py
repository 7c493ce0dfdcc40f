"""Projects and their stages, changes of their policy, conflicts."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.errors import NotFound
from app.domain.permissions import Duty, may
from app.i18n import gettext, ngettext
from app.labels import DIFFERENCES
from app.models import Project
from app.queries.bodies import PROJECT, changes_of
from app.queries.projects import (
    conflicting_ids,
    day_of,
    project_of,
    projects_with_counts,
    stage_conflicts,
    stages_of,
    version_conflicts,
)
from app.queries.reference import agencies_for_choice
from app.queries.tasks import task_of
from app.services import projects as services
from app.web.bodies.changes import change_facts
from app.web.documents.sources import place_url
from app.web.forms import Form, number
from app.web.projects.forms import AliasForm, MilestoneForm, MonitorsForm
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.submitting import carried_out, status_of

blueprint = Blueprint("projects", __name__)
ID = "<int(max=2147483647):project_id>"


@blueprint.get("/projects")
@requires(Duty.SEE_PROJECTS)
def index() -> str:
    """All projects."""
    user = person()
    conflicts, sees = stage_conflicts(db(), user), may(user.role, Duty.SEE_CONFLICTS)
    return render_template(
        "projects/index.html",
        projects=projects_with_counts(db(), user),
        count=len(conflicts) + len(version_conflicts(db(), user)) if sees else 0,
        in_conflict={each.project.id for each in conflicts},
        loose=stages_of(db(), user, None),
        manages=may(user.role, Duty.MANAGE_PROJECTS),
        sees_conflicts=sees,
        place_url=place_url,
    )


@blueprint.get(f"/projects/{ID}")
@requires(Duty.SEE_PROJECTS)
def show(project_id: int) -> BaseResponse:
    """A project with its stages."""
    return _page(project_of(db(), project_id))


@blueprint.post(f"/projects/{ID}/monitors")
@requires(Duty.MANAGE_PROJECTS)
def monitors(project_id: int) -> BaseResponse:
    """Other bodies watch it."""
    project = project_of(db(), project_id)
    form = _monitors_form(project, sent=True)

    def run(session: Any) -> Any:
        seen = tuple(code for code in (form.seen.data or "").split("|") if code)
        return services.change_monitors(session, project, form.chosen(), by=person(), now=now(), seen=seen)

    tasks = carried_out(form, run)
    if form.errors or tasks is None:
        if getattr(form, "conflict", False):
            form.seen.data = "|".join(services.monitors_of(project))
        return _page(project, monitors_form=form)
    flash(gettext("The monitoring bodies are changed."))
    if tasks:
        flash(ngettext("%(n)s open milestone passed.", "%(n)s open milestones passed.", len(tasks)))
    return redirect(url_for("projects.show", project_id=project.id))


@blueprint.post(f"/projects/{ID}/aliases")
@requires(Duty.MANAGE_PROJECTS)
def alias(project_id: int) -> BaseResponse:
    """Another name under which texts know it."""
    project = project_of(db(), project_id)
    form = AliasForm(request.form)

    def run(session: Any) -> bool:
        services.add_alias(session, project, form.alias.data or "", by=person(), now=now())
        return True

    if not carried_out(form, run):
        return _page(project, alias_form=form)
    flash(gettext("The name is added: texts read from now on know the project by it."))
    return redirect(url_for("projects.show", project_id=project.id))


@blueprint.get("/projects/milestones/<number>")
@requires(Duty.MANAGE_PROJECTS)
def milestone(number: str) -> BaseResponse:
    """The form that puts a milestone under another project."""
    task, _ = task_of(db(), person(), number)
    form = MilestoneForm(None).offer(_projects())
    form.version.data = str(task.version)
    form.project.data = str(task.project_id or "")
    return _milestone_page(number, form)


@blueprint.post("/projects/milestones/<number>")
@requires(Duty.MANAGE_PROJECTS)
def move(number: str) -> BaseResponse:
    """Put it there."""
    form = MilestoneForm(request.form).offer(_projects())
    task_of(db(), person(), number)

    def run(session: Any) -> bool:
        task, _ = task_of(session, person(), number)
        project = project_of(session, _chosen(form))
        services.move_milestone(session, task, project, by=person(), now=now(), version=form.read_version)
        return True

    if not carried_out(form, run):
        if form.conflict:
            form.version.data = str(task_of(db(), person(), number)[0].version)
        return _milestone_page(number, form)
    flash(gettext("The milestone belongs to the project now; its history tells of it."))
    return redirect(url_for("tasks.show", number=number))


@blueprint.get("/conflicts")
@requires(Duty.SEE_CONFLICTS)
def conflicts() -> str:
    """Stages out of order, and instructions in two versions."""
    return render_template(
        "projects/conflicts.html",
        stages=stage_conflicts(db(), person()),
        versions=version_conflicts(db(), person()),
        differences=DIFFERENCES,
        day_of=day_of,
        place_url=place_url,
    )


def _page(
    project: Project, *, monitors_form: MonitorsForm | None = None, alias_form: AliasForm | None = None
) -> Response:
    user = person()
    found = stage_conflicts(db(), user, project)
    body = render_template(
        "projects/show.html",
        project=project,
        stages=stages_of(db(), user, project),
        conflicts=found,
        conflicting=conflicting_ids(found),
        day_of=day_of,
        place_url=place_url,
        manages=may(user.role, Duty.MANAGE_PROJECTS),
        changes=changes_of(db(), PROJECT, project.id),
        change_facts=change_facts,
        monitors_form=monitors_form or _monitors_form(project, sent=False),
        alias_form=alias_form or AliasForm(None),
    )
    sent: Form | None = monitors_form or alias_form
    return Response(body, status_of(sent) if sent else 200, mimetype="text/html")


def _monitors_form(project: Project, *, sent: bool) -> MonitorsForm:
    present = [row.agency for row in project.monitors]
    return MonitorsForm(request.form if sent else None).offer(agencies_for_choice(db(), today()), present, sent=sent)


def _projects() -> list[Project]:
    return [project for project, _count in projects_with_counts(db(), person())]


def _chosen(form: MilestoneForm) -> int:
    chosen = number(form.project.data)
    if not chosen:
        raise NotFound("not_found")
    return chosen


def _milestone_page(number: str, form: MilestoneForm) -> Response:
    task, _ = task_of(db(), person(), number)
    body = render_template("projects/milestone.html", task=task, form=form)
    return Response(body, status_of(form), mimetype="text/html")
