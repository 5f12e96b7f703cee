"""The ledger's own tables: what a life cycle is, what the state is, what happened.

Only ``models.ledger.writer`` writes ``subject``, the detail tables (``models.tables.programme``)
and ``event``; an architecture test holds it.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import Instant
from models.vocabulary import Confidentiality


class Definition(SQLModel, table=True):
    """A published life cycle: immutable, known by the hash of its content."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    version: int
    digest: str = Field(unique=True)
    content: str  # canonical JSON
    published_at: datetime = Field(sa_type=Instant)
    published_by: str | None = None  # not known before revision 0020


class Subject(SQLModel, table=True):
    """The current row of anything the ledger keeps, whatever its kind.

    What is particular to a kind lies in its detail table under the same id.
    """

    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str
    title: str
    title_en: str | None = None
    confidentiality: str = Confidentiality.PUBLIC
    cluster_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    definition_id: int | None = Field(default=None, foreign_key="definition.id")
    standing: str | None = None  # configuration and history, as models.statechart writes them
    source: str | None = None  # key of the document that states it
    source_place: str | None = None  # section and paragraph there
    source_words: str | None = None  # the short phrase itself, or our own words
    is_invented: bool = False  # test data, not a fact about the world
    seed_digest: str | None = None  # of the seed row that it was last loaded from
    version: int = 0  # rises by one with each event; equals the last event's sequence
    last_hash: str = ""


class Event(SQLModel, table=True):
    """One thing that happened to one subject; never changed, never removed.

    ``payload`` is canonical JSON ``{"before": {...}, "after": {...}, ...}`` over the columns of
    the subject and its detail row. ``hash`` covers everything here and ``previous_hash``.
    """

    __table_args__ = (UniqueConstraint("subject_id", "sequence"), Index(None, "recorded_at"))

    id: int | None = Field(default=None, primary_key=True)
    subject_id: int = Field(foreign_key="subject.id")
    sequence: int
    kind: str
    payload: str
    actor: str
    reason: str | None = None
    effective_on: date
    recorded_at: datetime = Field(sa_type=Instant)
    previous_hash: str
    hash: str
