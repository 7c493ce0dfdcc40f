"""A saved letter (eml, or a page saved as mhtml) -> its text. Attachments are counted, not read.

A letter forwarded inside another is an attachment too, unless the outer one says nothing: then its words are the text.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.message import EmailMessage

from app.importing.charsets import decode
from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.limits import MAX_MAIL_HEADER_BYTES, MAX_MAIL_HEADERS, MAX_MAIL_PARTS
from app.importing.moments import local_day
from app.importing.webpage import article_of

# The headers that are looked at, here or by the parser, with their continuation lines.
_READ_HEADER = re.compile(
    rb"^(?:content-[\w-]+|mime-version|subject|date|from|snapshot-[\w-]+):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_WORDS = ("plain", "html")
_LETTER = "message/rfc822"
_HEADER = re.compile(rb"^[!-9;-~]{1,70}:", re.MULTILINE)


def read_eml(data: bytes) -> Extracted:
    """Read the words of a letter: its plain text, else its HTML. Title: the subject; created: the day it was sent.

    Note "attachments_not_read" with their count. Raises ImportRefused: "damaged", and as `charsets.decode`.
    """
    _refuse_costly(data)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = list(_own_parts(message))
        forwarded = [part for part in parts if part.get_content_type() == _LETTER]
        text, attached = _text(parts), sum(1 for part in parts if _is_attachment(part))
        if not text.strip() and forwarded:
            inside = [part for part in forwarded[0].walk() if not part.is_multipart()]
            text, attached = _text(inside), attached - 1 + sum(1 for part in inside if _is_attachment(part))
        if not text.strip() and not any(_is_words(part, kind) for part in parts for kind in _WORDS):
            raise ImportRefused("empty")
        subject, sent = _subject(message), _sent(message)
    except ImportRefused:
        raise
    except Exception as error:  # the standard library raises many kinds for malformed headers
        raise ImportRefused("damaged") from error
    if attached:
        return Extracted(text, subject, sent, "attachments_not_read", {"count": attached})
    return Extracted(text, subject, sent)


def _own_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a letter; one forwarded inside it is one part."""
    if message.get_content_type() == _LETTER or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, EmailMessage):
            yield from _own_parts(part)


def _text(parts: list[EmailMessage]) -> str:
    """The words of the first part that has any, plain text before HTML."""
    bodies = (part for kind in _WORDS for part in parts if _is_words(part, kind))
    return next((text for text in map(_words, bodies) if text.strip()), "")


def _refuse_costly(data: bytes) -> None:
    """Refuse what no mail program writes and the parser would take minutes for. Raises ImportRefused "damaged"."""
    parts = data.count(b"\n--")
    headers = sum(1 for _ in _HEADER.finditer(data))
    longest = max((len(found[0]) for found in _READ_HEADER.finditer(data)), default=0)
    if parts > 2 * MAX_MAIL_PARTS or headers > MAX_MAIL_HEADERS or longest > MAX_MAIL_HEADER_BYTES:
        raise ImportRefused("damaged")


def _is_words(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == f"text/{kind}" and not _is_attachment(part)


def _is_attachment(part: EmailMessage) -> bool:
    """A part with a file's name that is not a picture inside the letter, one marked so, or a whole letter."""
    if part.get_content_type() == _LETTER:
        return True
    inline_picture = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
    return part.get_content_disposition() == "attachment" or (bool(part.get_filename()) and not inline_picture)


def _words(body: EmailMessage) -> str:
    payload = body.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", hint=body.get_content_charset()).text
    if body.get_content_subtype() != "html" or not text.strip():
        return text
    try:
        return article_of(text).text
    except ImportRefused as refusal:
        if refusal.code == "empty":
            return ""
        raise


def _subject(message: EmailMessage) -> str | None:
    return " ".join(str(message.get("Subject", "")).split()) or None


def _sent(message: EmailMessage) -> date | None:
    """The day of sending; a saved page's date is the day of saving, which says nothing."""
    if message.get("Snapshot-Content-Location") or str(message.get("From", "")).startswith("<Saved by"):
        return None
    moment = getattr(message.get("Date"), "datetime", None)
    return local_day(moment) if isinstance(moment, datetime) else None
