"""Terms: series and their occurrences, interim dates, versions of term rules, batches of policy changes."""


revision = "0008_terms"
down_revision = "0007_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
