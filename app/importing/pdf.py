"""A PDF with a text layer -> text. Pictures are not read: a scan is kept by the caller with a note.

pypdf gives the lines of each page; making paragraphs of lines belongs to `pdf_lines`.
"""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.limits import (
    MAX_CHARACTERS,
    MAX_PDF_OPERATIONS,
    MAX_PDF_PAGE_TOKENS,
    MAX_PDF_PAGES,
    MAX_PDF_STREAM_BYTES,
)
from app.importing.moments import local_day
from app.importing.pdf_lines import paragraphs_of
from app.importing.pdf_tables import CELL, Piece, with_tables

# pypdf tells of every oddity of a file in the file's own words; what matters reaches the reader as a refusal or a note.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_BOUNDS = Configuration(
    maximum_declared_stream_length=MAX_PDF_STREAM_BYTES,
    array_based_stream_maximum_output_length=MAX_PDF_STREAM_BYTES,
    zlib_maximum_output_length=MAX_PDF_STREAM_BYTES,
    lzw_maximum_output_length=MAX_PDF_STREAM_BYTES,
    run_length_maximum_output_length=MAX_PDF_STREAM_BYTES,
    stream_decoding_work_maximum_length=4 * MAX_PDF_STREAM_BYTES,
    stream_parsing_work_maximum_count=MAX_PDF_PAGE_TOKENS,
    xform_maximum_invocations_per_extraction=200,
    disable_legacy_handling=True,
)
_UNREADABLE_SHARE = 0.3
_SAMPLE = 50_000
_NO_LETTERS = ("Co", "Cc", "Cn", "Cs")
_PROGRAM_TITLES = (
    "microsoft word",
    "microsoft excel",
    "microsoft powerpoint",
    "документ",
    "untitled",
    "без имени",
    "без названия",
    "layout ",
    "слайд ",
    "about:",
    "http:",
    "https:",
    "file:",
)
# A word in brackets («(anonymous)»), a file's name, a name of digits and signs without a blank («scan_0012»).
_NO_TITLE = re.compile(
    r"[(\[<].*[)\]>]|.*\.(?:docx?|rtf|pdf|indd|odt|html?|mht(?:ml)?|php|aspx?|txt|md|xlsx?|pptx?|tiff?|jpe?g|png|cdr|ps|tmp|dvi)|"
    r"[A-Za-z]*[\d_-][\w-]*|\W*",
    re.IGNORECASE,
)


def read_pdf(data: bytes) -> Extracted:
    """Read the text layer of a PDF.

    Notes: "scan_without_text" and "unreadable_text_layer" with an empty text, "pages_without_text".
    Raises ImportRefused: "encrypted", "too_many_pages", "too_much_text", "damaged".
    """
    try:
        with apply_configuration(_BOUNDS):
            reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=1_000)
            if len(reader.pages) > MAX_PDF_PAGES:
                raise ImportRefused("too_many_pages", limit=MAX_PDF_PAGES)
            pages, unread = _pages(reader)
            title, created = _metadata(reader)
    except ImportRefused:
        raise
    except (FileNotDecryptedError, DependencyError):  # the latter: a cipher that needs a package of its own
        raise ImportRefused("encrypted") from None
    except Exception as error:  # broken files make pypdf raise nearly any kind
        raise ImportRefused("damaged") from error
    text = unicodedata.normalize("NFC", paragraphs_of(pages))
    if not any(character.isalnum() for character in text):
        return Extracted("", title, created, "scan_without_text")
    if _unreadable(text):
        return Extracted("", title, created, "unreadable_text_layer")
    if unread:
        return Extracted(text, title, created, "pages_without_text", {"pages": unread})
    return Extracted(text, title, created)


def _pages(reader: PdfReader) -> tuple[list[str], int]:
    """The text of the pages, and how many could not be read (pictures, broken pages). All broken: damaged."""
    texts: list[str] = []
    drawn: list[list[Piece]] = []
    unread = broken = characters = operations = 0

    def count_operation(*_: object) -> None:
        nonlocal operations
        operations += 1
        if operations > MAX_PDF_OPERATIONS:
            raise OverflowError("more drawing operations than a document has")

    def draw(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if text:
            drawn[-1].append(Piece(x, y, text.replace(CELL, ""), len(drawn) - 1))

    for page in reader.pages:
        drawn.append([])
        try:
            text = page.extract_text(visitor_operand_before=count_operation, visitor_text=draw)
        except FileNotDecryptedError:
            raise
        except LimitReachedError:
            text, broken, operations = "", broken + 1, operations + MAX_PDF_PAGE_TOKENS
        except Exception:  # one broken page must not cost the others
            text, broken = "", broken + 1
        characters += len(text)
        if characters > MAX_CHARACTERS or operations > MAX_PDF_OPERATIONS:
            raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)
        unread += not text.strip() and _has_picture(page)
        texts.append(text.replace(CELL, ""))
    if broken and broken == len(texts):
        raise ImportRefused("damaged")
    return with_tables(drawn, texts), unread + broken


def _has_picture(page: PageObject) -> bool:
    """Whether a page shows a picture: an empty page without one is just empty."""
    return any(kind == "/Image" for kind in _kinds_of_objects(page))


def _kinds_of_objects(page: PageObject) -> Iterator[object]:
    try:
        resources = page["/Resources"].get_object()
        objects = resources["/XObject"].get_object()  # type: ignore[index]
        for name in objects:
            yield objects[name].get_object()["/Subtype"]
    except Exception:  # no such key, or a broken object: no picture that could be told of
        return


def _unreadable(text: str) -> bool:
    """Whether letters came out as private or unassigned characters, as names of glyphs, or (a font without a table of
    letters) as accented Latin ones."""
    text = text[:_SAMPLE]
    marks = [character for character in text if not character.isspace()]
    lost = sum(unicodedata.category(character) in _NO_LETTERS or character == "\ufffd" for character in marks)
    lost += 3 * (text.count("(cid:") + text.count("/gid") + text.count("/uni"))
    return lost > _UNREADABLE_SHARE * len(marks) or _accented(text)


def _accented(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum("\u00c0" <= character <= "\u00ff" for character in letters) > len(letters) / 2


def _metadata(reader: PdfReader) -> tuple[str | None, date | None]:
    """Title and day of creation in Kazakhstan (a time without a zone is taken as local)."""
    try:
        properties = reader.metadata
        title = " ".join(str(properties.title or "").split()) if properties else ""
        created = properties.creation_date if properties else None
    except Exception:  # broken properties must not cost the text
        return None, None
    return _own_title(title), local_day(created)


def _own_title(title: str) -> str | None:
    """The title property, unless the program that wrote the file put its own or a file's name there."""
    made = title.lower().startswith(_PROGRAM_TITLES) or _NO_TITLE.fullmatch(title)
    return None if made or not title or _accented(title) else title
