"""Changes of policy as logged batches, and the days by which an administrator corrects the work calendar.

Both are only ever added to. Rules of terms are rows of `app.models.reference`; which task moves is decided in
`app.services.policy`.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import Badge, CalendarDayKind, PolicyChangeKind
from app.models.people import User


class PolicyChange(Base):
    """One batch: what was changed, by whom, on what ground, and what that did to open tasks.

    subject: code of the rule, or the ISO date of the day; before, after: its values ({} = none). moved, kept: the tasks
    whose dates moved and those left alone with the reason, as `app.domain.impact` writes them; digest: what the preview
    and the apply had to agree on.
    """

    __tablename__ = "policy_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PolicyChangeKind]
    subject: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    note: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    at: Mapped[datetime]
    moved: Mapped[list[Any]]
    kept: Mapped[list[Any]]
    digest: Mapped[str]

    by: Mapped[User | None] = relationship()


class CalendarOverride(Base):
    """What an administrator entered for a day: the last row of a day counts, before the row of the reference files.

    kind None: the day is withdrawn, and is what its weekday makes it.
    """

    __tablename__ = "calendar_override"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[CalendarDayKind | None]
    name_ru: Mapped[str] = mapped_column(default="")
    name_kk: Mapped[str] = mapped_column(default="")
    name_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    badge: Mapped[Badge]
    note: Mapped[str] = mapped_column(default="")
    change_id: Mapped[int] = mapped_column(sa.ForeignKey("policy_change.id"))
