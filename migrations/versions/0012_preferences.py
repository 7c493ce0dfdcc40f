"""Letters: preferences, feeds, whose date a notice is about, and for whom a substitute was written to."""

import sqlalchemy as sa
from alembic import op

revision = "0012_preferences"
down_revision = "0011_delivery"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_preference",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("early_reminders", sa.Boolean(), nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("overdue_list", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_letter_preference_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_letter_preference")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_calendar_feed_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index(op.f("ix_calendar_feed_user_id"), "calendar_feed", ["user_id"])
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("about", sa.Text(), server_default="task", nullable=False))
        batch.add_column(sa.Column("for_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_notice_for_id_user"), "user", ["for_id"], ["id"])
    op.create_index(
        "ix_notice_untold",
        "notice",
        ["recipient_id"],
        sqlite_where=sa.text("message_id IS NULL"),
        postgresql_where=sa.text("message_id IS NULL"),
    )
    with op.batch_alter_table("outbox_message") as batch:
        batch.add_column(sa.Column("for_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("unsubscribe_url", sa.Text(), server_default="", nullable=False))
        batch.create_foreign_key(op.f("fk_outbox_message_for_id_user"), "user", ["for_id"], ["id"])
    op.create_index(
        "ix_outbox_message_digests",
        "outbox_message",
        ["recipient_id", "created_at"],
        sqlite_where=sa.text("kind = 'digest'"),
        postgresql_where=sa.text("kind = 'digest'"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_message_digests", table_name="outbox_message")
    with op.batch_alter_table("outbox_message") as batch:
        batch.drop_constraint(op.f("fk_outbox_message_for_id_user"), type_="foreignkey")
        batch.drop_column("unsubscribe_url")
        batch.drop_column("for_id")
    op.drop_index("ix_notice_untold", table_name="notice")
    with op.batch_alter_table("notice") as batch:
        batch.drop_constraint(op.f("fk_notice_for_id_user"), type_="foreignkey")
        batch.drop_column("for_id")
        batch.drop_column("about")
    op.drop_index(op.f("ix_calendar_feed_user_id"), table_name="calendar_feed")
    op.drop_table("calendar_feed")
    op.drop_table("letter_preference")
