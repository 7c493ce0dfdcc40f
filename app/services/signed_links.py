"""Links in letters that do one thing without signing in: signed, for one purpose and one person, until a day.

Opening one changes nothing: the page asks to confirm by POST. Nothing is stored, so a letter can hold many; a copy of the
database opens no door, because the key is not in it. Links that let a person choose a password are `links.py`'s.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.i18n import N_
from app.services.letters import page

KEY = "signing_key"
_SIGNED_BYTES = 18

SENTENCES = {
    "letter_link_over": N_("The time of this link is over. Sign in to do the same on the task’s page."),
    "letter_link_absent": N_(
        "Today somebody else stands in for the person to whom this letter was written. Sign in to act under your own name."
    ),
}


class Purpose(StrEnum):
    """The one thing that a link does."""

    TAKE = "take"
    RECEIVED = "received"
    UNSUBSCRIBE = "unsubscribe"


LIFETIME = {
    Purpose.TAKE: timedelta(days=14),
    Purpose.RECEIVED: timedelta(days=30),
    Purpose.UNSUBSCRIBE: timedelta(days=90),
}
PATHS = {Purpose.TAKE: "/letter/", Purpose.RECEIVED: "/letter/", Purpose.UNSUBSCRIBE: "/unsubscribe/"}


class LinkRefused(InvalidInput):
    """The link was ours and cannot be used; `code` is a key of `SENTENCES`."""

    sentences = SENTENCES


@dataclass(frozen=True, slots=True)
class LetterLink:
    """What a link says. user_id: whose deed it will be; for_id: for whom he stands in, 0 for nobody; task_id: 0 where no
    task is meant; until: the last local day of the link; letter: the kind of letter it stands in.
    """

    purpose: Purpose
    user_id: int
    until: date
    task_id: int = 0
    for_id: int = 0
    letter: str = ""


def letter_link(
    session: Session, purpose: Purpose, user_id: int, day: date, *, task_id: int = 0, for_id: int = 0, letter: str = ""
) -> str:
    """The absolute address of a new link, written on that local day. Empty when this process has no key to sign with."""
    if not session.info.get(KEY):
        return ""
    link = LetterLink(purpose, user_id, day + LIFETIME[purpose], task_id, for_id, letter)
    return page(session, PATHS[purpose] + sign(session, link))


def sign(session: Session, link: LetterLink) -> str:
    """The token of a link. Raises RuntimeError when this process has no key."""
    said = (link.purpose.value, link.user_id, link.for_id, link.task_id, link.until.toordinal(), link.letter)
    words = ".".join(map(str, said)).encode()
    return f"{_text(words)}.{_text(_signature(session, words))}"


def read_link(session: Session, token: str, purposes: frozenset[Purpose], day: date) -> LetterLink:
    """What a token says. Raises NotFound for one that is not ours or is for something else, LinkRefused when it is over."""
    said, _, signature = token.partition(".")
    words = _bytes(said)
    if not words or not hmac.compare_digest(_bytes(signature), _signature(session, words)):
        raise NotFound("not_found")
    purpose, user_id, for_id, task_id, until, letter = words.decode().split(".")
    link = LetterLink(Purpose(purpose), int(user_id), date.fromordinal(int(until)), int(task_id), int(for_id), letter)
    if link.purpose not in purposes:
        raise NotFound("not_found")
    if link.until < day:
        raise LinkRefused("letter_link_over")
    return link


def _signature(session: Session, words: bytes) -> bytes:
    key = session.info.get(KEY)
    if not key:
        raise RuntimeError("this process has no key for links in letters")
    own = hashlib.sha256(b"links in letters:" + key.encode()).digest()
    return hmac.digest(own, words, "sha256")[:_SIGNED_BYTES]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """What the text encodes; nothing for a text that nobody encoded so."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return b""
    return data if _text(data) == text else b""
