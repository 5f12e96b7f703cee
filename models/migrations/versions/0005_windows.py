"""Windows that wait for an event, the code of a re-planning, and a status that a person gives."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORDS = (
    *("first_anchor_words", "first_anchor_offset", "anchor_words", "anchor_offset"),
    *("replan_reason", "override_status", "override_reason", "override_by"),
)
_DAYS = ("override_on", "override_until")
_ANCHORS = ("first_anchor_id", "anchor_id")


def upgrade() -> None:
    for name in _WORDS:
        op.add_column("milestone", sa.Column(name, sa.String(), nullable=True))
    for name in _DAYS:
        op.add_column("milestone", sa.Column(name, sa.Date(), nullable=True))
    for name in _ANCHORS:
        # In words both databases know, so that SQLite need not copy the table.
        op.execute(f"ALTER TABLE milestone ADD COLUMN {name} INTEGER REFERENCES subject (id)")
        op.create_index(op.f(f"ix_milestone_{name}"), "milestone", [name], unique=False)


def downgrade() -> None:
    for name in _ANCHORS:
        op.drop_index(op.f(f"ix_milestone_{name}"), table_name="milestone")
    with op.batch_alter_table("milestone") as batch_op:
        for name in (*_WORDS, *_DAYS, *_ANCHORS):
            batch_op.drop_column(name)
