"""Own absence and that of others (administrators); switching to the pages of somebody one stands in for."""

from typing import Any

import structlog
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.db import transaction
from app.domain.errors import NotFound
from app.domain.permissions import Duty
from app.i18n import format_day, gettext
from app.models import Substitution, User
from app.queries.people import person as person_of
from app.queries.substitutes import could_stand_in, substitutions_of
from app.services import substitutes
from app.web.absence.forms import AbsenceForm
from app.web.forms import number
from app.web.navigation import home_url
from app.web.security import address, local_path, requires
from app.web.session import account, act_for, db, myself, now, person, today
from app.web.tasks.submitting import OK, carried_out, status_of

blueprint = Blueprint("absence", __name__)
log = structlog.get_logger("tapsyrma.security")

OF = "/people/<int(max=2147483647):user_id>/absence"
ROW = "<int(max=2147483647):row_id>"


@blueprint.get("/absence")
def mine() -> BaseResponse:
    """My own leave."""
    return _page(myself(), _form(myself(), sent=False), own=True)


@blueprint.post("/absence")
def name_mine() -> BaseResponse:
    """Somebody stands in for me."""
    return _name(myself(), by=myself(), own=True)


@blueprint.post(f"/absence/{ROW}/end")
def end_mine(row_id: int) -> BaseResponse:
    """I am back."""
    return _end(myself(), row_id, by=myself(), own=True)


@blueprint.get(OF)
@requires(Duty.MANAGE_PEOPLE)
def of_person(user_id: int) -> BaseResponse:
    """A person's leave, for the administrator."""
    absent = _person(user_id)
    return _page(absent, _form(absent, sent=False), own=False)


@blueprint.post(OF)
@requires(Duty.MANAGE_PEOPLE)
def name_of_person(user_id: int) -> BaseResponse:
    """Somebody stands in for a person who cannot say so himself."""
    return _name(_person(user_id), by=person(), own=False)


@blueprint.post(f"{OF}/{ROW}/end")
@requires(Duty.MANAGE_PEOPLE)
def end_of_person(user_id: int, row_id: int) -> BaseResponse:
    """The person is back."""
    return _end(_person(user_id), row_id, by=person(), own=False)


@blueprint.post("/stand-in")
def stand_in() -> BaseResponse:
    """Show the pages of the absent person, or one's own again."""
    acting = act_for(number(request.form.get("of")))
    signed_in = account()
    if acting:
        log.info("acts_for", user_id=signed_in.id if signed_in else None, absent_id=acting.absent_id, address=address())
    return redirect(local_path(request.form.get("next"), home_url(signed_in)) if acting else home_url(signed_in))


def _name(absent: User, *, by: User, own: bool) -> BaseResponse:
    form = _form(absent, sent=True)

    def run(session: Any) -> Any:
        chosen = session.get(User, number(form.substitute.data))
        since, until = form.since.data, form.until.data
        return substitutes.name_substitute(session, absent, chosen, since, until, by=by, now=now())

    row = carried_out(form, run)
    if form.errors or row is None:
        return _page(absent, form, own=own)
    days = {"since": format_day(row.since), "until": format_day(row.until)}
    flash(gettext("The substitute has the rights from %(since)s to %(until)s.", **days))
    return redirect(_url(absent, own=own))


def _end(absent: User, row_id: int, *, by: User, own: bool) -> BaseResponse:
    row = db().get(Substitution, row_id)
    if row is None or row.user_id != absent.id:
        raise NotFound("not_found")
    with transaction(db()) as session:
        substitutes.end_substitution(session, row, by=by, now=now())
    flash(gettext("The substitution is ended."))
    return redirect(_url(absent, own=own))


def _form(absent: User, *, sent: bool) -> AbsenceForm:
    form = AbsenceForm(request.form if sent else None).offer(could_stand_in(db(), absent))
    if not sent:
        form.since.data = today()
    return form


def _page(absent: User, form: AbsenceForm, *, own: bool) -> Response:
    body = render_template(
        "absence/index.html",
        absent=absent,
        form=form,
        own=own,
        rows=substitutions_of(db(), absent.id, today()),
        nobody=not could_stand_in(db(), absent),
    )
    return Response(body, status_of(form) if request.method == "POST" else OK, mimetype="text/html")


def _url(absent: User, *, own: bool) -> str:
    return url_for("absence.mine") if own else url_for("absence.of_person", user_id=absent.id)


def _person(user_id: int) -> User:
    user = person_of(db(), user_id)
    if user is None:
        raise NotFound("not_found")
    return user
