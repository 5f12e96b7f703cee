"""One file is one document, however many people read it in the same moment."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEX = "ix_document_file_digest"


def upgrade() -> None:
    op.drop_index(_INDEX, table_name="document")
    op.create_index(_INDEX, "document", ["file_digest"], unique=True)


def downgrade() -> None:
    op.drop_index(_INDEX, table_name="document")
    op.create_index(_INDEX, "document", ["file_digest"], unique=False)
