"""History: events in a chain, seals, overdue flags, runs of jobs; triggers that keep them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_history"
down_revision = "0004_tasks"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# Name, table, operation, condition under which the row is refused (None = always).
TRIGGERS = [
    ("task_event_no_update", "task_event", "UPDATE", None),
    ("task_event_no_delete", "task_event", "DELETE", None),
    ("seal_no_update", "seal", "UPDATE", None),
    ("seal_no_delete", "seal", "DELETE", None),
    ("document_text_fixed", "document", "UPDATE", "OLD.text <> NEW.text"),
    (
        "task_original_due_fixed",
        "task",
        "UPDATE",
        "OLD.original_due_on IS NOT NULL AND OLD.due_basis <> 'policy'"
        " AND (NEW.original_due_on IS NULL OR NEW.original_due_on <> OLD.original_due_on)",
    ),
]


def create_triggers() -> None:
    """SQLite raises in the trigger itself, PostgreSQL in a function that names the trigger."""
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(
            "CREATE FUNCTION tapsyrma_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'refused by trigger %', TG_NAME; END $$"
        )
    for name, table, operation, condition in TRIGGERS:
        when = f" WHEN ({condition})" if condition else ""
        head = f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW{when}"
        if postgres:
            op.execute(f"{head} EXECUTE FUNCTION tapsyrma_refuse()")
        else:
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'refused by trigger {name}'); END")


def drop_triggers() -> None:
    """The reverse of `create_triggers`."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for name, table, _, _ in TRIGGERS:
        op.execute(f"DROP TRIGGER {name} ON {table}" if postgres else f"DROP TRIGGER {name}")
    if postgres:
        op.execute("DROP FUNCTION tapsyrma_refuse()")


def upgrade() -> None:
    op.create_table(
        "task_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_task_event_actor_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_event_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_event")),
        sa.UniqueConstraint("task_id", "seq", name=op.f("uq_task_event_task_id_seq")),
    )
    op.create_index("ix_task_event_at", "task_event", ["at"], unique=False)
    op.create_table(
        "seal",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_seal")),
    )
    op.create_table(
        "overdue_flag",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_overdue_flag_task_id_task"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", "due_on", name=op.f("pk_overdue_flag")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", "slot", name=op.f("uq_job_run_job_slot")),
    )
    create_triggers()


def downgrade() -> None:
    drop_triggers()
    op.drop_table("job_run")
    op.drop_table("overdue_flag")
    op.drop_table("seal")
    op.drop_table("task_event")
