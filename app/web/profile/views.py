"""One's own page with what letters tell and the addresses of calendars; the switches of language and of theme on every page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.alphabet import by_alphabet
from app.db import transaction
from app.domain.enums import OverdueList, Role
from app.i18n import get_locale, gettext, known_locale, set_locale
from app.models import User
from app.queries.access import agencies_of
from app.services import feeds
from app.services.passwords import MIN_LENGTH, change_password
from app.services.people import change_own
from app.services.preferences import choose, preference
from app.web import session as web_session
from app.web.language import remember
from app.web.navigation import home_url
from app.web.profile.forms import FeedForm, PasswordForm, ProfileForm
from app.web.security import limiter, local_path, public
from app.web.session import account, db, myself, now, settings
from app.web.theme import known_theme
from app.web.theme import remember as remember_theme

blueprint = Blueprint("profile", __name__)


@blueprint.get("/profile")
def index() -> ResponseReturnValue:
    """Who I am here, and what I may set myself."""
    return _page(_present(), PasswordForm(formdata=None))


@blueprint.post("/profile")
def save() -> ResponseReturnValue:
    """Language, hour, and what letters tell."""
    form = ProfileForm().for_role(supervises=myself().role is Role.SUPERVISOR)
    if not form.validate():
        return _page(form, PasswordForm(formdata=None)), 422
    with transaction(db()) as session:
        change_own(session, myself(), locale=form.locale.data, digest_hour=form.digest_hour.data or 0)
        wanted = OverdueList(form.overdue_list.data) if form.overdue_list else None
        early, news = bool(form.early_reminders.data), bool(form.news.data)
        choose(session, myself(), early_reminders=early, news=news, overdue_list=wanted)
    set_locale(form.locale.data)
    flash(gettext("Saved."))
    return remember(redirect(url_for("profile.index")), form.locale.data)  # type: ignore[arg-type]


@blueprint.post("/profile/password")
@limiter.limit("10/hour")
def password() -> ResponseReturnValue:
    """A new password: every other session ends, this one goes on."""
    form = PasswordForm()
    if not form.validate():
        return _page(_present(), form), 422
    with transaction(db()):
        user = myself()
        change_password(user, form.present_password.data or "", form.password.data or "")
    web_session.sign_in(user)
    flash(gettext("The password is changed. You are signed out everywhere else."))
    return redirect(url_for("profile.index"))


@blueprint.post("/profile/calendars")
@limiter.limit("30/hour")
def make_calendar() -> ResponseReturnValue:
    """A new secret address. It is on this page only: its hash is kept, not itself."""
    with transaction(db()) as session:
        secret = feeds.make_feed(session, myself(), FeedForm().agency.data or "", now=now())
    address = settings().base_url + url_for("feeds.feed", secret=secret)
    return _page(_present(), PasswordForm(formdata=None), new_address=address)


@blueprint.post("/profile/calendars/<int:feed_id>/revoke")
def revoke_calendar(feed_id: int) -> ResponseReturnValue:
    """End an address; whoever has it finds nothing any more."""
    with transaction(db()) as session:
        feeds.revoke_feed(session, myself(), feed_id)
    flash(gettext("The address is revoked. Programs that have it get nothing any more."))
    return redirect(url_for("profile.index") + "#calendars")


@blueprint.post("/language")
@public
def language() -> ResponseReturnValue:
    """Another language: kept with the person, or in the browser before sign-in."""
    locale = known_locale(request.form.get("locale"))
    if account():
        with transaction(db()) as session:
            change_own(session, myself(), locale=locale)
    target = local_path(request.form.get("next"), home_url(account()))
    return remember(redirect(target), locale)  # type: ignore[arg-type]


@blueprint.post("/theme")
@public
def theme() -> ResponseReturnValue:
    """Light, dark or as the device: kept in the browser."""
    target = local_path(request.form.get("next"), home_url(account()))
    return remember_theme(redirect(target), known_theme(request.form.get("theme")))  # type: ignore[arg-type]


def _present() -> ProfileForm:
    """The form with what holds now."""
    user = myself()
    chosen = preference(db(), user.id)
    form = ProfileForm(
        formdata=None,
        locale=user.locale,
        digest_hour=user.digest_hour,
        early_reminders=chosen.early_reminders,
        news=chosen.news,
        overdue_list=chosen.overdue_list.value,
    )
    return form.for_role(supervises=user.role is Role.SUPERVISOR)


def _feed_form(user: User) -> FeedForm | None:
    """Nobody but those who have tasks has a calendar of them."""
    if user.role is Role.ADMINISTRATOR:
        return None
    form = FeedForm(formdata=None)
    named = [(body.code, body.name(get_locale())) for body in db().scalars(agencies_of(user))]
    bodies = by_alphabet(named, lambda body: body[1], get_locale())
    form.agency.choices = [("", gettext("My own deadlines")), *bodies]
    return form


def _page(form: ProfileForm, password_form: PasswordForm, *, new_address: str = "") -> str:
    user = myself()
    return render_template(
        "profile/index.html",
        form=form,
        password_form=password_form,
        user=user,
        min_length=MIN_LENGTH,
        feed_form=_feed_form(user),
        feeds=feeds.feeds_of(db(), user),
        new_address=new_address,
    )
