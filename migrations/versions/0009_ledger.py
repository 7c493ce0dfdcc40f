"""Ledger: the ends of chains that each seal covers, so that a broken seal names the task; append-only like the seals."""

import sqlalchemy as sa
from alembic import op

revision = "0009_ledger"
down_revision = "0008_terms"
branch_labels = None
depends_on = None

OPERATIONS = ("update", "delete")


def upgrade() -> None:
    op.create_table(
        "seal_head",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["day"], ["seal.day"], name=op.f("fk_seal_head_day_seal")),
        sa.PrimaryKeyConstraint("day", "task_id", name=op.f("pk_seal_head")),
    )
    op.create_index(op.f("ix_seal_head_task_id"), "seal_head", ["task_id"], unique=False)
    for operation in OPERATIONS:
        name = f"seal_head_no_{operation}"
        head = f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON seal_head FOR EACH ROW"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"{head} EXECUTE FUNCTION tapsyrma_refuse()")
        else:
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'refused by trigger {name}'); END")


def downgrade() -> None:
    # Triggers go with their table.
    op.drop_table("seal_head")
