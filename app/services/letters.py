"""The outbox: a letter is rendered in its reader's language and enqueued in the transaction of what it tells of.

Delivering belongs to `app.services.delivery`; wording and the look of letters to `notifications`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
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
    absent: User | None = None,
) -> OutboxMessage | None:
    """Put a letter into the outbox.

    letter: the values, or a function that makes them; it is called with the reader's language set, so that names of
    bodies and labels come out in it. dedupe_key: one letter a key, ever; a second call is a no-op and returns None.
    stale_after: after that moment the letter is dropped rather than sent as news. absent: for whom the recipient stands
    in. A disabled recipient gets none.
    """
    if not recipient.is_active or session.scalar(
        sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == dedupe_key)
    ):
        return None
    values = written(
        recipient,
        letter,
        kind=kind,
        dedupe_key=dedupe_key,
        now=now,
        stale_after=stale_after,
        for_id=absent.id if absent else None,
    )
    message = OutboxMessage(**values)
    session.add(message)
    session.flush()
    return message


def written(
    recipient: User,
    letter: Letter | Callable[[], Letter],
    *,
    kind: str,
    dedupe_key: str,
    now: datetime,
    stale_after: datetime | None = None,
    for_id: int | None = None,
    unsubscribe_url: str = "",
) -> dict[str, Any]:
    """The letter rendered, as the values of its row."""
    with locale_of(recipient.locale) as catalog:
        rendered = render(letter() if callable(letter) else letter, catalog, format_day)
    return {
        "recipient_id": recipient.id,
        "kind": kind,
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
        "language": recipient.locale,
        "dedupe_key": dedupe_key,
        "message_id_header": stable_message_id(dedupe_key, MESSAGE_ID_DOMAIN),
        "created_at": now,
        "next_attempt_at": now,
        "stale_after": stale_after,
        "for_id": for_id,
        "unsubscribe_url": unsubscribe_url,
    }


def enqueue_many(session: Session, rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Put the rows that `written` made into the outbox; a key that is there already is passed over.

    Returns the ids of the new letters by recipient.
    """
    if not rows:
        return {}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(OutboxMessage).on_conflict_do_nothing()
    new = session.execute(statement.returning(OutboxMessage.id, OutboxMessage.recipient_id), list(rows))
    return {recipient_id: letter_id for letter_id, recipient_id in new}
