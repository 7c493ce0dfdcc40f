"""Typed tables, one file an aggregate. No queries, no rules: reads are in `app.queries`, writes in `app.services`."""

from app.models.documents import Document, Finding
from app.models.history import JobRun, OverdueFlag, Seal, TaskEvent
from app.models.outbox import Heartbeat, Notice, OutboxMessage
from app.models.people import OneTimeLink, Substitution, User, user_supervises
from app.models.reference import Agency, AgencyName, CalendarDay, Project, ProjectMonitor, Region, TermRule
from app.models.tasks import Attachment, Extension, Question, Report, Task, TaskExecutor, TaskSource

__all__ = [
    "Agency",
    "AgencyName",
    "Attachment",
    "CalendarDay",
    "Document",
    "Extension",
    "Finding",
    "Heartbeat",
    "JobRun",
    "Notice",
    "OneTimeLink",
    "OutboxMessage",
    "OverdueFlag",
    "Project",
    "ProjectMonitor",
    "Question",
    "Region",
    "Report",
    "Seal",
    "Substitution",
    "Task",
    "TaskEvent",
    "TaskExecutor",
    "TaskSource",
    "TermRule",
    "User",
    "user_supervises",
]
