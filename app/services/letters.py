"""The outbox: a letter is rendered in its reader's language and enqueued in the transaction of what it tells of.

Delivering belongs to `app.services.delivery`; wording and the look of letters to `notifications`.
"""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.i18n import format_day, locale_of
from app.models import OutboxMessage, User
from notifications.messages import Letter
from notifications.mime import stable_message_id
from notifications.rendering import render

MESSAGE_ID_DOMAIN = "tapsyrma.letters"


def page(session: Session, path: str) -> str:
    """The absolute address of a page, for a letter; the entry point gave the session its base."""
    return session.info.get("base_url", "") + path


def enqueue(
    session: Session,
    recipient: User,
    letter: Letter | Callable[[], Letter],
    *,
    kind: str,
    dedupe_key: str,
    now: datetime,
    stale_after: datetime | None = None,
) -> OutboxMessage | None:
    """Put a letter into the outbox.

    letter: the values, or a function that makes them; it is called with the reader's language set, so that names of
    bodies and labels come out in it. dedupe_key: one letter a key, ever; a second call is a no-op and returns None.
    stale_after: after that moment the letter is dropped rather than sent as news. A disabled recipient gets none.
    """
    if not recipient.is_active or session.scalar(
        sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == dedupe_key)
    ):
        return None
    with locale_of(recipient.locale) as catalog:
        rendered = render(letter() if callable(letter) else letter, catalog, format_day)
    message = OutboxMessage(
        recipient_id=recipient.id,
        kind=kind,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        language=recipient.locale,
        dedupe_key=dedupe_key,
        message_id_header=stable_message_id(dedupe_key, MESSAGE_ID_DOMAIN),
        created_at=now,
        next_attempt_at=now,
        stale_after=stale_after,
    )
    session.add(message)
    session.flush()
    return message
