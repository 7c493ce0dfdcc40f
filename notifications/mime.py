"""A rendered letter as the bytes that travel: headers, plain text and HTML.

Every header value is checked here, because names and titles that people typed must not become headers or recipients
(OWASP ASVS 1.3.11). Pure; sending belongs to `transports`.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from notifications.messages import RenderedLetter

NOTICE_HEADER = "X-Notice-Id"
_SUBJECT_PLACE = "subject-goes-here"
LONGEST_ADDRESS = 254

# An atom before the one @, a host name after it: what relays accept, and nothing that a header or a command could read
# as more than one address (no quotes, commas, brackets, spaces or control characters).
_ATOM = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(rf"<{_ATOM}+@[A-Za-z0-9.-]+>")
_HEADER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def single_address(value: str) -> str:
    """The address itself, its domain in ASCII, when it is exactly one plain address; else ValueError."""
    local, at, domain = value.rpartition("@")
    try:
        address = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        address = ""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise ValueError(f"not a single mail address: {value!r}")
    return address


def sender_address(sender: str) -> str:
    """The bare address of `address` or `Name <address>`: what stands in the envelope. Raises ValueError."""
    return single_address(parseaddr(_clean("sender", sender))[1])


def stable_message_id(key: str, domain: str) -> str:
    """A Message-ID that is the same for the same key: a letter sent twice is recognised. Raises ValueError."""
    message_id = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a domain: {domain!r}")
    return message_id


def build_message(
    rendered: RenderedLetter,
    *,
    to: str,
    sender: str,
    message_id: str,
    date: datetime,
    notice_id: str,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The message in RFC 5322 form with CRLF line ends: text first, HTML as its alternative.

    to: one bare address; sender: `address` or `Name <address>`; message_id: as `stable_message_id` makes it; date: when
    the letter was written, aware; notice_id: the letter's key in the outbox, for X-Notice-Id; headers: further ones,
    such as List-Unsubscribe. Raises ValueError for a line break or control character in any of them, for an address
    that is not exactly one, for a moment without a zone, and for a further header that is set here already.
    """
    if date.tzinfo is None:
        raise ValueError("date needs a time zone")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a message id: {message_id!r}")
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _SUBJECT_PLACE
    message["From"] = Address(parseaddr(_clean("sender", sender))[0], addr_spec=sender_address(sender))
    message["To"] = single_address(to)
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message[NOTICE_HEADER] = _clean(NOTICE_HEADER, notice_id)
    for name, value in (headers or {}).items():
        if not _HEADER_NAME.fullmatch(name) or name in message:
            raise ValueError(f"not a further header: {name!r}")
        message[name] = _clean(name, value)
    # base64 keeps Cyrillic short, survives every relay, and spares the search for the shortest encoding.
    message.set_content(rendered.text, cte="base64")
    message.add_alternative(rendered.html, subtype="html", cte="base64")
    # The standard policy loses a space where it folds a long subject between two encoded words (Python 3.11).
    subject = Header(_clean("Subject", rendered.subject), _charset(rendered.subject), header_name="Subject")
    line = b"Subject: " + subject.encode(linesep="\r\n").encode("ascii")
    return message.as_bytes().replace(b"Subject: " + _SUBJECT_PLACE.encode(), line, 1)


def _charset(text: str) -> str:
    return "us-ascii" if text.isascii() else "utf-8"


def _clean(name: str, value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError(f"a line break or control character in {name}")
    return value
