"""Evidence: form of completion as a checklist, contributions, attachments, change of lead, linked tasks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_evidence"
down_revision = "0006_letters"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def fk(table: str, column: str, target: str, **more: str) -> sa.ForeignKeyConstraint:
    """A foreign key under the name that the models' convention gives it."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), **more)


def upgrade() -> None:
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        fk("requirement", "task_id", "task"),
        fk("requirement", "added_by_id", "user"),
        fk("requirement", "removed_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    op.create_index(op.f("ix_requirement_task_id"), "requirement", ["task_id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("executor_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        fk("contribution", "task_id", "task"),
        fk("contribution", "agency_id", "agency"),
        fk("contribution", "executor_id", "task_executor", ondelete="SET NULL"),
        fk("contribution", "filed_by_id", "user"),
        fk("contribution", "decided_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_task_id"), "contribution", ["task_id"], unique=False)
    op.create_index(
        "uq_contribution_one_pending",
        "contribution",
        ["executor_id"],
        unique=True,
        sqlite_where=sa.text("decision = 'pending'"),
        postgresql_where=sa.text("decision = 'pending'"),
    )
    with op.batch_alter_table("attachment") as batch:
        batch.add_column(sa.Column("contribution_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_attachment_contribution_id_contribution"), "contribution", ["contribution_id"], ["id"]
        )
        batch.create_index(op.f("ix_attachment_contribution_id"), ["contribution_id"], unique=False)
    op.create_table(
        "report_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("act_number", sa.Text(), nullable=False),
        sa.Column("act_on", sa.Date(), nullable=True),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        fk("report_evidence", "report_id", "report"),
        fk("report_evidence", "requirement_id", "requirement"),
        fk("report_evidence", "attachment_id", "attachment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_evidence")),
        sa.UniqueConstraint("report_id", "requirement_id", name=op.f("uq_report_evidence_report_id_requirement_id")),
    )
    op.create_index(op.f("ix_report_evidence_attachment_id"), "report_evidence", ["attachment_id"], unique=False)
    op.create_index(op.f("ix_report_evidence_requirement_id"), "report_evidence", ["requirement_id"], unique=False)
    op.add_column("report", sa.Column("attempt", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("report", sa.Column("missing", JSON, nullable=False, server_default="[]"))
    op.execute(
        "UPDATE report SET attempt = 1 + (SELECT count(*) FROM report AS before WHERE before.task_id = report.task_id"
        " AND before.id < report.id AND before.kind = 'completion' AND before.decision = 'returned')"
        " WHERE kind = 'completion'"
    )
    op.create_table(
        "lead_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_agency_id", sa.Integer(), nullable=True),
        sa.Column("late_request", sa.Boolean(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        fk("lead_change", "task_id", "task"),
        fk("lead_change", "proposed_agency_id", "agency"),
        fk("lead_change", "requested_by_id", "user"),
        fk("lead_change", "decided_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_change")),
    )
    op.create_index(op.f("ix_lead_change_task_id"), "lead_change", ["task_id"], unique=False)
    op.create_index(
        "uq_lead_change_one_pending",
        "lead_change",
        ["task_id"],
        unique=True,
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_table(
        "task_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        fk("task_link", "task_id", "task"),
        fk("task_link", "other_id", "task"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_link")),
        sa.UniqueConstraint("task_id", name=op.f("uq_task_link_task_id")),
    )
    op.create_index(op.f("ix_task_link_other_id"), "task_link", ["other_id"], unique=False)


def downgrade() -> None:
    op.drop_table("task_link")
    op.drop_table("lead_change")
    op.drop_column("report", "missing")
    op.drop_column("report", "attempt")
    op.drop_table("report_evidence")
    with op.batch_alter_table("attachment") as batch:
        batch.drop_index(op.f("ix_attachment_contribution_id"))
        batch.drop_constraint(op.f("fk_attachment_contribution_id_contribution"), type_="foreignkey")
        batch.drop_column("contribution_id")
    op.drop_table("contribution")
    op.drop_table("requirement")
