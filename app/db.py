"""Plain SQLAlchemy for every process: the declarative base, column types, engine and the transaction.

The only file with commit and rollback. A scheduler, a sender and the command line need the database without a web
application, hence no Flask extension here.
"""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 10_000
# In the `info` of an index: the one database that has it.
ONLY_ON = "only_on"


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC moment on every database. Naive values are refused: they would be local time by accident."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To the database, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"naive datetime {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """From the database; SQLite forgets the zone, and it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]


class Base(DeclarativeBase):
    """All tables. Enums are stored by value in VARCHAR: a new value needs no migration."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: UTCDateTime(),
        date: sa.Date(),
        str: sa.Text(),
        enum.Enum: sa.Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=_values,
            validate_strings=True,
        ),
        dict[str, Any]: sa.JSON().with_variant(JSONB(), "postgresql"),
        list[Any]: sa.JSON().with_variant(JSONB(), "postgresql"),
    }


@cache
def engine(url: str) -> sa.Engine:
    """One engine a URL and process. SQLite gets foreign keys, WAL, a busy time-out and real transactions."""
    made = sa.create_engine(normal_url(url), pool_pre_ping=True)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    return made


def normal_url(url: str) -> str:
    """A bare postgresql:// means psycopg 3, the driver of the extra `postgres`."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1) if url.startswith("postgresql://") else url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling begins too late for savepoints and DDL; we emit BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer announces itself at once: upgrading a read transaction later fails without waiting for the lock.
    immediate = connection.get_execution_options().get("tapsyrma_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def structural(url: str) -> Iterator[sa.Connection]:
    """A connection for migrations, committed at the end.

    SQLite: a batch migration drops and renames tables, and checks of foreign keys would see the gap; they are off meanwhile.
    """
    with engine(url).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            if sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")
                connection.rollback()


def open_session(url: str, *, base_url: str = "", signing_key: str = "") -> Session:
    """A session on the engine of that URL; the caller closes it.

    base_url: where pages live, for links in letters; signing_key: what those are signed with, none = no signed ones.
    """
    return Session(engine(url), expire_on_commit=False, info={"base_url": base_url, "signing_key": signing_key})


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """One business transaction: commit at the end, roll back on any error.

    A read may have begun a transaction in this session before; it is ended first, so that what follows sees the present
    and, on SQLite, takes the writer's lock at its first statement instead of failing on the upgrade.
    """
    if session.in_transaction() and not session.in_nested_transaction() and not (session.new or session.dirty):
        _end_read(session)
    bind = session.get_bind()
    if not session.in_transaction() and isinstance(bind, sa.Engine) and bind.dialect.name == "sqlite":
        session.connection(execution_options={"tapsyrma_write": True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _end_read(session: Session) -> None:
    session.commit()
