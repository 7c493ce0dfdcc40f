"""Keeping what a person types before it is sent. A draft is no act: it has no history, and no rule looks at it.

Which forms have drafts, and what of a form is words, is said by the pages (`app.web.drafts`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import Draft
from app.queries.drafts import KEPT_FOR

# Characters of one draft (a document that is pasted is the longest), and drafts of one person; the oldest go beyond.
LONGEST = 2_000_000
MOST = 200


def keep_draft(
    session: Session, user_id: int, form: str, device: str, fields: Mapping[str, str], *, now: datetime
) -> Draft | None:
    """Keep the words of a form as this browser has them now; None when nothing is left of them.

    Drafts that are too old go at the same time. Raises InvalidInput when the words are more than a draft may hold.
    """
    if sum(len(name) + len(value) for name, value in fields.items()) > LONGEST:
        raise InvalidInput("text_too_long", limit=LONGEST)
    session.execute(sa.delete(Draft).where(Draft.kept_at <= now - KEPT_FOR))
    mine = sa.and_(Draft.user_id == user_id, Draft.form == form, Draft.device == device)
    draft = session.scalar(sa.select(Draft).where(mine))
    if not any(value.strip() for value in fields.values()):
        if draft is not None:
            session.delete(draft)
        return None
    if draft is None:
        draft = _begun(session, mine, user_id=user_id, form=form, device=device, fields={}, kept_at=now)
    draft.fields, draft.kept_at = dict(fields), now
    session.flush()
    _drop_beyond(session, user_id)
    return draft


def _begun(session: Session, mine: sa.ColumnElement[bool], **values: Any) -> Draft:
    """The draft's row; another save of the same form (the one on leaving the page) may have begun it in this moment."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Draft).values(**values).on_conflict_do_nothing())
    return session.scalars(sa.select(Draft).where(mine)).one()


def drop_drafts(session: Session, user_id: int, form: str) -> None:
    """The form was carried out: its drafts of all browsers go."""
    session.execute(sa.delete(Draft).where(Draft.user_id == user_id, Draft.form == form))


def discard_draft(session: Session, user_id: int, draft_id: int, *, device: str = "") -> str | None:
    """The person wants one draft no longer; returns the address of its form, None when there is no such draft.

    device: the browser that shows it; what that one kept of the same form since is the same text, and goes with it.
    """
    draft = session.get(Draft, draft_id)
    if draft is None or draft.user_id != user_id:
        return None
    form = draft.form
    here = sa.and_(Draft.user_id == user_id, Draft.form == form, Draft.device == device)
    session.execute(sa.delete(Draft).where(sa.or_(Draft.id == draft_id, here)))
    return form


def _drop_beyond(session: Session, user_id: int) -> None:
    newest = sa.select(Draft.id).where(Draft.user_id == user_id).order_by(Draft.kept_at.desc(), Draft.id.desc())
    kept = list(session.scalars(newest.limit(MOST + 1)))
    if len(kept) > MOST:
        session.execute(sa.delete(Draft).where(Draft.user_id == user_id, Draft.id.not_in(kept[:MOST])))
