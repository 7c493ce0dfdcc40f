"""Passwords: how they are kept (argon2id), checked and chosen. Links that set a new one are in `links.py`."""

from functools import cache

import sqlalchemy as sa
import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.i18n import N_
from app.models import User

MIN_LENGTH = 10
MAX_LENGTH = 200

SENTENCES = {
    "password_too_short": N_("The password needs at least %(limit)s characters."),
    "password_too_long": N_("The password may have at most %(limit)s characters."),
    "password_too_simple": N_("The password is too easy to guess: it repeats itself, or is the address or the name."),
    "password_wrong": N_("The present password is not right. Nothing was changed."),
}

_hasher = PasswordHasher()
log = structlog.get_logger("tapsyrma.security")


class PasswordRefused(InvalidInput):
    """The password cannot be taken; `code` is a key of `SENTENCES`."""

    sentences = SENTENCES


@cache
def _nobody() -> str:
    """A hash that no password has: checking it takes as long as checking a person's."""
    return _hasher.hash("no password of anybody")


def normal_address(email: str) -> str:
    """The address as it is kept and compared: without blanks around it, in lower case."""
    return email.strip().lower()


def user_of_address(session: Session, email: str) -> User | None:
    """The person with that address."""
    return session.scalar(sa.select(User).where(User.email == normal_address(email)))


def authenticate(session: Session, email: str, password: str) -> User | None:
    """The active person with that address and password, None for any other; both answers take about the same time."""
    user = user_of_address(session, email)
    known = user is not None and user.is_active and bool(user.password_hash)
    right = _matches(user.password_hash if user is not None and known else _nobody(), password)
    return user if known and right else None


def take_as_long_as_a_check() -> None:
    """Spend the time of a password check, beside which what differs between known and unknown addresses is small."""
    _matches(_nobody(), "")


def matches(user: User, password: str) -> bool:
    """Whether it is the person's password."""
    return bool(user.password_hash) and _matches(user.password_hash, password)


def set_password(user: User, password: str) -> None:
    """Keep the hash of a new password; all open sessions of the person end. Raises PasswordRefused."""
    refuse_weak(user, password)
    user.password_hash = _hasher.hash(password)
    user.session_epoch += 1


def refuse_weak(user: User, password: str) -> None:
    """Raises PasswordRefused when the password is too short, too long or too easy to guess."""
    if len(password) < MIN_LENGTH:
        raise PasswordRefused("password_too_short", limit=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        raise PasswordRefused("password_too_long", limit=MAX_LENGTH)
    if len(set(password)) < 4 or password.casefold() in (user.email, user.name.casefold()):
        raise PasswordRefused("password_too_simple")


def change_password(user: User, present: str, new: str) -> None:
    """A person changes his own password. Raises PasswordRefused."""
    if not matches(user, present):
        raise PasswordRefused("password_wrong")
    set_password(user, new)
    log.info("password_changed", user_id=user.id)


def end_sessions(session: Session, user_id: int) -> None:
    """End all sessions of a person, in every browser: a copied cookie dies with them.

    Not a change of the person's data, so the row's version stays.
    """
    session.execute(
        sa.update(User)
        .where(User.id == user_id)
        .values(session_epoch=User.session_epoch + 1)
        .execution_options(synchronize_session=False)
    )


def _matches(hash_: str, password: str) -> bool:
    try:
        return _hasher.verify(hash_, password[: MAX_LENGTH + 1])
    except (VerificationError, InvalidHashError):
        return False
