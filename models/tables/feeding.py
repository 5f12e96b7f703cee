"""Calendar feeds: who may look by an address alone, until somebody revokes it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.tables.columns import Instant
from models.vocabulary import Confidentiality, Language


class Feed(SQLModel, table=True):
    """One address of a calendar: of a cluster, or of a contact for what it answers for.

    The token in the address is kept as its SHA-256 only: whoever reads this table can open no
    feed. A revoked row stays, so that it can be told who could look, and until when.
    """

    id: int | None = Field(default=None, primary_key=True)
    subject_id: int = Field(foreign_key="subject.id", index=True)  # a cluster or a contact
    audience: str = Confidentiality.PUBLIC
    language: str = Language.NL
    token_digest: str = Field(unique=True)
    created_by: str
    created_at: datetime = Field(sa_type=Instant)
    revoked_by: str | None = None
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
