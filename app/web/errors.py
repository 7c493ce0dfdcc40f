"""Errors as pages: what happened, what was kept, what to do. One table maps kinds of errors to HTTP.

Long texts that were posted are shown back, so that nothing typed is lost. Sentences of the domain's errors are in
`app.labels`; views hold no try/except.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, Unauthorized

from app.domain.errors import (
    ChangedMeanwhile,
    DomainError,
    IllegalTransition,
    InvalidInput,
    NotFound,
    PermissionDenied,
)
from app.i18n import N_, gettext
from app.importing.errors import ImportRefused
from app.labels import error_sentence
from app.web.drafts.addresses import address_of, page_of
from app.web.drafts.keeping import Kept, keep_refused
from app.web.drafts.typed import typed_now, words_of
from app.web.places import above
from app.web.security import address, local_path
from app.web.session import account, lapsed

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (NotFound, 404),
    (PermissionDenied, 403),
    (IllegalTransition, 409),
    (ChangedMeanwhile, 409),
    (ImportRefused, 422),
    (InvalidInput, 422),
)
RETRY_AFTER_S = 30
ECHO_FROM = 20
ECHO_UP_TO = 200_000
# The database does not answer, or the form is not there for this person: the words are shown to be copied.
UNKEPT = frozenset({403, 404, 405, 503})

log = structlog.get_logger("tapsyrma.errors")


@dataclass(frozen=True)
class Words:
    """The title of a status, and what to do."""

    title: str
    advice: str


_OTHER = Words(N_("The request could not be carried out"), N_("Nothing was saved. Go back and try again."))
WORDS: dict[int, Words] = {
    400: Words(
        N_("The page is out of date"),
        N_("Nothing was sent. Open the page again and repeat."),
    ),
    401: Words(
        N_("You have been signed out"),
        N_("Nothing was sent. Sign in and repeat."),
    ),
    403: Words(
        N_("This is not open to you"),
        N_("Nothing was changed. If it should be open, ask the administrator about your role."),
    ),
    404: Words(N_("There is no such page"), N_("Nothing was changed. Check the address, or start from the menu.")),
    405: Words(
        N_("This page cannot be opened that way"), N_("Nothing was changed. Go back and use the button of the page.")
    ),
    409: Words(
        N_("Something changed meanwhile"),
        N_("Nothing of yours was saved. Open the page again, look at its present state, and decide."),
    ),
    413: Words(
        N_("The file or text is too large"),
        N_("Nothing was saved. Files may have up to 20 MB: split it, or paste the part that matters."),
    ),
    422: Words(N_("This cannot be saved as it is"), N_("Nothing was saved. Go back, correct it and send again.")),
    429: Words(N_("Too many attempts"), N_("Nothing was saved. Wait a minute and try again.")),
    500: Words(
        N_("Something went wrong on our side"),
        N_("Nothing was saved. Try again; if it happens again, give the administrator the number below."),
    ),
    503: Words(N_("The register is busy"), N_("Nothing was saved. Wait half a minute and send again.")),
}
# What is gone says so, whoever asks, and leads to where such things are listed: (words, endpoint, word of the link).
GONE: dict[str, tuple[Words, str, str]] = {
    "plan_gone": (Words(N_("This plan is not here"), N_("Nothing was changed now.")), "plans.index", N_("Plans")),
    "plan_file_gone": (
        Words(N_("No file of this plan waits any more"), N_("Nothing was changed now.")),
        "plans.index",
        N_("Plans"),
    ),
    "view_gone": (
        Words(N_("This view is not here"), N_("Nothing was changed now.")),
        "saved.index",
        N_("My views of lists"),
    ),
}


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(Unauthorized, _signed_out)
    app.register_error_handler(CSRFError, _out_of_date)
    app.register_error_handler(HTTPException, _page_of)
    for kind in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(kind, _busy)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: DomainError) -> int:
    """The HTTP status of an error of the domain."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def _domain(error: DomainError) -> Response:
    status = status_of(error)
    if isinstance(error, (PermissionDenied, NotFound)) and account():
        log.warning("refused", code=error.code, status=status, **_who())
    return _page(status, error_sentence(error), error.code)


def _stale(_error: StaleDataError) -> Response:
    return _domain(ChangedMeanwhile("changed_meanwhile"))


def _signed_out(_error: Unauthorized) -> Response:
    if request.method in ("GET", "HEAD"):
        asked = request.full_path.rstrip("?")
        return redirect(url_for("auth.sign_in", next=asked if asked != "/" else None))  # type: ignore[return-value]
    return _page(401)


def _out_of_date(error: CSRFError) -> Response:
    # A sign-in that lapsed took the page's token with it: signing in is what helps, not opening the page again.
    return _page(401) if lapsed() else _page_of(error)


def _page_of(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # type: ignore[return-value]
    response = _page(error.code or 500)
    if error.code == 429:
        response.headers["Retry-After"] = "60"
        log.warning("rate_limited", **_who())
    return response


def _busy(error: Exception) -> Response:
    log.error("database_unavailable", error=str(getattr(error, "orig", error)), **_who())
    _discard()
    response = _page(503)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _unexpected(_error: Exception) -> Response:
    log.exception("unexpected_error", **_who())
    _discard()
    return _page(500)


def _discard() -> None:
    """End what the failed request left open; the page that follows reads nothing."""
    session = g.pop("db", None)
    if session is not None:
        session.close()


def _page(status: int, sentence: str = "", code: str = "") -> Response:
    words, listed, list_word = GONE.get(code, (WORDS.get(status, _OTHER), "", ""))
    kept = keep_refused() if request.method == "POST" and status not in UNKEPT else None
    body = render_template(
        "error.html",
        number=f"{status}-{g.get('request_id', '')}",
        title=gettext(words.title),
        sentence=sentence,
        # Where nothing was sent, there is nothing to go back and correct.
        advice="" if status == 422 and request.method == "GET" else gettext(words.advice),
        typed=_typed(status),
        kept=kept,
        sign_in_url=_sign_in_url(kept) if status == 401 else "",
        back_url="" if kept else _way_back(status, listed),
        back_word=gettext(list_word) if list_word else gettext("Back to the page"),
    )
    return Response(body, status, mimetype="text/html")


def _way_back(status: int, listed: str) -> str:
    """Where the page leads. listed: the endpoint of a list, where the page that one came from shows what is gone."""
    return url_for(listed) if listed else _back_url() or (above("") if status == 405 else "")


def _typed(status: int) -> list[tuple[str, str]]:
    """The long texts of the posted form, never passwords; of one too large to be read what stood before its files."""
    if request.method != "POST":
        return []
    if status == 413:
        pairs = list(typed_now().items())
    else:
        pairs = [(name, value) for name, value in request.form.items(multi=True) if words_of([(name, value)])]
    return [(name, value[:ECHO_UP_TO]) for name, value in pairs if len(value) >= ECHO_FROM or "\n" in value]


def _sign_in_url(kept: Kept | None) -> str:
    """Signing in leads back to the form."""
    form = address_of(request.full_path)
    return url_for("auth.sign_in", next=kept.url if kept else page_of(form) if form else _back_url() or None)


def _back_url() -> str:
    """The page the person came from, when it is ours."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return ""
    return local_path(parts.path + ("?" + parts.query if parts.query else ""), "")


def _who() -> dict[str, Any]:
    return {"method": request.method, "path": request.path, "endpoint": request.endpoint, "address": address()}
