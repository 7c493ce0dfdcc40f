"""Bodies: succession with its act; append-only notes of what was changed in people, bodies and projects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_bodies"
down_revision = "0009_ledger"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
APPEND_ONLY = ("agency_act", "person_event", "reference_event")


def upgrade() -> None:
    op.create_table(
        "agency_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("old", JSON, nullable=False),
        sa.Column("new", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_agency_act_entered_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_act")),
    )
    op.create_table(
        "person_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_person_event_actor_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_person_event_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_event")),
    )
    op.create_index(op.f("ix_person_event_user_id"), "person_event", ["user_id"], unique=False)
    op.create_table(
        "reference_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_reference_event_actor_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_event")),
    )
    op.create_index("ix_reference_event_subject", "reference_event", ["subject", "subject_id"], unique=False)
    _create_triggers()


def downgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for operation in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{operation}" + (f" ON {table}" if postgres else ""))
    op.drop_table("reference_event")
    op.drop_table("person_event")
    op.drop_table("agency_act")


def _create_triggers() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for operation in ("update", "delete"):
            name = f"{table}_no_{operation}"
            head = f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} FOR EACH ROW"
            refuse = (
                "EXECUTE FUNCTION tapsyrma_refuse()"
                if postgres
                else f"BEGIN SELECT RAISE(ABORT, 'refused by trigger {name}'); END"
            )
            op.execute(f"{head} {refuse}")
