"""API tokens: what a program shows, scoped, expiring and revocable; the secret is shown once.

A token never may more than its person: its scope only takes away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.access.accounts import let_in
from models.access.secret import digest_of, new_secret
from models.clock import end_of
from models.errors import AccountClosedError, InvalidTokenError, UnknownTokenError, Words
from models.storage.records import current
from models.tables import AccessToken, Account, TokenCluster
from models.vocabulary import SubjectKind

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
class Scope:
    """What a token leaves of what its person may do."""

    may_write: bool
    clusters: frozenset[int] | None  # None: everywhere


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
    account = session.get(Account, actor) or let_in(session, actor, now=now)
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
    return Made(token.key, secret, ends)


def bearer(session: Session, secret: str, *, now: datetime) -> tuple[Account, AccessToken] | None:
    """Return whose token this is, while it is good."""
    query = (
        select(Account, AccessToken)
        .join(AccessToken, col(AccessToken.actor) == col(Account.actor))
        .where(
            col(AccessToken.digest) == digest_of(secret),
            col(AccessToken.revoked_at).is_(None),
            col(AccessToken.expires_at) > now,
            col(Account.closed_at).is_(None),
        )
    )
    return session.exec(query).first()


def scope_of(session: Session, token: AccessToken) -> Scope:
    """Return what a token leaves of what its person may do."""
    query = select(TokenCluster.cluster_id).where(col(TokenCluster.digest) == token.digest)
    return Scope(token.may_write, frozenset(session.exec(query)) or None)


def is_to_be_noted(token: AccessToken, *, now: datetime) -> bool:
    """Return whether so much time has passed that the token should be marked as used."""
    return token.seen_at is None or token.seen_at <= now - _NOTED_EACH


def note_use(session: Session, secret: str, *, now: datetime) -> None:
    """Mark a token as used."""
    session.execute(
        update(AccessToken).where(col(AccessToken.digest) == digest_of(secret)).values(seen_at=now)
    )


def all_tokens(session: Session) -> Sequence[AccessToken]:
    """Return every token there ever was, the newest first."""
    return session.exec(select(AccessToken).order_by(col(AccessToken.made_at).desc())).all()


def clusters_of(session: Session, token: AccessToken) -> list[int]:
    """Return the clusters that a token is limited to, none when it is not."""
    return sorted(scope_of(session, token).clusters or ())


def revoke_token(session: Session, key: str, *, by: str, now: datetime) -> None:
    """Have a token open nothing any more; one that was revoked before stays as it is.

    Raises:
        UnknownTokenError: there is no such token.
    """
    token = session.exec(select(AccessToken).where(col(AccessToken.key) == key)).first()
    if token is None:
        known = ", ".join(each.key for each in all_tokens(session)) or "–"
        raise UnknownTokenError(key=key, known=known)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now, by
        session.add(token)
        session.flush()
