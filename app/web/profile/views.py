"""One's own page, and the switch of language in the page's head."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.i18n import gettext, known_locale, set_locale
from app.services.passwords import MIN_LENGTH, change_password
from app.services.people import change_own
from app.web import session as web_session
from app.web.language import remember
from app.web.navigation import home_url
from app.web.profile.forms import PasswordForm, ProfileForm
from app.web.security import limiter, local_path, public
from app.web.session import account, db, person

blueprint = Blueprint("profile", __name__)


@blueprint.get("/profile")
def index() -> ResponseReturnValue:
    """Who I am here, and what I may set myself."""
    return _page(ProfileForm(formdata=None, obj=person()), PasswordForm(formdata=None))


@blueprint.post("/profile")
def save() -> ResponseReturnValue:
    """Language and hour."""
    form = ProfileForm()
    if not form.validate():
        return _page(form, PasswordForm(formdata=None)), 422
    with transaction(db()) as session:
        change_own(session, person(), locale=form.locale.data, digest_hour=form.digest_hour.data or 0)
    set_locale(form.locale.data)
    flash(gettext("Saved."))
    return remember(redirect(url_for("profile.index")), form.locale.data)  # type: ignore[arg-type]


@blueprint.post("/profile/password")
@limiter.limit("10/hour")
def password() -> ResponseReturnValue:
    """A new password: every other session ends, this one goes on."""
    form = PasswordForm()
    if not form.validate():
        return _page(ProfileForm(formdata=None, obj=person()), form), 422
    with transaction(db()):
        user = person()
        change_password(user, form.present_password.data or "", form.password.data or "")
    web_session.sign_in(user)
    flash(gettext("The password is changed. You are signed out everywhere else."))
    return redirect(url_for("profile.index"))


@blueprint.post("/language")
@public
def language() -> ResponseReturnValue:
    """Another language: kept with the person, or in the browser before sign-in."""
    locale = known_locale(request.form.get("locale"))
    if account():
        with transaction(db()) as session:
            change_own(session, person(), locale=locale)
    target = local_path(request.form.get("next"), home_url(account()))
    return remember(redirect(target), locale)  # type: ignore[arg-type]


def _page(form: ProfileForm, password_form: PasswordForm) -> str:
    return render_template(
        "profile/index.html", form=form, password_form=password_form, user=person(), min_length=MIN_LENGTH
    )
