"""The list of people, one person, invitations, disabling. Lists from files are in `imports.py`."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.alphabet import by_alphabet
from app.db import transaction
from app.domain.enums import Role
from app.domain.errors import NotFound
from app.domain.permissions import Duty
from app.i18n import get_locale, gettext
from app.models import User
from app.queries.people import PeopleFilter, addresses, could_be_deputised, people, person_events, refusal_of
from app.queries.people import person as person_of
from app.queries.reference import agencies_for_choice
from app.queries.substitutes import substitutions_of
from app.services import people as services
from app.web.bodies.changes import person_facts
from app.web.forms import number
from app.web.people.forms import PersonForm, SureForm, shown_person
from app.web.people.imports import confirm_list, list_form, preview_list, template
from app.web.security import requires
from app.web.session import db, now, person, today
from app.web.tasks.submitting import carried_out, status_of

blueprint = Blueprint("people", __name__, url_prefix="/people")
FILTERS = ("text", "role", "agency", "state")
only_administrators = requires(Duty.MANAGE_PEOPLE)

blueprint.add_url_rule("/import", "import_form", only_administrators(list_form), methods=["GET"])
blueprint.add_url_rule("/import", "import_preview", only_administrators(preview_list), methods=["POST"])
blueprint.add_url_rule("/import/confirm", "import_confirm", only_administrators(confirm_list), methods=["POST"])
blueprint.add_url_rule("/import/template.csv", "import_template", only_administrators(template), methods=["GET"])


@blueprint.get("")
@only_administrators
def index() -> ResponseReturnValue:
    """Everybody, by name, filtered."""
    wanted = _filter()
    page = people(db(), wanted, after=number(request.args.get("after")))
    shown: dict[str, Any] = {name: request.args[name] for name in FILTERS if request.args.get(name)}

    def neighbour(after: int | None) -> str:
        return "" if after is None else url_for("people.index", **shown, after=after or None)

    return render_template(
        "people/index.html",
        page=page,
        wanted=wanted,
        agencies=by_alphabet(agencies_for_choice(db(), today()), lambda body: body.name(get_locale()), get_locale()),
        roles=list(Role),
        next_url=neighbour(page.next_after),
        previous_url=neighbour(page.previous_after),
        filtered=bool(shown),
    )


@blueprint.get("/new")
@only_administrators
def new() -> ResponseReturnValue:
    """The form of a new person."""
    return render_template("people/edit.html", form=_offer(PersonForm(formdata=None)), user=None)


@blueprint.post("/new")
@only_administrators
def add() -> ResponseReturnValue:
    """Add, and invite when asked to."""
    form = _offer(PersonForm())
    if not form.validate():
        return render_template("people/edit.html", form=form, user=None), 422
    with transaction(db()) as session:
        user = services.add_person(session, form.person(), by=person(), now=now())
        if "invite" in request.form:
            services.invite(session, user, by=person(), now=now())
    flash(gettext("%(name)s is in the register.", name=user.name))
    return redirect(url_for("people.show", user_id=user.id))


@blueprint.get("/<int:user_id>")
@only_administrators
def show(user_id: int) -> ResponseReturnValue:
    """One person."""
    return _show_page(_person(user_id))


@blueprint.get("/<int:user_id>/edit")
@only_administrators
def edit(user_id: int) -> ResponseReturnValue:
    """The form of a person."""
    user = _person(user_id)
    form = _offer(PersonForm(formdata=None, data=shown_person(user, _address_of(user))), user)
    return render_template("people/edit.html", form=form, user=user)


@blueprint.post("/<int:user_id>/edit")
@only_administrators
def change(user_id: int) -> ResponseReturnValue:
    """Other data of a person; what another administrator changed meanwhile stands beside what was typed."""
    user = _person(user_id)
    form = _offer(PersonForm(), user)

    def run(session: Session) -> User:
        version = number(form.version.data)
        return services.change_person(session, _person(user_id), form.person(), by=person(), now=now(), version=version)

    if carried_out(form, run) is None:
        user = _person(user_id)
        differences = form.differences(shown_person(user, _address_of(user))) if form.conflict else []
        if form.conflict and not differences:
            flash(gettext("This is saved already; nothing was done a second time."))
            return redirect(url_for("people.show", user_id=user_id))
        if form.conflict:
            form.version.data = str(user.version)
        events = person_events(db(), user)[:1] if form.conflict else []
        page = render_template(
            "people/edit.html", form=form, user=user, differences=differences, events=events, facts=person_facts
        )
        return page, status_of(form)
    flash(gettext("Saved."))
    return redirect(url_for("people.show", user_id=user_id))


@blueprint.post("/<int:user_id>/invite")
@only_administrators
def invite(user_id: int) -> ResponseReturnValue:
    """Send a one-time link."""
    with transaction(db()) as session:
        user = _person(user_id)
        services.invite(session, user, by=person(), now=now())
    flash(gettext("An invitation to %(email)s is on its way. It works once, for 7 days.", email=user.email))
    return redirect(url_for("people.show", user_id=user_id))


@blueprint.get("/<int:user_id>/disable")
@only_administrators
def ask_disable(user_id: int) -> ResponseReturnValue:
    """What disabling means, and the button."""
    user = _person(user_id)
    form = SureForm(formdata=None, data={"version": user.version})
    return render_template("people/disable.html", user=user, form=form)


@blueprint.post("/<int:user_id>/disable")
@only_administrators
def disable(user_id: int) -> ResponseReturnValue:
    """Disable."""
    form = SureForm()

    def run(session: Session) -> bool:
        user = _person(user_id)
        if not user.is_active:
            return True
        services.disable(session, user, by=person(), now=now(), version=number(form.version.data))
        return True

    if not carried_out(form, run):
        user = _person(user_id)
        form.version.data = str(user.version)
        events = person_events(db(), user)[:1]
        page = render_template("people/disable.html", user=user, form=form, events=events, facts=person_facts)
        return page, status_of(form)
    flash(gettext("%(name)s is disabled: no sign-in, no letters.", name=_person(user_id).name))
    return redirect(url_for("people.show", user_id=user_id))


@blueprint.post("/<int:user_id>/enable")
@only_administrators
def enable(user_id: int) -> ResponseReturnValue:
    """Enable again."""
    form = SureForm()

    def run(session: Session) -> bool:
        user = _person(user_id)
        if not user.is_active:
            services.enable(session, user, by=person(), now=now(), version=number(form.version.data))
        return True

    if not carried_out(form, run):
        return _show_page(_person(user_id), form), status_of(form)
    flash(gettext("%(name)s may sign in again.", name=_person(user_id).name))
    return redirect(url_for("people.show", user_id=user_id))


def _show_page(user: User, form: SureForm | None = None) -> str:
    return render_template(
        "people/show.html",
        user=user,
        deputy_of=_deputised(user),
        form=form or SureForm(formdata=None),
        events=person_events(db(), user),
        facts=person_facts,
        away=substitutions_of(db(), user.id, today()),
        refusal=refusal_of(db(), user),
    )


def _address_of(user: User) -> str:
    deputised = _deputised(user)
    return deputised.email if deputised else ""


def _filter() -> PeopleFilter:
    role = request.args.get("role", "")
    return PeopleFilter(
        text=request.args.get("text", "")[:200],
        role=Role(role) if role in list(Role) else None,
        agency=request.args.get("agency", "")[:100],
        state=request.args.get("state", "")[:20],
    )


def _offer(form: PersonForm, user: User | None = None) -> PersonForm:
    agencies = by_alphabet(agencies_for_choice(db(), today()), lambda body: body.name(get_locale()), get_locale())
    if user is not None:
        # A body that has ended stays choosable for who still works there.
        known = {agency.id for agency in agencies}
        agencies += [a for a in (user.agency, *user.supervises) if a is not None and a.id not in known]
    others = addresses(db()) - ({user.email} if user else set())
    return form.offer(agencies, could_be_deputised(db(), but_not=user.id if user else 0), others)


def _person(user_id: int) -> User:
    user = person_of(db(), user_id)
    if user is None:
        raise NotFound("not_found")
    return user


def _deputised(user: User) -> User | None:
    return db().get(User, user.deputy_of_id) if user.deputy_of_id else None
