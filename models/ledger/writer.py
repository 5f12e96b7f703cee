"""The ledger: the only writer of subjects, their details and their events.

Each change is one conditional UPDATE (``WHERE id = ? AND version = ?``) and one event, in the
caller's transaction. Events of a subject form a chain: each carries the hash of the one before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import Table, bindparam, case, insert, select, update
from sqlmodel import Session

from models.authority.consent import NOTHING, Persons, consent, needs_four_eyes, scope_of
from models.authority.roles import Scope
from models.clock import local_day
from models.errors import ConflictError, InvalidAmendmentError, Words
from models.ledger.chain import as_json
from models.ledger.chronology import require_after_last_step
from models.ledger.entries import Act, EventRow, Link, chain_name, event_row, next_link
from models.ledger.hashing import GENESIS, ChainHasher, canonical
from models.rules.anchors import dated_by, day_of, moves_windows, tied_to
from models.rules.rulebook import Rulebook
from models.rules.rungs import lay_rungs, moves_rungs, require_ladder, take_back_escalations
from models.storage.lean_session import driver_of, forget_what_was_read
from models.storage.prepared import Prepared
from models.storage.records import (
    BOOKKEEPING,
    DETAIL,
    DETAIL_TABLES,
    SUBJECT,
    Record,
    current,
    current_by_id,
    kind_in_words,
    name_of,
)
from models.storage.storable import require_storable
from models.storage.values import Value, Values
from models.tables import Event, Subject
from models.vocabulary import EventKind, SubjectKind

_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
_APPEND = Prepared(insert(_EVENT))
_IF_UNCHANGED = Prepared(
    update(SUBJECT).where(
        SUBJECT.c.id == bindparam("seen_id"), SUBJECT.c.version == bindparam("seen_version")
    )
)
_OWN_COLUMNS = frozenset(SUBJECT.c.keys()) - BOOKKEEPING
_DETAIL_COLUMNS = {kind: frozenset(DETAIL[kind].c.keys()) - BOOKKEEPING for kind in DETAIL}
_REFERRING = ("target_id", "project_id", "about_id", "milestone_id")
_CLUSTER_OF = Prepared(
    select(
        case((SUBJECT.c.kind == str(SubjectKind.CLUSTER), SUBJECT.c.id), else_=SUBJECT.c.cluster_id)
    ).where(SUBJECT.c.id == bindparam("wanted"))
)
_HOLD = Prepared(
    select(SUBJECT.c.id).where(SUBJECT.c.id == bindparam("wanted")).with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Who confirmed what is being done, and the proposal that they confirmed."""

    name: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A subject as it was read, as far as changing it needs."""

    id: int
    key: str
    version: int
    last_hash: str
    cluster_id: int | None


@dataclass(slots=True)
class Ledger:
    """One actor writing at one instant, in the caller's transaction.

    Attributes:
        session: of the transaction.
        rulebook: the calendar and the ladders.
        actor: who wants this; with a second person, who proposed it.
        at: when it is recorded.
        second: who confirmed it, for what needs four eyes.
        because: of what this is a consequence; then nobody needs a mandate for it.
        is_trial: nothing of it will stay, so nobody needs to confirm it.
        today: the day in Amsterdam on which this is recorded.
        has_rivals: others may be writing as well, as they do on PostgreSQL.
    """

    session: Session
    rulebook: Rulebook
    actor: str
    at: datetime
    second: SecondPerson | None = None
    because: str | None = None
    is_trial: bool = False
    today: date = field(init=False)
    has_rivals: bool = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what is asked for at every turn."""
        self.today = local_day(self.at)
        self.has_rivals = driver_of(self.session)[1].name == "postgresql"

    def as_consequence_of(self, what: str) -> "Ledger":
        """Return a ledger for what follows from an act by the rules, whoever did it."""
        return replace(self, because=what)

    def hold(self, *cluster_ids: int | None) -> None:
        """Let nobody else change these clusters and what lies in them until this commits.

        A guard reads rows of other subjects; on PostgreSQL they could otherwise change between
        the look and the leap (write skew). SQLite has one writer at a time. Always in the same
        order, so that two never wait for each other.
        """
        if not self.has_rivals:
            return
        for cluster_id in sorted({each for each in cluster_ids if each is not None}):
            _HOLD.fetch(self.session, {"wanted": cluster_id})

    def hold_place_of(self, subject: Record) -> None:
        """Hold the cluster that a subject is, or lies in."""
        if self.has_rivals:
            place = scope_of(subject.kind, subject.values["cluster_id"], subject.id)
            self.hold(*place.clusters)

    def hold_row(self, subject: Record) -> bool:
        """Hold a subject and where it lies; return whether it may have changed since it was read.

        For who must know that the version that was seen is the one that is changed.
        """
        if self.has_rivals:
            place = scope_of(subject.kind, subject.values["cluster_id"], subject.id)
            self.hold(*place.clusters, subject.id)
        return self.has_rivals

    def _clusters_around(self, values: Values) -> Iterator[int | None]:
        """Yield the clusters of what a row refers to: a guard may look at it from there."""
        if not self.has_rivals:
            return
        for referred in (values[name] for name in _REFERRING if values.get(name) is not None):
            for row in _CLUSTER_OF.fetch(self.session, {"wanted": referred}):
                yield cast("int | None", row[0])

    def require_may_publish(self) -> None:
        """Let pass who may publish a life cycle: whoever may move others to it.

        Raises:
            NotPermittedError: the actor has no mandate for it.
        """
        everywhere = Scope(SubjectKind.PROGRAMME, frozenset())
        self._consent(EventKind.MIGRATED, {"*": everywhere})

    def require_consent(self, act: EventKind, subjects: Sequence[Record]) -> None:
        """Let pass what asks for a second person and is to be done to all of these, or to none.

        Asked before anything is written, so that an act that becomes a proposal leaves nothing.

        Raises:
            NotPermittedError: the actor has no mandate for one of them.
            SecondPersonError: there is a second person, and none of them confirmed it.
        """
        self._consent(act, _places(subjects), four_eyes=True)

    def require_mandate(self, act: EventKind, subjects: Sequence[Record]) -> None:
        """Let pass whoever may do this to all of these, with or without a second person.

        Raises:
            NotPermittedError: the actor has no mandate for one of them.
        """
        self._consent(act, _places(subjects))

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
            InvalidAmendmentError: a field that this kind does not have, text nobody can keep.
            NotPermittedError: the actor has no mandate for it.
            sqlalchemy.exc.IntegrityError: the key exists already or a reference leads nowhere.
        """
        own, detail = _split(kind, key, {**_defaults(kind), **values})
        complete = {**own, **detail}
        anchor_id = cast("int | None", complete.get("anchor_id"))
        self._require_storable(lambda: name_of(kind, key), reason, {"key": key, **complete})
        scope = scope_of(kind, complete["cluster_id"], None)
        self._consent(EventKind.REGISTERED, {key: scope})
        self.hold(*scope.clusters, *self._clusters_around(complete), anchor_id)
        event = event_row(
            Link(chain_name(kind, key), 1, GENESIS),
            EventKind.REGISTERED,
            self._payload({}, complete, {}),
            self._act(reason, effective_on),
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
        if anchor_id is None:
            return registered
        self._let_windows_follow(current_by_id(self.session, anchor_id), [registered])
        return current_by_id(self.session, subject_id)

    def record(  # noqa: PLR0913  (what changes, and the why, when and by whose leave of it)
        self,
        subject: Record,
        kind: EventKind,
        changes: Values,
        *,
        reason: str | None = None,
        effective_on: date | None = None,
        note: Mapping[str, str] | None = None,
        roles: tuple[str, ...] = (),
    ) -> Record:
        """Apply ``changes`` to the subject and append the event; return the new record.

        Args:
            subject: as it was read; its version must still be the current one.
            kind: what happened.
            changes: columns of the subject or its detail row, with their new values.
            reason: why, in the actor's words.
            effective_on: the day it took effect, if not today.
            note: facts about the act that are no columns (the event's name, the rule used).
            roles: who may do this, where the life cycle narrows it down.

        Raises:
            ConflictError: the subject was changed since it was read.
            InvalidAmendmentError: a field that this kind does not have, text nobody can keep.
            NotPermittedError: the actor has no mandate for it.
            SecondPersonError: it needs a second person, and there is one.
            BackdatedError: the step would precede the one that it follows.
        """
        own, detail = _split(subject.kind, subject.key, changes)
        changes = {**own, **detail}
        self._require_storable(lambda: subject.name, reason, changes)
        if "ladder" in changes:
            require_ladder(self.rulebook, subject.name, changes)
        self._hold_around(subject, changes)
        scope = scope_of(subject.kind, subject.values["cluster_id"], subject.id)
        four_eyes = needs_four_eyes(subject, kind, changes)
        alone = self._consent(kind, {subject.key: scope}, roles=roles, four_eyes=four_eyes)
        if effective_on is not None and effective_on < self.today and "standing" in changes:
            require_after_last_step(self.session, subject, effective_on)
        forget_what_was_read(self.session)
        before = {field: subject.values[field] for field in changes}
        payload = self._payload(before, changes, {**(note or NOTHING), **alone})
        event = event_row(next_link(subject), kind, payload, self._act(reason, effective_on))
        self._update(subject, own, changes, str(event["hash"]))
        if detail:
            table = DETAIL[subject.kind]
            self.session.execute(
                update(table).where(table.c.subject_id == subject.id).values(**detail)
            )
        self._append(subject.id, event)
        # On another life cycle its digest is looked up anew.
        digest = None if "definition_id" in changes else subject.definition_digest
        recorded = Record(
            subject.id,
            subject.kind,
            subject.key,
            subject.version + 1,
            str(event["hash"]),
            {**subject.values, **changes},
            digest,
        )
        self._let_follow(recorded, kind, changes)
        return recorded

    def record_together(  # noqa: PLR0913  (what changes for all, and the why and by whose leave)
        self,
        kind: SubjectKind,
        event: EventKind,
        subjects: Sequence[Seen],
        before: Values,
        after: Values,
        *,
        reason: str | None = None,
        note: Mapping[str, str] | None = None,
        roles: tuple[str, ...] = (),
    ) -> None:
        """Apply one change to many subjects of a kind, each with an event of its own.

        Args:
            kind: of the subjects.
            event: what happened to each.
            subjects: as they were read, all with the values ``before``.
            before: columns of the subject (not of its detail row) as they are.
            after: the same columns with their new values.
            reason: why, in the actor's words.
            note: facts about the act that are no columns.
            roles: who may do this, where the life cycle narrows it down.

        Raises:
            ConflictError: one of them was changed since it was read; nothing may be kept then.
            NotPermittedError: the actor has no mandate for one of them.
        """
        self._require_storable(lambda: kind_in_words(kind), reason, after)
        places = {each.key: scope_of(kind, each.cluster_id, each.id) for each in subjects}
        alone = self._consent(event, places, roles=roles)
        payload = self._payload(before, after, {**(note or NOTHING), **alone})
        shared = {
            "kind": str(event),
            "payload": canonical(payload),
            "actor": self.actor,
            "reason": reason,
            "effective_on": self.today,
            "recorded_at": self.at,
        }
        hasher = ChainHasher(shared)
        hashes = [
            hasher.hash(chain_name(kind, each.key), each.version + 1, each.last_hash)
            for each in subjects
        ]
        hashed = list(zip(subjects, hashes, strict=True))
        touched = _IF_UNCHANGED.run_batch(
            self.session,
            after,
            ("version", "last_hash", "seen_id", "seen_version"),
            [(each.version + 1, new, each.id, each.version) for each, new in hashed],
        )
        if touched != len(subjects):
            raise self._conflict(hashed, before)
        _APPEND.run_batch(
            self.session,
            shared,
            ("subject_id", "sequence", "previous_hash", "hash"),
            [(each.id, each.version + 1, each.last_hash, new) for each, new in hashed],
        )

    def _hold_around(self, subject: Record, changes: Values) -> None:
        """Hold the clusters of a subject, of what it refers to and of what its day dates."""
        if not self.has_rivals:
            return
        followers = (
            tied_to(self.session, subject.id) if moves_windows(subject.kind, changes) else ()
        )
        dated = (each.number("cluster_id") for each in followers)
        self.hold(subject.number("cluster_id"), *self._clusters_around(subject.values), *dated)

    def _let_follow(self, recorded: Record, kind: EventKind, changes: Values) -> None:
        """Do what follows from a change by the rules: rungs and the windows that it dates."""
        if recorded.kind is SubjectKind.MILESTONE:
            take_back_escalations(self.session, kind, recorded.id)
            if moves_rungs(changes):
                lay_rungs(
                    self.session, self.rulebook, recorded.id, recorded.values, today=self.today
                )
        if moves_windows(recorded.kind, changes):
            # Asked anew: one may have been tied until the row was ours.
            self._let_windows_follow(recorded, tied_to(self.session, recorded.id))

    def _let_windows_follow(self, anchor: Record, milestones: Sequence[Record]) -> None:
        """Give the windows that wait for a subject the days that follow from its day."""
        ledger, day = self.as_consequence_of(f"{anchor.kind}:{anchor.key}"), day_of(anchor)
        calendar = self.rulebook.calendar
        for milestone in milestones:
            changes = dated_by(self.session, milestone.values, anchor.id, day, calendar)
            if changes:
                ledger.record(milestone, EventKind.DATED, changes)

    def _require_storable(
        self, subject: Callable[[], Words], reason: str | None, values: Values
    ) -> None:
        require_storable(subject, {"reason": reason, **values, "actor": self.actor})

    def _consent(
        self,
        act: EventKind,
        places: Mapping[str, Scope],
        *,
        roles: tuple[str, ...] = (),
        four_eyes: bool = False,
    ) -> Mapping[str, str]:
        persons = Persons(
            self.actor,
            self.second.name if self.second else None,
            self.because is not None,
            self.is_trial,
        )
        return consent(
            self.session, self.today, persons, act, places, roles=roles, four_eyes=four_eyes
        )

    def _conflict(self, hashed: Sequence[tuple[Seen, str]], before: Values) -> ConflictError:
        """Return which subject was changed by somebody else, with both values."""
        found = ((current_by_id(self.session, each.id), new) for each, new in hashed)
        changed = next(record for record, new in found if record.last_hash != new)
        expected = ", ".join(f"{field} = {value}" for field, value in before.items())
        return ConflictError(subject=changed.name, expected=expected, found=_said(changed, before))

    def _act(self, reason: str | None, effective_on: date | None) -> Act:
        return Act(self.actor, self.at, effective_on or self.today, reason)

    def _payload(self, before: Values, after: Values, note: dict[str, str]) -> dict[str, object]:
        if self.second is not None:
            note |= {"second_person": self.second.name, "proposal": self.second.proposal}
        if self.because is not None:
            note["because"] = self.because
        payload: dict[str, object] = {"before": as_json(before), "after": as_json(after)}
        if note:
            payload["note"] = note
        return payload

    def _append(self, subject_id: int, event: EventRow) -> None:
        _APPEND.run(self.session, {"subject_id": subject_id, **event})

    def _update(self, subject: Record, own: Values, changes: Values, new_hash: str) -> None:
        change = {
            "seen_id": subject.id,
            "seen_version": subject.version,
            "version": subject.version + 1,
            "last_hash": new_hash,
            **own,
        }
        if _IF_UNCHANGED.run(self.session, change) != 1:
            found = current_by_id(self.session, subject.id)
            raise ConflictError(
                subject=subject.name,
                expected=_said(subject, changes),
                found=_said(found, changes),
            )


def _defaults(kind: SubjectKind) -> Values:
    """Return what a new row of this kind holds where nothing is said."""
    return {
        name: field.default
        for table in (Subject, DETAIL_TABLES[kind])
        for name, field in table.model_fields.items()
        if name not in BOOKKEEPING and not field.is_required()
    }


def _split(kind: SubjectKind, key: str, values: Values) -> tuple[Values, Values]:
    """Part the values over the subject's columns and those of its detail table.

    A vocabulary's word becomes plain text, as columns hold it.
    """
    columns = _DETAIL_COLUMNS[kind]
    own: dict[str, Value] = {}
    detail: dict[str, Value] = {}
    for name, said in values.items():
        value = str(said) if isinstance(said, StrEnum) else said
        if name in _OWN_COLUMNS:
            own[name] = value
        elif name in columns:
            detail[name] = value
        else:
            raise InvalidAmendmentError(
                subject=name_of(kind, key),
                field=name,
                value=value,
                problem=Words("onbekend veld", "unknown field"),
            )
    return own, detail


def _said(subject: Record, fields: Values) -> str:
    shown = {field: subject.values[field] for field in fields} or {"version": subject.version}
    return ", ".join(f"{field} = {value}" for field, value in shown.items())


def _places(subjects: Sequence[Record]) -> Mapping[str, Scope]:
    return {each.key: scope_of(each.kind, each.values["cluster_id"], each.id) for each in subjects}
