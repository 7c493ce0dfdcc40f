"""Keeps the entries of the search in step with tasks, documents and bodies.

Services that write one of these call `index_…` in the same transaction. Entries are derived: `index_batch` makes those of
rows that came another way (an older register, a bulk load), or all of them anew when the analyser has changed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, selectinload

from app.domain.search_words import words_of
from app.models import Agency, Document, SearchEntry, Task
from app.models.search import KINDS, SearchKind, entry_id, place_of

Texts = tuple[int, tuple[str, ...]]
# A document may be as long as a book, a task has a few lines.
BATCHES = {SearchKind.TASK: 1000, SearchKind.DOCUMENT: 10, SearchKind.BODY: 500}
_IDS: dict[SearchKind, Any] = {
    SearchKind.TASK: Task.id,
    SearchKind.DOCUMENT: Document.id,
    SearchKind.BODY: Agency.id,
}


def index_task(session: Session, task: Task) -> None:
    """The task is found by its number and by what its card says now."""
    session.flush()
    _write(session, SearchKind.TASK, [_of_task(task)])


def index_document(session: Session, document: Document) -> None:
    """The document is found by its title and text."""
    session.flush()
    _write(session, SearchKind.DOCUMENT, [_of_document(document)])


def index_bodies(session: Session, bodies: Iterable[Agency]) -> None:
    """Bodies are found by all their names and their code."""
    session.flush()
    _write(session, SearchKind.BODY, [_of_body(body) for body in bodies])


def index_batch(session: Session, kind: SearchKind, after: int, *, missing: bool) -> tuple[int, int] | None:
    """The next rows of a kind behind that id: (the last of them, how many); None at the end.

    missing: only rows without an entry. Each batch is a transaction of the caller's, so that saves pass in between.
    """
    where = [_IDS[kind] > after]
    if missing:
        where.append(sa.not_(sa.exists().where(SearchEntry.id == _IDS[kind] * KINDS + place_of(kind))))
    rows = list(_rows(session, kind, where))
    if not rows:
        return None
    _write(session, kind, rows)
    return rows[-1][0], len(rows)


def drop_orphans(session: Session) -> int:
    """Delete the entries of rows that are gone; on SQLite the full-text index is made anew from what stays."""
    gone = 0
    for kind, column in _IDS.items():
        orphan = sa.and_(SearchEntry.kind == kind, SearchEntry.ref_id.not_in(sa.select(column)))
        gone += session.execute(sa.delete(SearchEntry).where(orphan)).rowcount  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("INSERT INTO search_words (search_words) VALUES ('rebuild')"))
    return gone


def _rows(session: Session, kind: SearchKind, where: list[Any]) -> Iterator[Texts]:
    match kind:
        case SearchKind.TASK:
            card = sa.select(Task.id, Task.number, Task.title, Task.text, Task.giver_name)
            yield from map(_of_task, session.execute(_part(card, kind, where)))
        case SearchKind.DOCUMENT:
            texts = sa.select(Document.id, Document.title, Document.text)
            yield from map(_of_document, session.execute(_part(texts, kind, where)))
        case SearchKind.BODY:
            names = sa.select(Agency).options(selectinload(Agency.names))
            yield from map(_of_body, session.scalars(_part(names, kind, where)))


def _part(query: Any, kind: SearchKind, where: list[Any]) -> Any:
    return query.where(*where).order_by(_IDS[kind]).limit(BATCHES[kind])


def _of_task(task: Any) -> Texts:
    return task.id, (task.number, task.title, task.text, task.giver_name)


def _of_document(document: Any) -> Texts:
    return document.id, (document.title, document.text)


def _of_body(body: Agency) -> Texts:
    return body.id, (body.ru, body.kk, body.en, *(name.name for name in body.names), body.code.replace("_", " "))


def _write(session: Session, kind: SearchKind, rows: list[Texts]) -> None:
    """Add or replace entries. One that says the same is left alone: the full-text index need not follow."""
    if not rows:
        return
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    adding = insert(SearchEntry.__table__)  # type: ignore[arg-type]
    words = adding.excluded.words
    statement = adding.on_conflict_do_update(
        index_elements=["id"], set_={"words": words}, where=SearchEntry.words != words
    )
    entries = (
        {"id": entry_id(kind, ref_id), "kind": kind, "ref_id": ref_id, "words": " ".join(sorted(words_of(*texts)))}
        for ref_id, texts in rows
    )
    session.connection().execute(statement, list(entries))
