"""Statements of letters with what was decided about them, and the file a document was read from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("file_digest", sa.String(), nullable=True))
    op.create_index(op.f("ix_document_file_digest"), "document", ["file_digest"], unique=False)

    op.create_table(
        "statement",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("registered_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["registered_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
        sa.UniqueConstraint("document_id", "digest"),
    )
    op.create_index(op.f("ix_statement_digest"), "statement", ["digest"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_statement_digest"), table_name="statement")
    op.drop_table("statement")
    op.drop_index(op.f("ix_document_file_digest"), table_name="document")
    op.drop_column("document", "file_digest")
