"""What a link in a letter opens: a page that asks to confirm. Nothing changes by opening it, and nobody is signed in by it."""

from flask import Blueprint, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.i18n import set_locale
from app.services.letter_acts import carry_out, is_done, meant, unsubscribe, unsubscriber
from app.web.security import limiter, public
from app.web.session import db, now

blueprint = Blueprint("links", __name__)


@blueprint.get("/letter/<token>")
@public
@limiter.limit("60/minute")
def act(token: str) -> ResponseReturnValue:
    """What the link would do, and the button."""
    what = meant(db(), token, now=now())
    set_locale(what.reader.locale)
    return render_template("links/act.html", what=what, done=is_done(db(), what))


@blueprint.post("/letter/<token>")
@public
@limiter.limit("60/minute")
def confirm(token: str) -> ResponseReturnValue:
    """Do it."""
    with transaction(db()) as session:
        what = carry_out(session, token, now=now())
    set_locale(what.reader.locale)
    return render_template("links/act.html", what=what, done=True)


@blueprint.get("/unsubscribe/<choice>")
@public
@limiter.limit("60/minute")
def ask_unsubscribe(choice: str) -> ResponseReturnValue:
    """Which letters would end, and which would not."""
    reader = unsubscriber(db(), choice, now=now())
    set_locale(reader.locale)
    return render_template("links/unsubscribe.html", reader_of=reader, done=False)


@blueprint.post("/unsubscribe/<choice>")
@public
@limiter.limit("60/minute")
def end_letters(choice: str) -> ResponseReturnValue:
    """End them. A mail program posts here by itself (RFC 8058), so the signed link alone is asked for, no form's token."""
    with transaction(db()) as session:
        reader = unsubscribe(session, choice, now=now())
    set_locale(reader.locale)
    return render_template("links/unsubscribe.html", reader_of=reader, done=True)


@blueprint.record
def _without_token(state: BlueprintSetupState) -> None:
    state.app.extensions["csrf"].exempt(end_letters)
