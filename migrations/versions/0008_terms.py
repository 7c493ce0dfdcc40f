"""Terms: series and their occurrences, interim dates, versions of term rules, batches of policy changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_terms"
down_revision = "0007_evidence"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
LOGGED = ("policy_change", "calendar_override")


def upgrade() -> None:
    _create_series()
    _create_policy()
    # Plain ADD COLUMN with the reference inside: a batch would drop the triggers of `task`.
    for name, target in (("series_id", "series.id"), ("due_rule_id", "term_rule.id")):
        key = sa.ForeignKey(target, name=f"fk_task_{name}_{target.split('.')[0]}")
        op.add_column("task", sa.Column(name, sa.Integer(), key, nullable=True), inline_references=True)
    op.add_column("task", sa.Column("occurrence_on", sa.Date(), nullable=True))
    op.add_column("task", sa.Column("period", sa.Text(), nullable=False, server_default=""))
    op.create_index("uq_task_occurrence", "task", ["series_id", "occurrence_on"], unique=True)
    op.create_index(op.f("ix_task_due_rule_id"), "task", ["due_rule_id"])
    key = sa.ForeignKey("policy_change.id", name="fk_term_rule_change_id_policy_change")
    op.add_column("term_rule", sa.Column("change_id", sa.Integer(), key, nullable=True), inline_references=True)
    _name_versions()
    _begin_series()


def _name_versions() -> None:
    """Tasks whose date policy gave keep the version that was in force when they were given."""
    op.execute(
        "UPDATE task SET due_rule_id = (SELECT max(rule.id) FROM term_rule AS rule WHERE rule.code = task.due_rule"
        " AND rule.valid_from <= task.issued_on AND (rule.valid_to IS NULL OR rule.valid_to >= task.issued_on))"
        " WHERE due_basis = 'policy'"
    )


def _begin_series() -> None:
    """Tasks that repeat become first occurrences; their dates came from policy, which goes on giving them."""
    connection = op.get_bind()
    series = sa.table(
        "series",
        *(sa.column(name) for name in ("id", "recurrence", "text", "finding_id", "reason")),
        sa.column("schedule", JSON),
        sa.column("next_due", sa.Date()),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )
    task = sa.table(
        "task",
        *(sa.column(name) for name in ("id", "recurrence", "kind", "due_text", "series_id")),
        sa.column("due_on", sa.Date()),
        sa.column("occurrence_on", sa.Date()),
        sa.column("registered_at", sa.DateTime(timezone=True)),
    )
    repeating = sa.select(task).where(task.c.kind.in_(["series", "standing"]), task.c.recurrence.is_not(None))
    for row in connection.execute(repeating.where(task.c.due_on.is_not(None))).all():
        made = connection.execute(
            series.insert()
            .values(
                recurrence=row.recurrence,
                schedule={},
                text=row.due_text,
                next_due=row.due_on,
                reason="",
                created_at=row.registered_at,
            )
            .returning(series.c.id)
        ).scalar_one()
        connection.execute(task.update().where(task.c.id == row.id).values(series_id=made, occurrence_on=row.due_on))


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=False),
        sa.Column("schedule", JSON, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_series_finding_id_finding")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_series_ended_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_finding_id"), "series", ["finding_id"])
    op.create_index(op.f("ix_series_next_due"), "series", ["next_due"])
    op.create_table(
        "interim_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_interim_date_task_id_task")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_interim_date_set_by_id_user")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_interim_date_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interim_date")),
        sa.UniqueConstraint("task_id", "due_on", name=op.f("uq_interim_date_task_id_due_on")),
    )


def _create_policy() -> None:
    op.create_table(
        "policy_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", JSON, nullable=False),
        sa.Column("kept", JSON, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_policy_change_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_change")),
    )
    op.create_table(
        "calendar_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("badge", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["policy_change.id"], name=op.f("fk_calendar_override_change_id_policy_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_override")),
    )
    op.create_index(op.f("ix_calendar_override_day"), "calendar_override", ["day"])
    for table, operation in _refused():
        head = f"CREATE TRIGGER {table}_no_{operation.lower()} BEFORE {operation} ON {table} FOR EACH ROW"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"{head} EXECUTE FUNCTION tapsyrma_refuse()")
        else:
            name = f"{table}_no_{operation.lower()}"
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'refused by trigger {name}'); END")


def _refused() -> list[tuple[str, str]]:
    return [(table, operation) for table in LOGGED for operation in ("UPDATE", "DELETE")]


def downgrade() -> None:
    # Rows that a person added would stand beside those they replaced, both without an end.
    op.execute("UPDATE task SET due_rule_id = NULL")
    op.execute("DELETE FROM term_rule WHERE change_id IS NOT NULL")
    op.drop_column("term_rule", "change_id")
    op.drop_index(op.f("ix_task_due_rule_id"), "task")
    op.drop_index("uq_task_occurrence", "task")
    for name in ("period", "occurrence_on", "due_rule_id", "series_id"):
        op.drop_column("task", name)
    # Triggers go with their tables.
    op.drop_table("calendar_override")
    op.drop_table("policy_change")
    op.drop_table("interim_date")
    op.drop_table("series")
