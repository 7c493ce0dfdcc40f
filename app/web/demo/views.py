"""/demo: sign in as anybody of the demo. /dev/mail: the letters that were sent. Production answers 404 on each."""

from pathlib import Path

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import NotFound
from app.i18n import gettext
from app.models import User
from app.queries.people import people_to_try
from app.queries.tours import cast
from app.web import session as web_session
from app.web.demo import mailbox as box
from app.web.demo.tours import tours
from app.web.forms import number
from app.web.navigation import home_url
from app.web.security import local_path, public
from app.web.session import account, db, settings, today

blueprint = Blueprint("demo", __name__)

# What a letter may do in its frame: nothing but show itself with its own styles.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'; sandbox"
)


@blueprint.get("/demo")
@public
def index() -> ResponseReturnValue:
    """Three tours, then the people of the demo, by role."""
    return render_template("demo/index.html", people=people_to_try(db()), tours=tours(cast(db(), today())))


@blueprint.post("/demo")
@public
def switch() -> ResponseReturnValue:
    """Sign in as one of them, and go to the page asked for, or to where the person's day begins."""
    user = db().get(User, number(request.form.get("user_id")))
    if user is None or not user.is_active:
        raise NotFound("not_found")
    web_session.sign_in(user)
    flash(gettext("You are now %(name)s.", name=user.name))
    return redirect(local_path(request.form.get("next"), home_url(account())))


@blueprint.get("/dev/mail")
@public
def mailbox() -> ResponseReturnValue:
    """The letters, newest first."""
    return render_template("demo/mailbox.html", letters=box.letters(_folder()))


@blueprint.get("/dev/mail/<name>")
@public
def letter(name: str) -> ResponseReturnValue:
    """One letter: headers, HTML in a frame without rights, text."""
    return render_template("demo/letter.html", letter=_letter(name))


@blueprint.get("/dev/mail/<name>/html")
@public
def letter_html(name: str) -> ResponseReturnValue:
    """The HTML of a letter, for the frame."""
    return Response(_letter(name).html, mimetype="text/html", headers={"Content-Security-Policy": LETTER_POLICY})


def _letter(name: str) -> box.Letter:
    found = box.letter(_folder(), name)
    if found is None:
        raise NotFound("not_found")
    return found


def _folder() -> Path:
    return settings().data / "mail"
