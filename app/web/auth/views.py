"""Who signs in and how: the same answer, in about the same time, whether an address is known or not."""

import structlog
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.i18n import gettext
from app.services.links import INVITE, find_link, request_reset, use_link
from app.services.passwords import MIN_LENGTH, authenticate, end_sessions, normal_address
from app.web import session as web_session
from app.web.auth.forms import ForgottenForm, NewPasswordForm, SignInForm
from app.web.navigation import home_url
from app.web.security import address, limiter, local_path, public
from app.web.session import account, db, now

blueprint = Blueprint("auth", __name__)
log = structlog.get_logger("tapsyrma.security")


def _address_and_email() -> str:
    """One counter for each address typed and each client, so that nobody locks another person out from elsewhere."""
    return f"{address()} {normal_address(request.form.get('email', ''))}"


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """Where the reader's day begins; letters lead here."""
    return redirect(home_url(account()))


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """The form; somebody who is signed in already goes on."""
    target = local_path(request.args.get("next"), "")
    if account():
        return redirect(target or home_url(account()))
    return render_template("auth/sign_in.html", form=SignInForm(formdata=None, next=target), refused=False)


@blueprint.post("/sign-in")
@public
@limiter.limit("60/minute")
@limiter.limit("5/minute", key_func=_address_and_email)
def sign_in_post() -> ResponseReturnValue:
    """Begin a session, or say that address or password is not right, never which."""
    form = SignInForm()
    user = authenticate(db(), form.email.data or "", form.password.data or "") if form.validate() else None
    if user is None:
        log.warning("sign_in_refused", email=(form.email.data or "")[:254], address=address())
        return render_template("auth/sign_in.html", form=form, refused=not form.errors), 422
    web_session.sign_in(user)
    log.info("signed_in", user_id=user.id, address=address())
    return redirect(local_path(form.next.data, home_url(account())))


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the person's sessions in every browser: a copy of the cookie is worth nothing afterwards."""
    signed_in = account()
    if signed_in:
        with transaction(db()) as session:
            end_sessions(session, signed_in.id)
        log.info("signed_out", user_id=signed_in.id)
    web_session.sign_out()
    flash(gettext("You are signed out, in all browsers."))
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/forgotten")
@public
def forgotten() -> ResponseReturnValue:
    """Ask for a link."""
    return render_template("auth/forgotten.html", form=ForgottenForm(formdata=None))


@blueprint.post("/forgotten")
@public
@limiter.limit("30/hour")
@limiter.limit("5/hour", key_func=_address_and_email)
def forgotten_post() -> ResponseReturnValue:
    """Send the link when the address is known; say the same either way."""
    form = ForgottenForm()
    if not form.validate():
        return render_template("auth/forgotten.html", form=form), 422
    with transaction(db()) as session:
        request_reset(session, form.email.data or "", now=now())
    return render_template("auth/forgotten_sent.html", email=form.email.data)


@blueprint.get("/link/<token>")
@public
def one_time_link(token: str) -> ResponseReturnValue:
    """What an invitation or a reset opens: a form; opening it changes nothing."""
    link = find_link(db(), token, now=now())
    return _link_page(NewPasswordForm(formdata=None), link.user.email, link.purpose)


@blueprint.post("/link/<token>")
@public
@limiter.limit("20/hour")
def one_time_link_post(token: str) -> ResponseReturnValue:
    """Set the password, use the link up, sign in."""
    form = NewPasswordForm()
    if not form.validate():
        link = find_link(db(), token, now=now())
        return _link_page(form, link.user.email, link.purpose), 422
    with transaction(db()) as session:
        user = use_link(session, token, form.password.data or "", now=now())
    web_session.sign_in(user)
    flash(gettext("The password is set. You are signed in."))
    return redirect(home_url(account()))


def _link_page(form: NewPasswordForm, email: str, purpose: str) -> str:
    return render_template(
        "auth/new_password.html", form=form, email=email, invited=purpose == INVITE, min_length=MIN_LENGTH
    )
