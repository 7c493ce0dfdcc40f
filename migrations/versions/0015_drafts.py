"""Drafts of what people type."""

revision = "0015_drafts"
down_revision = "0014_saved_views"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
