"""Saved views of lists."""

revision = "0014_saved_views"
down_revision = "0013_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
