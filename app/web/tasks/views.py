"""The register of tasks, and the page of one: deadline, source, history, and the acts that are open now."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import ExecutorRole
from app.domain.errors import NotFound, PermissionDenied
from app.domain.permissions import Duty, may
from app.domain.workflow import Action
from app.i18n import N_, get_locale, gettext
from app.labels import DIFFERENCES
from app.models import Task
from app.queries.history import agency_names, codes_in, events_of
from app.queries.past_lists import holdings, register_then
from app.queries.plans import plans_of_task
from app.queries.projects import conflicts_of, day_of, versions_of
from app.queries.reference import agencies_for_choice
from app.queries.tasks import register_page, task_of
from app.web.documents.sources import place_url, sources_of
from app.web.drafts.keeping import saved
from app.web.drafts.restoring import my_drafts, restore
from app.web.mywork.rows import in_place, row_answer
from app.web.past import asked_day, past_list
from app.web.saved.lists import first_opened, saved_views
from app.web.session import db, myself, now, person, today
from app.web.tasks.act import Sent
from app.web.tasks.acts import ABOUT, ACTS, offered, pending_extension
from app.web.tasks.awaited import interim_awaited
from app.web.tasks.deadline import panel
from app.web.tasks.files import close_uploads, files_help, sent_values
from app.web.tasks.forms import ChangeExecutorsForm
from app.web.tasks.lists import (
    cursor,
    filter_form,
    filters_of,
    member,
    narrowed,
    neighbours,
    row_tools,
    set_filters,
    sort_of,
)
from app.web.tasks.meanwhile import repeats_own, since, stamp, typed_values
from app.web.tasks.often import often_extended
from app.web.tasks.pictures import row_pictures
from app.web.tasks.proof import below_plan, linked_tasks, proof_of
from app.web.tasks.reminded import nudges_today, reminded_today
from app.web.tasks.series import series_of
from app.web.tasks.submitting import VersionedForm, carried_out, status_of
from app.web.tasks.timeline import entries

blueprint = Blueprint("tasks", __name__)
blueprint.add_app_template_global(often_extended)
blueprint.add_app_template_global(interim_awaited)
blueprint.add_app_template_global(row_pictures)
blueprint.add_app_template_global(set_filters)

SORTS = {
    "newest": N_("The newest first"),
    "due": N_("The nearest deadline first"),
    "agency": N_("By main executor"),
}
REGISTER_FIELDS = ["q", "status", "agency", "level", "kind", "document", "waiting"]
# Pages that have an act's button and get the reader back.
BACK = {"mywork": "mywork.index", "contributions": "contributions.index"}
Forms = dict[str, VersionedForm]


@blueprint.get("/tasks")
def index() -> ResponseReturnValue:
    """The register."""
    if address := first_opened("tasks"):
        return redirect(address)
    user = person()
    form = filter_form(user, SORTS)
    past = asked_day()
    if past.text:
        title = gettext("Register")
        return past_list("tasks.index", title, REGISTER_FIELDS, form, past, register_then, export="exports.register")
    filters = filters_of(form)
    page = register_page(db(), user, filters, sort=sort_of(form), cursor=cursor(), locale=get_locale())
    return render_template(
        "tasks/index.html",
        form=form,
        past=past,
        fields=REGISTER_FIELDS,
        page=page,
        narrowed=narrowed(filters),
        may_register=may(user.role, Duty.REGISTER_BY_HAND),
        **row_tools("tasks.index", "exports.register"),
        **saved_views("tasks"),
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
    form = _form(kind, task, None, sent=False)
    restore(form, url_for("tasks.act", number=number, action=action))
    return _apart(task, kind, form)


@blueprint.post("/tasks/<number>/<action>")
def act(number: str, action: str) -> BaseResponse:
    """Do one of the acts; on what the rules refuse the page comes back with everything typed."""
    kind = _kind(action)
    task, stands = task_of(db(), person(), number)
    if not may(person().role, kind, stands):
        # Before the form is looked at: a field left empty must not turn the refusal into a form.
        raise PermissionDenied("not_permitted", action=kind)
    of = request.args.get("of", type=int)
    form = _form(kind, task, of, sent=True)

    def run(session: Any) -> None:
        fresh, _ = task_of(session, person(), number)
        ACTS[kind].run(Sent(session, fresh, form, person(), now(), of))

    carried_out(form, run)
    close_uploads()
    if form.conflict and repeats_own(db(), task_of(db(), person(), number)[0], form, kind, myself()):
        again = gettext("You did this already; nothing was done a second time.")
        if in_place():
            return row_answer(number, told=again)
        flash(again)
        return redirect(url_for("tasks.show", number=number))
    if form.errors:
        return _again(number, kind, of, form)
    if in_place():
        saved()
        return row_answer(number, told=gettext(ACTS[kind].done))
    flash(gettext(ACTS[kind].done))
    back = BACK.get(request.args.get("back", ""))
    return redirect(url_for(back) if back else url_for("tasks.show", number=number))


def _again(number: str, kind: Action, of: int | None, form: VersionedForm) -> Response:
    """The page with the form as it was sent. After a conflict it shows the present state and may be sent again."""
    user = person()
    task, stands = task_of(db(), user, number)
    meanwhile: dict[str, Any] = {}
    if form.conflict:
        new = since(events_of(db(), task), form)
        names = agency_names(db(), codes_in(new), get_locale())
        meanwhile = {"since": entries(new, names), "typed": typed_values(form)}
        form.version.data = stamp(task)
    if in_place():
        return row_answer(number, form=form, **meanwhile)
    if ACTS[kind].apart and kind in offered(task, user.role, stands):
        body = _apart(task, kind, form, **meanwhile)
    else:
        body = _page(number, {_key(kind, of): form}, _key(kind, of), **meanwhile)
    return Response(body, status_of(form), mimetype="text/html")


def _kind(action: str) -> Action:
    kind = member(Action, action)
    if kind not in ACTS:
        raise NotFound("not_found")
    return kind


def _apart(task: Task, kind: Action, form: VersionedForm, **meanwhile: Any) -> str:
    page = ACTS[kind].template
    return render_template(page, task=task, action=kind, act=ACTS[kind], form=form, still_open=True, **meanwhile)


def _page(number: str, sent: Forms, opened: str, **meanwhile: Any) -> str:
    user = person()
    task, stands = task_of(db(), user, number)
    actions = offered(task, user.role, stands)
    events = events_of(db(), task)
    opened = opened or request.args.get("do", "")
    return render_template(
        "tasks/show.html",
        task=task,
        actions=[action for action in actions if action not in ABOUT],
        acts=ACTS,
        apart=[action for action in actions if ACTS[action].apart],
        about={action.value: action for action in ABOUT},
        answer=Action.ANSWER,
        decide=Action.DECIDE_EXTENSION,
        elsewhere=any(action in ABOUT for action in actions),
        files_help=files_help(),
        holding=holdings(db(), [task.id], day=today(), locale=get_locale()).get(task.id),
        proof=proof_of(db(), task),
        reminded=reminded_today(task) if may(user.role, Action.REMIND, stands) else None,
        nudges=nudges_today(task),
        below_plan=below_plan,
        linked=linked_tasks(task, user),
        forms=_forms(task, actions, sent),
        lost=sent.get(opened) if opened and opened not in _keys(task, actions) else None,
        opened=opened,
        still_open=opened in _keys(task, actions),
        **meanwhile,
        stage_conflicts=conflicts_of(db(), user, task),
        versions=versions_of(db(), user, task),
        differences=DIFFERENCES,
        day_of=day_of,
        place_url=place_url,
        panel=panel(db(), task),
        series=series_of(db(), task),
        sources=sources_of(task),
        plans=plans_of_task(db(), user, task.id),
        sees_plans=may(user.role, Duty.REGISTER_BY_HAND),
        entries=entries(events, agency_names(db(), codes_in(events), get_locale())),
    )


def _forms(task: Task, actions: tuple[Action, ...], sent: Forms) -> Forms:
    """A form for every act that is open, the one that was sent among them."""
    made: Forms = {}
    drafts = my_drafts(f"/tasks/{task.number}/") if actions else []
    for key, (action, of) in _keys(task, actions).items():
        made[key] = sent.get(key) or _form(action, task, of, sent=False)
        if drafts and key not in sent:
            restore(made[key], url_for("tasks.act", number=task.number, action=action, of=of), drafts)
    return made


def _keys(task: Task, actions: tuple[Action, ...]) -> dict[str, tuple[Action, int | None]]:
    """By the name of a form on the page: its action, and the question or request that it is about."""
    found: dict[str, tuple[Action, int | None]] = {}
    for action in actions:
        if ACTS[action].apart:
            continue
        about: list[int] | list[None] = ABOUT[action](task) if action in ABOUT else [None]
        found |= {_key(action, of): (action, of) for of in about}
    return found


def _key(action: Action, of: int | None) -> str:
    return action.value if of is None else f"{action.value}-{of}"


def _form(action: Action, task: Task, of: int | None, *, sent: bool) -> VersionedForm:
    """The form of an act; unless it was sent, filled with what the task says."""
    act = ACTS[action]
    kind = act.fitted(task) if act.fitted else act.form
    form = kind(sent_values() if sent else None, prefix=f"{_key(action, of)}-")
    if isinstance(form, ChangeExecutorsForm):
        _offer_executors(form, task, sent=sent)
    if act.filled:
        act.filled(form, task, sent)
    if sent:
        return form
    form.version.data = stamp(task)
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
