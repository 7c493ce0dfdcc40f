"""Search: words of tasks, documents and bodies in a form that finds inflected words; indexes for lists that scanned.

The words are made by the application's analyser, so that a revision cannot fill the table: `tapsyrma db upgrade` does so
when it has come to the end (`tapsyrma search rebuild` at any time).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0013_search"
down_revision = "0012_preferences"
branch_labels = None
depends_on = None

OPEN = "status IN ('on_control', 'in_progress', 'submitted', 'returned')"
WAITING = (
    ("ix_task_submitted", "task", ["due_on", "id"], "status = 'submitted'"),
    ("ix_task_default_term", "task", ["due_on", "id"], f"due_basis = 'policy' AND NOT term_confirmed AND {OPEN}"),
    ("ix_question_unanswered", "question", ["task_id"], "answered_at IS NULL"),
)
FULL_TEXT = (
    # Tokens come analysed: the tokenizer must only cut them at blanks. No positions: nobody asks for phrases.
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "words, content='search_entry', content_rowid='id', detail=none, tokenize=\"ascii tokenchars '-./'\")",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_entry_dropped AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer() if sqlite else sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("ref_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text() if sqlite else TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    if sqlite:
        for statement in FULL_TEXT:
            op.execute(statement)
    else:
        op.create_index("ix_search_entry_words", "search_entry", ["words"], postgresql_using="gin")
    for name, table, columns, condition in WAITING:
        where = sa.text(condition)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _columns, _condition in WAITING:
        op.drop_index(name, table_name=table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entry")
