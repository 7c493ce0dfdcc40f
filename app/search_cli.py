"""`tapsyrma search …`, and the completion of the index after an upgrade of the database."""

from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import open_session, transaction
from app.models.search import SearchKind

Begin = Callable[[], Settings]


@click.group()
def search() -> None:
    """The index of the search."""


@search.command("rebuild")
@click.pass_obj
def search_rebuild(begin: Begin) -> None:
    """Analyse all tasks, documents and bodies anew. Pages can be served meanwhile."""
    from app.services.search_index import drop_orphans

    with open_session(begin().database_url) as session:
        counts = _fill(session, missing=False)
        with transaction(session):
            gone = drop_orphans(session)
    click.echo(", ".join(f"{count} of kind {kind.value}" for kind, count in counts.items()) + f"; {gone} dropped")


def complete_index(database_url: str) -> int:
    """Add the entries of rows that have none, such as those of an older register; how many."""
    with open_session(database_url) as session:
        return sum(_fill(session, missing=True).values())


def _fill(session: Session, *, missing: bool) -> dict[SearchKind, int]:
    from app.services.search_index import index_batch

    counts = {}
    for kind in SearchKind:
        after, counts[kind] = 0, 0
        while True:
            with transaction(session):
                done = index_batch(session, kind, after, missing=missing)
            if done is None:
                break
            after, counts[kind] = done[0], counts[kind] + done[1]
    return counts
