"""Taking a source document in: once a text, with the file it came from kept in the data folder."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Duty
from app.models import Document, User
from app.services.guard import require_duty
from app.services.search_index import index_document

TITLE_LENGTH = 200


@dataclass(frozen=True)
class NewDocument:
    """What is known of a text when it comes in. note: a code of `app.importing`, e.g. a scan without text."""

    text: str
    title: str
    published_on: date
    published_basis: str = "person"
    url: str = ""
    language: str = ""
    media_type: str = "text/plain"
    note: str = ""
    secondary: bool = False
    training: bool = False
    file: bytes | None = None
    file_name: str = ""


def ingest_document(
    session: Session, new: NewDocument, *, by: User | None, now: datetime, data: Path
) -> tuple[Document, bool]:
    """Keep the text. Returns the document and whether it is new: the same text (or scan) twice is a no-op."""
    require_duty(by, Duty.ADD_DOCUMENT)
    digest = hashlib.sha256(_essence(new.text) or new.file or b"").hexdigest()
    known = session.scalar(sa.select(Document).where(Document.sha256 == digest))
    if known is not None:
        return known, False
    document = Document(
        title=(new.title.strip() or first_line(new.text))[:TITLE_LENGTH],
        text=new.text,
        url=new.url,
        published_on=new.published_on,
        published_basis=new.published_basis,
        language=new.language,
        media_type=new.media_type,
        note=new.note,
        sha256=digest,
        secondary=new.secondary,
        training=new.training,
        file_name=new.file_name,
        file_path=_keep(new.file, data) if new.file else "",
        added_by_id=by.id if by else None,
        added_at=now,
    )
    try:
        with session.begin_nested():
            session.add(document)
    except sa.exc.IntegrityError:
        # Somebody else took the same text in at this very moment.
        return session.scalars(sa.select(Document).where(Document.sha256 == digest)).one(), False
    index_document(session, document)
    return document, True


def _essence(text: str) -> bytes:
    """The words of a text, whatever its spaces and line ends: a copy with another file format is the same text."""
    return unicodedata.normalize("NFC", " ".join(text.split())).encode()


def first_line(text: str) -> str:
    """The first line that is not a bare date, for a title."""
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("date "):
            return line
    return ""


def _keep(content: bytes, data: Path) -> str:
    """Store a file under its checksum, outside of the web root; the path is relative to the data folder."""
    digest = hashlib.sha256(content).hexdigest()
    relative = Path("documents") / digest[:2] / digest
    path = data / relative
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_bytes(content)
        partial.replace(path)
    return str(relative)
