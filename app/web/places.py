"""The page a reader is on: where a switch of language, or of substitution, leads back to.

A form that was refused is shown under the address it was sent to, which may answer to nothing but forms; then the page it
came from, or the nearest page above, is meant.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# Pages of single acts, which close with the act.
CLOSING = frozenset({"tasks.prepare"})


def here(default: str) -> str:
    """The address of the page shown, as far as it can be opened by a link; else the nearest one above, else the default."""
    if request.method in ("GET", "HEAD") and opens(request.path):
        return request.full_path.rstrip("?")
    return next((path for path in _candidates() if opens(urlsplit(path).path)), default)


def above(default: str) -> str:
    """The nearest page above the address asked for."""
    return next((path for path in _upwards(request.path) if opens(path)), default)


def opens(path: str) -> bool:
    """Whether some page answers to a link to that path."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        endpoint, _values = adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return endpoint not in CLOSING


def _candidates() -> Iterator[str]:
    parts = urlsplit(request.referrer or "")
    if parts.netloc == request.host and parts.path.startswith("/") and not parts.path.startswith("//"):
        yield parts.path + (f"?{parts.query}" if parts.query else "")
    yield from _upwards(request.path)


def _upwards(path: str) -> Iterator[str]:
    while path.strip("/"):
        yield path
        path = path.rstrip("/").rpartition("/")[0]
