"""Who published a life cycle, beside when."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("definition", sa.Column("published_by", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("definition", "published_by")
