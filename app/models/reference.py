"""Reference data in the tables: bodies and their names, regions, calendar, term rules, projects.

Loaded from seeds/reference by `seeds.loader` under natural keys; nothing is ever deleted, a row that left the files stays.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import Badge, CalendarDayKind, Shift, TermUnit


class Region(Base):
    """An oblast or a city of republican importance."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(primary_key=True)
    iso: Mapped[str]
    ru: Mapped[str]
    kk: Mapped[str]
    en: Mapped[str]
    capital_ru: Mapped[str]
    capital_kk: Mapped[str]
    akimat: Mapped[str]
    position: Mapped[int]


class Agency(Base):
    """A body of the state; its names with their periods are rows of AgencyName."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    parent_code: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"))
    ru: Mapped[str]
    kk: Mapped[str]
    en: Mapped[str]
    head_ru: Mapped[str] = mapped_column(default="")
    head_kk: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successors: Mapped[list[Any]] = mapped_column(default=list)
    subordinate: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(default="")
    badge: Mapped[Badge]
    position: Mapped[int]

    names: Mapped[list["AgencyName"]] = relationship(order_by="AgencyName.position", cascade="all, delete-orphan")

    def name(self, locale: str) -> str:
        """The official name in the reader's language."""
        return {"ru": self.ru, "kk": self.kk}.get(locale, self.en)


class AgencyName(Base):
    """An alias of a body in one language: abbreviation, short or older name."""

    __tablename__ = "agency_name"
    __table_args__ = (sa.UniqueConstraint("agency_id", "language", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id", ondelete="CASCADE"))
    language: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]


class CalendarDay(Base):
    """A day that differs from a plain five-day week."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[CalendarDayKind]
    name_ru: Mapped[str]
    name_kk: Mapped[str]
    name_en: Mapped[str]
    source: Mapped[str]
    badge: Mapped[Badge]
    note: Mapped[str] = mapped_column(default="")


class TermRule(Base):
    """A rule of terms in one period: dated data with a source, never code.

    A row is never edited: a change closes it by valid_to and adds another. change_id: the batch that added the row; None
    for rows of the reference files.
    """

    __tablename__ = "term_rule"
    __table_args__ = (sa.UniqueConstraint("code", "valid_from"), sa.CheckConstraint("amount >= 0", name="amount"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    amount: Mapped[int]
    unit: Mapped[TermUnit]
    shift: Mapped[Shift]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    badge: Mapped[Badge]
    note: Mapped[str] = mapped_column(default="")
    change_id: Mapped[int | None] = mapped_column(sa.ForeignKey("policy_change.id"))


class Project(Base):
    """A project or plan whose dated stages are tracked."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    aliases: Mapped[list[Any]] = mapped_column(default=list)
    place: Mapped[str] = mapped_column(default="")
    badge: Mapped[Badge] = mapped_column(default=Badge.POLICY)
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    monitors: Mapped[list["ProjectMonitor"]] = relationship(
        order_by="ProjectMonitor.position", cascade="all, delete-orphan", lazy="selectin"
    )


class ProjectMonitor(Base):
    """A body that watches a project; the first one records facts and forecasts."""

    __tablename__ = "project_monitor"

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), primary_key=True)
    position: Mapped[int]

    agency: Mapped[Agency] = relationship(lazy="joined")
