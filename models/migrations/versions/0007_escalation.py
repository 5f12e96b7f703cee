"""Absences, pauses, and what the sweep needs to see what nobody answered and who begins to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("milestone", sa.Column("escalation_paused_until", sa.Date(), nullable=True))
    op.create_index(
        "ix_milestone_paused",
        "milestone",
        ["escalation_paused_until"],
        sqlite_where=sa.text("escalation_paused_until IS NOT NULL"),
        postgresql_where=sa.text("escalation_paused_until IS NOT NULL"),
    )
    op.add_column(
        "rung", sa.Column("escalates", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.drop_index(op.f("ix_rung_due_on"), table_name="rung")
    op.create_index("ix_rung_due", "rung", ["due_on", "anchor", "milestone_id"])
    op.create_index(
        "ix_message_sent",
        "message",
        ["sent_at"],
        sqlite_where=sa.text("sent_at IS NOT NULL"),
        postgresql_where=sa.text("sent_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_assignment_contact_id"), "assignment", ["contact_id"])
    op.create_index(
        "ix_assignment_begins",
        "assignment",
        ["valid_from"],
        sqlite_where=sa.text("valid_from IS NOT NULL"),
        postgresql_where=sa.text("valid_from IS NOT NULL"),
    )

    op.create_table(
        "absence",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["subject.id"]),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id"),
    )
    op.create_index(op.f("ix_absence_contact_id"), "absence", ["contact_id"])
    op.create_index(op.f("ix_absence_valid_until"), "absence", ["valid_until"])


def downgrade() -> None:
    op.drop_index(op.f("ix_absence_valid_until"), table_name="absence")
    op.drop_index(op.f("ix_absence_contact_id"), table_name="absence")
    op.drop_table("absence")
    op.drop_index("ix_assignment_begins", table_name="assignment")
    op.drop_index(op.f("ix_assignment_contact_id"), table_name="assignment")
    op.drop_index("ix_message_sent", table_name="message")
    op.drop_index("ix_rung_due", table_name="rung")
    op.create_index(op.f("ix_rung_due_on"), "rung", ["due_on"])
    op.drop_column("rung", "escalates")
    op.drop_index("ix_milestone_paused", table_name="milestone")
    op.drop_column("milestone", "escalation_paused_until")
