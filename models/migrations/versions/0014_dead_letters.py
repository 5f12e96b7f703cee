"""What was given up is found by the day of it: nobody answers a message that never came."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_INDEX = "ix_message_dead"


def upgrade() -> None:
    is_dead = sa.text("dead_at IS NOT NULL")
    op.create_index(_INDEX, "message", ["dead_at"], sqlite_where=is_dead, postgresql_where=is_dead)


def downgrade() -> None:
    op.drop_index(_INDEX, table_name="message")
