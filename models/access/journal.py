"""The access journal as it is read: whom it concerns, what was decided and when, newest first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, case, func, or_, select, true
from sqlmodel import Session

from models.clock import end_of
from models.ledger.access_journal import ACCESS_EVENT
from models.storage.records import SUBJECT
from models.vocabulary import AccessKind

# Of a day outside these the first or last instant cannot be told in UTC.
_EARLIEST, _LATEST = date(1900, 1, 1), date(9000, 1, 1)
Facts = Mapping[str, str | int | bool | list[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which decisions; what is left out says nothing.

    Attributes:
        who: the person whom it concerns, or who decided, in capitals or not.
        about: the person whom it concerns, to the letter.
        kind: what was decided.
        first: from this day on, in Amsterdam.
        last: up to and including this day.
        before: with a smaller number than this.
    """

    who: str = ""
    about: str = ""
    kind: AccessKind | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on access; ``is_kept``: about which row is not for this reader."""

    number: int
    at: datetime
    kind: AccessKind
    by: str
    about: str
    what: str
    before: Facts
    after: Facts
    is_kept: bool


def decisions(
    session: Session,
    wanted: Wanted,
    *,
    may_see: ColumnElement[bool],
    limit: int,
    offset: int = 0,
) -> list[Decision]:
    """Return the decisions that are wanted, the newest first.

    Args:
        session: where to read.
        wanted: which.
        may_see: the condition on ``SUBJECT`` for the rows that the reader may see; of a decision
            about another row is told that it was taken, and nothing of the row.
        limit: how many at most.
        offset: how many of the newest are passed over.
    """
    event = ACCESS_EVENT.c
    is_seen = or_(
        event.subject_id.is_(None),
        event.subject_id.in_(select(SUBJECT.c.id).where(may_see)),
    )
    query = (
        select(
            *(event.sequence, event.recorded_at, event.kind, event.actor, event.about),
            case((is_seen, event.what)).label("what"),
            case((is_seen, event.payload)).label("payload"),
        )
        .where(*_conditions(wanted))
        .order_by(event.sequence.desc())
    )
    return [_decision(row) for row in session.execute(query.limit(limit).offset(offset))]


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    event = ACCESS_EVENT.c
    yield true()
    if wanted.who:
        name = wanted.who.lower()
        yield or_(func.lower(event.about) == name, func.lower(event.actor) == name)
    if wanted.about:
        yield event.about == wanted.about
    if wanted.kind is not None:
        yield event.kind == str(wanted.kind)
    if wanted.first is not None:
        yield event.recorded_at >= end_of(max(wanted.first, _EARLIEST) - timedelta(days=1))
    if wanted.last is not None:
        yield event.recorded_at < end_of(min(wanted.last, _LATEST))
    if wanted.before is not None:
        yield event.sequence < wanted.before


def _decision(row: Row[*tuple[object, ...]]) -> Decision:
    facts = {"before": {}, "after": {}} if row.payload is None else json.loads(row.payload)
    return Decision(
        number=row.sequence,
        at=row.recorded_at,
        kind=AccessKind(row.kind),
        by=row.actor,
        about=row.about,
        what=row.what or "",
        before=facts["before"],
        after=facts["after"],
        is_kept=row.payload is None,
    )
