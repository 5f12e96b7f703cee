"""API tokens: what a program shows, scoped, expiring and revocable; the secret is shown once.

A token never may more than its person: its scope only takes away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from models.access.accounts import let_in
from models.access.secret import digest_of, new_secret
from models.clock import end_of
from models.errors import AccountClosedError, InvalidTokenError, UnknownTokenError, Words
from models.ledger.access_journal import note_access
from models.storage.prepared import Prepared
from models.storage.records import current
from models.tables import AccessToken, Account, TokenCluster
from models.vocabulary import AccessKind, SubjectKind

PREFIX = "mijlpaal_"  # so that scanners of repositories and logs can find one that leaked
STANDARD = timedelta(days=90)
LONGEST = timedelta(days=366)
_NAME = re.compile(r"\S(.{0,78}\S)?")
_NOTED_EACH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was just made; ``secret`` is in nobody's hands but the caller's."""

    key: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token it is, and what it leaves of what they may do."""

    actor: str
    display_name: str
    issuer: str
    seen_at: datetime | None  # when the token was last marked as used
    may_write: bool
    clusters: frozenset[int] | None  # None: everywhere


_BEARER = Prepared(
    select(
        col(Account.actor),
        col(Account.display_name),
        col(Account.issuer),
        col(AccessToken.seen_at),
        col(AccessToken.may_write),
    )
    .join(AccessToken, col(AccessToken.actor) == col(Account.actor))
    .where(
        col(AccessToken.digest) == bindparam("wanted"),
        col(AccessToken.revoked_at).is_(None),
        col(AccessToken.expires_at) > bindparam("now"),
        col(Account.closed_at).is_(None),
    )
)
_CLUSTERS = Prepared(
    select(col(TokenCluster.cluster_id)).where(col(TokenCluster.digest) == bindparam("wanted"))
)


def make_token(  # noqa: PLR0913  (whose, what for, how long and how far)
    session: Session,
    actor: str,
    name: str,
    *,
    by: str,
    now: datetime,
    until: date,
    may_write: bool = False,
    clusters: Sequence[str] = (),
) -> Made:
    """Make a token.

    Raises:
        InvalidTokenError: no name, or it would end in the past or after a year.
        UnknownSubjectError: there is no such cluster.
        AccountClosedError: the person was revoked.
    """
    if not _NAME.fullmatch(name):
        raise InvalidTokenError(
            field=Words("naam", "name"),
            value=name,
            accepted=Words(
                "1 tot 80 tekens: waarvoor het is", "1 to 80 characters: what it is for"
            ),
        )
    ends = end_of(until)
    if not now < ends <= now + LONGEST:
        raise InvalidTokenError(
            field=Words("laatste dag", "last day"),
            value=until,
            accepted=Words(
                f"vandaag tot en met {LONGEST.days} dagen later",
                f"today up to {LONGEST.days} days from now",
            ),
        )
    account = session.get(Account, actor) or let_in(session, actor, by=by, now=now)
    if account.closed_at is not None:
        raise AccountClosedError(name=actor)
    ids = {current(session, SubjectKind.CLUSTER, key).id for key in clusters}
    secret = PREFIX + new_secret()
    digest = digest_of(secret)
    token = AccessToken(
        digest=digest,
        key=digest[:10],
        actor=actor,
        name=name,
        may_write=may_write,
        made_by=by,
        made_at=now,
        expires_at=ends,
    )
    session.add(token)
    session.flush()
    session.add_all(TokenCluster(digest=digest, cluster_id=each) for each in sorted(ids))
    session.flush()
    note_access(
        session,
        AccessKind.TOKEN_MADE,
        by=by,
        now=now,
        about=actor,
        what=token.key,
        after={"name": name, "may_write": may_write, "until": until, "clusters": sorted(clusters)},
    )
    return Made(token.key, secret, ends)


def bearer(session: Session, secret: str, *, now: datetime) -> Bearer | None:
    """Return whose token this is, while it is good."""
    digest = digest_of(secret)
    rows = _BEARER.fetch(session, {"wanted": digest, "now": now})
    if not rows:
        return None
    actor, display_name, issuer, seen_at, may_write = rows[0]
    return Bearer(
        str(actor),
        str(display_name),
        str(issuer),
        cast("datetime | None", seen_at),
        bool(may_write),
        frozenset(_clusters(session, digest)) or None,
    )


def is_to_be_noted(token: Bearer, *, now: datetime) -> bool:
    """Return whether so much time has passed that the token should be marked as used."""
    return token.seen_at is None or token.seen_at <= now - _NOTED_EACH


def note_use(session: Session, secret: str, *, now: datetime) -> None:
    """Mark a token as used."""
    session.execute(
        update(AccessToken).where(col(AccessToken.digest) == digest_of(secret)).values(seen_at=now)
    )


def all_tokens(session: Session) -> Sequence[AccessToken]:
    """Return every token there ever was, the newest first."""
    query = select(AccessToken).order_by(col(AccessToken.made_at).desc())
    return session.scalars(query).all()


def clusters_of(session: Session, token: AccessToken) -> list[int]:
    """Return the clusters that a token is limited to, none when it is not."""
    return sorted(_clusters(session, token.digest))


def revoke_token(session: Session, key: str, *, by: str, now: datetime) -> None:
    """Have a token open nothing any more; one that was revoked before stays as it is.

    Raises:
        UnknownTokenError: there is no such token.
    """
    token = session.scalars(select(AccessToken).where(col(AccessToken.key) == key)).first()
    if token is None:
        known = ", ".join(each.key for each in all_tokens(session)) or "–"
        raise UnknownTokenError(key=key, known=known)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now, by
        session.add(token)
        session.flush()
        note_access(
            session, AccessKind.TOKEN_REVOKED, by=by, now=now, about=token.actor, what=token.key
        )


def _clusters(session: Session, digest: str) -> list[int]:
    return [cast("int", each) for (each,) in _CLUSTERS.fetch(session, {"wanted": digest})]
