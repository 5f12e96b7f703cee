"""The log as one reader may see it: events of any row, and which fields each of them changed.

The database decides on rows and on fields: a row of a kind that the matrix keeps from the reader is
not asked for, and of an event nothing is told that its row would not show. The pages say it in
words, the API in values.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from mijlpaal.payloads import Difference, differences
from mijlpaal.web.entry.matrix import resource_of
from mijlpaal.web.entry.reader import Reader
from models.as_of.folding import typed_values
from models.clock import end_of
from models.ledger.chain import EVENT
from models.reading.condition import readable, reads_internal_fields
from models.reading.looking import Looking, Shown
from models.reading.sources import hidden_letters
from models.storage.records import SUBJECT
from models.vocabulary import EventKind, SubjectKind

# Of a day outside these the first or last instant cannot be told in UTC.
_EARLIEST, _LATEST = date(1900, 1, 1), date(9000, 1, 1)
_EVENTS = select(EVENT, SUBJECT.c.kind.label("of_kind")).join(
    SUBJECT, SUBJECT.c.id == EVENT.c.subject_id
)
_Row = Row[*tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events of the log; what is left out says nothing.

    Attributes:
        kind: of the row that it happened to.
        about: further conditions on that row (``SUBJECT``), of fields that nobody can mark.
        event: what happened.
        actor: who did it, in capitals or not.
        first: recorded from this day on, in Amsterdam.
        last: recorded up to and including this day.
        before: with a smaller number than this.
    """

    kind: SubjectKind | None = None
    about: ColumnElement[bool] | None = None
    event: EventKind | None = None
    actor: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event, and the fields that it changed as far as the reader may see them."""

    number: int
    shown: Shown
    kind: EventKind
    sequence: int
    actor: str
    reason: str | None
    at: datetime
    effective_on: date
    changed: tuple[Difference, ...]
    withheld: frozenset[str]

    def told(self, seen: Collection[int]) -> Iterator[Difference]:
        """Yield what changed, of references only those to rows among ``seen``."""
        return (each for each in self.changed if all(one in seen for one in _referred(each)))


def is_called(text: str) -> ColumnElement[bool]:
    """Return the condition on a row that this is its key, with its kind or not, or in its title."""
    _, _, key = text.rpartition(":")
    is_named = func.lower(SUBJECT.c.title).contains(text.lower(), autoescape=True)
    return or_(SUBJECT.c.key == key, is_named)


def kinds_for(reader: Reader) -> tuple[SubjectKind, ...]:
    """Return the kinds whose rows this reader may read by the matrix."""
    return tuple(kind for kind in SubjectKind if reader.may(resource_of(kind)))


def log_entries(
    eyes: Looking, reader: Reader, wanted: Wanted, *, limit: int, offset: int = 0
) -> list[LogEntry]:
    """Return the events that are wanted, the newest first."""
    rows = eyes.session.execute(_events(eyes, reader, wanted).limit(limit).offset(offset)).all()
    return _entries(eyes, rows)


def referred_by(entries: Iterable[LogEntry]) -> set[int]:
    """Return the rows that these events refer to, before or after."""
    return {one for entry in entries for each in entry.changed for one in _referred(each)}


def _events(eyes: Looking, reader: Reader, wanted: Wanted) -> Select[*tuple[object, ...]]:
    allowed = tuple(each for each in kinds_for(reader) if wanted.kind in {None, each})
    others = [str(kind) for kind in SubjectKind if kind not in allowed]
    return (
        # Said by what it is not: by a kind the database would begin at all its rows, not at the
        # newest event. What costs most is asked last.
        _EVENTS.where(SUBJECT.c.kind.not_in(others), *_conditions(wanted))
        # Names and reasons of people at work are for insiders to the row.
        .where(reads_internal_fields(eyes.sight), readable(eyes.sight, allowed))
        .order_by(EVENT.c.id.desc())
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.about is not None:
        yield wanted.about
    if wanted.event is not None:
        yield EVENT.c.kind == str(wanted.event)
    if wanted.actor:
        yield func.lower(EVENT.c.actor) == wanted.actor.lower()
    if wanted.first is not None:
        yield EVENT.c.recorded_at >= end_of(max(wanted.first, _EARLIEST) - timedelta(days=1))
    if wanted.last is not None:
        yield EVENT.c.recorded_at < end_of(min(wanted.last, _LATEST))
    if wanted.before is not None:
        yield EVENT.c.id < wanted.before


def _subjects_of(eyes: Looking, rows: Sequence[_Row]) -> dict[int, Shown]:
    """Return the rows that events are about, with what of each is kept from the reader."""
    return {
        shown.record.id: shown
        for kind in sorted({row.of_kind for row in rows})
        for shown in eyes.records(
            SubjectKind(kind),
            SUBJECT.c.id.in_({row.subject_id for row in rows if row.of_kind == kind}),
        )
    }


def _entries(eyes: Looking, rows: Sequence[_Row]) -> list[LogEntry]:
    subjects = _subjects_of(eyes, rows)
    found = [(row, _changed(row)) for row in rows if row.subject_id in subjects]
    sources = {one for _, changed in found for each in changed for one in _sources(each)}
    hidden = hidden_letters(eyes, sources)
    return [_entry(row, subjects[row.subject_id], changed, hidden) for row, changed in found]


def _changed(row: _Row) -> list[Difference]:
    """Return what changed; nothing by the first event: what is new, the row itself tells."""
    payload, kind = json.loads(row.payload), SubjectKind(row.of_kind)
    before, after = (typed_values(kind, payload[each]) for each in ("before", "after"))
    return [_without_key(each) for each in differences(before, after)]


def _without_key(each: Difference) -> Difference:
    """Return the same, of the address of a webhook only its server: its path can be a key."""
    if each.field != "address":
        return each
    before, after = (
        urlsplit(value).hostname if isinstance(value, str) and "://" in value else value
        for value in (each.before, each.after)
    )
    return Difference(each.field, before, after)


def _entry(
    row: _Row, shown: Shown, changed: Sequence[Difference], hidden: frozenset[str]
) -> LogEntry:
    kept = shown.withheld | ({"source"} if _names_one(changed, hidden) else set())
    return LogEntry(
        number=row.id,
        shown=shown,
        kind=EventKind(row.kind),
        sequence=row.sequence,
        actor=row.actor,
        reason=row.reason,
        at=row.recorded_at,
        effective_on=row.effective_on,
        changed=tuple(each for each in changed if each.field not in kept),
        withheld=kept & {each.field for each in changed},
    )


def _names_one(changed: Iterable[Difference], hidden: frozenset[str]) -> bool:
    return any(one in hidden for each in changed for one in _sources(each))


def _sources(each: Difference) -> list[str]:
    if each.field != "source":
        return []
    return [value for value in (each.before, each.after) if isinstance(value, str)]


def _referred(each: Difference) -> Iterator[int]:
    if each.field.endswith("_id"):
        yield from (value for value in (each.before, each.after) if isinstance(value, int))
