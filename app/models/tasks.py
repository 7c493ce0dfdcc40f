"""The task on control and what hangs on it: sources, executors, reports, extensions, questions, attachments."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import (
    CancelReason,
    ContributionState,
    DueBasis,
    Evidence,
    ExecutorRole,
    ExtensionState,
    GiverLevel,
    GiverRole,
    Recurrence,
    ReportDecision,
    ReportKind,
    ReturnReason,
    Stage,
    TaskKind,
    TaskResult,
    Urgency,
)
from app.domain.history import GENESIS
from app.domain.workflow import TaskStatus
from app.models.documents import Document, Finding
from app.models.people import User
from app.models.reference import Agency, Project, TermRule
from app.models.series import InterimDate, Series

if TYPE_CHECKING:
    from app.models.evidence import Contribution, ReportEvidence, Requirement
    from app.models.handover import LeadChange, TaskLink

OPEN_TASKS = sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')")


SUBMITTED_TASKS = sa.text("status = 'submitted'")
UNCONFIRMED_TERMS = sa.text("due_basis = 'policy' AND NOT term_confirmed AND " + OPEN_TASKS.text)


def _partial_index(name: str, *columns: str, where: sa.TextClause = OPEN_TASKS) -> sa.Index:
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Task(Base):
    """A card on control.

    original_due_on never changes once a text or a person set it (a trigger holds that); due_on follows approved
    extensions. limit_on is a context date that is not the term. submitted_on is the local day of the pending submission;
    ended_on the day control ended. status_before_end is what a reopened task returns to. event_count and event_head are
    the end of its chain of events. An occurrence of a series keeps the date it was created for in occurrence_on, whatever
    becomes of its deadline, and the code of its period (`app.domain.schedule`); due_rule_id: the version of the rule of
    policy by which the date was computed.
    """

    __tablename__ = "task"
    __table_args__ = (
        _partial_index("ix_task_open_due", "due_on", "id"),
        _partial_index("ix_task_open_agency", "lead_agency_id", "due_on", "id"),
        _partial_index("ix_task_open_official", "official_id", "due_on", "id"),
        _partial_index("ix_task_submitted", "due_on", "id", where=SUBMITTED_TASKS),
        _partial_index("ix_task_default_term", "due_on", "id", where=UNCONFIRMED_TERMS),
        sa.CheckConstraint("due_basis IS NOT NULL OR due_on IS NULL", name="due_basis"),
        sa.Index("uq_task_occurrence", "series_id", "occurrence_on", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str]
    kind: Mapped[TaskKind] = mapped_column(default=TaskKind.ONE_OFF)
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.ON_CONTROL)
    giver_role: Mapped[GiverRole | None]
    giver_name: Mapped[str] = mapped_column(default="")
    giver_level: Mapped[GiverLevel] = mapped_column(index=True)
    evidence: Mapped[Evidence] = mapped_column(default=Evidence.PRIMARY)
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    issued_on: Mapped[date]
    registered_at: Mapped[datetime]
    original_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_basis: Mapped[DueBasis | None]
    due_rule: Mapped[str] = mapped_column(default="")
    due_text: Mapped[str] = mapped_column(default="")
    due_steps: Mapped[list[Any]] = mapped_column(default=list)
    term_confirmed: Mapped[bool] = mapped_column(default=False)
    limit_on: Mapped[date | None]
    limit_text: Mapped[str] = mapped_column(default="")
    recurrence: Mapped[Recurrence | None]
    series_id: Mapped[int | None] = mapped_column(sa.ForeignKey("series.id"))
    occurrence_on: Mapped[date | None]
    period: Mapped[str] = mapped_column(default="", server_default="")
    due_rule_id: Mapped[int | None] = mapped_column(sa.ForeignKey("term_rule.id"), index=True)
    form_of_completion: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("project.id"), index=True)
    stage: Mapped[Stage | None]
    forecast_on: Mapped[date | None]
    fact_on: Mapped[date | None]
    lead_agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    official_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    training: Mapped[bool] = mapped_column(default=False)
    flagged: Mapped[bool] = mapped_column(default=False)
    submitted_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    result: Mapped[TaskResult | None]
    cancel_reason: Mapped[CancelReason | None]
    status_before_end: Mapped[TaskStatus | None]
    executor_event_on: Mapped[date]
    changed_at: Mapped[datetime]
    event_count: Mapped[int] = mapped_column(default=0)
    event_head: Mapped[str] = mapped_column(default=GENESIS)
    version: Mapped[int] = mapped_column(default=1)

    lead_agency: Mapped[Agency] = relationship(lazy="joined")
    official: Mapped[User | None] = relationship()
    project: Mapped[Project | None] = relationship(lazy="joined")
    series: Mapped[Series | None] = relationship()
    due_rule_row: Mapped[TermRule | None] = relationship()
    interim_dates: Mapped[list[InterimDate]] = relationship(order_by=InterimDate.due_on)
    executors: Mapped[list["TaskExecutor"]] = relationship(
        back_populates="task", order_by="TaskExecutor.position", cascade="all, delete-orphan"
    )
    sources: Mapped[list["TaskSource"]] = relationship(back_populates="task", order_by="TaskSource.id")
    reports: Mapped[list["Report"]] = relationship(back_populates="task", order_by="Report.id")
    extensions: Mapped[list["Extension"]] = relationship(back_populates="task", order_by="Extension.id")
    questions: Mapped[list["Question"]] = relationship(back_populates="task", order_by="Question.id")
    requirements: Mapped[list["Requirement"]] = relationship(back_populates="task", order_by="Requirement.position")
    contributions: Mapped[list["Contribution"]] = relationship(back_populates="task", order_by="Contribution.id")
    lead_changes: Mapped[list["LeadChange"]] = relationship(back_populates="task", order_by="LeadChange.id")
    replaced_by: Mapped["TaskLink | None"] = relationship(
        back_populates="task", foreign_keys="TaskLink.task_id", cascade="all, delete-orphan"
    )
    replaces: Mapped[list["TaskLink"]] = relationship(back_populates="other", foreign_keys="TaskLink.other_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_milestone(self) -> bool:
        """A stage of a project, watched by its monitoring body."""
        return self.kind is TaskKind.MILESTONE

    @property
    def default_term(self) -> bool:
        """The date comes from a rule of policy, and no supervisor has confirmed or changed it yet."""
        return self.due_basis is DueBasis.POLICY and not self.term_confirmed


class TaskSource(Base):
    """The sentence a task came from."""

    __tablename__ = "task_source"
    __table_args__ = (sa.UniqueConstraint("task_id", "finding_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    finding_id: Mapped[int | None] = mapped_column(sa.ForeignKey("finding.id"), unique=True)
    start: Mapped[int]
    end: Mapped[int]

    task: Mapped[Task] = relationship(back_populates="sources")
    document: Mapped[Document] = relationship()
    finding: Mapped[Finding | None] = relationship()


class TaskExecutor(Base):
    """A body's part in a task. internal_executor is free text: whom the body itself charged."""

    __tablename__ = "task_executor"
    __table_args__ = (
        sa.UniqueConstraint("task_id", "agency_id"),
        sa.Index("ix_task_executor_agency", "agency_id", "task_id"),
        sa.Index(
            "uq_task_executor_one_lead",
            "task_id",
            unique=True,
            sqlite_where=sa.text("role = 'lead'"),
            postgresql_where=sa.text("role = 'lead'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    role: Mapped[ExecutorRole]
    position: Mapped[int]
    official_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    contribution_due_on: Mapped[date | None]
    state: Mapped[ContributionState] = mapped_column(default=ContributionState.NONE)
    internal_executor: Mapped[str] = mapped_column(default="")

    task: Mapped[Task] = relationship(back_populates="executors")
    agency: Mapped[Agency] = relationship(lazy="joined")
    official: Mapped[User | None] = relationship()


class Report(Base):
    """Interim information or a completion report. filed_on is the local day that decides done or done late.

    attempt: 1 for a completion report before any was returned; missing: codes of the bodies that did not contribute.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    kind: Mapped[ReportKind]
    text: Mapped[str]
    filed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    filed_at: Mapped[datetime]
    filed_on: Mapped[date]
    decision: Mapped[ReportDecision] = mapped_column(default=ReportDecision.PENDING)
    reason: Mapped[ReturnReason | None]
    decision_note: Mapped[str] = mapped_column(default="")
    interim_due_on: Mapped[date | None]
    attempt: Mapped[int] = mapped_column(default=1, server_default="1")
    missing: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(back_populates="reports")
    filed_by: Mapped[User | None] = relationship(foreign_keys=filed_by_id)
    attachments: Mapped[list["Attachment"]] = relationship(back_populates="report", order_by="Attachment.id")
    evidence: Mapped[list["ReportEvidence"]] = relationship(back_populates="report", order_by="ReportEvidence.id")


class Attachment(Base):
    """A file of a report, a contribution or the task itself, kept in the data folder under its checksum."""

    __tablename__ = "attachment"
    __table_args__ = (sa.CheckConstraint("size >= 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(sa.ForeignKey("report.id"), index=True)
    contribution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contribution.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    path: Mapped[str]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    added_at: Mapped[datetime]

    report: Mapped[Report | None] = relationship(back_populates="attachments")
    contribution: Mapped["Contribution | None"] = relationship(back_populates="attachments")


class Extension(Base):
    """A request for another date and its decision. lead_days: working days between the request and the old date."""

    __tablename__ = "extension"
    __table_args__ = (
        sa.Index(
            "uq_extension_one_pending",
            "task_id",
            unique=True,
            sqlite_where=sa.text("state = 'requested'"),
            postgresql_where=sa.text("state = 'requested'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    state: Mapped[ExtensionState] = mapped_column(default=ExtensionState.REQUESTED)
    old_due_on: Mapped[date]
    asked_due_on: Mapped[date]
    granted_due_on: Mapped[date | None]
    reason: Mapped[str]
    lead_days: Mapped[int]
    late_request: Mapped[bool] = mapped_column(default=False)
    requested_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    requested_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(default="")
    level: Mapped[GiverLevel | None]

    task: Mapped[Task] = relationship(back_populates="extensions")


class Question(Base):
    """A question to the controller and its answer."""

    __tablename__ = "question"
    __table_args__ = (_partial_index("ix_question_unanswered", "task_id", where=sa.text("answered_at IS NULL")),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(sa.ForeignKey("task.id"), index=True)
    text: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(back_populates="questions")
    asked_by: Mapped[User] = relationship(foreign_keys=asked_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)
