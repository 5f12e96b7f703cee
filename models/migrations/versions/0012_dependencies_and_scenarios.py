"""What hangs on what: lag, gate, certainty and period of a dependency; scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_DEPENDENCY = {
    "lag": sa.String,
    "gate": sa.String,
    "needed_by": sa.Date,
    "alternative": sa.String,
    "certainty": sa.String,
    "valid_from": sa.Date,
    "valid_until": sa.Date,
}
_ENDS = ("from_id", "to_id")


def upgrade() -> None:
    for name, kind in _DEPENDENCY.items():
        op.add_column("dependency", sa.Column(name, kind(), nullable=True))
    for end in _ENDS:
        op.create_index(f"ix_dependency_{end}", "dependency", [end])
    op.create_table(
        "scenario",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("changes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
    )


def downgrade() -> None:
    op.drop_table("scenario")
    for end in _ENDS:
        op.drop_index(f"ix_dependency_{end}", table_name="dependency")
    with op.batch_alter_table("dependency") as batch:
        for name in _DEPENDENCY:
            batch.drop_column(name)
