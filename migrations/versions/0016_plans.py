"""Plan tables taken in, row by row."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016_plans"
down_revision = "0015_drafts"
branch_labels = None
depends_on = None


def _json() -> sa.types.TypeEngine:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    _create_plan()
    _create_edition()
    _create_row()


def _create_plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("giver_role", sa.String(length=40), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("giver_level", sa.String(length=40), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_plan_added_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )


def _create_edition() -> None:
    op.create_table(
        "plan_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("columns", _json(), nullable=False),
        sa.Column("notes", _json(), nullable=False),
        sa.Column("left_out", _json(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_edition_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_plan_edition_added_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_edition")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_edition_plan_id_number")),
    )
    op.create_index(op.f("ix_plan_edition_sha256"), "plan_edition", ["sha256"])
    op.create_index(
        "uq_plan_edition_one_draft",
        "plan_edition",
        ["plan_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )


def _create_row() -> None:
    op.create_table(
        "plan_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("section", "number", "action", "form", "executors", "term")
        ),
        sa.Column("more", _json(), nullable=False),
        sa.Column("as_read", _json(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("others", _json(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.String(length=40), nullable=True),
        sa.Column("due_rule", sa.Text(), nullable=False),
        sa.Column("due_steps", _json(), nullable=False),
        sa.Column("picked_lead", sa.Text(), nullable=False),
        sa.Column("picked_due_on", sa.Date(), nullable=True),
        sa.Column("skip_reason", sa.Text(), nullable=False),
        sa.Column("problems", _json(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["plan_edition.id"], name=op.f("fk_plan_row_edition_id_plan_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["earlier_id"], ["plan_row.id"], name=op.f("fk_plan_row_earlier_id_plan_row")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_plan_row_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_row")),
    )
    op.create_index("ix_plan_row_edition_position", "plan_row", ["edition_id", "position"])
    op.create_index(op.f("ix_plan_row_earlier_id"), "plan_row", ["earlier_id"])
    op.create_index(op.f("ix_plan_row_task_id"), "plan_row", ["task_id"])


def downgrade() -> None:
    op.drop_table("plan_row")
    op.drop_index("uq_plan_edition_one_draft", table_name="plan_edition")
    op.drop_table("plan_edition")
    op.drop_table("plan")
