"""The ledger: the only writer of subjects, their details and their events.

Each change is one conditional UPDATE (``WHERE id = ? AND version = ?``) and one event, in the
caller's transaction. Events of a subject form a chain: each carries the hash of the one before.
"""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import cast

from sqlalchemy import RowMapping, Select, Table, bindparam, insert, select, update
from sqlmodel import Session, SQLModel, col

from models import tables
from models.clock import local_day
from models.errors import ConflictError, InvalidAmendmentError, UnknownSubjectError
from models.rulebook import Rulebook
from models.rungs import lay_rungs, moves_rungs
from models.tables import Event, Subject
from models.values import Value, Values
from models.vocabulary import EventKind, SubjectKind

JsonValues = dict[str, str | int | bool | None]

GENESIS = ""  # the previous hash of a subject's first event

DETAIL_TABLES: Mapping[SubjectKind, type[SQLModel]] = {
    SubjectKind.PROGRAMME: tables.Programme,
    SubjectKind.CLUSTER: tables.Cluster,
    SubjectKind.PROJECT: tables.Project,
    SubjectKind.CONDITION: tables.Condition,
    SubjectKind.REQUEST: tables.Request,
    SubjectKind.MILESTONE: tables.Milestone,
    SubjectKind.COMPANY_TRACK: tables.CompanyTrack,
    SubjectKind.ORGANISATION: tables.Organisation,
    SubjectKind.PARTICIPATION: tables.Participation,
    SubjectKind.DOCUMENT: tables.Document,
    SubjectKind.OCCURRENCE: tables.Occurrence,
    SubjectKind.DEPENDENCY: tables.Dependency,
    SubjectKind.CHECKLIST_ITEM: tables.ChecklistItem,
    SubjectKind.OPEN_QUESTION: tables.OpenQuestion,
    SubjectKind.CONTACT: tables.Contact,
    SubjectKind.ASSIGNMENT: tables.Assignment,
}

_SUBJECT = cast("Table", Subject.__table__)  # type: ignore[attr-defined]
_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
_DETAIL = {
    kind: cast("Table", table.__table__)  # type: ignore[attr-defined]
    for kind, table in DETAIL_TABLES.items()
}
_EventRow = dict[str, str | int | date | datetime | None]
# Built once: the driver's parameters say which columns are written.
_APPEND = insert(_EVENT)
_IF_UNCHANGED = update(_SUBJECT).where(
    _SUBJECT.c.id == bindparam("seen_id"), _SUBJECT.c.version == bindparam("seen_version")
)
# Kept by the ledger itself, so no change may name them.
_BOOKKEEPING = frozenset({"id", "kind", "key", "version", "last_hash", "subject_id"})


@dataclass(frozen=True, slots=True)
class Record:
    """A subject as it is now: its own columns and those of its detail row in one mapping."""

    id: int
    kind: SubjectKind
    key: str
    version: int
    last_hash: str
    values: Values

    @property
    def name(self) -> str:
        """Return ``kind key`` as people see it in errors."""
        return f"{self.kind} '{self.key}'"

    def text(self, field: str) -> str | None:
        """Return a text column, None while unknown."""
        return cast("str | None", self.values[field])

    def day(self, field: str) -> date | None:
        """Return a day column, None while unknown."""
        return cast("date | None", self.values[field])

    def number(self, field: str) -> int | None:
        """Return an integer column (an amount, a count, the id of another subject)."""
        return cast("int | None", self.values[field])


@dataclass(frozen=True, slots=True)
class Ledger:
    """One actor writing at one instant, in the caller's transaction."""

    session: Session
    rulebook: Rulebook
    actor: str
    at: datetime

    @property
    def today(self) -> date:
        """Return the day in Amsterdam on which this is recorded."""
        return local_day(self.at)

    def register(
        self,
        kind: SubjectKind,
        key: str,
        values: Values,
        *,
        reason: str | None = None,
        effective_on: date | None = None,
    ) -> Record:
        """Write a new subject, its detail row and its first event.

        Raises:
            InvalidAmendmentError: a field that this kind does not have.
            sqlalchemy.exc.IntegrityError: the key exists already or a reference leads nowhere.
        """
        complete = {**_defaults(kind), **_as_columns(values)}
        own, detail = _split(kind, key, complete)
        event = self._event(
            _Link(f"{kind}:{key}", 1, GENESIS),
            EventKind.REGISTERED,
            {"before": {}, "after": as_json(complete)},
            reason=reason,
            effective_on=effective_on,
        )
        result = self.session.execute(
            insert(_SUBJECT)
            .values(kind=kind, key=key, version=1, last_hash=event["hash"], **own)
            .returning(_SUBJECT.c.id)
        )
        subject_id: int = result.scalar_one()
        self.session.execute(insert(_DETAIL[kind]).values(subject_id=subject_id, **detail))
        self._append(subject_id, event)
        registered = current(self.session, kind, key)
        if kind is SubjectKind.MILESTONE:
            lay_rungs(self.session, self.rulebook, subject_id, registered.values, today=self.today)
        return registered

    def record(
        self,
        subject: Record,
        kind: EventKind,
        changes: Values,
        *,
        reason: str | None = None,
        effective_on: date | None = None,
        note: Mapping[str, str] | None = None,
    ) -> Record:
        """Apply ``changes`` to the subject and append the event; return the new record.

        Args:
            subject: as it was read; its version must still be the current one.
            kind: what happened.
            changes: columns of the subject or its detail row, with their new values.
            reason: why, in the actor's words.
            effective_on: the day it took effect, if not today.
            note: facts about the act that are no columns (the event's name, the rule used).

        Raises:
            ConflictError: the subject was changed since it was read.
            InvalidAmendmentError: a field that this kind does not have.
        """
        changes = _as_columns(changes)
        own, detail = _split(subject.kind, subject.key, changes)
        self.session.expire_all()  # rows that were read as objects are about to be out of date
        before = {field: subject.values[field] for field in changes}
        payload: dict[str, object] = {"before": as_json(before), "after": as_json(changes)}
        if note:
            payload["note"] = dict(note)
        event = self._event(
            _Link(f"{subject.kind}:{subject.key}", subject.version + 1, subject.last_hash),
            kind,
            payload,
            reason=reason,
            effective_on=effective_on,
        )
        self._update(subject, own, str(event["hash"]))
        if detail:
            table = _DETAIL[subject.kind]
            self.session.execute(
                update(table).where(table.c.subject_id == subject.id).values(**detail)
            )
        self._append(subject.id, event)
        values = {**subject.values, **changes}
        if subject.kind is SubjectKind.MILESTONE and moves_rungs(changes):
            lay_rungs(self.session, self.rulebook, subject.id, values, today=self.today)
        return replace(
            subject, version=subject.version + 1, last_hash=str(event["hash"]), values=values
        )

    def _append(self, subject_id: int, event: _EventRow) -> None:
        self.session.connection().execute(_APPEND, {"subject_id": subject_id, **event})

    def _update(self, subject: Record, own: Values, new_hash: str) -> None:
        seen = {"seen_id": subject.id, "seen_version": subject.version}
        new = {"version": subject.version + 1, "last_hash": new_hash, **own}
        result = self.session.connection().execute(_IF_UNCHANGED, {**seen, **new})
        if result.rowcount != 1:
            found = current_by_id(self.session, subject.id)
            raise ConflictError(
                subject=subject.name,
                expected=_said(subject, own),
                found=_said(found, own),
            )

    def _event(
        self,
        link: "_Link",
        kind: EventKind,
        payload: Mapping[str, object],
        *,
        reason: str | None,
        effective_on: date | None,
    ) -> _EventRow:
        row: _EventRow = {
            "sequence": link.sequence,
            "kind": str(kind),
            "payload": canonical(payload),
            "actor": self.actor,
            "reason": reason,
            "effective_on": effective_on or self.today,
            "recorded_at": self.at,
            "previous_hash": link.previous_hash,
        }
        return {**row, "hash": chain_hash(link.subject, row)}


@dataclass(frozen=True, slots=True)
class _Link:
    """The place of a new event in its subject's chain."""

    subject: str  # kind:key
    sequence: int
    previous_hash: str


def current(session: Session, kind: SubjectKind, key: str) -> Record:
    """Return the subject of this kind and key.

    Raises:
        UnknownSubjectError: there is none; it suggests the keys that come near.
    """
    found = _read(session, kind, by="key", value=key)
    if found is None:
        raise UnknownSubjectError(kind=kind, key=key, suggestion=_near(session, kind, key))
    return found


def current_by_id(session: Session, subject_id: int) -> Record:
    """Return the subject with this id, which must exist."""
    kind = session.execute(select(_SUBJECT.c.kind).where(_SUBJECT.c.id == subject_id)).scalar_one()
    found = _read(session, SubjectKind(kind), by="id", value=subject_id)
    return cast("Record", found)


def events_of(session: Session, subject_id: int) -> list[Event]:
    """Return all events of a subject in the order in which they were recorded."""
    query = select(Event).where(col(Event.subject_id) == subject_id).order_by(col(Event.sequence))
    return list(session.execute(query).scalars())


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
    for subject in session.execute(select(Subject).order_by(col(Subject.id))).scalars():
        yield from _verify_chain(session, subject)


def chain_hash(subject: str, row: Mapping[str, str | int | date | datetime | None]) -> str:
    """Return the SHA-256 that binds an event to its subject, its content and its predecessor."""
    bound = {field: _plain(value) for field, value in row.items()}
    return hashlib.sha256(canonical({"subject": subject, **bound}).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, no ASCII escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def as_json(values: Values) -> dict[str, object]:
    """Return values with days in ISO 8601, ready for JSON."""
    return {field: _plain(value) for field, value in values.items()}


def _plain(value: Value | datetime) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _defaults(kind: SubjectKind) -> Values:
    """Return what a new row of this kind holds where nothing is said."""
    return {
        name: field.default
        for table in (Subject, DETAIL_TABLES[kind])
        for name, field in table.model_fields.items()
        if name not in _BOOKKEEPING and not field.is_required()
    }


def _as_columns(values: Values) -> Values:
    """Return values as the columns hold them: a vocabulary's word as plain text."""
    return {f: str(v) if isinstance(v, StrEnum) else v for f, v in values.items()}


def _split(kind: SubjectKind, key: str, values: Values) -> tuple[Values, Values]:
    """Part the values over the subject's columns and those of its detail table."""
    own = {f: v for f, v in values.items() if f in _SUBJECT.c and f not in _BOOKKEEPING}
    detail = {f: v for f, v in values.items() if f in _DETAIL[kind].c and f not in _BOOKKEEPING}
    for field in values.keys() - own.keys() - detail.keys():
        raise InvalidAmendmentError(
            subject=f"{kind} '{key}'", field=field, value=values[field], problem="onbekend veld"
        )
    return own, detail


def _read(session: Session, kind: SubjectKind, *, by: str, value: str | int) -> Record | None:
    """Return the subject of a kind whose column ``by`` has this value."""
    found = session.connection().execute(_selection(kind, by), {"wanted": value})
    row = found.mappings().one_or_none()
    return None if row is None else _to_record(row)


@cache
def _selection(kind: SubjectKind, by: str) -> Select[tuple[object, ...]]:
    # Built once per kind: putting a statement together costs more than running it.
    detail = _DETAIL[kind]
    columns = (column for column in detail.c if column.name != "subject_id")
    joined = select(_SUBJECT, *columns).join(detail, detail.c.subject_id == _SUBJECT.c.id)
    return joined.where(_SUBJECT.c.kind == str(kind), _SUBJECT.c[by] == bindparam("wanted"))


def _to_record(row: RowMapping) -> Record:
    return Record(
        id=row["id"],
        kind=SubjectKind(row["kind"]),
        key=row["key"],
        version=row["version"],
        last_hash=row["last_hash"],
        values={field: value for field, value in row.items() if field not in _BOOKKEEPING},
    )


def _near(session: Session, kind: SubjectKind, key: str) -> str:
    keys = list(session.execute(select(_SUBJECT.c.key).where(_SUBJECT.c.kind == kind)).scalars())
    near = difflib.get_close_matches(key, keys, n=3, cutoff=0.5)
    if near:
        return f"Bedoelde u: {', '.join(near)}?"
    return f"Bekend: {', '.join(sorted(keys)[:10])}." if keys else "Er is er nog geen."


def _said(subject: Record, fields: Values) -> str:
    shown = {field: subject.values[field] for field in fields} or {"version": subject.version}
    return ", ".join(f"{field} = {value}" for field, value in shown.items())


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
