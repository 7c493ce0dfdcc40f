"""Zip files from strangers: what may be opened at all, decided from the directory alone, before a byte is unpacked.

A docx is a zip. Bombs are told by what the directory declares, and a part is never unpacked beyond that; archives
inside are never opened, so nesting gains nothing; nothing is written to disk, and names that try to leave the folder
are refused all the same.
"""

import io
import re
import zipfile

from app.importing.errors import ImportRefused
from app.importing.limits import (
    MAX_ARCHIVE_ENTRIES,
    MAX_CHARACTERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    MAX_XML_TAGS,
)

_DIRECTORY_ENTRY = b"PK\x01\x02"
_RATIO_MATTERS_FROM = 1024 * 1024
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_NESTED = re.compile(r"\.(?:zip|docx|docm|xlsx|pptx|odt|7z|rar|gz|bz2|xz|jar)$", re.IGNORECASE)
_EMBEDDED = "word/embeddings/"  # where Word keeps the sheets behind its charts; never opened here
_XML = (".xml", ".rels")
_DECLARATIONS = [
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
]


def parts_of(data: bytes) -> list[str]:
    """The names of the parts of a zip file that is safe to open.

    Raises ImportRefused: "unsafe_archive" (too many or too large parts, ratio, archives inside, names that leave the
    folder, rare packing), "too_much_text", "encrypted", "damaged".
    """
    # Counted in the raw bytes first: reading a directory of 100,000 entries already costs what a bomb is after.
    if data.count(_DIRECTORY_ENTRY) > MAX_ARCHIVE_ENTRIES:
        raise ImportRefused("unsafe_archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:  # zipfile and struct raise half a dozen kinds for broken data
        raise ImportRefused("damaged") from error
    for entry in entries:
        _refuse_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise ImportRefused("unsafe_archive")
    if sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML)) > MAX_XML_BYTES:
        raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)
    return [entry.filename for entry in entries]


def package_of(data: bytes) -> bytes:
    """A checked docx packed anew with its XML alone; other parts (pictures, fonts) are there but empty.

    Whoever opens the result can rely on its sizes: a directory that lies about them is found out here, where no more
    than the declared size is unpacked. Raises ImportRefused: "unsafe_xml" (a DTD or entities), "too_much_text" (more
    tags than a document that people read), "damaged".
    """
    package = io.BytesIO()
    tags = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(package, "w") as checked:
            for name in dict.fromkeys(archive.namelist()):
                content = _content(archive, name) if name.lower().endswith(_XML) else b""
                if any(mark in content for mark in _DECLARATIONS):
                    raise ImportRefused("unsafe_xml")
                tags += content.count(b"<")
                if tags > MAX_XML_TAGS:
                    raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)
                checked.writestr(name, content)
    except ImportRefused:
        raise
    except Exception as error:  # zipfile and zlib raise half a dozen kinds for broken data
        raise ImportRefused("damaged") from error
    return package.getvalue()


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, unpacked to its declared size at most: `ZipFile.read` would first unpack whatever is there."""
    size = archive.getinfo(name).file_size
    with archive.open(name) as part:
        return part.read(size + 1)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise ImportRefused("encrypted")
    nested = _NESTED.search(entry.filename) and not entry.filename.startswith(_EMBEDDED)
    swollen = entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
    if nested or swollen or _OUTSIDE.search(entry.filename) or entry.compress_type not in _METHODS:
        raise ImportRefused("unsafe_archive")
