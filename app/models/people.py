"""People who sign in, who stands in for whom, and the one-time links that let them in.

A user is an office, not a personality: no birth dates, no photographs.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import GiverLevel, Role
from app.models.reference import Agency

user_supervises = sa.Table(
    "user_supervises",
    Base.metadata,
    sa.Column("user_id", sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), primary_key=True),
)


class User(Base):
    """A person at an office.

    supervises: agencies in a supervisor's scope, empty = all. decides_up_to: the highest giver level on whose tasks the
    supervisor decides. session_epoch grows with every change that must end open sessions (password, role, disabling).
    """

    __tablename__ = "user"
    __table_args__ = (sa.CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    office: Mapped[str] = mapped_column(default="")
    role: Mapped[Role]
    agency_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    locale: Mapped[str] = mapped_column(default="ru")
    digest_hour: Mapped[int] = mapped_column(default=8)
    decides_up_to: Mapped[GiverLevel | None]
    deputy_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    password_hash: Mapped[str] = mapped_column(default="")
    session_epoch: Mapped[int] = mapped_column(default=0)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    agency: Mapped[Agency | None] = relationship(lazy="joined", foreign_keys=agency_id)
    supervises: Mapped[list[Agency]] = relationship(secondary=user_supervises, order_by=Agency.position)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in and gets letters."""
        return self.disabled_at is None


class Substitution(Base):
    """Who stands in for whom; both days inclusive."""

    __tablename__ = "substitution"
    __table_args__ = (sa.CheckConstraint("until >= since", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    since: Mapped[date]
    until: Mapped[date]


class OneTimeLink(Base):
    """An invitation or a password reset; only the hash of its token is kept."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
