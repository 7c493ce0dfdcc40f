"""Secret addresses of calendars: made, made anew, revoked by the person whose they are; looked up by programs.

Only the SHA-256 of a secret is kept, so an address is shown once. What a calendar holds is `app.queries.feeds`'s.
"""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.i18n import N_
from app.models import Agency, CalendarFeed, User
from app.queries.access import agencies_of

SENTENCES = {"feed_agency": N_("There is no calendar of that body for you.")}

log = structlog.get_logger("tapsyrma.feeds")


class FeedRefused(InvalidInput):
    """There can be no such calendar."""

    sentences = SENTENCES


def make_feed(session: Session, user: User, code: str, *, now: datetime) -> str:
    """A new secret for the person's own calendar (code empty) or that of a body; the one before it ends.

    Returns the secret, which is nowhere kept. Raises FeedRefused for a body that the person does not see.
    """
    agency = None
    if code and (agency := session.scalar(agencies_of(user).where(Agency.code == code))) is None:
        raise FeedRefused("feed_agency")
    agency_id = agency.id if agency else None
    session.execute(
        sa.delete(CalendarFeed).where(
            CalendarFeed.user_id == user.id, CalendarFeed.agency_id.is_not_distinct_from(agency_id)
        ),
        execution_options={"synchronize_session": "fetch"},
    )
    secret = secrets.token_urlsafe(32)
    session.add(CalendarFeed(user_id=user.id, agency_id=agency_id, token_hash=_hash(secret), made_at=now))
    session.flush()
    log.info("feed_made", user_id=user.id, agency=code or None)
    return secret


def revoke_feed(session: Session, user: User, feed_id: int) -> None:
    """End an address of one's own. Raises NotFound for anybody else's."""
    feed = session.get(CalendarFeed, feed_id)
    if feed is None or feed.user_id != user.id:
        raise NotFound("not_found")
    session.delete(feed)
    session.flush()
    log.info("feed_revoked", user_id=user.id, feed=feed_id)


def feeds_of(session: Session, user: User) -> list[CalendarFeed]:
    """The person's addresses, his own calendar first."""
    query = sa.select(CalendarFeed).where(CalendarFeed.user_id == user.id)
    return sorted(session.scalars(query), key=lambda feed: (feed.agency_id is not None, feed.id))


def find_feed(session: Session, secret: str) -> CalendarFeed:
    """The calendar behind a secret.

    Raises NotFound when there is none, when the person is disabled, or no longer sees that body.
    """
    feed = session.scalar(sa.select(CalendarFeed).where(CalendarFeed.token_hash == _hash(secret)))
    if feed is None or not feed.user.is_active:
        raise NotFound("not_found")
    if feed.agency_id is not None and session.scalar(agencies_of(feed.user).where(Agency.id == feed.agency_id)) is None:
        raise NotFound("not_found")
    return feed


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
