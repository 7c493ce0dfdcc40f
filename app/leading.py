"""Who of several schedulers works: one holds a lock, the others stand by.

The lock only saves work: what must happen once is kept once by unique rows, should two ever believe that they lead.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa
import structlog

from app.config import Settings
from app.db import engine

LEADER_KEY = 0x7A95  # any number, the same in all processes of one database

log = structlog.get_logger()


@contextmanager
def leadership(settings: Settings) -> Iterator[Callable[[], bool]]:
    """Yields a question "do I lead?"; whoever asks first and holds the lock does.

    PostgreSQL: an advisory lock on a connection of its own; when that is lost, so is the lock, and the next question asks
    on a new one. SQLite: flock on a file beside the database that is never deleted.
    """
    if engine(settings.database_url).dialect.name == "postgresql":
        with _advisory(settings.database_url) as leads:
            yield leads
    else:
        settings.data.mkdir(parents=True, exist_ok=True)
        with (settings.data / "scheduler.lock").open("w") as file:

            def leads() -> bool:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                return True

            yield leads


@contextmanager
def _advisory(url: str) -> Iterator[Callable[[], bool]]:
    query = sa.text("SELECT pg_try_advisory_lock(:key)")
    connection: sa.Connection | None = None
    held = False

    def drop() -> None:
        nonlocal connection, held
        lost, connection, held = connection, None, False
        if lost is not None:
            with suppress(sa.exc.DBAPIError):
                lost.close()

    def leads() -> bool:
        nonlocal connection, held
        try:
            if connection is None:
                connection = engine(url).connect().execution_options(isolation_level="AUTOCOMMIT")
                connection.detach()  # closing it must end the lock, not lend the connection to somebody else
            if held:
                connection.exec_driver_sql("SELECT 1")  # the lock lives as long as its connection
            else:
                held = bool(connection.scalar(query, {"key": LEADER_KEY}))
        except sa.exc.DBAPIError as error:
            log.warning("leadership_lost", error=str(error.orig))
            drop()
        return held

    try:
        yield leads
    finally:
        drop()
