"""Tasks that may be the same instruction as a finding: proposals for the reviewer, best first."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import ExecutorRole
from app.domain.sameness import WINDOW_DAYS, Sameness, Version, compare
from app.models import Finding, Task, TaskSource, User
from app.queries.access import visible

MOST = 3
# A window of two months holds some hundreds of tasks of a country; more would be an import, not a press release.
CANDIDATES = 2000


def version_of_finding(finding: Finding) -> Version:
    """A finding as one version of an instruction."""
    owners: list[dict[str, Any]] = finding.fields.get("owners") or []
    lead = next((owner for owner in owners if owner["role"] == ExecutorRole.LEAD), {})
    return Version(
        text=finding.quote,
        issued_on=finding.document.published_on,
        lead=lead.get("code") or "",
        due_on=finding.due_on,
        giver_role=finding.giver_role,
        lead_names=f"{lead.get('name') or ''} {lead.get('text') or ''}",
    )


def version_of_task(task: Task) -> Version:
    """A task as one version of an instruction; a date of policy is no version's date."""
    return Version(
        text=task.text,
        issued_on=task.issued_on,
        lead=task.lead_agency.code,
        due_on=None if task.default_term else task.original_due_on,
        giver_role=task.giver_role,
        lead_names=f"{task.lead_agency.ru} {task.lead_agency.kk}",
    )


def same_tasks(session: Session, finding: Finding, reader: User | None) -> list[tuple[Task, Sameness]]:
    """Tasks of other documents that give the same instruction, at most three, the likest first.

    reader: whose view; None is the register's own, which sees all.
    """
    mine = version_of_finding(finding)
    window = timedelta(days=WINDOW_DAYS)
    elsewhere = sa.select(TaskSource.task_id).where(TaskSource.document_id == finding.document_id)
    tasks = session.scalars(
        sa.select(Task)
        .where(
            visible(reader) if reader else sa.true(),
            Task.issued_on.between(mine.issued_on - window, mine.issued_on + window),
        )
        .where(Task.id.not_in(elsewhere))
        .order_by(Task.id.desc())
        .limit(CANDIDATES)
    )
    found = [(task, same) for task in tasks if (same := compare(mine, version_of_task(task)))]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].id))[:MOST]
