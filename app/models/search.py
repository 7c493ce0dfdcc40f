"""What tasks, documents and bodies are found by: an entry a row, its words as `app.domain.search_words` makes them.

PostgreSQL keeps the words as a tsvector under a GIN index. On SQLite a virtual table `search_words` (FTS5) stands beside,
which triggers of the same migration keep in step. Entries are written by `app.services.search_index`, asked in
`app.queries.search`; they are derived, and `tapsyrma search rebuild` makes them anew.
"""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.db import ONLY_ON, Base


class SearchKind(StrEnum):
    """What can be found."""

    TASK = "task"
    DOCUMENT = "document"
    BODY = "body"


KINDS = 4
"""Ids of entries are ids of rows times this, plus the place of the kind: a hit of the index names its row by itself."""


def entry_id(kind: SearchKind, ref_id: int) -> int:
    """The id of the entry of a row."""
    return ref_id * KINDS + place_of(kind)


def place_of(kind: SearchKind) -> int:
    """What the id of an entry of that kind leaves when it is divided by KINDS."""
    return list(SearchKind).index(kind)


class SearchEntry(Base):
    """The words of one row. id: `entry_id`; ref_id: the id of the task, document or body; words: tokens with blanks between."""

    __tablename__ = "search_entry"
    __table_args__ = (sa.Index("ix_search_entry_words", "words", postgresql_using="gin", info={ONLY_ON: "postgresql"}),)

    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    kind: Mapped[SearchKind]
    ref_id: Mapped[int]
    words: Mapped[str] = mapped_column(sa.Text().with_variant(TSVECTOR(), "postgresql"))
