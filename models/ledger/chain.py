"""The chain of a subject's events: folding it back into the row, and finding tampering."""

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import cast

from sqlalchemy import RowMapping, Select, Table
from sqlalchemy import select as select_columns
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from models.errors import Words
from models.ledger.hashing import GENESIS, chain_hash
from models.storage.iso_text import iso_text
from models.storage.records import BOOKKEEPING, DETAIL, SUBJECT
from models.storage.values import Values
from models.tables import Event
from models.vocabulary import SubjectKind

JsonValues = dict[str, str | int | bool | None]

EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
_HASHED = [column.name for column in EVENT.c if column.name not in {"id", "subject_id", "hash"}]
_DETAIL_ID = "detail_id"
_NOT_FOLDED = BOOKKEEPING | {_DETAIL_ID}
# Fetched so many at a time: PostgreSQL would otherwise hand over the whole table at once.
IN_CHUNKS = {"yield_per": 2_000}

_CHANGED = Words("de inhoud past niet bij haar hash", "the content does not fit its hash")
_OUT_OF_PLACE = Words(
    "sluit niet aan op de vorige gebeurtenis", "does not follow on the event before it"
)
_ROW_IS_NOT_THE_LAST = Words(
    "de rij past niet bij de laatste gebeurtenis", "the row does not fit the last event"
)
_NO_DETAIL = Words("de rij met bijzonderheden ontbreekt", "the row with the details is gone")
_NO_ROW = Words("gebeurtenissen zonder onderwerp", "events without a subject")
UNREADABLE = Words(
    "wat hierna komt is onleesbaar; het nalopen stopt hier",
    "what comes after this cannot be read; the walk ends here",
)


def events_of(session: Session, subject_id: int) -> list[Event]:
    """Return all events of a subject in the order in which they were recorded."""
    query = select(Event).where(col(Event.subject_id) == subject_id).order_by(col(Event.sequence))
    return list(session.exec(query))


def fold(events: Iterable[Event]) -> JsonValues:
    """Return the values that remain when the events are applied in order: the current row."""
    return fold_payloads(event.payload for event in events)


def fold_payloads(payloads: Iterable[str]) -> JsonValues:
    """Return the values that remain, from the events' payloads alone; NULL is left out.

    Raises:
        ValueError: a payload is no JSON: somebody wrote in it.
    """
    values: JsonValues = {}
    for payload in payloads:
        values.update(json.loads(payload)["after"])
    return {field: value for field, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Tampering:
    """A place where the ledger does not add up."""

    subject: str  # kind:key
    sequence: int
    problem: Words


def verify(session: Session) -> Iterator[Tampering]:
    """Yield every event whose hash or place in its chain is wrong, and every row that differs.

    One pass over the events in order, beside one over the rows of each kind: only the chain at
    hand is in memory. Text that cannot be read at all ends the walk, after saying so.
    """
    seen = _Place()
    try:
        yield from _verify_chains(session, seen)
    except (ValueError, OperationalError) as problem:
        if not is_unreadable_text(problem):
            raise
        yield Tampering(seen.subject, seen.sequence, UNREADABLE)


def as_json(values: Values) -> dict[str, object]:
    """Return values with days in ISO 8601, ready for JSON."""
    return {
        field: iso_text(value) if isinstance(value, date) else value
        for field, value in values.items()
    }


@dataclass(slots=True)
class _Place:
    """The event that was read last: where to look when the next one cannot be read."""

    subject: str = "–"
    sequence: int = 0


def _verify_chains(session: Session, seen: _Place) -> Iterator[Tampering]:
    rows = heapq.merge(*(_rows(session, kind) for kind in SubjectKind), key=itemgetter("id"))
    chains = groupby(_all_events(session), key=itemgetter("subject_id"))
    for subject_id, row, events in _paired(rows, chains):
        if row is None:
            last = [event["sequence"] for event in events][-1]
            yield Tampering(f"#{subject_id}", last, _NO_ROW)
        else:
            yield from _verify_chain(row, events, seen)


def _verify_chain(
    row: RowMapping, events: Iterable[RowMapping], seen: _Place
) -> Iterator[Tampering]:
    name = f"{row['kind']}:{row['key']}"
    seen.subject, seen.sequence = name, 0
    previous, payloads = GENESIS, list[str]()
    for number, event in enumerate(events, start=1):
        seen.sequence = event["sequence"]
        if event["sequence"] != number or event["previous_hash"] != previous:
            yield Tampering(name, event["sequence"], _OUT_OF_PLACE)
        if chain_hash(name, {field: event[field] for field in _HASHED}) != event["hash"]:
            yield Tampering(name, event["sequence"], _CHANGED)
        previous = event["hash"]
        payloads.append(event["payload"])
    if (row["version"], row["last_hash"]) != (len(payloads), previous):
        yield Tampering(name, len(payloads), _ROW_IS_NOT_THE_LAST)
    if row[_DETAIL_ID] is None:
        yield Tampering(name, len(payloads), _NO_DETAIL)
        return
    for field in _differing(row, payloads):
        yield Tampering(name, len(payloads), _column_differs(field))


def _paired(
    rows: Iterator[RowMapping], chains: Iterable[tuple[int, Iterator[RowMapping]]]
) -> Iterator[tuple[int, RowMapping | None, Iterator[RowMapping]]]:
    """Yield each subject's row with its events; a row may lack events, and events a row."""
    row = next(rows, None)
    for subject_id, events in chains:
        while row is not None and row["id"] < subject_id:
            yield row["id"], row, iter(())
            row = next(rows, None)
        if row is None or row["id"] > subject_id:
            yield subject_id, None, events
        else:
            yield subject_id, row, events
            row = next(rows, None)
    while row is not None:
        yield row["id"], row, iter(())
        row = next(rows, None)


def _rows(session: Session, kind: SubjectKind) -> Iterator[RowMapping]:
    """Stream the subjects of a kind with their detail rows, by id; a lost detail row is NULL."""
    yield from session.execute(_subjects(kind), execution_options=IN_CHUNKS).mappings()


@cache
def _subjects(kind: SubjectKind) -> Select[*tuple[object, ...]]:
    detail = DETAIL[kind]
    columns = (column for column in detail.c if column.name != "subject_id")
    return (
        select_columns(SUBJECT, detail.c.subject_id.label(_DETAIL_ID), *columns)
        .join(detail, detail.c.subject_id == SUBJECT.c.id, isouter=True)
        .where(SUBJECT.c.kind == str(kind))
        .order_by(SUBJECT.c.id)
    )


def _all_events(session: Session) -> Iterator[RowMapping]:
    query = select_columns(EVENT).order_by(EVENT.c.subject_id, EVENT.c.sequence)
    yield from session.execute(query, execution_options=IN_CHUNKS).mappings()


def _differing(row: RowMapping, payloads: Iterable[str]) -> list[str]:
    """Return the columns that are not what the events say; none when they cannot be read."""
    try:
        folded = fold_payloads(payloads)
    except ValueError:  # the event itself was named already: its hash does not fit
        return []
    found = as_json({field: value for field, value in row.items() if field not in _NOT_FOLDED})
    return sorted(
        field for field in found.keys() | folded.keys() if found.get(field) != folded.get(field)
    )


def _column_differs(field: str) -> Words:
    return Words(
        f"kolom {field} past niet bij de gebeurtenissen",
        f"column {field} is not what the events say",
    )


def is_unreadable_text(problem: Exception) -> bool:
    """Return whether a value is no UTF-8, no day or no instant; PostgreSQL lets none of them in."""
    return isinstance(problem, ValueError) or "decode" in str(problem)
