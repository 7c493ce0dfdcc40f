"""The condition that a row is found by a text, on either database.

What the text asks for is analysed in `app.domain.search_words`; entries are written by `app.services.search_index`.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.domain.search_words import Term, terms_of
from app.models.search import KINDS, SearchKind, place_of
from app.queries.keyset import Column


def matching(kind: SearchKind, text: str, ref_id: Column) -> sa.ColumnElement[bool]:
    """That a row of that kind, whose id the column holds, has all words of the text. A text without words finds nothing."""
    terms = terms_of(text)
    if not terms:
        return sa.false()
    said = (place_of(kind), _for_sqlite(terms), kind.value)
    # Written out: PostgreSQL plans a rare word otherwise than a common one, and a parameter may hide which it is.
    asked = sa.bindparam(None, _for_postgres(terms), sa.String(), unique=True, literal_execute=True)
    return _Matches(ref_id, *(sa.literal(each) for each in said), asked)


class _Matches(FunctionElement[bool]):
    """The column, then the kind and the query as SQLite wants them, then the same for PostgreSQL."""

    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """As it is: SQLAlchemy would ask SQLite whether it equals 1, which no index answers."""
        return self


@compiles(_Matches, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    """The id of an entry tells the row, so that the hits need not be looked up."""
    column, place, query = (compiler.process(part, **options) for part in list(element.clauses)[:3])
    return (
        f"{column} IN (SELECT search_words.rowid / {KINDS} FROM search_words "
        f"WHERE search_words MATCH {query} AND search_words.rowid % {KINDS} = {place})"
    )


@compiles(_Matches, "postgresql")
def _on_postgres(element: Any, compiler: Any, **options: Any) -> str:
    parts = list(element.clauses)
    column, kind, query = (compiler.process(part, **options) for part in (parts[0], *parts[3:]))
    return (
        f"{column} IN (SELECT search_entry.ref_id FROM search_entry "
        f"WHERE search_entry.words @@ CAST({query} AS tsquery) AND search_entry.kind = {kind})"
    )


# Tokens hold letters, digits and - . / only, so that between quotes none of them is a sign of either language.


def _for_sqlite(terms: tuple[Term, ...]) -> str:
    words = ([f'"{term.prefix}"*'] * bool(term.prefix) + [f'"{token}"' for token in term.tokens] for term in terms)
    return " AND ".join(f"({' OR '.join(each)})" for each in words)


def _for_postgres(terms: tuple[Term, ...]) -> str:
    words = ([f"'{term.prefix}':*"] * bool(term.prefix) + [f"'{token}'" for token in term.tokens] for term in terms)
    return " & ".join(f"({' | '.join(each)})" for each in words)
