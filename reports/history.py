"""Reading what happened and who was told: ledger events, the previous report, reminders."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlmodel import Session

from models.clock import end_of, local_day
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from reports import statements
from reports.state import Scope
from reports.statements import MOVING_KINDS

_EventRow = tuple[int, str, str, str | None, date, datetime]


@dataclass(frozen=True, slots=True)
class Previous:
    """The report that changes are counted from."""

    reference_date: date
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """One ledger event of a subject that the reader may see."""

    subject_id: int
    kind: EventKind
    before: Mapping[str, object]
    after: Mapping[str, object]
    reason: str | None
    effective_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Telling:
    """How many reminders and messages there were; never to whom or what."""

    reminders: int
    contacts: int
    messages_delivered: int
    messages_waiting: int
    messages_failed: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A function that was reminded, in which responsibility, how often and when last."""

    title: str
    title_en: str | None
    responsibility: str
    reminders: int
    last_on: date


def previous_report(
    session: Session, subject_id: int, audience: Confidentiality, reference_date: date
) -> Previous | None:
    """Return the report that changes are counted from, if there is any before this day.

    That is the last established one; as long as none was established, the last that was printed.
    """
    found = statements.previous_report().fetch(
        session, {"subject": subject_id, "audience": str(audience), "day": reference_date}
    )
    rows = cast("list[tuple[date, datetime]]", found)
    return Previous(*rows[0]) if rows else None


def happenings(session: Session, scope: Scope, *, since: datetime | None) -> list[Happening]:
    """Return what moved or was corrected after ``since`` (None: ever), oldest first.

    First registrations are left out; ``registrations`` counts them.
    """
    asked = statements.happenings(scope.eyes, is_dated=since is not None)
    return _happenings(asked.fetch(session, {**scope.wanted, **_after(since)}))


def latest(
    session: Session, scope: Scope, *, since: datetime | None, most: int
) -> tuple[list[Happening], int]:
    """Return the last of what ``happenings`` returns, oldest first, and how many there are."""
    asked = statements.latest(scope.eyes, is_dated=since is not None)
    rows = asked.fetch(session, {**scope.wanted, **_after(since), "most": most})
    count = cast("int", rows[0][-1]) if rows else 0
    return _happenings([row[:-1] for row in reversed(rows)]), count


def replannings(session: Session, scope: Scope) -> list[Happening]:
    """Return every event in scope that can move an agreement's bound, oldest first."""
    asked = statements.replannings(scope.eyes)
    return _happenings(asked.fetch(session, scope.wanted))


def forecasts(session: Session, scope: Scope) -> list[Happening]:
    """Return every event in scope that gave, moved or took back a forecast, oldest first.

    Registrations are among them: a milestone can bring a forecast with it.
    """
    asked = statements.forecasts(scope.eyes)
    return _happenings(asked.fetch(session, scope.wanted))


def registrations(
    session: Session, scope: Scope, *, since: datetime | None
) -> list[tuple[SubjectKind, int]]:
    """Return how many readable subjects of each moving kind were added after ``since``."""
    asked = statements.registrations(scope.eyes, is_dated=since is not None)
    rows = asked.fetch(session, {**scope.wanted, **_after(since)})
    found = dict(cast("list[tuple[str, int]]", rows))
    return [(kind, found[kind]) for kind in MOVING_KINDS if kind in found]


def changes_recorded_after(session: Session, scope: Scope, reference_date: date) -> int:
    """Return how many changes in scope were recorded on a later day than the reference date."""
    asked = statements.changes_from(scope.eyes)
    [(count,)] = asked.fetch(session, {**scope.wanted, "since": end_of(reference_date)})
    return cast("int", count)


def telling(session: Session, scope: Scope, *, until: date) -> Telling:
    """Return the counts of reminders in scope up to a day, and how their messages fared."""
    values = {**scope.wanted, "until": until}
    [row] = statements.reminders(scope.eyes).fetch(session, values)
    reminders, contacts, last_on = cast("tuple[int, int, date | None]", row)
    [counts] = statements.messages(scope.eyes).fetch(session, values)
    sent, dead, messages = cast("tuple[int, int, int]", counts)
    return Telling(
        reminders=reminders,
        contacts=contacts,
        messages_delivered=sent,
        messages_failed=dead,
        messages_waiting=messages - sent - dead,
        last_on=last_on,
    )


def reminded(session: Session, scope: Scope, *, until: date) -> list[Reminded]:
    """Return which functions were reminded up to a day; for the public nobody, and none is read.

    Who is told is the business of insiders; a function that they may not know of is left out.
    """
    if scope.clearance is Confidentiality.PUBLIC:
        return []
    asked = statements.reminded(scope.eyes)
    rows = asked.fetch(session, {**scope.wanted, "until": until})
    found = (Reminded(*row) for row in cast("list[tuple[str, str | None, str, int, date]]", rows))
    return sorted(found, key=lambda each: (each.title, each.responsibility))


def _after(since: datetime | None) -> Mapping[str, object]:
    return {} if since is None else {"since": since}


def _happenings(rows: Iterable[tuple[object, ...]]) -> list[Happening]:
    return [_happening(*row) for row in cast("Iterable[_EventRow]", rows)]


def _happening(
    subject_id: int,
    kind: str,
    payload: str,
    reason: str | None,
    effective_on: date,
    recorded_at: datetime,
) -> Happening:
    found = json.loads(payload)
    return Happening(
        subject_id=subject_id,
        kind=EventKind(kind),
        before=found["before"],
        after=found["after"],
        reason=reason,
        effective_on=effective_on,
        recorded_on=local_day(recorded_at),
    )
