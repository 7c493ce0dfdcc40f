"""Reads the local mailbox of the demo: the .eml files that the mail catcher keeps."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

SHOWN_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Content-Language")
LISTED = 200


@dataclass(frozen=True)
class Letter:
    """A letter of the mailbox; `name` is its file's, without the ending."""

    name: str
    to: str
    subject: str
    at: datetime | None
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str


def letters(folder: Path) -> list[Letter]:
    """The newest letters, newest first."""
    return [_letter(path) for path in sorted(_files(folder), reverse=True)[:LISTED]]


def letter(folder: Path, name: str) -> Letter | None:
    """The letter of that name; the name is only compared, never used as a path."""
    return next((_letter(path) for path in _files(folder) if path.stem == name), None)


def _files(folder: Path) -> list[Path]:
    return list(folder.glob("*.eml"))


def _letter(path: Path) -> Letter:
    parser: BytesParser[EmailMessage] = BytesParser(policy=policy.default)
    message = parser.parsebytes(path.read_bytes())
    date = message["Date"]
    return Letter(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=date.datetime if date is not None and date.datetime and date.datetime.tzinfo else None,
        headers=tuple((name, str(message[name])) for name in SHOWN_HEADERS if message[name]),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
