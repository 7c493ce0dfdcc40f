"""Findings for the reviewer: the queue by document, one document's findings with the tasks they became.

Only documents with something to decide stand in the queue; refused candidates never wait for anybody.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import FindingKind, Review
from app.domain.errors import NotFound
from app.models import Document, Finding
from app.queries.keyset import AnyRow, Count, Order, Page, capped_count, page

QUEUE_ORDER = Order((Document.published_on, Document.id), descending=True)
QUEUE_KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.REFUSED)


@dataclass(frozen=True)
class QueueLine:
    """A document with findings that wait, and how many of each kind there are."""

    id: int
    title: str
    published_on: date
    training: bool
    secondary: bool
    counts: dict[FindingKind, int]

    @property
    def total(self) -> int:
        """All findings of the document that wait."""
        return sum(self.counts.values())


def waiting() -> sa.ColumnElement[bool]:
    """Findings that a person has yet to decide on."""
    return sa.and_(Finding.review == Review.PENDING, Finding.kind != FindingKind.REFUSED)


def queue_count(session: Session) -> Count:
    """How many findings wait."""
    return capped_count(session, sa.select(Finding.id).where(waiting()))


def queue_page(session: Session, *, cursor: str) -> Page[QueueLine]:
    """A page of the documents with findings that wait, the newest publication first."""
    by_kind = [sa.func.count(sa.case((Finding.kind == kind, 1))).label(kind.value) for kind in QUEUE_KINDS]
    counted = sa.select(Finding.document_id, *by_kind).where(waiting()).group_by(Finding.document_id).subquery()
    query = sa.select(
        Document.id,
        Document.title,
        Document.published_on,
        Document.training,
        Document.secondary,
        *(counted.c[kind.value] for kind in QUEUE_KINDS),
    ).join(counted, counted.c.document_id == Document.id)
    return page(session, query, QUEUE_ORDER, cursor, _queue_line)


def _queue_line(row: AnyRow) -> QueueLine:
    counts = dict(zip(QUEUE_KINDS, row[5 : 5 + len(QUEUE_KINDS)], strict=True))
    return QueueLine(row[0], row[1], row[2], row[3], row[4], {kind: n for kind, n in counts.items() if n})


def next_in_queue(session: Session, after: Document) -> int | None:
    """The id of another document with findings that wait."""
    return session.scalar(
        sa.select(Finding.document_id)
        .where(waiting(), Finding.document_id != after.id)
        .order_by(Finding.document_id)
        .limit(1)
    )


def has_waiting(session: Session, document: Document) -> bool:
    """Whether anything of the document waits."""
    query = sa.select(Finding.id).where(waiting(), Finding.document_id == document.id)
    return session.scalar(query.limit(1)) is not None


def findings_of(session: Session, document: Document) -> list[Finding]:
    """All findings of a document in the order of its text, those of one place widest first."""
    query = (
        sa.select(Finding)
        .where(Finding.document_id == document.id)
        .order_by(Finding.start, Finding.end.desc(), Finding.id)
    )
    return list(session.scalars(query))


def finding_of(session: Session, document: Document, finding_id: int) -> Finding:
    """A finding of that document. Raises NotFound."""
    finding = session.get(Finding, finding_id)
    if finding is None or finding.document_id != document.id:
        raise NotFound("not_found")
    return finding


def owner_codes(findings: list[Finding]) -> set[str]:
    """The codes of the bodies that the extractor proposes as executors."""
    return {owner["code"] for finding in findings for owner in finding.fields.get("owners") or () if owner.get("code")}
