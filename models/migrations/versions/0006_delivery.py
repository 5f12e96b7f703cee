"""What delivery must remember: claims that never settled, waits, receivers in trouble."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COUNTS = ("unsettled", "waits")


def upgrade() -> None:
    for name in _COUNTS:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("message", column)
    op.create_table(
        "circuit",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "receiver"),
    )


def downgrade() -> None:
    op.drop_table("circuit")
    for name in _COUNTS:
        op.drop_column("message", name)
