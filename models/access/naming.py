"""Whom a company names to read what is its own; each naming has a first and maybe a last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, or_, select

from models.clock import local_day
from models.errors import InvalidAmendmentError, Words
from models.ledger.access_journal import note_access
from models.storage.prepared import Prepared
from models.storage.records import current
from models.tables import Representative
from models.vocabulary import AccessKind, SubjectKind

_COMPANIES = Prepared(
    sql_select(col(Representative.organisation_id), col(Representative.is_own))
    .where(
        col(Representative.actor) == bindparam("wanted"),
        col(Representative.valid_from) <= bindparam("today"),
        or_(
            col(Representative.valid_until).is_(None),
            col(Representative.valid_until) >= bindparam("today"),
        ),
    )
    .order_by(col(Representative.is_own))  # of their own and named as well: of their own
)


def name_reader(  # noqa: PLR0913  (who, for whom, by whom and how long)
    session: Session,
    actor: str,
    organisation: str,
    *,
    named_by: str,
    now: datetime,
    until: date | None = None,
    is_own: bool = False,
) -> Representative:
    """Let somebody read what is an organisation's own, from today on; return that.

    Raises:
        UnknownSubjectError: there is no such organisation.
        InvalidAmendmentError: no name, or it would end before it begins.
    """
    found, today = current(session, SubjectKind.ORGANISATION, organisation), local_day(now)
    if not actor.strip() or not named_by:
        raise _refused(actor, Words("noem een naam", "name somebody"))
    if until is not None and until < today:
        raise _refused(until, Words(f"ligt voor {today}", f"before {today}"))
    query = select(Representative).where(
        col(Representative.actor) == actor.strip(),
        col(Representative.organisation_id) == found.id,
        col(Representative.named_by) == named_by,
    )
    row = session.exec(query).first()
    before = {} if row is None else _how_far(row)
    row = row or Representative(
        actor=actor.strip(),
        organisation_id=found.id,
        is_own=is_own,
        named_by=named_by,
        valid_from=today,
    )
    row.is_own, row.valid_until = is_own, until
    session.add(row)
    session.flush()
    note_access(
        session,
        AccessKind.READER_NAMED,
        by=named_by,
        now=now,
        about=row.actor,
        what=found.key,
        subject_id=found.id,
        before=before,
        after=_how_far(row),
    )
    return row


def unname_reader(
    session: Session,
    actor: str,
    organisation: str,
    *,
    by: str,
    now: datetime,
    own_too: bool = True,
) -> int:
    """End that somebody may read what is an organisation's own; return how many namings ended.

    Args:
        session: of the transaction.
        actor: who reads no more.
        organisation: its key.
        by: who ends it.
        now: when; it holds at once.
        own_too: whether that they are of the organisation itself ends as well.

    Raises:
        UnknownSubjectError: there is no such organisation.
    """
    found, today = current(session, SubjectKind.ORGANISATION, organisation), local_day(now)
    rows = [
        row
        for row in representatives(session, actor, today)
        if row.organisation_id == found.id and (own_too or not row.is_own)
    ]
    for row in rows:
        row.valid_until = today - timedelta(days=1)
        session.add(row)
    session.flush()
    if rows:
        note_access(
            session,
            AccessKind.READER_UNNAMED,
            by=by,
            now=now,
            about=actor,
            what=found.key,
            subject_id=found.id,
        )
    return len(rows)


def representatives(session: Session, actor: str, today: date) -> Sequence[Representative]:
    """Return for which organisations somebody may read today."""
    query = select(Representative).where(
        col(Representative.actor) == actor,
        col(Representative.valid_from) <= today,
        or_(col(Representative.valid_until).is_(None), col(Representative.valid_until) >= today),
    )
    return session.exec(query).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Whose reading; what is left out says nothing.

    Attributes:
        organisations: of what is these organisations' own; None: of every one.
        actor: this person only.
        number: this naming only.
        before: with a smaller number than this.
    """

    organisations: frozenset[int] | None = None
    actor: str = ""
    number: int | None = None
    before: int | None = None


def readers_of(
    session: Session, which: Which, today: date, *, limit: int, offset: int = 0
) -> Sequence[Representative]:
    """Return who reads today what is an organisation's own, whoever was named last first."""
    query = select(Representative).where(
        col(Representative.valid_from) <= today,
        or_(col(Representative.valid_until).is_(None), col(Representative.valid_until) >= today),
    )
    if which.organisations is not None:
        query = query.where(col(Representative.organisation_id).in_(which.organisations))
    if which.actor:
        query = query.where(col(Representative.actor) == which.actor)
    if which.number is not None:
        query = query.where(col(Representative.id) == which.number)
    if which.before is not None:
        query = query.where(col(Representative.id) < which.before)
    query = query.order_by(col(Representative.id).desc())
    return session.exec(query.limit(limit).offset(offset)).all()


def companies_of(session: Session, actor: str, today: date) -> dict[int, bool]:
    """Return the companies for which somebody may read today; True: they are of that company."""
    rows = _COMPANIES.fetch(session, {"wanted": actor, "today": today})
    return {cast("int", each): bool(is_own) for each, is_own in rows}


def all_representatives(session: Session) -> Sequence[Representative]:
    """Return every naming there ever was, by name."""
    query = select(Representative).order_by(col(Representative.actor), col(Representative.id))
    return session.exec(query).all()


def _how_far(row: Representative) -> dict[str, bool | date | None]:
    return {"is_own": row.is_own, "until": row.valid_until}


def _refused(value: object, problem: Words) -> InvalidAmendmentError:
    subject = Words("inzage in bedrijfsgegevens", "reading company data")
    return InvalidAmendmentError(subject=subject, field="naam", value=value, problem=problem)
