"""What becomes of a form's words when it was sent: dropped when it was carried out, kept when it was not.

Error pages ask `keep_refused()` themselves, since they say what was kept; all other answers are watched here.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import flask
import structlog
from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError

from app.db import transaction
from app.domain.errors import InvalidInput
from app.queries.drafts import drafts_of
from app.services.drafts import drop_drafts, keep_draft
from app.web.drafts.addresses import address_of, page_of
from app.web.drafts.typed import typed_now
from app.web.session import account, db, lapsed, now

_SUCCESS, _REFUSED = (302, 303), (409, 422)
_DEVICE = "device"
SAVED = "form_saved"
log = structlog.get_logger("tapsyrma.drafts")


@dataclass(frozen=True)
class Kept:
    """Words that are kept. url: the page with the form they are put back into."""

    at: datetime
    url: str


def init_app(app: Flask) -> None:
    """Watch every form that has drafts."""
    app.after_request(_settle)


def writer() -> int | None:
    """Whose words these are: the person signed in, not whom he stands in for; or whose sign-in has just lapsed."""
    signed_in = account() or lapsed()
    return signed_in.id if signed_in else None


def device() -> str:
    """A name for this sign-in of this browser."""
    return flask.session.setdefault(_DEVICE, secrets.token_hex(6))


def saved() -> None:
    """Say that the form was carried out although the answer is no redirect."""
    flask.g.setdefault(SAVED, True)


def keep_refused() -> Kept | None:
    """Keep the words of the form that is being refused; None when nobody or nothing is known, or it cannot be done.

    What another site made the browser send is not kept. Where the words could not be read, an earlier draft is told of.
    """
    flask.g.draft_settled = True
    user_id, form = writer(), _form_address()
    if user_id is None or not form or not _own_page():
        return None
    words = typed_now()
    try:
        if not words:
            earlier = [draft for draft in drafts_of(db(), user_id, now=now(), under=form) if draft.form == form]
            return Kept(earlier[0].kept_at, page_of(form)) if earlier else None
        with transaction(db()) as session:
            keep_draft(session, user_id, form, device(), words, now=now())
    except (SQLAlchemyError, InvalidInput) as error:
        log.warning("draft_not_kept", form=form, error=type(error).__name__)
        return None
    return Kept(now(), page_of(form))


def _settle(response: Response) -> Response:
    if request.method != "POST" or flask.g.get("draft_settled") or not request.endpoint:
        return response
    signed_in, form = account(), _form_address()
    if signed_in is None or not form:
        return response
    if response.status_code in _SUCCESS or flask.g.get(SAVED):
        _drop(signed_in.id, form)
    elif response.status_code in _REFUSED:
        keep_refused()
    return response


def _drop(user_id: int, form: str) -> None:
    # Asked first: most forms have no draft, and a transaction that writes waits for its turn.
    try:
        if any(draft.form == form for draft in drafts_of(db(), user_id, now=now(), under=form)):
            with transaction(db()) as session:
                drop_drafts(session, user_id, form)
    except SQLAlchemyError as error:
        log.warning("draft_not_dropped", form=form, error=type(error).__name__)


def _form_address() -> str:
    return address_of(request.full_path)


def _own_page() -> bool:
    """Whether the form was on a page of ours, as far as the browser tells."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.host
