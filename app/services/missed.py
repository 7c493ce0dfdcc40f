"""Findings that a person adds: words that the extractor missed, long enough to be an instruction and not there already."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import FindingKind, Review
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.domain.spans import trimmed_span
from app.models import Document, Finding, User
from app.services.guard import require_duty
from app.services.review import BY_A_PERSON, stored

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


def add_finding(
    session: Session,
    document: Document,
    start: int,
    end: int,
    *,
    kind: FindingKind = FindingKind.INSTRUCTION,
    by: User | None,
    now: datetime,
) -> Finding:
    """Add one that the extractor missed, from the words selected. What extraction knows of those words fills its fields."""
    require_duty(by, Duty.REVIEW_FINDINGS)
    start, end = trimmed_span(document.text, start, end)
    finding = _cut(session, document, start, end, kind)
    finding.by_hand = True
    session.add(finding)
    session.flush()
    return finding


def _cut(session: Session, document: Document, start: int, end: int, kind: FindingKind) -> Finding:
    """A finding for chosen words: an extracted one that overlaps lends its fields, else they are bare."""
    lender = session.scalar(
        sa.select(Finding)
        .where(Finding.document_id == document.id, Finding.start < end, Finding.end > start)
        .order_by(Finding.confidence.desc(), Finding.id)
        .limit(1)
    )
    fields = dict(lender.fields) if lender else {}
    fields |= {
        "kind": kind.value,
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "rule": BY_A_PERSON,
        "confidence": 1.0,
        "actions": [],
    }
    return stored(document, fields)
