"""The database says which older code still works on it (docs/decisions/0037).

No code before this revision asks, so this is the first floor.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    floor = op.create_table(
        "schema_floor", sa.Column("revision", sa.String(), primary_key=True, nullable=False)
    )
    op.bulk_insert(floor, [{"revision": revision}])


def downgrade() -> None:
    op.drop_table("schema_floor")
