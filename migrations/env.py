"""Alembic's environment: the database URL and the tables come from the application, nothing else.

Run through `tapsyrma db upgrade` (`app.schema`), which passes a live connection.
"""

from alembic import context

import app.models  # noqa: F401  (fills the metadata)
from app.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
