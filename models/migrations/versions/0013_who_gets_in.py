"""Accounts, login links, sessions, tokens, roles of a provider, and who read company data."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NEW = (
    "confidentialread",
    "fieldmark",
    "representative",
    "grantedrole",
    "tokencluster",
    "accesstoken",
    "handshake",
    "visit",
    "loginlink",
    "account",
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("actor"),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "loginlink",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["account.actor"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_loginlink_actor", "loginlink", ["actor"])
    op.create_table(
        "visit",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["account.actor"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_visit_actor", "visit", ["actor"])
    op.create_table(
        "handshake",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("browser_digest", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("goes_to", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "accesstoken",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["account.actor"]),
        sa.PrimaryKeyConstraint("digest"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_accesstoken_actor", "accesstoken", ["actor"])
    op.create_table(
        "tokencluster",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["accesstoken.digest"]),
        sa.ForeignKeyConstraint(["cluster_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("digest", "cluster_id"),
    )
    op.create_table(
        "grantedrole",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=True),
        sa.Column("holds_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["account.actor"]),
        sa.ForeignKeyConstraint(["cluster_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_grantedrole_actor", "grantedrole", ["actor"])
    op.create_table(
        "representative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("actor", "organisation_id", "named_by"),
    )
    op.create_index("ix_representative_actor", "representative", ["actor"])
    op.create_table(
        "fieldmark",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("confidentiality", sa.String(), nullable=False),
        sa.Column("marked_by", sa.String(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("subject_id", "field"),
    )
    op.create_table(
        "confidentialread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_confidentialread_subject", "confidentialread", ["subject_id", "read_at"])
    op.create_index("ix_confidentialread_read_at", "confidentialread", ["read_at"])


def downgrade() -> None:
    for table in _NEW:
        op.drop_table(table)
