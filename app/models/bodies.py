"""Acts on bodies of the state, and the append-only notes of what people changed in reference data and in people.

Events of tasks are in `history.py`; these tables have no chain, but the database refuses UPDATE and DELETE on them too.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import PersonChange, ReferenceChange, SuccessionKind
from app.models.people import User


class AgencyAct(Base):
    """An act by which bodies follow one another. old, new: their codes; effective_on: the first day of the new ones."""

    __tablename__ = "agency_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SuccessionKind]
    old: Mapped[list[Any]]
    new: Mapped[list[Any]]
    name: Mapped[str]
    number: Mapped[str]
    signed_on: Mapped[date]
    effective_on: Mapped[date]
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    entered_at: Mapped[datetime]

    entered_by: Mapped[User | None] = relationship()


class PersonEvent(Base):
    """What happened to a person: role, body, scope, disabling, substitutes. actor None = the register itself."""

    __tablename__ = "person_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"), index=True)
    kind: Mapped[PersonChange]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]

    actor: Mapped[User | None] = relationship(foreign_keys=actor_id)


class ReferenceEvent(Base):
    """What a person changed in a body or a project. subject: "body" or "project"; subject_id: the id of its row."""

    __tablename__ = "reference_event"
    __table_args__ = (sa.Index("ix_reference_event_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    subject_id: Mapped[int]
    kind: Mapped[ReferenceChange]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]

    actor: Mapped[User | None] = relationship()
