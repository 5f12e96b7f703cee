"""The chain of a subject's events: hashing, folding back into the row, and finding tampering."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from json.encoder import encode_basestring
from typing import cast

from sqlmodel import Session, col, select

from models.records import current_by_id
from models.tables import Event, Subject
from models.values import Value, Values

JsonValues = dict[str, str | int | bool | None]

GENESIS = ""  # the previous hash of a subject's first event

_CUT = "\x1f cut here \x1f"
# json.dumps would make such an encoder at every call.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def events_of(session: Session, subject_id: int) -> list[Event]:
    """Return all events of a subject in the order in which they were recorded."""
    query = select(Event).where(col(Event.subject_id) == subject_id).order_by(col(Event.sequence))
    return list(session.exec(query))


def fold(events: list[Event]) -> JsonValues:
    """Return the values that remain when the events are applied in order: the current row."""
    values: JsonValues = {}
    for event in events:
        values.update(json.loads(event.payload)["after"])
    return {field: value for field, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Tampering:
    """A place where the ledger does not add up."""

    subject: str
    sequence: int
    problem: str


def verify(session: Session) -> Iterator[Tampering]:
    """Yield every event whose hash or place in its chain is wrong, and every row that differs."""
    for subject in session.exec(select(Subject).order_by(col(Subject.id))):
        yield from _verify_chain(session, subject)


def chain_hash(subject: str, row: Mapping[str, str | int | date | datetime | None]) -> str:
    """Return the SHA-256 that binds an event to its subject, its content and its predecessor."""
    bound = {field: _plain(value) for field, value in row.items()}
    bound["subject"] = subject
    return hashlib.sha256(_encode(bound).encode()).hexdigest()


class ChainHasher:
    """The hashes of many events that differ in their place only: the same as ``chain_hash`` gives.

    The canonical text of an event is cut open around what differs, and what comes before is
    hashed once.
    """

    def __init__(self, row: Mapping[str, str | int | date | datetime | None]) -> None:
        """Take a row without ``previous_hash`` and ``sequence``."""
        bound = {field: _plain(value) for field, value in row.items()}
        text = _encode({**bound, "previous_hash": _CUT, "sequence": 0, "subject": _CUT})
        head, middle, _ = text.split(_encode(_CUT))
        self._head = hashlib.sha256(head.encode())
        self._between = middle.removesuffix('0,"subject":')

    def hash(self, subject: str, sequence: int, previous_hash: str) -> str:
        """Return the hash of the event at this place."""
        whole = self._head.copy()
        rest = (
            f'"{previous_hash}"{self._between}{sequence},"subject":{encode_basestring(subject)}}}'
        )
        whole.update(rest.encode())
        return whole.hexdigest()


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, no ASCII escapes."""
    return _encode(value)


def as_json(values: Values) -> dict[str, object]:
    """Return values with days in ISO 8601, ready for JSON."""
    return {field: _plain(value) for field, value in values.items()}


def _plain(value: Value | datetime) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _verify_chain(session: Session, subject: Subject) -> Iterator[Tampering]:
    name = f"{subject.kind}:{subject.key}"
    previous, sequence = GENESIS, 0
    events = events_of(session, cast("int", subject.id))
    for event in events:
        sequence += 1
        row = event.model_dump(exclude={"id", "subject_id", "hash"})
        if event.sequence != sequence or event.previous_hash != previous:
            yield Tampering(name, event.sequence, "sluit niet aan op de vorige gebeurtenis")
        if chain_hash(name, row) != event.hash:
            yield Tampering(name, event.sequence, "de inhoud past niet bij haar hash")
        previous = event.hash
    if (subject.version, subject.last_hash) != (sequence, previous):
        yield Tampering(name, sequence, "de rij past niet bij de laatste gebeurtenis")
    record = current_by_id(session, cast("int", subject.id))
    known = {field: value for field, value in as_json(record.values).items() if value is not None}
    for field in _differing(known, fold(events)):
        yield Tampering(name, sequence, f"kolom {field} past niet bij de gebeurtenissen")


def _differing(row: Mapping[str, object], folded: Mapping[str, object]) -> list[str]:
    return sorted(
        field for field in row.keys() | folded.keys() if row.get(field) != folded.get(field)
    )
