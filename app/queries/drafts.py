"""A person's drafts: the words typed into forms and not sent. Keeping and removing them is `app.services.drafts`."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Draft

KEPT_FOR = timedelta(days=30)


def drafts_of(session: Session, user_id: int, *, now: datetime, under: str = "") -> list[Draft]:
    """The drafts of a person, the newest first. under: only those of forms whose address begins so."""
    query = (
        sa.select(Draft)
        .where(Draft.user_id == user_id, Draft.kept_at > now - KEPT_FOR)
        .order_by(Draft.kept_at.desc(), Draft.id.desc())
    )
    return list(session.scalars(query.where(Draft.form.startswith(under, autoescape=True)) if under else query))


def drafts_count(session: Session, user_id: int, *, now: datetime) -> int:
    """In how many forms the person left words that were not sent."""
    query = sa.select(sa.func.count(sa.distinct(Draft.form))).where(
        Draft.user_id == user_id, Draft.kept_at > now - KEPT_FOR
    )
    return session.scalar(query) or 0
