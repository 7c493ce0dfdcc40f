"""Bodies: succession with its act; milestones."""


revision = "0010_bodies"
down_revision = "0009_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
