"""The entry point: bytes of any origin -> a text the register can take, or one refusal with a sentence.

Sizes first, then the format by content, then the text, and last what the text says of its own day.
"""

from collections.abc import Callable
from datetime import date

from app.importing.datelines import date_of_whole_line, dateline, leading_date, without_leading_date
from app.importing.document import Extracted, ImportedText, MediaType, PublishedBasis
from app.importing.errors import ImportRefused
from app.importing.languages import language_of
from app.importing.limits import MAX_BYTES
from app.importing.mail import read_eml
from app.importing.pdf import read_pdf
from app.importing.plain import clean, read_text
from app.importing.sniffing import media_type_of, refuse_misnamed
from app.importing.webpage import read_html
from app.importing.word import read_docx

READERS: dict[MediaType, Callable[[bytes], Extracted]] = {
    MediaType.TEXT: read_text,
    MediaType.HTML: read_html,
    MediaType.DOCX: read_docx,
    MediaType.PDF: read_pdf,
    MediaType.EML: read_eml,
}
_LONGEST_TITLE = 200
_LINES_FOR_TITLE = 8


def read_document(data: bytes, name: str) -> ImportedText:
    """Read a file.

    data: the whole file; name: as the person's machine calls it (only its extension is looked at).
    Raises ImportRefused with a code of `errors.REFUSALS`, and nothing else, whatever the bytes are.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused("too_large", limit_mb=MAX_BYTES // (1024 * 1024))
    if not data.strip():
        raise ImportRefused("empty")
    media_type = media_type_of(data, name)
    try:
        extracted = READERS[media_type](data)
    except ImportRefused as refusal:
        if refusal.code in ("binary", "unknown_encoding"):
            refuse_misnamed(name)
        raise
    return _imported(extracted, media_type)


def read_pasted(text: str) -> ImportedText:
    """Take words from a form as they are. Raises ImportRefused: "empty", "too_much_text"."""
    return _imported(Extracted(text), MediaType.TEXT)


def _imported(extracted: Extracted, media_type: MediaType) -> ImportedText:
    text = clean(extracted.text)
    if not any(character.isalnum() for character in text):
        if extracted.note is None:
            raise ImportRefused("empty")
        text = ""
    published, basis = _published(text, extracted.created)
    return ImportedText(
        text=text,
        title=_title(extracted.title) or _title_in(text),
        published=published,
        published_basis=basis,
        media_type=media_type,
        language=language_of(text),
        note=extracted.note,
        note_data=extracted.note_data,
    )


def _published(text: str, created: date | None) -> tuple[date | None, PublishedBasis | None]:
    """The day of the document: what is written at its head, else its dateline, else its metadata; never today."""
    if day := leading_date(text):
        return day, "leading"
    if day := dateline(text):
        return day, "dateline"
    return (created, "metadata") if created else (None, None)


def _title(words: str | None) -> str | None:
    title = " ".join(clean(words or "").split())
    return title[:_LONGEST_TITLE] or None


def _title_in(text: str) -> str | None:
    """The first line that is not a dateline, if it is as short as titles are."""
    lines = (line for line in text[:2_000].split("\n") if line.strip())
    for line, _ in zip(lines, range(_LINES_FOR_TITLE), strict=False):
        words = " ".join(without_leading_date(line).split())
        if words and not date_of_whole_line(words):
            letters = any(character.isalpha() for character in words)
            return words if letters and len(words) <= _LONGEST_TITLE else None
    return None
