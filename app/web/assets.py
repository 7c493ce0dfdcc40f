"""Addresses of static files by their content: kept by browsers for a year, fetched anew when they change.

Templates say `asset('tapsyrma.css')`, `bootstrap_asset('css/bootstrap.min.css')` and `htmx_asset()`. An address without
the right hash is answered too, and asked for again each time. How answers are packed belongs to `app.web.compression`.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Response as BaseResponse

OWN = "static"
BOOTSTRAP = "bootstrap.static"
HTMX = "htmx.static"
ENDPOINTS = frozenset({OWN, BOOTSTRAP, HTMX})
_YEAR_S = 365 * 24 * 3600
_HASH_LENGTH = 10


class CookiesForPages(SecureCookieSessionInterface):
    """Flask's own session, but for static files: what varies by cookie is fetched anew whenever the cookie changes."""

    def save_session(self, app: Flask, session: SessionMixin, response: BaseResponse) -> None:
        """Neither set nor name the cookie beside a file."""
        if request.endpoint not in ENDPOINTS:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Teach the templates, and mark the answers."""
    app.session_interface = CookiesForPages()
    wheel = Path(str(files("js_lib_htmx"))) / "static" / "htmx"
    app.register_blueprint(Blueprint("htmx", __name__, static_folder=wheel, static_url_path="/htmx"))
    app.jinja_env.globals.update(asset=asset, bootstrap_asset=bootstrap_asset, htmx_asset=htmx_asset)
    app.after_request(_keep)


def asset(name: str) -> str:
    """The URL of one of our own files."""
    return _address(OWN, name)


def bootstrap_asset(name: str) -> str:
    """The URL of a file of Bootstrap's wheel."""
    return _address(BOOTSTRAP, name)


def htmx_asset() -> str:
    """The URL of htmx, for the pages that replace a part of themselves."""
    return _address(HTMX, "htmx.min.js")


def _address(endpoint: str, name: str) -> str:
    return url_for(endpoint, filename=name, v=_content_hash(_folder(endpoint), name))


def _folder(endpoint: str) -> Path:
    blueprint = endpoint.rpartition(".")[0]
    holder = current_app.blueprints[blueprint] if blueprint else current_app
    return Path(cast(str, holder.static_folder))


@cache
def _content_hash(folder: Path, name: str) -> str:
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:_HASH_LENGTH]


def _keep(response: Response) -> Response:
    """A file under its hash never changes. Under another name an old page must not get a new file for a year."""
    if request.endpoint in ENDPOINTS and response.status_code in (200, 304):
        name = (request.view_args or {}).get("filename", "")
        if request.args.get("v") == _content_hash(_folder(request.endpoint), name):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"
        else:
            response.headers["Cache-Control"] = "public, no-cache"
    return response
