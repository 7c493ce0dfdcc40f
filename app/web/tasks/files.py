"""Files that come with a form: read from the request, with what the services need to keep them."""

from typing import Any

from flask import request
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from wtforms import Field

from app.i18n import gettext, lazy
from app.services.attachments import FileStore, NewFile
from app.web.session import settings

ACCEPT = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.txt,.csv"
MEGABYTE = 1024 * 1024


def files(label: Any = None) -> MultipleFileField:
    """A field for several files."""
    return MultipleFileField(label or lazy("Files"), render_kw={"accept": ACCEPT})


def file(label: Any) -> FileField:
    """A field for one file."""
    return FileField(label, render_kw={"accept": ACCEPT})


def store() -> FileStore:
    """Where this process keeps attachments, and how large they may be."""
    return FileStore(settings().data / "attachments", settings().attachment_mb * MEGABYTE)


def uploads(field: Field) -> list[NewFile]:
    """The files chosen in a field of one or of several. Of a file that is too large one byte more than allowed is read."""
    found = field.data if isinstance(field.data, list) else [field.data]
    return [_read(each) for each in found if isinstance(each, FileStorage) and each.filename]


def _read(upload: FileStorage) -> NewFile:
    # Large files lie on the disk until they are closed.
    with upload.stream as stream:
        return NewFile(upload.filename or "", stream.read(store().limit + 1))


def files_help() -> str:
    """Which files are taken."""
    return gettext(
        "pdf, docx, xlsx, png, jpeg, txt or csv, up to %(n)s MB each.",
        n=settings().attachment_mb,
    )


def sent_values() -> Any:
    """What was posted, files among it."""
    return CombinedMultiDict([request.files, request.form])


def close_uploads() -> None:
    """Let go of files that nobody read, of a form that was refused."""
    for several in request.files.listvalues():
        for each in several:
            each.close()
