"""Source documents and what was found in them.

A document's text never changes: offsets of findings point into it.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.domain.enums import (
    Evidence,
    FindingKind,
    GiverRole,
    Recurrence,
    RejectReason,
    Review,
    Stage,
    Strength,
)


class Document(Base):
    """A text with instructions. sha256 (of the text, or of the file of a scan) is unique: the same text twice is a no-op."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date]
    published_basis: Mapped[str] = mapped_column(default="person")
    language: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="text/plain")
    note: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(unique=True)
    training: Mapped[bool] = mapped_column(default=False)
    secondary: Mapped[bool] = mapped_column(default=False)
    file_name: Mapped[str] = mapped_column(default="")
    file_path: Mapped[str] = mapped_column(default="")
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    added_at: Mapped[datetime]
    extracted_at: Mapped[datetime | None]

    findings: Mapped[list["Finding"]] = relationship(back_populates="document", order_by="Finding.start")


class Finding(Base):
    """A piece of a document that is, or was considered to be, an instruction, milestone, goal or reference.

    start, end: half-open code points into the document's text. fields: the extractor's record (trigger, giver, owners,
    actions, deadline with steps, limit), each with its offsets and rule; it is what the reviewer's page explains.
    """

    __tablename__ = "finding"
    __table_args__ = (
        sa.CheckConstraint('start >= 0 AND "end" > start', name="offsets"),
        sa.Index(
            "ix_finding_pending",
            "document_id",
            "start",
            sqlite_where=sa.text("review = 'pending'"),
            postgresql_where=sa.text("review = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FindingKind]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    giver_role: Mapped[GiverRole | None]
    giver_name: Mapped[str] = mapped_column(default="")
    strength: Mapped[Strength]
    evidence: Mapped[Evidence]
    confidence: Mapped[float]
    rule: Mapped[str]
    due_on: Mapped[date | None]
    limit_on: Mapped[date | None]
    recurrence: Mapped[Recurrence | None]
    stage: Mapped[Stage | None]
    project: Mapped[str] = mapped_column(default="")
    fields: Mapped[dict[str, Any]]
    by_hand: Mapped[bool] = mapped_column(default=False)
    review: Mapped[Review] = mapped_column(default=Review.PENDING)
    review_reason: Mapped[RejectReason | None]
    review_note: Mapped[str] = mapped_column(default="")
    reviewed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    reviewed_at: Mapped[datetime | None]
    auto_confirmed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    document: Mapped[Document] = relationship(back_populates="findings")

    __mapper_args__ = {"version_id_col": version}
