"""Delivery: suppressed addresses, pauses of the queue, state of the clock."""

import sqlalchemy as sa
from alembic import op

revision = "0011_delivery"
down_revision = "0010_bodies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "queue_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_queue_state")),
    )
    op.create_table(
        "suppressed_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["outbox_message.id"], name=op.f("fk_suppressed_address_letter_id_outbox_message")
        ),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["user.id"], name=op.f("fk_suppressed_address_lifted_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressed_address")),
    )
    op.create_index(
        "uq_suppressed_address_open",
        "suppressed_address",
        ["address"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "clock_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trusted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quiet_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("running_job", sa.Text(), nullable=False),
        sa.Column("running_slot", sa.Text(), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("running_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_clock_state")),
    )
    # One row each from the beginning: two processes that start at once need not both try to make it.
    op.execute("INSERT INTO queue_state (name, faults, reason) VALUES ('letters', 0, '')")
    op.execute("INSERT INTO clock_state (name, running_job, running_slot) VALUES ('scheduler', '', '')")


def downgrade() -> None:
    op.drop_table("clock_state")
    op.drop_table("suppressed_address")
    op.drop_table("queue_state")
