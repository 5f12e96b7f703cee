"""Obligations of states, mandates, proposals; and a past that the database itself protects."""

import sqlalchemy as sa
from alembic import op

from models.storage.append_only import append_only_statements, trigger_names

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = ("event", "definition")  # later tables have later revisions

_COLUMNS = ("obligation", "owner_role", "document_kind", "ladder")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("milestone", sa.Column(name, sa.String(), nullable=True))
    op.add_column("milestone", sa.Column("closed_by_step", sa.Boolean(), nullable=True))
    op.create_index("ix_milestone_obligation", "milestone", ["about_id", "obligation"], unique=True)

    op.create_table(
        "mandate",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
    )
    op.create_index(op.f("ix_mandate_actor"), "mandate", ["actor"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("about_version", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("arguments", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["about_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
    )
    op.create_index(op.f("ix_proposal_about_id"), "proposal", ["about_id"], unique=False)

    for statement in append_only_statements(op.get_context().dialect.name, _TABLES):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    for name in sorted(trigger_names(dialect, _TABLES)):
        table = name.partition("_")[0]
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else ""))
    op.drop_index(op.f("ix_proposal_about_id"), table_name="proposal")
    op.drop_table("proposal")
    op.drop_index(op.f("ix_mandate_actor"), table_name="mandate")
    op.drop_table("mandate")
    op.drop_index("ix_milestone_obligation", table_name="milestone")
    for name in ("closed_by_step", *_COLUMNS):
        op.drop_column("milestone", name)
