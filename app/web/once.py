"""A form that was sent is not carried out a second time: each page gives its forms a number, and a success uses it up.

For the back button and the repeated click; two people on one row are kept apart by versions (`app.web.tasks.submitting`).
"""

import secrets

import flask
from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.i18n import gettext
from app.web.navigation import home_url
from app.web.session import account

FIELD = "once"
_USED = "used"
_KEPT = 30
_SUCCESS = 302


def init_app(app: Flask) -> None:
    """Watch every POST that carries a number."""
    app.before_request(_refuse_repeated)
    app.after_request(_remember)
    app.jinja_env.globals["once"] = _number


def _number() -> str:
    return secrets.token_urlsafe(9)


def _refuse_repeated() -> ResponseReturnValue | None:
    number = request.form.get(FIELD, "") if request.method == "POST" else ""
    flask.g.once = number
    if number and number in flask.session.get(_USED, ()):
        flask.flash(gettext("This form was carried out already; nothing was done a second time."))
        return flask.redirect(home_url(account()))
    return None


def _remember(response: Response) -> Response:
    number = flask.g.get("once", "")
    if number and response.status_code == _SUCCESS and len(number) < _KEPT:
        flask.session[_USED] = [*flask.session.get(_USED, ()), number][-_KEPT:]
    return response
