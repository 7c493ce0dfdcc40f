"""What proves completion: the lines that a task's form of completion wants, what a report gives for each, and the parts
that co-executors hand in to the lead. Files are rows of `Attachment`.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import EvidenceKind, ReportDecision
from app.models.people import User
from app.models.reference import Agency
from app.models.tasks import Attachment, Report, Task


class Requirement(Base):
    """A line of the form of completion. plan: a plain number (indicators), or words; a removed line is kept."""

    __tablename__ = "requirement"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    kind: Mapped[EvidenceKind]
    label: Mapped[str]
    plan: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    added_at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(back_populates="requirements")


class ReportEvidence(Base):
    """What a completion report gives for a line: of the columns those that the line's kind wants."""

    __tablename__ = "report_evidence"
    __table_args__ = (sa.UniqueConstraint("report_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    requirement_id: Mapped[int] = mapped_column(sa.ForeignKey("requirement.id"), index=True)
    act_number: Mapped[str] = mapped_column(default="")
    act_on: Mapped[date | None]
    fact: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    attachment_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attachment.id"), index=True)

    report: Mapped[Report] = relationship(back_populates="evidence")
    requirement: Mapped[Requirement] = relationship(lazy="joined")
    attachment: Mapped[Attachment | None] = relationship()


class Contribution(Base):
    """A part that a co-executor handed in. filed_on: the local day; executor_id is empty once the body left the task.

    agency_id: the body that handed it in, also after a change of executors.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        sa.Index(
            "uq_contribution_one_pending",
            "executor_id",
            unique=True,
            sqlite_where=sa.text("decision = 'pending'"),
            postgresql_where=sa.text("decision = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    executor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("task_executor.id", ondelete="SET NULL"))
    text: Mapped[str]
    filed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    filed_at: Mapped[datetime]
    filed_on: Mapped[date]
    decision: Mapped[ReportDecision] = mapped_column(default=ReportDecision.PENDING)
    decision_note: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(back_populates="contributions")
    agency: Mapped[Agency] = relationship(lazy="joined")
    filed_by: Mapped[User | None] = relationship(foreign_keys=filed_by_id)
    attachments: Mapped[list[Attachment]] = relationship(back_populates="contribution", order_by=Attachment.id)
