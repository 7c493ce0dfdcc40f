"""The database's structure: bring it to the newest migration, tell whether it is there.

Wraps Alembic so that every process and every test makes its database the same way. What the tables hold is not its affair.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import app.models  # noqa: F401  (fills the metadata that drift compares)
from app.db import Base, engine


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration without a file."""
    made = Config()
    made.set_main_option("script_location", str(resources.files("migrations")))
    made.attributes["connection"] = connection
    return made


@contextmanager
def _connected(url: str) -> Iterator[sa.Connection]:
    with engine(url).connect() as connection:
        if connection.dialect.name == "sqlite":
            # A batch migration drops and renames tables; checks of foreign keys would see the gap.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        yield connection
        if connection.dialect.name == "sqlite":
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.rollback()


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations up to a revision."""
    with _connected(url) as connection:
        command.upgrade(config(connection), revision)
        connection.commit()


def downgrade(url: str, revision: str) -> None:
    """Run the migrations down to a revision ("base" empties the database)."""
    with _connected(url) as connection:
        command.downgrade(config(connection), revision)
        connection.commit()


def revisions() -> list[str]:
    """All revisions, oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]


def head() -> str:
    """The newest revision of this code."""
    return revisions()[-1]


def current(url: str) -> str | None:
    """The database's revision; None when no migration has run."""
    with engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def drift(url: str) -> list[Any]:
    """Differences between the models and the database (tables, columns, types, indexes); empty when none."""
    with engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
