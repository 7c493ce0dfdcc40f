"""Typed tables, one file an aggregate. No queries, no rules: reads are in `app.queries`, writes in `app.services`."""

from app.models.bodies import AgencyAct, PersonEvent, ReferenceEvent
from app.models.documents import Document, Finding
from app.models.drafts import Draft
from app.models.evidence import Contribution, ReportEvidence, Requirement
from app.models.handover import LeadChange, TaskLink
from app.models.history import JobRun, OverdueFlag, Seal, SealHead, TaskEvent
from app.models.outbox import ClockState, Heartbeat, Notice, OutboxMessage, QueueState, SuppressedAddress
from app.models.people import OneTimeLink, Substitution, User, user_supervises
from app.models.plans import Plan, PlanEdition, PlanRow
from app.models.policy import CalendarOverride, PolicyChange
from app.models.preferences import CalendarFeed, LetterPreference
from app.models.reference import Agency, AgencyName, CalendarDay, Project, ProjectMonitor, Region, TermRule
from app.models.saved_views import SavedView
from app.models.search import SearchEntry
from app.models.series import InterimDate, Series
from app.models.tasks import Attachment, Extension, Question, Report, Task, TaskExecutor, TaskSource

__all__ = [
    "Agency",
    "AgencyAct",
    "AgencyName",
    "Attachment",
    "CalendarDay",
    "CalendarFeed",
    "CalendarOverride",
    "ClockState",
    "Contribution",
    "Document",
    "Draft",
    "Extension",
    "Finding",
    "Heartbeat",
    "InterimDate",
    "JobRun",
    "LeadChange",
    "LetterPreference",
    "Notice",
    "OneTimeLink",
    "OutboxMessage",
    "OverdueFlag",
    "PersonEvent",
    "Plan",
    "PlanEdition",
    "PlanRow",
    "PolicyChange",
    "Project",
    "ProjectMonitor",
    "Question",
    "QueueState",
    "ReferenceEvent",
    "Region",
    "Report",
    "ReportEvidence",
    "Requirement",
    "SavedView",
    "Seal",
    "SealHead",
    "SearchEntry",
    "Series",
    "Substitution",
    "SuppressedAddress",
    "Task",
    "TaskEvent",
    "TaskExecutor",
    "TaskLink",
    "TaskSource",
    "TermRule",
    "User",
    "user_supervises",
]
