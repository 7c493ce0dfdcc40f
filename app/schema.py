"""The database's structure: bring it to the newest migration, tell whether it is there.

Wraps Alembic so that every process and every test makes its database the same way. What the tables hold is not its affair.
"""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import app.models  # noqa: F401  (fills the metadata that drift compares)
from app.db import ONLY_ON, Base, engine, structural

FULL_TEXT = "search_words"


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration without a file."""
    made = Config()
    made.set_main_option("script_location", str(resources.files("migrations")))
    made.attributes["connection"] = connection
    return made


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations up to a revision."""
    with structural(url) as connection:
        command.upgrade(config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Run the migrations down to a revision ("base" empties the database)."""
    with structural(url) as connection:
        command.downgrade(config(connection), revision)


def revisions() -> list[str]:
    """All revisions, oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]


@cache
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
        options = {"compare_type": True, "include_name": _named, "include_object": _here(connection.dialect.name)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _named(name: str | None, kind: str, _parents: Any) -> bool:
    """SQLite's full-text index is a virtual table with tables of its own, which no model knows."""
    return not (kind == "table" and (name or "").startswith(FULL_TEXT))


def _here(dialect: str) -> Callable[..., bool]:
    """Whether a part of the models belongs to this database."""
    return lambda part, *_more: part.info.get(ONLY_ON, dialect) == dialect
