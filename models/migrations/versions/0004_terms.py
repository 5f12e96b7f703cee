"""Statutory terms on milestones, with the times at which they stood still."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = ("term", "suspensions")


def upgrade() -> None:
    op.add_column("milestone", sa.Column("term_starts_on", sa.Date(), nullable=True))
    for name in _TEXTS:
        op.add_column("milestone", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for name in (*_TEXTS, "term_starts_on"):
        op.drop_column("milestone", name)
