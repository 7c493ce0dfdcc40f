"""Saved views of lists."""

import sqlalchemy as sa
from alembic import op

revision = "0014_saved_views"
down_revision = "0013_search"
branch_labels = None
depends_on = None

ONE_FIRST = sa.text("is_first AND deleted_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_view_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index(op.f("ix_saved_view_user_id_list_name"), "saved_view", ["user_id", "list_name"])
    op.create_index(
        "uq_saved_view_one_first",
        "saved_view",
        ["user_id", "list_name"],
        unique=True,
        sqlite_where=ONE_FIRST,
        postgresql_where=ONE_FIRST,
    )


def downgrade() -> None:
    op.drop_table("saved_view")
