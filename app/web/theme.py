"""Light, dark, or as the device says: the reader's choice, kept in the browser by a cookie, read by the server.

No script is needed, and no page flashes in the wrong colours. The colours themselves are in static/*.css.
"""

from enum import StrEnum
from typing import Any

from flask import Flask, Response, request

from app.i18n import N_, gettext
from app.web.session import settings

COOKIE = "tapsyrma_theme"
_YEAR_S = 365 * 24 * 3600


class Theme(StrEnum):
    """What can be chosen."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


WORDS = {Theme.LIGHT: N_("light"), Theme.DARK: N_("dark"), Theme.AUTO: N_("as the device")}


def init_app(app: Flask) -> None:
    """Tell the page frame."""
    app.context_processor(_frame)


def known_theme(value: str | None) -> Theme:
    """The theme of that name; as the device says for any other."""
    return Theme(value) if value in set(Theme) else Theme.AUTO


def remember(response: Response, theme: Theme) -> Response:
    """Keep the choice in the browser."""
    secure = settings().secure_cookies
    response.set_cookie(COOKIE, theme, max_age=_YEAR_S, secure=secure, httponly=True, samesite="Lax")
    return response


def _frame() -> dict[str, Any]:
    words = {theme: gettext(word) for theme, word in WORDS.items()}
    return {"theme": known_theme(request.cookies.get(COOKIE)), "themes": words}
