"""An act on bodies in two steps: see what it changes and choose who takes over what, then carry it out as one batch.

The same second step passes what came to a body after it had ended.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.errors import InvalidInput, NotFound
from app.domain.succession import Act, check_act
from app.i18n import gettext, ngettext
from app.models import Agency
from app.queries.bodies import body_of, fingerprint, held_by, names_of, people_at
from app.queries.policy import AgencyFilter, agencies
from app.queries.reference import agency_directory
from app.services.bodies import succeed
from app.services.succession import Passing, heirs_of, pass_on
from app.web.bodies.forms import ActForm, PassForm
from app.web.forms import Form
from app.web.session import db, now, person, today
from app.web.tasks.submitting import OK, carried_out, status_of

View = Callable[..., BaseResponse]


def act_form() -> BaseResponse:
    """Which bodies, by which act, from which day."""
    return _act_page(_form(sent=False))


def preview() -> BaseResponse:
    """What the act changes: nothing is changed yet."""
    form = _form(sent=True)
    if carried_out(form, lambda session: _checked(session, form)) is None:
        return _act_page(form)
    return _preview_page(form, PassForm(None))


def confirm() -> BaseResponse:
    """Enter the act, and pass what the ended bodies hold when it is in effect today."""
    form = _form(sent=True)
    if not form.validate():
        return _act_page(form)
    passing = PassForm(request.form)

    def run(session: Any) -> tuple[bool, int]:
        act = form.act()
        _row, fresh = succeed(session, act, by=person(), now=now())
        if act.effective_on > today():
            return fresh, 0
        # Of an act of the past whose successors have ended meanwhile the tasks are passed from the body's own page.
        ready = [code for code in act.old if set(act.new) <= set(heirs_of(session, code, now()))]
        passed = [
            pass_on(session, body_of(session, code), _passing(act.new[0], code), by=person(), now=now())
            for code in ready
        ]
        return fresh, sum(len(tasks) for tasks in passed)

    done = carried_out(passing, run)
    if done is None:
        return _preview_page(form, passing)
    fresh, passed = done
    flash(gettext("The act is entered.") if fresh else gettext("This act was entered already; nothing was done twice."))
    if passed:
        flash(ngettext("%(n)s open task passed to the successor.", "%(n)s open tasks passed to the successor.", passed))
    return redirect(url_for("bodies.show", code=form.act().old[0]))


def pass_form(code: str) -> BaseResponse:
    """What a body that has ended still holds."""
    return _pass_page(body_of(db(), code), PassForm(None))


def pass_tasks(code: str) -> BaseResponse:
    """Pass it."""
    form = PassForm(request.form)
    heirs = heirs_of(db(), code, now())

    def run(session: Any) -> int:
        default = request.form.get("default") or (heirs[0] if heirs else "")
        return len(pass_on(session, body_of(session, code), _passing(default, code), by=person(), now=now()))

    passed = carried_out(form, run)
    if passed is None:
        return _pass_page(body_of(db(), code), form)
    flash(ngettext("%(n)s open task passed to the successor.", "%(n)s open tasks passed to the successor.", passed))
    return redirect(url_for("bodies.show", code=code))


ROUTES: tuple[tuple[str, str, View, str], ...] = (
    ("/succession", "succession", act_form, "GET"),
    ("/succession", "succession_preview", preview, "POST"),
    ("/succession/confirm", "succession_confirm", confirm, "POST"),
    ("/<code>/pass", "pass_form", pass_form, "GET"),
    ("/<code>/pass", "pass_tasks", pass_tasks, "POST"),
)


def _form(*, sent: bool) -> ActForm:
    bodies = [body for body in agencies(db(), AgencyFilter()) if body.kind != "group"]
    form = ActForm(request.form if sent else None).offer(bodies, request.args.get("old", ""), sent=sent)
    if not sent:
        form.effective_on.data = today()
    return form


def _checked(session: Any, form: ActForm) -> Act:
    act = form.act()
    check_act(act, agency_directory(session))
    return act


def _passing(default: str, old: str) -> Passing:
    """The choices of the page: `task-7`, `person-3`, and `default-CODE` or `default` for all others."""
    return Passing(
        default=request.form.get(f"default-{old}") or request.form.get("default") or default,
        tasks=_chosen("task-"),
        people=_chosen("person-"),
        seen=request.form.get(f"seen-{old}", ""),
    )


def _chosen(prefix: str) -> dict[int, str]:
    found = {}
    for name, value in request.form.items():
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and number.isascii() and number.isdecimal() and len(number) < 10:
            found[int(number)] = value
    return {key: value for key, value in found.items() if value or prefix == "person-"}


def _act_page(form: ActForm) -> Response:
    status = status_of(form) if request.method == "POST" else OK
    return Response(render_template("bodies/succession.html", form=form), status, mimetype="text/html")


def _preview_page(form: ActForm, passing: Form) -> Response:
    act = form.act()
    body = render_template(
        "bodies/preview.html",
        form=form,
        act=act,
        ends_on=act.effective_on - timedelta(days=1),
        now_effective=act.effective_on <= today(),
        names=names_of(db(), {*act.old, *act.new}),
        passing=passing,
        **_holdings(act.old),
        heirs=act.new,
        sent=request.form,
    )
    return Response(body, status_of(passing), mimetype="text/html")


def _pass_page(body: Agency, form: Form) -> Response:
    heirs = heirs_of(db(), body.code, now())
    if not heirs:
        raise NotFound("not_found") if request.method == "GET" else InvalidInput("body_has_no_heir", name=body.ru)
    page = render_template(
        "bodies/pass.html",
        body=body,
        heirs=heirs,
        names=names_of(db(), {body.code, *heirs}),
        passing=form,
        **_holdings((body.code,)),
        sent=request.form,
    )
    return Response(page, status_of(form) if request.method == "POST" else OK, mimetype="text/html")


def _holdings(codes: tuple[str, ...]) -> dict[str, Any]:
    """What the bodies hold, by code: open tasks, their fingerprint, people."""
    held = {code: held_by(db(), (code,)) for code in codes}
    return {
        "held": held,
        "seen": {code: fingerprint(rows) for code, rows in held.items()},
        "people": {code: people_at(db(), (code,)) for code in codes},
    }
