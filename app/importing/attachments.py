"""Files that people attach as proof: what a file is, decided by its content, and a name that is safe to keep.

Nothing is unpacked beyond the table of contents of an office file; nothing is shown in a page. Which files a task has,
and where their bytes lie, is `app.services.attachments`' affair.
"""

import io
import re
import unicodedata
import zipfile

from app.domain.errors import InvalidInput
from app.importing.limits import MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES
from app.importing.sniffing import extension_of

PDF, PNG, JPEG, TEXT, CSV = "application/pdf", "image/png", "image/jpeg", "text/plain", "text/csv"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# For each type the endings that a name may have; the first is added to a name that has another.
ENDINGS = {
    PDF: ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    TEXT: ("txt",),
    CSV: ("csv",),
}
NAME_LENGTH = 120
_TABLE_OF_CONTENTS = "[Content_Types].xml"
_TABLE_BYTES = 1024 * 1024
_OFFICE = (
    ("word/document.xml", b"wordprocessingml.document.main+xml", DOCX),
    ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml", XLSX),
)
_DIRECTORY_ENTRY = b"PK\x01\x02"
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_ENCRYPTED = 0x1
# A compound file: an old office format, or one with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"\s*(?:<!doctype|<\?|<!--|<[a-z]+[\s>/])|<script|<svg|<html|<iframe", re.IGNORECASE)
_PROGRAM = re.compile(r"#!|\s*@echo off|MZ")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def type_of(content: bytes, name: str) -> str:
    """The media type of a file that may be attached; its name decides only between txt and csv.

    Raises InvalidInput: "file_empty", "file_refused", "file_damaged", "file_with_macros"; `name` in its data.
    """
    shown = clean_name(name)
    if not content:
        raise InvalidInput("file_empty", name=shown)
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content, shown)
    if content.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in content:
        raise InvalidInput("file_damaged", name=shown)
    ending = extension_of(name)
    if ending in ("txt", "csv") and _is_words(content):
        return CSV if ending == "csv" else TEXT
    raise InvalidInput("file_refused", name=shown)


def _office_type(content: bytes, shown: str) -> str:
    if content.count(_DIRECTORY_ENTRY) > MAX_ARCHIVE_ENTRIES:
        raise InvalidInput("file_refused", name=shown)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            with archive.open(_TABLE_OF_CONTENTS) as part:
                table = part.read(_TABLE_BYTES)
    except KeyError as error:  # no table of contents: a plain archive
        raise InvalidInput("file_refused", name=shown) from error
    except Exception as error:  # zipfile, zlib and struct raise half a dozen kinds for broken data
        raise InvalidInput("file_damaged", name=shown) from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise InvalidInput("file_damaged", name=shown)
    outside = any(_OUTSIDE.search(each) for each in names)
    if outside or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise InvalidInput("file_refused", name=shown)
    if b"macroEnabled" in table or any(each.lower().endswith("vbaproject.bin") for each in names):
        raise InvalidInput("file_with_macros", name=shown)
    for part_name, mark, media_type in _OFFICE:
        if part_name in names and mark in table:
            return media_type
    raise InvalidInput("file_refused", name=shown)


def _is_words(content: bytes) -> bool:
    """Text without control characters, in one of the usual encodings, that no program would run or show as a page."""
    try:
        marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        if b"\x98" in content:  # the one byte that Windows' Cyrillic does not know
            return False
        text = content.decode("cp1251")
    if any(unicodedata.category(character) == "Cc" and character not in "\t\r\n\f" for character in text):
        return False
    return not (_MARKUP.match(text[:2000]) or _MARKUP.search(text[:2000]) or _PROGRAM.match(text))


def clean_name(name: str) -> str:
    """The name of a file without folders, control and direction characters, blanks at the ends, or endless length."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(" " if c.isspace() else c for c in name)
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", " ".join(name.split())).strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_LENGTH:
        kept = f"{dot}{ending}" if dot and len(ending) <= 8 else ""
        name = (stem if kept else name)[: NAME_LENGTH - len(kept)].rstrip(". ") + kept
    return name or "file"


def stored_name(name: str, media_type: str) -> str:
    """The clean name with the ending of its type: a PDF called "act.exe" is kept as "act.exe.pdf"."""
    name, endings = clean_name(name), ENDINGS[media_type]
    return name if extension_of(name) in endings else f"{name}.{endings[0]}"
