"""Status texts, and editions that are established by a second person and then stay."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.storage.append_only import append_only_statements, trigger_names

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TABLES = ("report",)


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        *_on_its_way(),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("correction", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
        sa.UniqueConstraint("report_id"),
    )
    op.create_table(
        "statustext",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        *_on_its_way(),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["about_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
    )
    op.create_index("ix_statustext_about_id", "statustext", ["about_id"])
    for statement in append_only_statements(op.get_context().dialect.name, _TABLES):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    for name in sorted(trigger_names(dialect, _TABLES)):
        op.execute(f"DROP TRIGGER {name}" + (" ON report" if dialect == "postgresql" else ""))
    op.drop_index("ix_statustext_about_id", table_name="statustext")
    op.drop_table("statustext")
    op.drop_table("edition")


def _on_its_way() -> list[sa.Column[Any]]:
    """Return the columns that say who wrote, proposed and established something."""
    return [
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("established_by", sa.String(), nullable=True),
        sa.Column("established_on", sa.Date(), nullable=True),
    ]
