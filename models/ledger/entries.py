"""One event as a row: its place in the chain, its content, and the hash that binds both."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from models.ledger.hashing import canonical, chain_hash
from models.storage.records import Record
from models.vocabulary import EventKind, SubjectKind

EventRow = dict[str, str | int | date | datetime | None]


class Link(NamedTuple):
    """The place of a new event in its subject's chain."""

    subject: str  # kind:key
    sequence: int
    previous_hash: str


class Act(NamedTuple):
    """Who does something, when it is recorded, since when it counts, and why."""

    actor: str
    at: datetime
    effective_on: date
    reason: str | None = None


def chain_name(kind: SubjectKind, key: str) -> str:
    """Return what a chain's hashes are bound to: ``milestone:d2``."""
    return f"{kind}:{key}"


def next_link(subject: Record) -> Link:
    """Return the place after the last event of a subject."""
    return Link(chain_name(subject.kind, subject.key), subject.version + 1, subject.last_hash)


def event_row(link: Link, kind: EventKind, payload: Mapping[str, object], act: Act) -> EventRow:
    """Return the row of an event, hashed, without the id of its subject."""
    row: EventRow = {
        "sequence": link.sequence,
        "kind": str(kind),
        "payload": canonical(payload),
        "actor": act.actor,
        "reason": act.reason,
        "effective_on": act.effective_on,
        "recorded_at": act.at,
        "previous_hash": link.previous_hash,
    }
    row["hash"] = chain_hash(link.subject, row)
    return row
