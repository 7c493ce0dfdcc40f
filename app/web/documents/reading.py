"""Reading a long text beside the request: the person sees a page that says so, and everybody else can save meanwhile.

Measured: a text of 300 full pages (1.4 million characters, 900 instructions) takes about four seconds; what is shorter
than `LONG_CHARS` is read within a second, in the request itself. One text is read at a time in each process.
"""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import Flask, current_app

from app.db import transaction
from app.models import Document
from app.services.review import confirm_sure, extract_findings, find_in
from app.web.session import now, settings

LONG_CHARS = 250_000
CHARS_A_SECOND = 300_000
ASK_AGAIN_S = 2
# After that many times the usual duration, and a moment for others in the queue, a reading has stopped.
PATIENCE, QUEUE_S = 10, 60
READER = "tapsyrma_reader"
log = structlog.get_logger("tapsyrma.documents")


@dataclass(frozen=True)
class Progress:
    """How far a reading is. seconds: since it began; usual: what such a length takes; stopped: it will not end."""

    seconds: int
    usual: int
    stopped: bool


def is_long(document: Document) -> bool:
    """Whether reading it would keep a person waiting."""
    return len(document.text) > LONG_CHARS


def begin_reading(document: Document) -> None:
    """Read a document that is stored; what is found is there when `extracted_at` is set."""
    app = _app()
    _begun(app)[document.id] = now()
    _reader(app).submit(_read, app, document.id, now(), settings().auto_confirm)


def progress(document: Document, at: datetime) -> Progress:
    """Where a reading that is not done stands."""
    # Another process may be reading it: then the moment it came in is what is known.
    begun = _begun(_app()).get(document.id, document.added_at)
    usual = len(document.text) // CHARS_A_SECOND + 1
    if begun is None:
        return Progress(0, usual, True)
    seconds = max(0, int((at - begun).total_seconds()))
    return Progress(seconds, usual, seconds > PATIENCE * usual + QUEUE_S)


def _read(app: Flask, document_id: int, at: datetime, auto_confirm: bool) -> None:
    try:
        with app.extensions["tapsyrma"][1]() as session:
            document = session.get_one(Document, document_id)
            found = find_in(session, document)
            # Another process may have read it meanwhile: the service looks, inside the transaction.
            session.expire(document)
            with transaction(session):
                rows = extract_findings(session, document, now=at, auto_confirm=False, found=found)
            for row in rows if auto_confirm else ():
                # One by one: hundreds of tasks in one transaction would keep everybody else from saving.
                with transaction(session):
                    session.refresh(row)
                    confirm_sure(session, row, now=at)
    except Exception:
        log.exception("reading_failed", document=document_id)
        _begun(app)[document_id] = None


def _reader(app: Flask) -> Executor:
    reader: Executor = app.extensions.setdefault(READER, ThreadPoolExecutor(1, thread_name_prefix="reading"))
    return reader


def _begun(app: Flask) -> dict[int, datetime | None]:
    """When this process began to read, by document; None where it failed."""
    begun: dict[int, datetime | None] = app.extensions.setdefault(f"{READER}_begun", {})
    return begun


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]
