"""What reading gives: the values that pass from the formats to the entry point and to the caller. No reading here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Language = Literal["ru", "kk", "mixed", "en"]
PublishedBasis = Literal["leading", "dateline", "metadata"]


class MediaType(StrEnum):
    """The formats that are read, decided by content."""

    TEXT = "text/plain"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    EML = "message/rfc822"


@dataclass(frozen=True)
class Extracted:
    """What a format found in a file, before limits, dates and language are looked at.

    title, created: from the document's own metadata or mark-up, else None; note: a key of `errors.NOTES` or None.
    """

    text: str
    title: str | None = None
    created: date | None = None
    note: str | None = None
    note_data: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedText:
    """A document as the register takes it.

    text: the text to keep; all offsets count in it. Empty only with a note that says why.
    title: from the document's metadata or mark-up, or its first line where that is short; else None.
    published, published_basis: the day of the document and where it was found; both None where nothing says it.
    media_type: by content, whatever the name says.
    language: a hint from letters (mixed = Russian and Kazakh paragraphs); None for an empty text.
    note, note_data: a key of `errors.NOTES` and the numbers for its sentence, or None and an empty mapping.
    """

    text: str
    title: str | None
    published: date | None
    published_basis: PublishedBasis | None
    media_type: MediaType
    language: Language | None
    note: str | None = None
    note_data: Mapping[str, int] = field(default_factory=dict)
