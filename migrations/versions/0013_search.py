"""Search: words of tasks, documents and bodies in a form that finds inflected words; indexes for lists that scanned."""

revision = "0013_search"
down_revision = "0012_preferences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
