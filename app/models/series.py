"""Series and the dates inside a term: the parent rule of occurrences, and the dates of interim reports.

Each occurrence is a task of its own (`app.models.tasks`); nothing here has a status.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import Recurrence
from app.models.people import User


class Series(Base):
    """The rule by which occurrences are put on control.

    schedule: the days of the period as the words gave them (`app.domain.schedule`), {} where policy gives the day;
    text: those words; finding: the finding that the first occurrence came from. next_due: the date for which the next
    occurrence will be created. ended_on: the local day on which a person ended the series.
    """

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    recurrence: Mapped[Recurrence]
    schedule: Mapped[dict[str, Any]] = mapped_column(default=dict)
    text: Mapped[str] = mapped_column(default="")
    finding_id: Mapped[int | None] = mapped_column(sa.ForeignKey("finding.id"), index=True)
    next_due: Mapped[date] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    ended_by: Mapped[User | None] = relationship()


class InterimDate(Base):
    """A date inside the term for an early or interim report. It moves no deadline and is no status.

    met_on: the local day on which the interim report that met it was filed.
    """

    __tablename__ = "interim_date"
    __table_args__ = (sa.UniqueConstraint("task_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"))
    due_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    set_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    set_at: Mapped[datetime]
    met_on: Mapped[date | None]
    report_id: Mapped[int | None] = mapped_column(sa.ForeignKey("report.id"))
