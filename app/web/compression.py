"""Answers are packed (br, gzip) on their way out: pages, styles, scripts, the pictures of the sprite, CSV.

BREACH reads a secret out of a packed page by making the reader's browser ask for it many times with guesses in the
address. What stands against it here:
- the session cookie is SameSite=Lax: no other site's page, script or picture asks with it;
- the CSRF token in a page is signed with the second it was made in, so each guess would meet another signature, and the
  part that stays is worthless without it (a test holds that); the numbers of `app.web.once` are new in each answer;
- what need not be packed is not: answers to forms, which hold what was typed or a new secret address, errors, and pages
  that a secret in the address opens.
"""

from flask import Flask, Response, request
from flask_compress import Compress

from app.web.assets import ENDPOINTS

TYPES = ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "text/csv"]
# Sections whose addresses or pages hold a secret.
SECRET_SECTIONS = frozenset({"auth", "links", "feeds"})
_WORTH_BYTES = 500
_QUALITY = 5

_compress = Compress()


def init_app(app: Flask) -> None:
    """Pack what may be packed. Nothing packed is kept: a page belongs to its reader."""
    app.config.update(
        # Asked for each answer here, not for all of them.
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=TYPES,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_BR_LEVEL=_QUALITY,
        COMPRESS_MIN_SIZE=_WORTH_BYTES,
        COMPRESS_STREAMING_ENDPOINT_CONDITIONAL=sorted(ENDPOINTS),
    )
    _compress.init_app(app)
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if request.method != "GET" or response.status_code != 200 or request.blueprint in SECRET_SECTIONS:
        return response
    # Flask-Compress reads a file and forgets it.
    if close := getattr(response.response, "close", None):
        response.call_on_close(close)
    return _compress.after_request(response)
