"""Which forms have drafts, the page that shows each of them, and its name.

A draft is named by the address that its form is sent to: that says which form it is and what it is about. A form gets
drafts by a line in `PAGES`, by `data-draft` in its template, and by `restore()` where its page is made.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.domain.workflow import Action
from app.i18n import N_, gettext
from app.labels import label
from app.web.tasks.acts import ACTS
from app.web.tasks.lists import member

LONGEST = 300
_ABOUT = "of"


def _act_page(number: str, action: str, of: str = "") -> str:
    kind = member(Action, action)
    if kind in ACTS and ACTS[kind].apart:
        return url_for("tasks.prepare", number=number, action=action)
    key = f"{action}-{of}" if of else action
    return url_for("tasks.show", number=number, do=key, _anchor=f"do-{key}")


def _act_name(number: str, action: str, **_values: Any) -> str:
    kind = member(Action, action)
    return f"{number}: {label(kind)}" if kind else number


def _finding_page(document_id: int, finding_id: int, **_values: Any) -> str:
    return url_for("review.show", document_id=document_id, finding=finding_id, _anchor="card")


PAGES: dict[str, Callable[..., str]] = {
    "tasks.act": _act_page,
    "register.create": lambda **_values: url_for("register.new"),
    "documents.add": lambda **_values: url_for("documents.new"),
    "review.accept": _finding_page,
    "review.reject": _finding_page,
}
NAMES: dict[str, str] = {
    "register.create": N_("Put on control by hand"),
    "documents.add": N_("Add a document"),
    "review.accept": N_("Review: accept a finding"),
    "review.reject": N_("Review: reject a finding"),
}


def address_of(url: str) -> str:
    """The name of a form's drafts: the address that it is sent to, without what does not matter; "" where none are kept."""
    parts = _split(url)
    about = parse_qs(parts.query).get(_ABOUT, [""])[0]
    address = parts.path + (f"?{urlencode({_ABOUT: about})}" if about else "")
    # PostgreSQL stores no NUL.
    known = len(address) <= LONGEST and "\0" not in address and _match(address)[0] in PAGES
    return address if known else ""


def page_of(address: str) -> str:
    """The page that shows the form, with the form open."""
    endpoint, values = _match(address)
    return PAGES[endpoint](**values)


def name_of(address: str) -> str:
    """The form in words."""
    endpoint, values = _match(address)
    return gettext(NAMES[endpoint]) if endpoint in NAMES else _act_name(**values)


def _match(address: str) -> tuple[str, dict[str, Any]]:
    """The endpoint and its arguments; "" where nothing takes a form at that address."""
    adapter = current_app.create_url_adapter(request)
    parts = _split(address)
    if adapter is None or not parts.path.startswith("/"):
        return "", {}
    try:
        endpoint, values = adapter.match(parts.path, method="POST")
    except (HTTPException, RequestRedirect):
        return "", {}
    about = parse_qs(parts.query).get(_ABOUT, [""])[0]
    return endpoint, {**values, **({_ABOUT: about} if about else {})}


def _split(address: str) -> SplitResult:
    """The parts of an address that anybody may have written; empty ones where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
