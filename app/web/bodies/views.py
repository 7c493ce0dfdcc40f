"""The list of bodies with what waits for the administrator, one body, adding one, other names."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.enums import Badge
from app.domain.permissions import Duty
from app.i18n import gettext
from app.models import Agency, Region
from app.queries import bodies as queries
from app.queries.policy import AgencyFilter, agencies
from app.services import bodies as services
from app.services.succession import heirs_of
from app.web.bodies import succession
from app.web.bodies.changes import change_facts
from app.web.bodies.forms import KIND_WORDS, BodyForm, NameForm
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.submitting import OK, carried_out, status_of

blueprint = Blueprint("bodies", __name__, url_prefix="/bodies")
only_administrators = requires(Duty.MANAGE_BODIES)

for rule, endpoint, view, method in succession.ROUTES:
    blueprint.add_url_rule(rule, endpoint, only_administrators(view), methods=[method])


@blueprint.get("")
@only_administrators
def index() -> str:
    """All bodies, what has ended and still holds tasks, names in texts that no body bears."""
    badge = request.args.get("badge", "")
    wanted = AgencyFilter(request.args.get("text", "")[:200], Badge(badge) if badge in list(Badge) else None)
    return render_template(
        "bodies/index.html",
        bodies=agencies(db(), wanted),
        wanted=wanted,
        left=queries.left_behind(db(), today()),
        unknown=queries.unknown_bodies(db()),
        acts=queries.acts(db()),
        kinds=KIND_WORDS,
    )


@blueprint.get("/new")
@only_administrators
def new() -> BaseResponse:
    """The form; words found in a text stand in it already."""
    form = _body_form(sent=False)
    form.ru.data = request.args.get("ru", "")[: services.NAME_LIMIT]
    return _new_page(form)


@blueprint.post("/new")
@only_administrators
def add() -> BaseResponse:
    """Add the body; texts that are read from now on know it."""
    form = _body_form(sent=True)

    def run(session: Any) -> Agency:
        return services.add_body(session, form.body(), by=person(), now=now())

    body = carried_out(form, run)
    if body is None:
        return _new_page(form)
    flash(
        gettext(
            "The body is in the register. Texts read from now on know it; findings made before keep its name as text."
        )
    )
    return redirect(url_for("bodies.show", code=body.code))


@blueprint.get("/<code>")
@only_administrators
def show(code: str) -> BaseResponse:
    """One body."""
    return _page(queries.body_of(db(), code), NameForm(None))


@blueprint.post("/<code>/names")
@only_administrators
def name(code: str) -> BaseResponse:
    """Another name under which texts know it."""
    body = queries.body_of(db(), code)
    form = NameForm(request.form)

    def run(session: Any) -> Any:
        return services.add_name(session, body, form.language.data, form.name.data or "", by=person(), now=now())

    if carried_out(form, run) is None:
        return _page(body, form)
    flash(gettext("The name is added."))
    return redirect(url_for("bodies.show", code=code))


def _page(body: Agency, form: NameForm) -> Response:
    acts = queries.acts(db(), body.code)
    codes = {code for act in acts for code in (*act.old, *act.new)} | {body.parent_code or ""}
    page = render_template(
        "bodies/show.html",
        body=body,
        form=form,
        acts=acts,
        names=queries.names_of(db(), codes),
        heirs=heirs_of(db(), body.code, now()),
        held=queries.held_by(db(), (body.code,)),
        people=queries.people_at(db(), (body.code,)),
        changes=queries.changes_of(db(), queries.BODY, body.id),
        change_facts=change_facts,
        kinds=KIND_WORDS,
    )
    return Response(page, status_of(form) if request.method == "POST" else OK, mimetype="text/html")


def _body_form(*, sent: bool) -> BodyForm:
    regions = db().scalars(sa.select(Region).order_by(Region.position)).all()
    return BodyForm(request.form if sent else None).offer(regions)


def _new_page(form: BodyForm) -> Response:
    return Response(render_template("bodies/new.html", form=form), status_of(form), mimetype="text/html")
