"""What a person chose about letters, and the secret addresses of calendars. Letters themselves are `outbox.py`'s."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import OverdueList
from app.models.people import User
from app.models.reference import Agency


class LetterPreference(Base):
    """What may be left out of a person's letter of the day. No row: everything is wanted.

    early_reminders: the reminders that rules call optional; news: what others changed; overdue_list: how often a
    supervisor gets the overdue list. Orders, returned reports and the reminders of the last days have no switch.
    """

    __tablename__ = "letter_preference"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    early_reminders: Mapped[bool] = mapped_column(default=True)
    news: Mapped[bool] = mapped_column(default=True)
    overdue_list: Mapped[OverdueList] = mapped_column(default=OverdueList.DAILY)


class CalendarFeed(Base):
    """A calendar that programs fetch without signing in. Only the hash of its secret is kept.

    agency: the body whose deadlines it shows; None: the person's own. The row is deleted when the address is revoked.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    agency_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]

    user: Mapped[User] = relationship()
    agency: Mapped[Agency | None] = relationship()
