"""Plans of measures: the plan, its editions as they came in files, the rows of each edition.

The newest registered edition is the plan on control; its rows know their tasks. An edition that waits is a draft: its rows
are corrected in place. Older editions are kept as they were.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import GiverLevel, GiverRole, Recurrence
from app.domain.plans import PlanState
from app.models.people import User
from app.models.tasks import Task

DRAFT = sa.text("state = 'draft'")


class Plan(Base):
    """A plan of measures and who approved it when; its measures' terms run from that day."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    giver_role: Mapped[GiverRole]
    giver_name: Mapped[str] = mapped_column(default="")
    giver_level: Mapped[GiverLevel]
    approved_on: Mapped[date]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    added_at: Mapped[datetime]

    editions: Mapped[list["PlanEdition"]] = relationship(
        back_populates="plan", order_by="PlanEdition.number", cascade="all, delete-orphan"
    )
    added_by: Mapped[User | None] = relationship()


class PlanEdition(Base):
    """A file of a plan. sha256: of the file; columns: [[field, head], …] in the order of the table; notes: what was not
    read, [[code, data], …]; left_out: keys of the differences that are not taken over.
    """

    __tablename__ = "plan_edition"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "number"),
        sa.Index("uq_plan_edition_one_draft", "plan_id", unique=True, sqlite_where=DRAFT, postgresql_where=DRAFT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[PlanState] = mapped_column(default=PlanState.DRAFT)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    columns: Mapped[list[Any]]
    notes: Mapped[list[Any]] = mapped_column(default=list)
    left_out: Mapped[list[Any]] = mapped_column(default=list)
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    added_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    plan: Mapped[Plan] = relationship(back_populates="editions")
    rows: Mapped[list["PlanRow"]] = relationship(
        back_populates="edition", order_by="PlanRow.position", cascade="all, delete-orphan"
    )
    added_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class PlanRow(Base):
    """A measure. as_read: the cells of its file, by field, before anybody corrected them.

    lead "", due_on None: none could be told. picked_lead, picked_due_on: what a person chose instead of the words.
    skip_reason: why the row is not put on control, "" = it is. problems: [[code, data], …]; blocked: one of them stands in
    the way. corrected_by: who changed it last in this edition, while it waited.
    """

    __tablename__ = "plan_row"
    __table_args__ = (sa.Index("ix_plan_row_edition_position", "edition_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    section: Mapped[str] = mapped_column(default="")
    number: Mapped[str]
    action: Mapped[str]
    form: Mapped[str] = mapped_column(default="")
    executors: Mapped[str] = mapped_column(default="")
    term: Mapped[str] = mapped_column(default="")
    more: Mapped[list[Any]] = mapped_column(default=list)
    as_read: Mapped[dict[str, Any]] = mapped_column(default=dict)
    lead: Mapped[str] = mapped_column(default="")
    others: Mapped[list[Any]] = mapped_column(default=list)
    due_on: Mapped[date | None]
    recurrence: Mapped[Recurrence | None]
    due_rule: Mapped[str] = mapped_column(default="")
    due_steps: Mapped[list[Any]] = mapped_column(default=list)
    picked_lead: Mapped[str] = mapped_column(default="")
    picked_due_on: Mapped[date | None]
    skip_reason: Mapped[str] = mapped_column(default="")
    problems: Mapped[list[Any]] = mapped_column(default=list)
    blocked: Mapped[bool] = mapped_column(default=False)
    earlier_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_row.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(sa.ForeignKey("task.id"), index=True)
    corrected_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    edition: Mapped[PlanEdition] = relationship(back_populates="rows")
    earlier: Mapped["PlanRow | None"] = relationship(remote_side=[id])
    task: Mapped[Task | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
