"""The database says whose clock drives it: never two of them (docs/decisions/0042)."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation_clock",
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("since"),
    )


def downgrade() -> None:
    op.drop_table("organisation_clock")
