"""The reader's language of a request: the person's own, else the browser's cookie, else the default.

A page that says that one's sign-in has lapsed speaks one's own language, too.
"""

from flask import Flask, Response, request

from app.i18n import DEFAULT_LOCALE, known_locale, set_locale
from app.web.session import account, lapsed, settings

COOKIE = "tapsyrma_locale"
_YEAR_S = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Set the language before anything is said."""
    app.before_request(_choose)


def remember(response: Response, locale: str) -> Response:
    """Keep the choice in the browser, for pages before sign-in."""
    response.set_cookie(
        COOKIE,
        known_locale(locale),
        max_age=_YEAR_S,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return response


def _choose() -> None:
    known = account() or lapsed()
    set_locale(known.locale if known else request.cookies.get(COOKIE, DEFAULT_LOCALE))
