"""Login links: each opens one session, once, and not for long."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.access.accounts import let_in
from models.access.secret import digest_of, new_secret
from models.errors import LoginRefusedError
from models.ledger.access_journal import hold_journal, note_access
from models.tables import Account, LoginLink
from models.vocabulary import AccessKind

VALID_FOR = timedelta(minutes=30)


def make_link(session: Session, actor: str, *, by: str, now: datetime) -> str:
    """Return the secret of a new link; the older ones of this account open nothing any more.

    Raises:
        NameTakenError: the name is that of somebody whom an identity provider vouches for.
    """
    hold_journal(session)
    let_in(session, actor, by=by, now=now)
    session.execute(
        update(LoginLink)
        .where(col(LoginLink.actor) == actor, col(LoginLink.used_at).is_(None))
        .values(used_at=now)
    )
    secret = new_secret()
    link = LoginLink(
        digest=digest_of(secret), actor=actor, made_by=by, made_at=now, expires_at=now + VALID_FOR
    )
    session.add(link)
    session.flush()
    note_access(session, AccessKind.LINK_MADE, by=by, now=now, about=actor)
    return secret


def holder_of(session: Session, secret: str, *, now: datetime) -> str | None:
    """Return whose link this is, if it would open a session now; using it is something else."""
    query = (
        select(LoginLink.actor)
        .join(Account, col(Account.actor) == col(LoginLink.actor))
        .where(
            col(LoginLink.digest) == digest_of(secret),
            col(LoginLink.used_at).is_(None),
            col(LoginLink.expires_at) > now,
            col(Account.closed_at).is_(None),
        )
    )
    return session.exec(query).first()


def use_link(session: Session, secret: str, *, now: datetime) -> str:
    """Use the link up; return whom it lets in. Of two at once, one is refused.

    Raises:
        LoginRefusedError: it is none of ours, was used, has run out or was revoked.
    """
    actor = holder_of(session, secret, now=now)
    used = session.execute(
        update(LoginLink)
        .where(col(LoginLink.digest) == digest_of(secret), col(LoginLink.used_at).is_(None))
        .values(used_at=now)
    )
    if actor is None or used.rowcount != 1:  # type: ignore[attr-defined]
        raise LoginRefusedError
    return actor
