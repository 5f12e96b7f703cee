"""The index of reminders by message holds those that are in one.

What a sweep writes is in none yet. All of it went to one place of the index, where several workers
waited for each other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_IN_A_MESSAGE = sa.text("message_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_reminder_message_id", "reminder")
    op.create_index(
        "ix_reminder_message_id",
        "reminder",
        ["message_id"],
        sqlite_where=_IN_A_MESSAGE,
        postgresql_where=_IN_A_MESSAGE,
    )


def downgrade() -> None:
    op.drop_index("ix_reminder_message_id", "reminder")
    op.create_index("ix_reminder_message_id", "reminder", ["message_id"])
