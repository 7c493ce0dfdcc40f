"""Findings that a person adds: words that the extractor missed, long enough to be an instruction and not there already."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import FindingKind, Review
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.models import Document, Finding, User
from app.services.guard import require_duty
from app.services.review import add_finding, trimmed_span

LEAST_CHARACTERS = 10
QUOTED = 120


def add_missed(
    session: Session,
    document: Document,
    start: int,
    end: int,
    *,
    by: User | None,
    now: datetime,
    kind: FindingKind = FindingKind.INSTRUCTION,
    overlapping: bool = False,
) -> Finding:
    """Add the words as a finding. overlapping: the person has seen that a finding holds some of them, and wants it so.

    Raises InvalidInput: `span_too_short`, `span_overlaps`, and what `trimmed_span` refuses.
    """
    require_duty(by, Duty.REVIEW_FINDINGS)
    start, end = trimmed_span(document.text, start, end)
    if end - start < LEAST_CHARACTERS:
        raise InvalidInput("span_too_short", n=LEAST_CHARACTERS)
    if not overlapping and (other := _overlapped(session, document, start, end)):
        quote = other.quote if len(other.quote) <= QUOTED else other.quote[:QUOTED].rstrip() + "…"
        raise InvalidInput("span_overlaps", quote=quote)
    return add_finding(session, document, start, end, kind=kind, by=by, now=now)


def _overlapped(session: Session, document: Document, start: int, end: int) -> Finding | None:
    """A finding over these words that is not rejected; candidates that were refused stand in nobody's way."""
    return session.scalar(
        sa.select(Finding)
        .where(Finding.document_id == document.id, Finding.start < end, Finding.end > start)
        .where(Finding.review != Review.REJECTED, Finding.kind != FindingKind.REFUSED)
        .order_by(Finding.start, Finding.id)
        .limit(1)
    )
