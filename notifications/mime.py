"""A rendered letter as the bytes that travel: headers, plain text and HTML.

Every header value is checked here, because names and titles that people typed must not become headers or recipients
(OWASP ASVS 1.3.11). Pure; sending belongs to `transports`.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from notifications.messages import RenderedLetter

NOTICE_HEADER = "X-Notice-Id"
LONGEST_ADDRESS = 254
_LINE = 76
_SET_HERE = frozenset(
    {
        *("subject", "from", "to", "date", "message-id", "auto-submitted", NOTICE_HEADER.lower()),
        *("mime-version", "content-type", "content-transfer-encoding"),
    }
)

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
    # Written out by hand: EmailMessage takes ten times as long, longer than handing the message over.
    lines = [
        _header("Subject", rendered.subject),
        _from(sender),
        b"To: " + single_address(to).encode("ascii"),
        b"Date: " + format_datetime(date).encode("ascii"),
        b"Message-ID: " + message_id.encode("ascii"),
        b"Auto-Submitted: auto-generated",
        _header(NOTICE_HEADER, notice_id),
    ]
    for name, value in (headers or {}).items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _SET_HERE:
            raise ValueError(f"not a further header: {name!r}")
        lines.append(_header(name, value))
    # No line of base64 begins like this, so the boundary never stands in a part.
    boundary = b"=_" + hashlib.sha256(message_id.encode()).hexdigest()[:32].encode()
    lines += [
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/alternative;\r\n boundary="' + boundary + b'"',
        b"",
        *_part(boundary, b"plain", rendered.text),
        *_part(boundary, b"html", rendered.html),
        b"--" + boundary + b"--",
        b"",
    ]
    return b"\r\n".join(lines)


def _part(boundary: bytes, kind: bytes, content: str) -> list[bytes]:
    """One form of the letter. base64 keeps Cyrillic short and survives every relay."""
    text = content.replace("\r\n", "\n").replace("\n", "\r\n")
    encoded = base64.b64encode((text if text.endswith("\n") else text + "\r\n").encode())
    return [
        b"--" + boundary,
        b"Content-Type: text/" + kind + b'; charset="utf-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        *(encoded[start : start + _LINE] for start in range(0, len(encoded), _LINE)),
    ]


@lru_cache(maxsize=16)
def _from(sender: str) -> bytes:
    address = Address(parseaddr(_clean("sender", sender))[0], addr_spec=sender_address(sender))
    message = EmailMessage(policy=SMTP)
    message["From"] = address
    return message.as_bytes().split(b"\r\n\r\n")[0].rstrip()


def _header(name: str, value: str) -> bytes:
    """A header of one value, folded; words that are not ASCII are encoded."""
    header = Header(_clean(name, value), _charset(value), header_name=name)
    return f"{name}: {header.encode(linesep=chr(13) + chr(10))}".encode("ascii")


def _charset(text: str) -> str:
    return "us-ascii" if text.isascii() else "utf-8"


def _clean(name: str, value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError(f"a line break or control character in {name}")
    return value
