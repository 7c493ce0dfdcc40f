"""Evidence: form of completion as a checklist, contributions, attachments."""


revision = "0007_evidence"
down_revision = "0006_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
