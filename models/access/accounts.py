"""Accounts: a name of the ledger belongs to one person, whoever vouches for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.errors import AccountClosedError, NameTakenError, UnknownAccountError
from models.ledger.access_journal import Facts, hold_journal, note_access
from models.tables import AccessToken, Account, LoginLink, Visit
from models.vocabulary import AccessKind


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody as an identity provider describes them."""

    issuer: str
    subject: str
    actor: str
    display_name: str


def let_in(session: Session, actor: str, *, by: str, now: datetime) -> Account:
    """Return the account of who comes by a link of ours; it is made, or opened again.

    Raises:
        NameTakenError: the name is that of somebody whom an identity provider vouches for.
    """
    account, kind = session.get(Account, actor), None
    if account is None:
        kind = AccessKind.ACCOUNT_MADE
        account = Account(actor=actor, subject=actor, display_name=actor, made_at=now)
    elif account.issuer:
        raise NameTakenError(name=actor)
    elif account.closed_at is not None:
        kind = AccessKind.ACCOUNT_OPENED
    if kind is not None:
        hold_journal(session)
        account.closed_at = account.closed_by = None
        session.add(account)
        session.flush()
        note_access(session, kind, by=by, now=now, about=actor)
    return account


def recognise(session: Session, who: Vouched, *, now: datetime) -> Account:
    """Return the account of whom an identity provider vouches for; it is made at the first login.

    Raises:
        NameTakenError: the name belongs to somebody else.
        AccountClosedError: it was revoked here, whatever the provider says.
    """
    hold_journal(session)
    query = select(Account).where(
        col(Account.issuer) == who.issuer, col(Account.subject) == who.subject
    )
    account = session.exec(query).first()
    called = {"display_name": who.display_name}
    if account is None:
        if session.get(Account, who.actor) is not None:
            raise NameTakenError(name=who.actor)
        account = Account(
            actor=who.actor,
            issuer=who.issuer,
            subject=who.subject,
            display_name=who.display_name,
            made_at=now,
        )
        session.add(account)
        session.flush()
        note_access(
            session, AccessKind.ACCOUNT_MADE, by=who.issuer, now=now, about=who.actor, after=called
        )
    if account.closed_at is not None:
        raise AccountClosedError(name=account.actor)
    if account.display_name != who.display_name:
        before = {"display_name": account.display_name}
        account.display_name = who.display_name
        session.add(account)
        session.flush()
        note_access(
            session,
            AccessKind.ACCOUNT_RENAMED,
            by=who.issuer,
            now=now,
            about=account.actor,
            before=before,
            after=called,
        )
    return account


def all_accounts(session: Session) -> Sequence[Account]:
    """Return every account there ever was, by name."""
    return session.exec(select(Account).order_by(col(Account.actor))).all()


def account_of(session: Session, actor: str) -> Account:
    """Return an account by the name of its person.

    Raises:
        UnknownAccountError: there is none.
    """
    account = session.get(Account, actor)
    if account is None:
        known = ", ".join(each.actor for each in all_accounts(session)) or "–"
        raise UnknownAccountError(name=actor, known=known)
    return account


def revoke(session: Session, actor: str, *, by: str, now: datetime) -> None:
    """Close an account, and with it every link, session and token that it has.

    Raises:
        UnknownAccountError: there is no such account.
    """
    hold_journal(session)
    account = account_of(session, actor)
    account.closed_at, account.closed_by = now, by
    session.add(account)
    session.flush()
    links = session.execute(
        update(LoginLink)
        .where(col(LoginLink.actor) == actor, col(LoginLink.used_at).is_(None))
        .values(used_at=now)
        .returning(col(LoginLink.actor))
    )
    visits = session.execute(
        update(Visit)
        .where(col(Visit.actor) == actor, col(Visit.ended_at).is_(None))
        .values(ended_at=now)
        .returning(col(Visit.actor))
    )
    tokens = session.execute(
        update(AccessToken)
        .where(col(AccessToken.actor) == actor, col(AccessToken.revoked_at).is_(None))
        .values(revoked_at=now, revoked_by=by)
        .returning(col(AccessToken.key))
    )
    ended: Facts = {
        "links": len(links.all()),
        "sessions": len(visits.all()),
        "tokens": sorted(tokens.scalars()),
    }
    note_access(session, AccessKind.ACCOUNT_REVOKED, by=by, now=now, about=actor, after=ended)
