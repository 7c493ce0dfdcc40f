"""What a person chooses about letters of the day. Hour and language are `people.py`'s.

Only what asks nothing of the reader may be switched off: news, early reminders, the overdue list.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import OverdueList
from app.models import LetterPreference, User

EVERYTHING = {"early_reminders": True, "news": True, "overdue_list": OverdueList.DAILY}


def preference(session: Session, user_id: int) -> LetterPreference:
    """What the person chose; a row that is not kept when nothing was chosen."""
    return session.get(LetterPreference, user_id) or LetterPreference(user_id=user_id, **EVERYTHING)


def preferences(session: Session, users: Collection[int]) -> dict[int, LetterPreference]:
    """The same for many; whoever chose nothing is not among them."""
    rows = session.scalars(sa.select(LetterPreference).where(LetterPreference.user_id.in_(users)))
    return {row.user_id: row for row in rows}


def choose(
    session: Session, user: User, *, early_reminders: bool, news: bool, overdue_list: OverdueList | None = None
) -> LetterPreference:
    """Keep what a person wants. overdue_list: None leaves it as it is, for those who have none."""
    row = session.merge(preference(session, user.id))
    row.early_reminders, row.news = early_reminders, news
    if overdue_list is not None:
        row.overdue_list = overdue_list
    session.flush()
    return row


def only_when_needed(session: Session, user: User) -> LetterPreference:
    """End the letters that ask nothing of the reader. What he must act on is written to him all the same."""
    row = session.merge(preference(session, user.id))
    row.news, row.overdue_list = False, OverdueList.NEVER
    session.flush()
    return row
