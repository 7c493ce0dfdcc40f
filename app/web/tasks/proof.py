"""What a task's page shows of proof and parts: the checklist, the parts of co-executors, who did not contribute."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.contributions import HANDED_IN, days_late, owes
from app.domain.enums import EvidenceKind, ExecutorRole, ReportDecision
from app.domain.evidence import reached
from app.domain.permissions import Relation
from app.i18n import get_locale
from app.models import LeadChange, ReportEvidence, Requirement, Task, TaskExecutor, User
from app.queries.access import relation
from app.queries.history import agency_names
from app.services.lead_changes import pending_lead_change
from app.services.requirements import current
from app.web.session import today


@dataclass(frozen=True)
class Part:
    """A co-executor's part. owed: the lead may count on it; late: calendar days; filed_on: when the lead got it."""

    executor: TaskExecutor
    owed: bool
    late: int
    filed_on: date | None


@dataclass(frozen=True)
class ProofOfTask:
    """What the page's sections on proof are given. names: of bodies that reports name as not contributing, by code.

    groups: executors that are generic names and wait for a person to choose.
    """

    lines: list[Requirement]
    parts: list[Part]
    names: dict[str, str]
    groups: list[TaskExecutor]
    lead_change: LeadChange | None


def proof_of(session: Session, task: Task) -> ProofOfTask:
    """The values for one task."""
    codes = {code for report in task.reports for code in report.missing}
    return ProofOfTask(
        lines=current(task),
        parts=[] if task.is_milestone else [_part(task, row) for row in task.executors if _takes_part(row)],
        names=agency_names(session, codes, get_locale()),
        groups=[row for row in task.executors if row.agency.kind == "group"],
        lead_change=pending_lead_change(task),
    )


def _takes_part(row: TaskExecutor) -> bool:
    return row.role is not ExecutorRole.LEAD


def _part(task: Task, row: TaskExecutor) -> Part:
    owed = owes(row.role, group=row.agency.kind == "group")
    held = (ReportDecision.PENDING, ReportDecision.ACCEPTED)
    filed = [part.filed_on for part in task.contributions if part.executor_id == row.id and part.decision in held]
    filed_on = filed[-1] if filed and row.state in HANDED_IN else None
    late = days_late(row.state, row.contribution_due_on, task.ended_on or today(), filed_on) if owed else 0
    return Part(row, owed, late, filed_on)


def below_plan(evidence: ReportEvidence) -> bool:
    """Whether the fact of an indicator is less than its plan."""
    line = evidence.requirement
    return line.kind is EvidenceKind.INDICATOR and reached(line.plan, evidence.fact) is False


def linked_tasks(task: Task, user: User) -> set[int]:
    """Ids of the tasks beside this one that the person may open; of others the page shows the number alone."""
    others = [link.task for link in task.replaces] + ([task.replaced_by.other] if task.replaced_by else [])
    return {other.id for other in others if relation(user, other) is not Relation.NONE}
