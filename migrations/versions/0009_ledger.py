"""History: what lists of a past day need."""


revision = "0009_ledger"
down_revision = "0008_terms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
