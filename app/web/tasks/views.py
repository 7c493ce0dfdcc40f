"""The register of tasks, and the page of one: deadline, source, history, and the acts that are open now."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import ExecutorRole
from app.domain.errors import NotFound
from app.domain.permissions import Duty, may
from app.domain.workflow import Action
from app.i18n import N_, get_locale, gettext
from app.models import Task
from app.queries.history import agency_names, codes_in, events_of
from app.queries.reference import agencies_for_choice
from app.queries.tasks import register_page, task_of
from app.web.documents.sources import sources_of
from app.web.session import db, now, person, today
from app.web.tasks.acts import ACTS, Sent, offered, open_questions, pending_extension
from app.web.tasks.deadline import panel
from app.web.tasks.forms import ChangeExecutorsForm
from app.web.tasks.lists import cursor, filter_form, filters_of, member, narrowed, neighbours, sort_of
from app.web.tasks.submitting import VersionedForm, carried_out, status_of
from app.web.tasks.timeline import entries

blueprint = Blueprint("tasks", __name__)

SORTS = {
    "newest": N_("The newest first"),
    "due": N_("The nearest deadline first"),
    "agency": N_("By main executor"),
}
Forms = dict[str, VersionedForm]


@blueprint.get("/tasks")
def index() -> str:
    """The register."""
    user = person()
    form = filter_form(user, SORTS)
    filters = filters_of(form)
    page = register_page(db(), user, filters, sort=sort_of(form), cursor=cursor(), locale=get_locale())
    return render_template(
        "tasks/index.html",
        form=form,
        page=page,
        narrowed=narrowed(filters),
        may_register=may(user.role, Duty.REGISTER_BY_HAND),
        **neighbours("tasks.index", page),
    )


@blueprint.get("/tasks/<number>")
def show(number: str) -> str:
    """A task."""
    return _page(number, {}, "")


@blueprint.get("/tasks/<number>/<action>")
def prepare(number: str, action: str) -> str:
    """The page of an act whose form is long."""
    kind = _kind(action)
    user = person()
    task, stands = task_of(db(), user, number)
    if not ACTS[kind].apart or kind not in offered(task, user.role, stands):
        raise NotFound("not_found")
    return _apart(task, kind, _form(kind, task, None, sent=False))


@blueprint.post("/tasks/<number>/<action>")
def act(number: str, action: str) -> BaseResponse:
    """Do one of the acts; on what the rules refuse the page comes back with everything typed."""
    kind = _kind(action)
    task, _ = task_of(db(), person(), number)
    of = request.args.get("of", type=int)
    form = _form(kind, task, of, sent=True)

    def run(session: Any) -> None:
        fresh, _ = task_of(session, person(), number)
        ACTS[kind].run(Sent(session, fresh, form, person(), now(), of))

    carried_out(form, run)
    if form.errors:
        return _again(number, kind, of, form)
    flash(gettext(ACTS[kind].done))
    at_home = request.args.get("back") == "mywork"
    return redirect(url_for("mywork.index") if at_home else url_for("tasks.show", number=number))


def _again(number: str, kind: Action, of: int | None, form: VersionedForm) -> Response:
    """The page with the form as it was sent. After a conflict it shows the present state and may be sent again."""
    user = person()
    task, stands = task_of(db(), user, number)
    if form.conflict:
        form.version.data = str(task.version)
    if ACTS[kind].apart and kind in offered(task, user.role, stands):
        body = _apart(task, kind, form)
    else:
        body = _page(number, {_key(kind, of): form}, _key(kind, of))
    return Response(body, status_of(form), mimetype="text/html")


def _kind(action: str) -> Action:
    kind = member(Action, action)
    if kind not in ACTS:
        raise NotFound("not_found")
    return kind


def _apart(task: Task, kind: Action, form: VersionedForm) -> str:
    return render_template("tasks/apart.html", task=task, action=kind, act=ACTS[kind], form=form)


def _page(number: str, sent: Forms, opened: str) -> str:
    user = person()
    task, stands = task_of(db(), user, number)
    actions = offered(task, user.role, stands)
    events = events_of(db(), task)
    return render_template(
        "tasks/show.html",
        task=task,
        actions=[action for action in actions if action not in (Action.ANSWER, Action.DECIDE_EXTENSION)],
        acts=ACTS,
        apart=[action for action in actions if ACTS[action].apart],
        answer=Action.ANSWER,
        decide=Action.DECIDE_EXTENSION,
        elsewhere=Action.ANSWER in actions or Action.DECIDE_EXTENSION in actions,
        forms=_forms(task, actions, sent),
        lost=sent.get(opened) if opened and opened not in _keys(task, actions) else None,
        opened=opened,
        panel=panel(db(), task),
        sources=sources_of(task),
        entries=entries(events, agency_names(db(), codes_in(events), get_locale())),
    )


def _forms(task: Task, actions: tuple[Action, ...], sent: Forms) -> Forms:
    """A form for every act that is open, the one that was sent among them."""
    made: Forms = {}
    for key, (action, of) in _keys(task, actions).items():
        made[key] = sent.get(key) or _form(action, task, of, sent=False)
    return made


def _keys(task: Task, actions: tuple[Action, ...]) -> dict[str, tuple[Action, int | None]]:
    """By the name of a form on the page: its action, and the question or request that it is about."""
    found: dict[str, tuple[Action, int | None]] = {}
    for action in actions:
        if ACTS[action].apart:
            continue
        about: list[int | None] = [None]
        if action is Action.ANSWER:
            about = [question.id for question in open_questions(task)]
        elif action is Action.DECIDE_EXTENSION and (extension := pending_extension(task)):
            about = [extension.id]
        found |= {_key(action, of): (action, of) for of in about}
    return found


def _key(action: Action, of: int | None) -> str:
    return action.value if of is None else f"{action.value}-{of}"


def _form(action: Action, task: Task, of: int | None, *, sent: bool) -> VersionedForm:
    """The form of an act; unless it was sent, filled with what the task says."""
    kind = ACTS[action].form
    form = kind(request.form if sent else None, prefix=f"{_key(action, of)}-")
    if isinstance(form, ChangeExecutorsForm):
        _offer_executors(form, task, sent=sent)
    if sent:
        return form
    form.version.data = str(task.version)
    if action is Action.CONFIRM_TERM:
        form["due_on"].data = task.due_on
    if action is Action.DECIDE_EXTENSION and (extension := pending_extension(task)):
        form["due_on"].data = extension.asked_due_on
    if action is Action.RECORD_FACT:
        form["due_on"].data = today()
    return form


def _offer_executors(form: ChangeExecutorsForm, task: Task, *, sent: bool) -> None:
    others = [(row.agency.code, row.role) for row in task.executors if row.role is not ExecutorRole.LEAD]
    known = {row.agency.code: row.agency.name(get_locale()) for row in task.executors}
    bodies = agencies_for_choice(db(), today())
    form.offer(bodies, task.lead_agency.code, others, known, sent=sent)
