"""Who corrected a row of a plan that waits: another file would replace the row, and the question names him."""

import sqlalchemy as sa
from alembic import op

revision = "0017_plan_corrections"
down_revision = "0016_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan_row") as rows:
        rows.add_column(sa.Column("corrected_by_id", sa.Integer(), nullable=True))
        rows.create_foreign_key(op.f("fk_plan_row_corrected_by_id_user"), "user", ["corrected_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("plan_row") as rows:
        rows.drop_constraint(op.f("fk_plan_row_corrected_by_id_user"), type_="foreignkey")
        rows.drop_column("corrected_by_id")
