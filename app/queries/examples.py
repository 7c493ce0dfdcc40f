"""What people decided in review, as annotated examples in the format of the corpora: the office's own corpus grows by use.

Only findings that a person decided on are examples; what policy confirmed would teach the extractor its own opinion.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.domain.enums import DueBasis, FindingKind, Review
from app.models import Document, Finding, Task, TaskExecutor, TaskSource


def example_documents(session: Session) -> Iterator[dict[str, Any]]:
    """The texts behind the examples, a dictionary each."""
    decided = sa.select(Finding.document_id).where(Finding.reviewed_by_id.is_not(None))
    for document in session.scalars(sa.select(Document).where(Document.id.in_(decided)).order_by(Document.id)):
        yield {
            "id": str(document.id),
            "lang": document.language,
            "published": document.published_on.isoformat(),
            "title": document.title,
            "text": document.text,
        }


def examples(session: Session) -> Iterator[dict[str, Any]]:
    """The decisions, in the order of documents and offsets."""
    rows = session.execute(
        sa.select(Finding, Task)
        .outerjoin(TaskSource, TaskSource.finding_id == Finding.id)
        .outerjoin(Task, Task.id == TaskSource.task_id)
        .where(Finding.reviewed_by_id.is_not(None))
        .options(selectinload(Task.executors).joinedload(TaskExecutor.agency))
        .order_by(Finding.document_id, Finding.start, Finding.id)
    )
    for finding, task in rows:
        yield _example(finding, task)


def _example(finding: Finding, task: Task | None) -> dict[str, Any]:
    accepted = finding.review in (Review.ACCEPTED, Review.MERGED)
    kind = finding.kind.value if accepted and finding.kind is not FindingKind.REFUSED else "none"
    trigger = finding.fields.get("trigger") or {}
    deadline = finding.fields.get("deadline") or {}
    dated = task is not None and task.due_basis in (DueBasis.TEXT, DueBasis.PERSON) and not task.default_term
    due = task.original_due_on if task is not None and dated else None
    return {
        "doc": str(finding.document_id),
        "kind": kind,
        "must": True,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "trigger": trigger.get("text"),
        "issuer_role": finding.giver_role,
        "owners": [executor.agency.ru for executor in task.executors] if task and not task.is_milestone else [],
        "deadline": due.isoformat() if due else None,
        "deadline_text": deadline.get("text"),
        "recurrence": finding.recurrence,
        "note": finding.review_reason.value if finding.review_reason else "",
    }
