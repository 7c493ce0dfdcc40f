"""One-time links: an invitation or a password reset lets a person choose a password once, for a while.

Only the SHA-256 of a token is kept, so that a copy of the database opens no door. A newer link ends the older ones.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app.clock import ZONE, today
from app.domain.errors import InvalidInput
from app.i18n import N_, get_locale
from app.models import OneTimeLink, User
from app.services.letters import enqueue, page
from app.services.passwords import set_password, take_as_long_as_a_check, user_of_address
from notifications.messages import InviteLetter, PasswordResetLetter

INVITE, RESET = "invite", "password_reset"
LIFETIME = {INVITE: timedelta(days=7), RESET: timedelta(hours=24)}

SENTENCES = {
    "link_unusable": N_("This link was used already, or its time is over. Ask for a new one on the sign-in page."),
}

log = structlog.get_logger("tapsyrma.security")


class LinkRefused(InvalidInput):
    """The link cannot be used."""

    sentences = SENTENCES


def link_path(token: str) -> str:
    """The page behind a link; `app.web.auth` serves it."""
    return f"/link/{token}"


def send_invitation(session: Session, user: User, *, by: User | None, now: datetime) -> OneTimeLink:
    """Invite a person to choose a password and sign in. Permission is the caller's affair."""
    link, token = make_link(session, user, INVITE, now=now)

    def letter() -> InviteLetter:
        return InviteLetter(
            reader=user.name,
            office=user.office,
            day=today(now),
            language=get_locale(),
            url=page(session, link_path(token)),
            expires_at=link.expires_at.astimezone(ZONE),
            invited_by=by.name if by else "",
        )

    key = f"{INVITE}:{link.id}"
    enqueue(session, user, letter, kind=INVITE, dedupe_key=key, now=now, stale_after=link.expires_at)
    log.info("invited", user_id=user.id, by=by.id if by else None)
    return link


def request_reset(session: Session, email: str, *, now: datetime) -> None:
    """Send a link to the address when an active person has it. Says nothing either way, not by its time either."""
    take_as_long_as_a_check()
    user = user_of_address(session, email)
    if user is None or not user.is_active:
        log.info("reset_for_nobody")
        return
    link, token = make_link(session, user, RESET, now=now)

    def letter() -> PasswordResetLetter:
        return PasswordResetLetter(
            reader=user.name,
            office=user.office,
            day=today(now),
            language=get_locale(),
            url=page(session, link_path(token)),
            expires_at=link.expires_at.astimezone(ZONE),
        )

    key = f"{RESET}:{link.id}"
    enqueue(session, user, letter, kind=RESET, dedupe_key=key, now=now, stale_after=link.expires_at)
    log.info("reset_requested", user_id=user.id)


def make_link(session: Session, user: User, purpose: str, *, now: datetime) -> tuple[OneTimeLink, str]:
    """A new link and its token, which is nowhere kept; older unused links of that purpose end."""
    session.execute(
        sa.update(OneTimeLink)
        .where(OneTimeLink.user_id == user.id, OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None))
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )
    token = secrets.token_urlsafe(32)
    link = OneTimeLink(user_id=user.id, purpose=purpose, token_hash=_hash(token), expires_at=now + LIFETIME[purpose])
    session.add(link)
    session.flush()
    return link, token


def find_link(session: Session, token: str, *, now: datetime) -> OneTimeLink:
    """The usable link of a token. Raises LinkRefused when it was used, is over, or never was."""
    link = session.scalar(sa.select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token)))
    if link is None or link.used_at is not None or link.expires_at <= now or not link.user.is_active:
        raise LinkRefused("link_unusable")
    return link


def use_link(session: Session, token: str, password: str, *, now: datetime) -> User:
    """Set the password chosen behind a link; the link is used up and all sessions of the person end.

    Raises LinkRefused, PasswordRefused (the link stays usable then).
    """
    link = find_link(session, token, now=now)
    set_password(link.user, password)
    # Two browsers may send at once: the one whose update finds the link unused has used it.
    used = session.execute(
        sa.update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
        .returning(OneTimeLink.id)
    ).scalar()
    if used is None:
        raise LinkRefused("link_unusable")
    session.execute(
        sa.update(OneTimeLink)
        .where(OneTimeLink.user_id == link.user_id, OneTimeLink.used_at.is_(None))
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )
    log.info("password_set_by_link", user_id=link.user_id, purpose=link.purpose)
    return link.user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
