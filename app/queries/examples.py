"""What people decided in review, as annotated examples in the format of the corpora: the office's own corpus grows by use.

A text on which a person decided anything is an example as a whole. What a person accepted, merged or rejected is settled; what
still waits, what policy put on control and what was set aside for another reason than its words is written as disputed
(`must` false), so that the extractor is not taught its own opinion. A sentence without a row was found by nobody, neither by
the extractor nor by the reviewer who had the text before him: it is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import DueBasis, ExecutorRole, FindingKind, OwnerBasis, RejectReason, Review
from app.domain.history import EventKind
from app.models import Agency, Document, Finding, Task, TaskEvent, TaskSource
from app.queries.keyset import AnySelect

# Reasons that say that the words are no instruction; the others tell of the register (a duplicate is an instruction).
_NONE = frozenset({RejectReason.NOT_AN_INSTRUCTION, RejectReason.REFERENCE_ONLY})
_EXPLICIT, _CONTEXT, _ABSENT = OwnerBasis.EXPLICIT.value, OwnerBasis.CONTEXT.value, "none"


@dataclass(frozen=True)
class Label:
    """What a text says by its example. owners: official Russian names; surfaces: the words for them; date: YYYY-MM-DD."""

    owners: list[str]
    surfaces: list[str]
    owner_basis: str
    date: str | None
    date_basis: str


def example_documents(session: Session) -> Iterator[dict[str, Any]]:
    """The texts behind the examples, a dictionary each."""
    for document in session.scalars(sa.select(Document).where(Document.id.in_(_decided())).order_by(Document.id)):
        yield {
            "id": str(document.id),
            "lang": document.language,
            "published": document.published_on.isoformat(),
            "title": document.title,
            "text": document.text,
        }


def examples(session: Session) -> Iterator[dict[str, Any]]:
    """Their findings, settled and disputed, by document and offset; refused candidates only where a person spoke."""
    rows = session.execute(
        sa.select(Finding, Task, TaskEvent.data)
        .outerjoin(TaskSource, TaskSource.finding_id == Finding.id)
        .outerjoin(Task, Task.id == TaskSource.task_id)
        .outerjoin(TaskEvent, sa.and_(TaskEvent.task_id == Task.id, TaskEvent.kind == EventKind.REGISTERED))
        .where(Finding.document_id.in_(_decided()))
        .where(sa.or_(Finding.reviewed_by_id.is_not(None), Finding.kind != FindingKind.REFUSED))
        .order_by(Finding.document_id, Finding.start, Finding.id)
    )
    names = {agency.code: agency.ru for agency in session.scalars(sa.select(Agency))}
    for finding, task, registered in rows:
        yield _example(finding, task, registered or {}, names)


def _decided() -> AnySelect:
    return sa.select(Finding.document_id).where(Finding.reviewed_by_id.is_not(None))


def _example(finding: Finding, task: Task | None, registered: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    none = finding.review is Review.REJECTED and finding.review_reason in _NONE
    trigger, deadline = finding.fields.get("trigger") or {}, finding.fields.get("deadline") or {}
    label = _label(finding, task, registered, names)
    return {
        "doc": str(finding.document_id),
        "kind": "none" if none or finding.kind is FindingKind.REFUSED else finding.kind.value,
        "must": none or (finding.reviewed_by_id is not None and finding.review is not Review.REJECTED),
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "trigger": trigger.get("text"),
        "issuer_role": finding.giver_role,
        "owners": label.owners,
        "owner_surfaces": label.surfaces,
        "owner_basis": label.owner_basis,
        "deadline": label.date,
        "deadline_text": deadline.get("text"),
        "deadline_basis": label.date_basis,
        "recurrence": finding.recurrence,
        "note": finding.review_reason.value if finding.review_reason else "",
    }


def _label(finding: Finding, task: Task | None, registered: dict[str, Any], names: dict[str, str]) -> Label:
    """As the reviewer settled it where the finding became the task; else as the text says, whatever the task does."""
    found: list[dict[str, Any]] = finding.fields.get("owners") or []
    deadline = finding.fields.get("deadline") or {}
    due = finding.due_on
    owners = [owner["name"] for owner in found]
    if finding.review is Review.REJECTED:
        owners, due = [], None
    elif task is not None and finding.review is Review.ACCEPTED and finding.reviewed_by_id is not None:
        owners = [names.get(code, code) for code in _executors(registered)]
        dated = task.due_basis in (DueBasis.TEXT, DueBasis.PERSON) and not task.default_term
        due = task.original_due_on if dated else None
    owners = [] if finding.kind in (FindingKind.MILESTONE, FindingKind.GOAL) else owners
    named = [owner for owner in found if owner["name"] in owners]
    bases = {owner["name"]: owner.get("basis") for owner in named}
    words = bool(deadline.get("text"))
    return Label(
        owners=owners,
        surfaces=[owner["text"] for owner in named if owner.get("text") and owner.get("basis") == _EXPLICIT],
        owner_basis=(bases.get(owners[0]) or _CONTEXT) if owners else _ABSENT,
        date=due.isoformat() if due else None,
        date_basis=(deadline.get("basis") or _EXPLICIT) if words else _CONTEXT if due else _ABSENT,
    )


def _executors(registered: dict[str, Any]) -> list[str]:
    """The codes of the bodies with which a task was put on control, the lead first, whoever executes it now."""
    pairs = registered.get("executors") or []
    return [code for code, role in sorted(pairs, key=lambda pair: pair[1] != ExecutorRole.LEAD)]
