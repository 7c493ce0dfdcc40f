"""Tasks that pass on: the main executor's request that another body lead, and a task that another one replaces."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import CancelReason, LeadChangeState
from app.models.people import User
from app.models.reference import Agency
from app.models.tasks import Task


class LeadChange(Base):
    """ "Not ours": a request with its reason and its decision. proposed: the body that should lead, where one is named."""

    __tablename__ = "lead_change"
    __table_args__ = (
        sa.Index(
            "uq_lead_change_one_pending",
            "task_id",
            unique=True,
            sqlite_where=sa.text("state = 'requested'"),
            postgresql_where=sa.text("state = 'requested'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    state: Mapped[LeadChangeState] = mapped_column(default=LeadChangeState.REQUESTED)
    reason: Mapped[str]
    proposed_agency_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"))
    late_request: Mapped[bool] = mapped_column(default=False)
    requested_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    requested_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(default="")

    task: Mapped[Task] = relationship(back_populates="lead_changes")
    proposed: Mapped[Agency | None] = relationship()
    requested_by: Mapped[User | None] = relationship(foreign_keys=requested_by_id)


class TaskLink(Base):
    """A task that was removed as a duplicate of another or replaced by it; both pages show it."""

    __tablename__ = "task_link"
    __table_args__ = (sa.UniqueConstraint("task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    reason: Mapped[CancelReason]

    task: Mapped[Task] = relationship(foreign_keys=task_id, back_populates="replaced_by")
    other: Mapped[Task] = relationship(foreign_keys=other_id, back_populates="replaces")
