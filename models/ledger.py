"""The ledger: the only writer of subjects, their details and their events.

Each change is one conditional UPDATE (``WHERE id = ? AND version = ?``) and one event, in the
caller's transaction. Events of a subject form a chain: each carries the hash of the one before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlmodel import Session

from models.authority import FOUR_EYES, Scope, act_in_words, mandates_on, roles_for
from models.chain import GENESIS, as_json
from models.clock import local_day
from models.entries import Act, EventRow, Link, chain_name, event_row, next_link
from models.errors import (
    BackdatedError,
    ConflictError,
    InvalidAmendmentError,
    SecondPersonError,
    Words,
)
from models.prepared import Prepared
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
from models.status import Outcome, outcome_of
from models.tables import Event, Subject
from models.values import Values
from models.vocabulary import EventKind, SubjectKind

_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
APPEND = Prepared(insert(_EVENT))
IF_UNCHANGED = Prepared(
    update(SUBJECT).where(
        SUBJECT.c.id == bindparam("seen_id"), SUBJECT.c.version == bindparam("seen_version")
    )
)
_NO_STEPS = (
    EventKind.REGISTERED,
    EventKind.AMENDED,
    EventKind.FORECAST,
    EventKind.FORECAST_CONFIRMED,
)
_LAST_STEP = Prepared(
    select(func.max(_EVENT.c.effective_on)).where(
        _EVENT.c.subject_id == bindparam("wanted"),
        *(_EVENT.c.kind != str(kind) for kind in _NO_STEPS),
    )
)
_BEGINNING = Prepared(
    select(_EVENT.c.effective_on).where(
        _EVENT.c.subject_id == bindparam("wanted"), _EVENT.c.sequence == 1
    )
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
    """

    session: Session
    rulebook: Rulebook
    actor: str
    at: datetime
    second: SecondPerson | None = None
    because: str | None = None
    is_trial: bool = False

    @property
    def today(self) -> date:
        """Return the day in Amsterdam on which this is recorded."""
        return local_day(self.at)

    def as_consequence_of(self, what: str) -> "Ledger":
        """Return a ledger for what follows from an act by the rules, whoever did it."""
        return replace(self, because=what)

    def hold(self, *cluster_ids: int | None) -> None:
        """Let nobody else change these clusters and what lies in them until this commits.

        A guard reads rows of other subjects; on PostgreSQL they could otherwise change between
        the look and the leap (write skew). SQLite has one writer at a time. Always in the same
        order, so that two never wait for each other.
        """
        if self.session.get_bind().dialect.name != "postgresql":
            return
        for cluster_id in sorted({each for each in cluster_ids if each is not None}):
            _HOLD.fetch(self.session, {"wanted": cluster_id})

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
            NotPermittedError: the actor has no mandate for it.
            sqlalchemy.exc.IntegrityError: the key exists already or a reference leads nowhere.
        """
        complete = {**_defaults(kind), **_as_columns(values)}
        own, detail = _split(kind, key, complete)
        scope = _scope(kind, complete["cluster_id"], None)
        self._authorise(EventKind.REGISTERED, scope, name_of(kind, key))
        self.hold(*scope.clusters)
        event = event_row(
            Link(chain_name(kind, key), 1, GENESIS),
            EventKind.REGISTERED,
            self._payload({}, complete, None),
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
        return registered

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
            InvalidAmendmentError: a field that this kind does not have.
            NotPermittedError: the actor has no mandate for it.
            SecondPersonError: it needs a second person, and there is one.
            BackdatedError: the step would precede the one that it follows.
        """
        changes = _as_columns(changes)
        own, detail = _split(subject.kind, subject.key, changes)
        self.hold(subject.number("cluster_id"))
        alone = self._authorise_change(subject, kind, changes, roles)
        if effective_on is not None and "standing" in changes:
            self._refuse_before_last_step(subject, effective_on)
        if self.session.identity_map:  # objects that were read are about to be out of date
            self.session.expire_all()
        before = {field: subject.values[field] for field in changes}
        payload = self._payload(before, changes, {**(note or {}), **alone})
        event = event_row(next_link(subject), kind, payload, self._act(reason, effective_on))
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

    def _authorise_change(
        self, subject: Record, kind: EventKind, changes: Values, roles: tuple[str, ...]
    ) -> Mapping[str, str]:
        """Check the mandate and the second person; return what the event must say of the latter."""
        scope = _scope(subject.kind, subject.values["cluster_id"], subject.id)
        return self._authorise(
            kind,
            scope,
            subject.name,
            roles=roles,
            four_eyes=kind in FOUR_EYES or _closes_a_duty(subject, changes),
        )

    def _authorise(
        self,
        kind: EventKind,
        scope: Scope,
        subject: Words,
        *,
        roles: tuple[str, ...] = (),
        four_eyes: bool = False,
    ) -> Mapping[str, str]:
        # A proposal is judged by the act that it asks for (models.proposals).
        if self.because is not None or scope.kind is SubjectKind.PROPOSAL:
            return {}
        mandates = mandates_on(self.session, self.today)
        allowed = roles_for(kind, scope.kind, roles)
        mandates.require(self.actor, allowed, scope, act=kind, subject=subject)
        if self.second is not None:
            mandates.require(self.second.name, allowed, scope, act=kind, subject=subject)
        if not four_eyes or self.second is not None or self.is_trial:
            return {}
        others = mandates.others(self.actor, allowed, scope)
        if others:
            names = ", ".join(others)
            raise SecondPersonError(
                subject=subject,
                act=act_in_words(kind),
                others=tuple(others),
                problem=Words(
                    f"dien het in als voorstel; {names} kan het bevestigen",
                    f"submit it as a proposal; {names} can confirm it",
                ),
            )
        return {"second_person": "none"}  # there is nobody else: said, and kept

    def _refuse_before_last_step(self, subject: Record, effective_on: date) -> None:
        if effective_on >= self.today:
            return
        wanted = {"wanted": subject.id}
        previous = _LAST_STEP.fetch(self.session, wanted)[0][0]
        if previous is None:  # a milestone begins when it is said, however late we hear of it
            is_milestone = subject.kind is SubjectKind.MILESTONE
            previous = (
                subject.day("said_on")
                if is_milestone
                else _BEGINNING.fetch(self.session, wanted)[0][0]
            )
        if effective_on < cast("date", previous):
            raise BackdatedError(subject=subject.name, day=effective_on, previous=previous)

    def _act(self, reason: str | None, effective_on: date | None) -> Act:
        return Act(self.actor, self.at, reason, effective_on)

    def _payload(
        self, before: Values, after: Values, note: Mapping[str, str] | None
    ) -> dict[str, object]:
        payload: dict[str, object] = {"before": as_json(before), "after": as_json(after)}
        said = dict(note or {})
        if self.second is not None:
            said |= {"second_person": self.second.name, "proposal": self.second.proposal}
        if self.because is not None:
            said["because"] = self.because
        if said:
            payload["note"] = said
        return payload

    def _append(self, subject_id: int, event: EventRow) -> None:
        APPEND.run(self.session, {"subject_id": subject_id, **event})

    def _update(self, subject: Record, own: Values, changes: Values, new_hash: str) -> None:
        seen = {"seen_id": subject.id, "seen_version": subject.version}
        new = {"version": subject.version + 1, "last_hash": new_hash, **own}
        if IF_UNCHANGED.run(self.session, {**seen, **new}) != 1:
            found = current_by_id(self.session, subject.id)
            raise ConflictError(
                subject=subject.name,
                expected=_said(subject, changes),
                found=_said(found, changes),
            )


def _scope(kind: SubjectKind, cluster_id: object, own_id: int | None) -> Scope:
    own = {own_id} if kind is SubjectKind.CLUSTER else set()
    ids = {each for each in (cluster_id, *own) if isinstance(each, int)}
    return Scope(kind, frozenset(ids))


def _closes_a_duty(subject: Record, changes: Values) -> bool:
    """Return whether what was owed to a chamber would be owed no more."""
    return (
        subject.kind is SubjectKind.MILESTONE
        and subject.values["addressee_id"] is not None
        and "standing" in changes
        and outcome_of(cast("str | None", changes["standing"])) is not Outcome.OPEN
    )


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
