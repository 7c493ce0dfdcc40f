"""A file of a task, for download only: whoever sees the task may fetch it, for all others it does not exist."""

import unicodedata
from urllib.parse import quote

from flask import Blueprint, Response

from app.domain.errors import NotFound
from app.models import Attachment
from app.queries.tasks import task_of
from app.services.attachments import content_of
from app.web.session import db, person
from app.web.tasks.files import store

blueprint = Blueprint("attachments", __name__)

# Nothing of a file may run or load anything, even where a browser opens it in spite of the headers.
SANDBOX = "default-src 'none'; sandbox"


@blueprint.get("/tasks/<number>/attachments/<int:attachment_id>")
def download(number: str, attachment_id: int) -> Response:
    """The file as it was filed, under its name."""
    task, _ = task_of(db(), person(), number)
    known = attachment_id < 2**31
    attachment = db().get(Attachment, attachment_id) if known else None
    if attachment is None or attachment.task_id != task.id:
        raise NotFound("not_found")
    response = Response(content_of(attachment, store()), mimetype=attachment.media_type)
    response.headers["Content-Disposition"] = disposition(attachment.name, attachment.id)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def disposition(name: str, number: int) -> str:
    """The header that makes a browser save the file: a plain name for old ones, the full name in UTF-8 beside it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(c for c in plain if c.isalnum() or c in " ._-()").strip()
    stem, _, ending = plain.rpartition(".")
    if not any(c.isalnum() for c in stem):
        plain = f"file-{number}.{ending}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
