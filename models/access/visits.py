"""Sessions in a browser: opened at login under a new secret, ended by silence, age or logout."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from models.access.secret import digest_of, new_secret
from models.ledger.access_journal import note_access
from models.tables import Account, Handshake, LoginLink, Visit
from models.vocabulary import AccessKind

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)  # a working day; from then on somebody must say again who they are
_NOTED_EACH = timedelta(minutes=1)  # reading a page must not write a row each time
_KEPT = timedelta(days=90)


def begin_visit(session: Session, actor: str, *, now: datetime, instead_of: str = "") -> str:
    """Open a session; return its secret, which nobody has seen before.

    Args:
        session: of the transaction.
        actor: whose account.
        now: this instant.
        instead_of: the secret of the session that this browser had: it ends.
    """
    end_visit(session, instead_of, now=now)
    _tidy(session, now)
    secret = new_secret()
    session.add(Visit(digest=digest_of(secret), actor=actor, began_at=now, seen_at=now))
    session.execute(update(Account).where(col(Account.actor) == actor).values(seen_at=now))
    session.flush()
    return secret


def visitor(session: Session, secret: str, *, now: datetime) -> tuple[Account, Visit] | None:
    """Return whose session this is, while it lasts."""
    query = (
        select(Account, Visit)
        .join(Visit, col(Visit.actor) == col(Account.actor))
        .where(
            col(Visit.digest) == digest_of(secret),
            col(Visit.ended_at).is_(None),
            col(Visit.seen_at) > now - IDLE,
            col(Visit.began_at) > now - LONGEST,
            col(Account.closed_at).is_(None),
        )
    )
    return session.exec(query).first()


def is_to_be_noted(visit: Visit, *, now: datetime) -> bool:
    """Return whether so much time has passed that the visit should be marked as seen."""
    return visit.seen_at <= now - _NOTED_EACH


def note_visit(session: Session, secret: str, *, now: datetime) -> None:
    """Mark a session as seen."""
    session.execute(
        update(Visit)
        .where(col(Visit.digest) == digest_of(secret), col(Visit.ended_at).is_(None))
        .values(seen_at=now)
    )


def end_visit(session: Session, secret: str, *, now: datetime) -> None:
    """End a session; one that has ended, or never was, stays as it is."""
    session.execute(
        update(Visit)
        .where(col(Visit.digest) == digest_of(secret), col(Visit.ended_at).is_(None))
        .values(ended_at=now)
    )


def open_visits(session: Session, *, now: datetime) -> Sequence[Visit]:
    """Return the sessions that last, the newest first."""
    query = (
        select(Visit)
        .where(
            col(Visit.ended_at).is_(None),
            col(Visit.seen_at) > now - IDLE,
            col(Visit.began_at) > now - LONGEST,
        )
        .order_by(col(Visit.began_at).desc())
    )
    return session.exec(query).all()


def visits_of(session: Session, actor: str, *, now: datetime) -> Sequence[Visit]:
    """Return the sessions of one account that last, the newest first."""
    return [each for each in open_visits(session, now=now) if each.actor == actor]


def end_visits(
    session: Session, actor: str, digests: Sequence[str], *, by: str, now: datetime
) -> None:
    """End sessions of one account; those of others stay, whatever was asked."""
    ended = session.execute(
        update(Visit)
        .where(
            col(Visit.actor) == actor,
            col(Visit.digest).in_(digests),
            col(Visit.ended_at).is_(None),
        )
        .values(ended_at=now)
        .returning(col(Visit.digest))
    )
    if count := len(ended.all()):
        note_access(
            session,
            AccessKind.SESSIONS_ENDED,
            by=by,
            now=now,
            about=actor,
            after={"sessions": count},
        )


def _tidy(session: Session, now: datetime) -> None:
    """Forget what opens nothing any more and says nothing to anybody."""
    session.execute(delete(Visit).where(col(Visit.began_at) < now - _KEPT))
    session.execute(delete(LoginLink).where(col(LoginLink.expires_at) < now - _KEPT))
    session.execute(delete(Handshake).where(col(Handshake.expires_at) < now))
