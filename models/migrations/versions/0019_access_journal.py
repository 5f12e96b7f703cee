"""The access journal: what is decided on who may come in stays (docs/decisions/0046)."""

import sqlalchemy as sa
from alembic import op

from models.storage.append_only import append_only_statements, trigger_names

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TABLES = ("accessevent",)


def upgrade() -> None:
    op.create_table(
        "accessevent",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index("ix_accessevent_about", "accessevent", ["about"])
    op.create_index("ix_accessevent_recorded_at", "accessevent", ["recorded_at"])
    for statement in append_only_statements(op.get_context().dialect.name, _TABLES):
        op.execute(statement)
    # Older code would let people in and tell the journal nothing.
    op.execute("UPDATE schema_floor SET revision = '0019'")


def downgrade() -> None:
    op.execute("UPDATE schema_floor SET revision = '0016'")
    dialect = op.get_context().dialect.name
    for name in sorted(trigger_names(dialect, _TABLES)):
        op.execute(f"DROP TRIGGER {name}" + (" ON accessevent" if dialect == "postgresql" else ""))
    op.drop_table("accessevent")
