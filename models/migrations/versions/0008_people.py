"""People with a period and preferences, hand-overs, urgent messages, keys of links."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CONTACT = {
    "person_role": sa.String,
    "valid_from": sa.Date,
    "valid_until": sa.Date,
    "digest_hour": sa.Integer,
    "unwanted": sa.String,
}
_TAKEN_OVER = sa.text("taken_over_from_id IS NOT NULL")
# SQLite has no name for it, so batch mode must be told what it would be called.
_NAMES = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}


def upgrade() -> None:
    for name, kind in _CONTACT.items():
        op.add_column("contact", sa.Column(name, kind(), nullable=True))
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("taken_over_from_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_assignment_taken_over_from", "subject", ["taken_over_from_id"], ["id"]
        )
    op.create_index(
        "ix_assignment_taken_over",
        "assignment",
        ["valid_from"],
        sqlite_where=_TAKEN_OVER,
        postgresql_where=_TAKEN_OVER,
    )
    _set_children_aside()
    with op.batch_alter_table("message", naming_convention=_NAMES) as batch:
        batch.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="daily"))
        batch.add_column(sa.Column("matter", sa.String(), nullable=False, server_default=""))
        batch.drop_constraint("message_contact_id_day_key", type_="unique")
        batch.create_unique_constraint("uq_message_matter", ["contact_id", "day", "matter"])
    _bring_children_back()
    op.create_table(
        "linkkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("linkkey")
    # The older schema knows no urgent messages: what they told is told again.
    op.execute(
        "DELETE FROM attempt WHERE message_id IN (SELECT id FROM message WHERE matter <> '')"
    )
    op.execute(
        "UPDATE reminder SET message_id = NULL"
        " WHERE message_id IN (SELECT id FROM message WHERE matter <> '')"
    )
    op.execute("DELETE FROM message WHERE matter <> ''")
    _set_children_aside()
    with op.batch_alter_table("message", naming_convention=_NAMES) as batch:
        batch.drop_constraint("uq_message_matter", type_="unique")
        batch.create_unique_constraint("message_contact_id_day_key", ["contact_id", "day"])
        batch.drop_column("matter")
        batch.drop_column("kind")
    _bring_children_back()
    op.drop_index("ix_assignment_taken_over", table_name="assignment")
    with op.batch_alter_table("assignment") as batch:
        batch.drop_constraint("fk_assignment_taken_over_from", type_="foreignkey")
        batch.drop_column("taken_over_from_id")
    for name in _CONTACT:
        op.drop_column("contact", name)


def _set_children_aside() -> None:
    """Let nothing refer to a message while SQLite rebuilds that table.

    Its foreign keys cannot be switched off within the transaction of the migrations.
    """
    if op.get_context().dialect.name != "sqlite":
        return
    op.execute("CREATE TEMPORARY TABLE told AS SELECT id, message_id FROM reminder")
    op.execute("CREATE TEMPORARY TABLE tried AS SELECT * FROM attempt")
    op.execute("UPDATE reminder SET message_id = NULL")
    op.execute("DELETE FROM attempt")


def _bring_children_back() -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    op.execute(
        "UPDATE reminder SET message_id = (SELECT message_id FROM told WHERE told.id = reminder.id)"
    )
    op.execute("INSERT INTO attempt SELECT * FROM tried")
    op.execute("DROP TABLE told")
    op.execute("DROP TABLE tried")
