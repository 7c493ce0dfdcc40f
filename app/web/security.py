"""What every request passes: host, cookies, CSRF, sign-in by default, headers, limits of rate and size.

A page is closed unless its view says `@public`; a section's duty is asked by `@requires(Duty.…)`. Acts on one task are
asked by the services.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

import flask
from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import SecurityError, Unauthorized

from app.config import Settings
from app.domain.errors import PermissionDenied
from app.domain.permissions import Duty, may
from app.web.assets import ENDPOINTS as STATIC_ENDPOINTS
from app.web.session import LONGEST, account

MAX_REQUEST_BYTES = 21 * 1024 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'"
)
_LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

View = TypeVar("View", bound=Callable[..., Any])


def address() -> str:
    """The client's address, for limits of rate and for logs."""
    return request.remote_addr or "unknown"


# Counters live in the process's memory: with several processes the limits multiply, and stay limits.
limiter = Limiter(address, storage_uri="memory://", strategy="fixed-window")


def public(view: View) -> View:
    """Open a view to visitors."""
    view.public = True  # type: ignore[attr-defined]
    return view


def requires(duty: Duty) -> Callable[[View], View]:
    """Close a view to roles without that duty (403)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            signed_in = account()
            if signed_in is None:
                raise Unauthorized
            if not may(signed_in.role, duty):
                raise PermissionDenied("duty_not_permitted", duty=duty.value)
            return view(*args, **values)

        guarded.duty = duty  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def local_path(target: str | None, default: str) -> str:
    """The target when it is a path on this site, else the default: no redirect leads elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return default
    parts = urlsplit(target)
    printable = all(character.isprintable() for character in target)
    return target if printable and not parts.scheme and not parts.netloc else default


def configure(app: Flask, settings: Settings) -> None:
    """Keys, cookies, hosts and sizes."""
    secure = settings.secure_cookies
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        TRUSTED_HOSTS=[settings.host] if settings.production else [settings.host, *_LOCAL_HOSTS],
        PERMANENT_SESSION_LIFETIME=LONGEST,
        SESSION_REFRESH_EACH_REQUEST=False,
        # The prefix makes browsers refuse the cookie from a neighbouring host or without TLS.
        SESSION_COOKIE_NAME="__Host-tapsyrma" if secure else "tapsyrma",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        PREFERRED_URL_SCHEME="https" if secure else "http",
        # A token lives as long as its session: a long report must not be lost to an hour's limit.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_HEADERS_ENABLED=False,
        HSTS=secure,
    )


def init_app(app: Flask) -> None:
    """Check what comes in, mark what goes out."""
    # The host comes before everything: nothing else may trust the request.
    app.before_request_funcs.setdefault(None, []).insert(0, _refuse_unknown_host)
    CSRFProtect(app)
    limiter.init_app(app)
    app.before_request(_require_sign_in)
    app.after_request(_add_headers)


def _refuse_unknown_host() -> Response | None:
    if isinstance(request.routing_exception, SecurityError):
        # No URL can be built for a host that is not ours, so this answer is not a page.
        return Response("400: this host name is not served here.\n", 400, mimetype="text/plain")
    return None


def _require_sign_in() -> None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in STATIC_ENDPOINTS or account() is not None:
        return
    if not getattr(current_app.view_functions[endpoint], "public", False):
        raise Unauthorized


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if flask.current_app.config["HSTS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint not in STATIC_ENDPOINTS:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("Cookie")
    return response
