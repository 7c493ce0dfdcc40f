"""Documents for reading: the list with its counts, one document with its findings."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import FindingKind, Review
from app.domain.errors import NotFound
from app.domain.permissions import Duty, may
from app.models import Document, Finding, Task, TaskSource, User
from app.models.search import SearchKind
from app.queries.access import visible
from app.queries.keyset import AnySelect, Order, Page, page
from app.queries.matching import matching

DOCUMENT_ORDER = Order((Document.published_on, Document.id), descending=True)


@dataclass(frozen=True)
class DocumentLine:
    """A document as the list shows it. pending: findings that wait for a person; accepted: those that became tasks."""

    id: int
    title: str
    published_on: date
    language: str
    training: bool
    secondary: bool
    note: str
    has_text: bool
    pending: int
    accepted: int


def documents_page(session: Session, *, cursor: str, text: str = "") -> Page[DocumentLine]:
    """A page of the documents, the newest publication first. text: words that all of them have."""
    counted = _counts().subquery()
    query = sa.select(
        Document.id,
        Document.title,
        Document.published_on,
        Document.language,
        Document.training,
        Document.secondary,
        Document.note,
        (Document.text != "").label("has_text"),
        sa.func.coalesce(counted.c.pending, 0),
        sa.func.coalesce(counted.c.accepted, 0),
    ).outerjoin(counted, counted.c.document_id == Document.id)
    if text:
        query = query.where(matching(SearchKind.DOCUMENT, text, Document.id))
    return page(session, query, DOCUMENT_ORDER, cursor, lambda row: DocumentLine(*row[:10]))


def _counts() -> AnySelect:
    pending = sa.and_(Finding.review == Review.PENDING, Finding.kind != FindingKind.REFUSED)
    return sa.select(
        Finding.document_id,
        sa.func.count(sa.case((pending, 1))).label("pending"),
        sa.func.count(sa.case((Finding.review == Review.ACCEPTED, 1))).label("accepted"),
    ).group_by(Finding.document_id)


def document_of(session: Session, user: User, document_id: int) -> Document:
    """The document, for those whose duty documents are and for executors of a task that came from it.

    Raises NotFound when there is none, or none for this person.
    """
    document = session.get(Document, document_id)
    if document is None or not (may(user.role, Duty.SEE_DOCUMENTS) or _behind_own_task(session, user, document)):
        raise NotFound("not_found")
    return document


def _behind_own_task(session: Session, user: User, document: Document) -> bool:
    query = (
        sa.select(TaskSource.id)
        .join(Task, Task.id == TaskSource.task_id)
        .where(TaskSource.document_id == document.id, visible(user))
    )
    return session.scalar(query.limit(1)) is not None


def tasks_of(session: Session, user: User, document: Document) -> list[tuple[TaskSource, Task]]:
    """The tasks of a document that the person sees, with their places, in the order of the text."""
    query = (
        sa.select(TaskSource, Task)
        .join(Task, Task.id == TaskSource.task_id)
        .where(TaskSource.document_id == document.id, visible(user))
        .order_by(TaskSource.start, TaskSource.id)
    )
    return [(source, task) for source, task in session.execute(query)]
