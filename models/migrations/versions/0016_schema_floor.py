"""The database says which older code still works on it (docs/decisions/0037).

No code before this revision asks, so this is the first floor.
"""

import sqlalchemy as sa
from alembic import op

from models import clock

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    floor = op.create_table(
        "schema_floor",
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("revision"),
    )
    op.bulk_insert(floor, [{"revision": revision, "made_at": clock.now()}])


def downgrade() -> None:
    op.drop_table("schema_floor")
