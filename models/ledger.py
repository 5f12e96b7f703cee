"""The ledger: the only writer of subjects, their details and their events.

Each change is one conditional UPDATE (``WHERE id = ? AND version = ?``) and one event, in the
caller's transaction. Events of a subject form a chain: each carries the hash of the one before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import Table, bindparam, insert, update
from sqlmodel import Session

from models.chain import GENESIS, as_json, canonical, chain_hash
from models.clock import local_day
from models.errors import ConflictError, InvalidAmendmentError, Words
from models.records import (
    BOOKKEEPING,
    DETAIL,
    DETAIL_TABLES,
    SUBJECT,
    Record,
    current,
    current_by_id,
    name_of,
)
from models.rulebook import Rulebook
from models.rungs import lay_rungs, moves_rungs
from models.tables import Event, Subject
from models.values import Values
from models.vocabulary import EventKind, SubjectKind

_EventRow = dict[str, str | int | date | datetime | None]
_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
# Built once: the driver's parameters say which columns are written.
_APPEND = insert(_EVENT)
_IF_UNCHANGED = update(SUBJECT).where(
    SUBJECT.c.id == bindparam("seen_id"), SUBJECT.c.version == bindparam("seen_version")
)


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
            insert(SUBJECT)
            .values(kind=kind, key=key, version=1, last_hash=event["hash"], **own)
            .returning(SUBJECT.c.id)
        )
        subject_id: int = result.scalar_one()
        self.session.execute(insert(DETAIL[kind]).values(subject_id=subject_id, **detail))
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
        self._update(subject, own, changes, str(event["hash"]))
        if detail:
            table = DETAIL[subject.kind]
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

    def _update(self, subject: Record, own: Values, changes: Values, new_hash: str) -> None:
        seen = {"seen_id": subject.id, "seen_version": subject.version}
        new = {"version": subject.version + 1, "last_hash": new_hash, **own}
        result = self.session.connection().execute(_IF_UNCHANGED, {**seen, **new})
        if result.rowcount != 1:
            found = current_by_id(self.session, subject.id)
            raise ConflictError(
                subject=subject.name,
                expected=_said(subject, changes),
                found=_said(found, changes),
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


def _defaults(kind: SubjectKind) -> Values:
    """Return what a new row of this kind holds where nothing is said."""
    return {
        name: field.default
        for table in (Subject, DETAIL_TABLES[kind])
        for name, field in table.model_fields.items()
        if name not in BOOKKEEPING and not field.is_required()
    }


def _as_columns(values: Values) -> Values:
    """Return values as the columns hold them: a vocabulary's word as plain text."""
    return {f: str(v) if isinstance(v, StrEnum) else v for f, v in values.items()}


def _split(kind: SubjectKind, key: str, values: Values) -> tuple[Values, Values]:
    """Part the values over the subject's columns and those of its detail table."""
    own = {f: v for f, v in values.items() if f in SUBJECT.c and f not in BOOKKEEPING}
    detail = {f: v for f, v in values.items() if f in DETAIL[kind].c and f not in BOOKKEEPING}
    for field in values.keys() - own.keys() - detail.keys():
        raise InvalidAmendmentError(
            subject=name_of(kind, key),
            field=field,
            value=values[field],
            problem=Words("onbekend veld", "unknown field"),
        )
    return own, detail


def _said(subject: Record, fields: Values) -> str:
    shown = {field: subject.values[field] for field in fields} or {"version": subject.version}
    return ", ".join(f"{field} = {value}" for field, value in shown.items())
