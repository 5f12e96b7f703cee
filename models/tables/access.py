"""Who gets in, by what, and who read what is a company's own.

Nothing here opens a door by itself: of every secret only its digest is kept, so that whoever reads
these tables has no link, session or token in hand. These rows are no subjects and have no events in
the ledger (docs/decisions/0025): what was decided about them is in a journal of their own, and what
somebody *did* is in the ledger, under the name that is bound here.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import Instant


class Account(SQLModel, table=True):
    """A person who may come in, and the name under which the ledger knows them.

    ``issuer`` and ``subject`` say who vouches for them: an identity provider and its own
    identifier, or nobody (empty) and the name itself for who comes by a link of ours. A name thus
    belongs to one person, whatever a provider calls a second one.
    """

    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    actor: str = Field(primary_key=True)
    issuer: str = ""
    subject: str
    display_name: str
    language: str | None = None
    made_at: datetime = Field(sa_type=Instant)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)  # revoked until let in anew
    closed_by: str | None = None


class LoginLink(SQLModel, table=True):
    """A link that opens one session, once."""

    digest: str = Field(primary_key=True)
    actor: str = Field(foreign_key="account.actor", index=True)
    made_by: str
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class Visit(SQLModel, table=True):
    """A session in a browser; its cookie holds the secret."""

    digest: str = Field(primary_key=True)
    actor: str = Field(foreign_key="account.actor", index=True)
    began_at: datetime = Field(sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Handshake(SQLModel, table=True):
    """A login that an identity provider has been asked for and has not answered yet."""

    digest: str = Field(primary_key=True)  # of the state
    browser_digest: str  # of the cookie in the browser that asked
    nonce: str
    verifier: str  # RFC 7636: proves that whoever asked is who redeems the answer
    goes_to: str
    expires_at: datetime = Field(sa_type=Instant)


class AccessToken(SQLModel, table=True):
    """What a program shows to the API instead of a session."""

    digest: str = Field(primary_key=True)
    key: str = Field(unique=True)  # how people call it: nothing of the secret
    actor: str = Field(foreign_key="account.actor", index=True)
    name: str  # what it is for
    may_write: bool
    made_by: str
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_by: str | None = None


class TokenCluster(SQLModel, table=True):
    """A cluster that a token is limited to; a token without any is not."""

    digest: str = Field(primary_key=True, foreign_key="accesstoken.digest")
    cluster_id: int = Field(primary_key=True, foreign_key="subject.id")


class GrantedRole(SQLModel, table=True):
    """A role that an identity provider says somebody has, as of their last login.

    Beside the mandates, never instead of them: as long as there is no mandate, the ledger is open.
    """

    id: int | None = Field(default=None, primary_key=True)
    actor: str = Field(foreign_key="account.actor", index=True)
    role: str  # Role
    cluster_id: int | None = Field(default=None, foreign_key="subject.id")
    holds_until: date


class Representative(SQLModel, table=True):
    """Whom a company lets read what is its own: its people, and those whom it named.

    ``named_by`` is who wrote it down; empty when an identity provider says it at each login.
    What those whom it named read is logged; what its own people read is not.
    """

    __table_args__ = (UniqueConstraint("actor", "organisation_id", "named_by"),)

    id: int | None = Field(default=None, primary_key=True)
    actor: str = Field(index=True)
    organisation_id: int = Field(foreign_key="subject.id")
    is_own: bool  # of the company itself
    named_by: str = ""
    valid_from: date
    valid_until: date | None = None


class FieldMark(SQLModel, table=True):
    """One field of one row that fewer people may read than the row itself."""

    subject_id: int = Field(primary_key=True, foreign_key="subject.id")
    field: str = Field(primary_key=True)
    confidentiality: str  # Confidentiality
    marked_by: str
    marked_at: datetime = Field(sa_type=Instant)


class AccessEvent(SQLModel, table=True):
    """One decision on who may come in or what they may read; never changed, never removed.

    ``payload`` is canonical JSON ``{"before": {...}, "after": {...}}`` without any secret. ``hash``
    covers everything here and ``previous_hash`` (``models.ledger.access_journal``).
    """

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str  # AccessKind
    actor: str  # who decided
    about: str = Field(index=True)  # whom it concerns; empty for nobody in particular
    what: str  # the token, company, row or calendar; empty when it is about the person
    subject_id: int | None = Field(default=None, foreign_key="subject.id")
    payload: str
    recorded_at: datetime = Field(sa_type=Instant, index=True)
    previous_hash: str
    hash: str


class ConfidentialRead(SQLModel, table=True):
    """Somebody outside the company read what is its own; never the value that was read."""

    __table_args__ = (Index("ix_confidentialread_subject", "subject_id", "read_at"),)

    id: int | None = Field(default=None, primary_key=True)
    actor: str
    subject_id: int = Field(foreign_key="subject.id")
    fields: str  # names, parted by spaces; * is the whole row
    read_at: datetime = Field(sa_type=Instant, index=True)
    by: str  # how: the face and the route
