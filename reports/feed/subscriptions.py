"""The addresses of feeds: made, listed, revoked; the token in one is shown once and kept hashed.

A token is as much as a key: calendar programs cannot log in. So it can be revoked, opens one
calendar, and never opens what is company-confidential: calendars are copied to other people's
servers.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from models.authority.roles import Scope, mandates_on, roles_in_words
from models.errors import FeedMissingError, ForgedLinkError, NotPermittedError, Words
from models.ledger.access_journal import note_access
from models.ledger.writer import Ledger
from models.storage.records import Record, current_by_id
from models.tables import Feed, Subject
from models.vocabulary import AccessKind, Confidentiality, Language, Role, SubjectKind

AUDIENCES = (Confidentiality.PUBLIC, Confidentiality.INTERNAL)
PATH, ENDING = "/agenda/", ".ics"

_TOKEN_BYTES = 32  # 256 bits cannot be guessed, so a plain hash of it tells nothing
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_MAY = frozenset(
    {Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.POLICY_OFFICER, Role.CLUSTER_DIRECTOR}
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed and what it is of; ``revoked_at`` None: it is open."""

    number: int
    subject_id: int
    kind: SubjectKind
    key: str
    audience: Confidentiality
    language: Language
    created_by: str
    created_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None


def subscribe(
    ledger: Ledger, subject: Record, *, audience: Confidentiality, language: Language
) -> tuple[Subscription, str]:
    """Make a feed; return it with its token, which nobody can look up afterwards.

    Args:
        ledger: who asks for it, when, and in which transaction.
        subject: a cluster, or a contact for what it answers for.
        audience: public or internal.
        language: of all words.

    Raises:
        NotPermittedError: the actor has no mandate for it and it is not the actor's own.
    """
    _require_may(ledger, subject)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    feed = Feed(
        subject_id=subject.id,
        audience=str(audience),
        language=str(language),
        token_digest=_digest(token),
        created_by=ledger.actor,
        created_at=ledger.at,
    )
    ledger.session.add(feed)
    ledger.session.flush()
    made = _one(ledger.session, feed.id or 0)
    _note(ledger, AccessKind.FEED_MADE, made)
    return made, token


def subscriptions(session: Session) -> list[Subscription]:
    """Return every feed there ever was, the oldest first."""
    return _found(session)


def found_feeds(session: Session, which: ColumnElement[bool], *, limit: int) -> list[Subscription]:
    """Return the feeds of which this condition on ``Feed`` and ``Subject`` holds, newest first."""
    return _found(session, which, newest_first=True, limit=limit)


def revoke(ledger: Ledger, number: int) -> tuple[Subscription, bool]:
    """Close a feed for good; return it, and whether it was open until now.

    Raises:
        FeedMissingError: there is no such feed.
        NotPermittedError: the actor has no mandate for it and it is not the actor's own.
    """
    found = _one(ledger.session, number)
    _require_may(ledger, current_by_id(ledger.session, found.subject_id))
    closed = ledger.session.execute(
        update(Feed)
        .where(col(Feed.id) == number, col(Feed.revoked_at).is_(None))
        .values(revoked_by=ledger.actor, revoked_at=ledger.at)
    )
    is_new = bool(closed.rowcount)  # type: ignore[attr-defined]
    if is_new:
        _note(ledger, AccessKind.FEED_REVOKED, found)
    return _one(ledger.session, number), is_new


def may_subscribe(session: Session, actor: str, subject: Record, today: date) -> bool:
    """Return whether somebody has a mandate for it or for everything, or looks at their own."""
    if is_own_function(actor, subject):
        return True
    scope = Scope(subject.kind, frozenset({subject.id}))
    return mandates_on(session, today).permits(actor, _MAY, scope)


def is_own_function(actor: str, subject: Record) -> bool:
    """Return whether a function is a person's own: its key or its address is the person's name."""
    return subject.kind is SubjectKind.CONTACT and actor.casefold() in {
        subject.key.casefold(),
        (subject.text("address") or "").casefold(),
    }


def look_up(session: Session, token: str) -> Subscription:
    """Return the feed that a token opens, or opened before it was revoked.

    Raises:
        ForgedLinkError: it opens none.
    """
    if not _TOKEN.fullmatch(token):
        raise ForgedLinkError
    found = _found(session, col(Feed.token_digest) == _digest(token))
    if not found:
        raise ForgedLinkError
    return found[0]


def _require_may(ledger: Ledger, subject: Record) -> None:
    if not may_subscribe(ledger.session, ledger.actor, subject, ledger.today):
        raise NotPermittedError(
            actor=ledger.actor,
            act=Words("agenda-abonnement", "calendar feed"),
            subject=Words(subject.key, subject.key),
            roles=roles_in_words(_MAY),
        )


def _note(ledger: Ledger, kind: AccessKind, feed: Subscription) -> None:
    note_access(
        ledger.session,
        kind,
        by=ledger.actor,
        now=ledger.at,
        what=f"{feed.kind}:{feed.key} {feed.number}",
        subject_id=feed.subject_id,
        after={"audience": str(feed.audience)},
    )


def _one(session: Session, number: int) -> Subscription:
    found = _found(session, col(Feed.id) == number)
    if not found:
        raise FeedMissingError(number=number)
    return found[0]


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _subscription(feed: Feed, kind: str, key: str) -> Subscription:
    return Subscription(
        feed.id or 0,
        feed.subject_id,
        SubjectKind(kind),
        key,
        Confidentiality(feed.audience),
        Language(feed.language),
        feed.created_by,
        feed.created_at,
        feed.revoked_by,
        feed.revoked_at,
    )


def _found(
    session: Session,
    *which: ColumnElement[bool],
    newest_first: bool = False,
    limit: int | None = None,
) -> list[Subscription]:
    query = (
        select(Feed, Subject.kind, Subject.key)
        .join(Subject, col(Subject.id) == col(Feed.subject_id))
        .where(*which)
        .order_by(col(Feed.id).desc() if newest_first else col(Feed.id))
        .limit(limit)
        .execution_options(populate_existing=True)  # a revocation is a statement of its own
    )
    return [_subscription(*row) for row in session.exec(query)]
