"""Plan tables taken in, row by row."""

revision = "0016_plans"
down_revision = "0015_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
