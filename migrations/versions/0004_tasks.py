"""Tasks on control with executors, sources, reports, extensions, questions, attachments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_tasks"
down_revision = "0003_documents"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("giver_role", sa.String(length=40), nullable=True),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("giver_level", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.String(length=40), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_basis", sa.String(length=40), nullable=True),
        sa.Column("due_rule", sa.Text(), nullable=False),
        sa.Column("due_text", sa.Text(), nullable=False),
        sa.Column("due_steps", JSON, nullable=False),
        sa.Column("term_confirmed", sa.Boolean(), nullable=False),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("limit_text", sa.Text(), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=True),
        sa.Column("form_of_completion", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("fact_on", sa.Date(), nullable=True),
        sa.Column("lead_agency_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("cancel_reason", sa.String(length=40), nullable=True),
        sa.Column("status_before_end", sa.String(length=40), nullable=True),
        sa.Column("executor_event_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("event_head", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_basis IS NOT NULL OR due_on IS NULL", name=op.f("ck_task_due_basis")),
        sa.ForeignKeyConstraint(["lead_agency_id"], ["agency.id"], name=op.f("fk_task_lead_agency_id_agency")),
        sa.ForeignKeyConstraint(["official_id"], ["user.id"], name=op.f("fk_task_official_id_user")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_task_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("number", name=op.f("uq_task_number")),
    )
    op.create_index(op.f("ix_task_giver_level"), "task", ["giver_level"], unique=False)
    op.create_index(op.f("ix_task_lead_agency_id"), "task", ["lead_agency_id"], unique=False)
    op.create_index(
        "ix_task_open_agency",
        "task",
        ["lead_agency_id", "due_on", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
        postgresql_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
    )
    op.create_index(
        "ix_task_open_due",
        "task",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
        postgresql_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
    )
    op.create_index(
        "ix_task_open_official",
        "task",
        ["official_id", "due_on", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
        postgresql_where=sa.text("status IN ('on_control', 'in_progress', 'submitted', 'returned')"),
    )
    op.create_index(op.f("ix_task_project_id"), "task", ["project_id"], unique=False)
    op.create_table(
        "task_executor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("contribution_due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("internal_executor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_task_executor_agency_id_agency")),
        sa.ForeignKeyConstraint(["official_id"], ["user.id"], name=op.f("fk_task_executor_official_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_executor_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_executor")),
        sa.UniqueConstraint("task_id", "agency_id", name=op.f("uq_task_executor_task_id_agency_id")),
    )
    op.create_index("ix_task_executor_agency", "task_executor", ["agency_id", "task_id"], unique=False)
    op.create_index(
        "uq_task_executor_one_lead",
        "task_executor",
        ["task_id"],
        unique=True,
        sqlite_where=sa.text("role = 'lead'"),
        postgresql_where=sa.text("role = 'lead'"),
    )
    op.create_table(
        "task_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_task_source_document_id_document")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_task_source_finding_id_finding")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_source_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_source")),
        sa.UniqueConstraint("finding_id", name=op.f("uq_task_source_finding_id")),
        sa.UniqueConstraint("task_id", "finding_id", name=op.f("uq_task_source_task_id_finding_id")),
    )
    op.create_index(op.f("ix_task_source_document_id"), "task_source", ["document_id"], unique=False)
    op.create_index(op.f("ix_task_source_task_id"), "task_source", ["task_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("interim_due_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_report_decided_by_id_user")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["user.id"], name=op.f("fk_report_filed_by_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_report_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_task_id"), "report", ["task_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_attachment_added_by_id_user")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_attachment_report_id_report")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_attachment_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_report_id"), "attachment", ["report_id"], unique=False)
    op.create_index(op.f("ix_attachment_task_id"), "attachment", ["task_id"], unique=False)
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("asked_due_on", sa.Date(), nullable=False),
        sa.Column("granted_due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("late_request", sa.Boolean(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_extension_decided_by_id_user")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["user.id"], name=op.f("fk_extension_requested_by_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_extension_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_task_id"), "extension", ["task_id"], unique=False)
    op.create_index(
        "uq_extension_one_pending",
        "extension",
        ["task_id"],
        unique=True,
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_question_answered_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_question_asked_by_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_question_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_task_id"), "question", ["task_id"], unique=False)


def downgrade() -> None:
    op.drop_table("question")
    op.drop_table("extension")
    op.drop_table("attachment")
    op.drop_table("report")
    op.drop_table("task_source")
    op.drop_table("task_executor")
    op.drop_table("task")
