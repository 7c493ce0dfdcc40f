"""What a file is, by its first bytes; its name is asked only where bytes leave a choice. Formats that are not read are
refused here with the sentence that fits them. Nothing is unpacked or parsed.
"""

import re

from app.importing.archives import parts_of
from app.importing.document import MediaType
from app.importing.errors import ImportRefused

_HEAD = 4_096
_OFFICE_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"8BPS", b"AT&TFORM")
_PROGRAMS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"!<arch>\n",
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_BYTE_ORDER_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"</(?:p|div|span|h[1-6]|body|html|table|article|a)\s*>", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,70}:[ \t\r\n]|[ \t]+\S|From ")
_MAIL_HEADERS = frozenset(
    b"from to cc subject date received message-id mime-version return-path content-type "
    b"delivered-to dkim-signature x-mailer reply-to".split()
)
_READ_EXTENSIONS = frozenset(("docx", "pdf", "html", "htm", "eml"))


def extension_of(name: str) -> str:
    """The extension of a file's name in small letters, without the dot; "" where there is none."""
    stem, dot, extension = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return extension.lower() if dot and stem and extension.isalnum() and len(extension) <= 8 else ""


def media_type_of(data: bytes, name: str) -> MediaType:
    """The format of a file that is read, by content first, then by extension.

    Raises ImportRefused: "program", "image", "archive", "old_word", "office_format", "spreadsheet", "encrypted", "xml",
    "unsafe_archive", "damaged".
    """
    head = data[:_HEAD]
    _refuse_known(head)
    if head.startswith(_OFFICE_BINARY):
        raise ImportRefused(_kind_of_office_binary(data, extension_of(name)))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data)
    if b"%PDF-" in head[:1024]:
        return MediaType.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        raise ImportRefused("office_format")
    return _kind_of_text(data, extension_of(name))


def refuse_misnamed(name: str) -> None:
    """Say of unreadable bytes that the name promises another format, where it does. Raises "not_what_name_says"."""
    extension = extension_of(name)
    if extension in _READ_EXTENSIONS:
        raise ImportRefused("not_what_name_says", extension=extension)


def _refuse_known(head: bytes) -> None:
    binary = b"\x00" in head
    if head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and binary):
        raise ImportRefused("program")
    riff = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    if head.startswith(_IMAGES) or riff or (head.startswith(b"BM") and binary) or _is_heic(head):
        raise ImportRefused("image")
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise ImportRefused("archive")


def _is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"hevc")


def _kind_of_office_binary(data: bytes, extension: str) -> str:
    """The refusal of a compound file: a docx with a password looks like one too; stream names are UTF-16."""
    for stream, code in (("EncryptedPackage", "encrypted"), ("WordDocument", "old_word"), ("Workbook", "spreadsheet")):
        if stream.encode("utf-16-le") in data:
            return code
    return "old_word" if extension == "doc" else "office_format"


def _kind_of_zip(data: bytes) -> MediaType:
    names = parts_of(data)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return MediaType.DOCX
    if any(name.startswith("xl/") for name in names):
        raise ImportRefused("spreadsheet")
    raise ImportRefused("office_format" if {"[Content_Types].xml", "mimetype"} & set(names) else "archive")


def _kind_of_text(data: bytes, extension: str) -> MediaType:
    head = _BYTE_ORDER_MARK.sub(b"", data[:_HEAD]).replace(b"\x00", b"")  # Latin letters of UTF-16 are seen, too
    if _HTML.match(head) or (extension in ("html", "htm", "xhtml") and _TAG.search(data)):
        return MediaType.HTML
    if re.match(rb"\s*<\?xml", head):
        raise ImportRefused("xml")
    return MediaType.EML if _is_mail(head, extension) else MediaType.TEXT


def _is_mail(head: bytes, extension: str) -> bool:
    """Header lines up to the first empty line, two of them of mail (one where the name says eml)."""
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = block.split(b"\n")
    if len(block) == len(head) and len(lines) > 2:
        lines.pop()  # cut in the middle
    if not all(_HEADER_LINE.match(line + b"\n") for line in lines):
        return False
    known = sum(line.split(b":", 1)[0].strip().lower() in _MAIL_HEADERS for line in lines)
    return known >= (1 if extension in ("eml", "mht", "mhtml") else 3)
