"""Another holder: all that is open passes to a successor, and what was stays on record.

An assignment is never rewritten: it ends the day before, and another begins. After a change of
cabinet the organisation that owes it can pass as well (domain section 11, item 14): the letter
itself speaks of *het vorige Kabinet*, so an organisation's role has a period too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from models.errors import InvalidAmendmentError, UnfitReceiverError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.people.contacts import held_from, is_in_office
from models.storage.keys import free_key
from models.storage.records import Record, current, records_by_id
from models.storage.values import Value
from models.tables import Participation
from models.vocabulary import Confidentiality, EventKind, ParticipationRole, SubjectKind

_OWING = (str(ParticipationRole.OWNER), str(ParticipationRole.DEBTOR))


@dataclass(frozen=True, slots=True)
class Passed:
    """One responsibility that passed, and whether the successor bore it already."""

    milestone: str
    responsibility: str
    was_held: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over came to.

    Attributes:
        passed: Responsibilities, by milestone.
        debts: Keys of the milestones that another organisation now owes.
    """

    passed: tuple[Passed, ...]
    debts: tuple[str, ...]


def hand_over(  # noqa: PLR0913  (from whom to whom, what, since when, and why)
    ledger: Ledger,
    giver_key: str,
    receiver_key: str,
    *,
    since: date,
    cluster: str | None = None,
    with_debts: bool = False,
    reason: str | None,
) -> HandedOver:
    """Pass every open milestone of one contact to another, in the caller's transaction.

    Args:
        ledger: who does this, and in which transaction.
        giver_key: the contact that holds them.
        receiver_key: the contact that takes them over.
        since: the first day of the new holder.
        cluster: only what lies in this cluster.
        with_debts: whether the receiver's organisation also owes what the giver's owed.
        reason: why, in the actor's words.

    Raises:
        UnknownSubjectError: there is no such contact or cluster.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: both are the same.
        UnfitReceiverError: not in office then, may not read what passes, or no organisation.
        NotPermittedError: the actor has no mandate for it.
    """
    session = ledger.session
    giver = current(session, SubjectKind.CONTACT, giver_key)
    receiver = current(session, SubjectKind.CONTACT, receiver_key)
    why = require_reason(Words("Overdragen", "Handing over"), giver.name, reason)
    _require_other(giver, receiver)
    place = current(session, SubjectKind.CLUSTER, cluster) if cluster else None
    held = [
        (assignment, milestone)
        for assignment, milestone in held_from(session, giver, since)
        if place is None or place.id in (milestone.number("cluster_id"), milestone.id)
    ]
    _require_fit(receiver, since, [milestone for _, milestone in held])
    handing = _Handing(ledger, giver, receiver, since, why, _borne(ledger, receiver, since))
    passed = tuple(handing.pass_on(assignment, milestone) for assignment, milestone in held)
    debts = handing.pass_debts([milestone for _, milestone in held]) if with_debts else ()
    return HandedOver(tuple(sorted(passed, key=lambda each: each.milestone)), debts)


@dataclass(frozen=True, slots=True)
class _Handing:
    """One hand-over while it is done."""

    ledger: Ledger
    giver: Record
    receiver: Record
    since: date
    why: str
    borne: frozenset[tuple[int, str]]  # by the receiver: milestone and responsibility

    def pass_on(self, assignment: Record, milestone: Record) -> Passed:
        """End an assignment and begin the successor's, unless it has the same already."""
        responsibility = str(assignment.text("responsibility"))
        was_held = (milestone.id, responsibility) in self.borne
        begins = self._end(assignment)
        if not was_held:
            values: dict[str, Value] = {
                "title": f"{milestone.key}: {self.receiver.key}",
                "cluster_id": assignment.number("cluster_id"),
                "is_invented": assignment.values["is_invented"],
                "milestone_id": milestone.id,
                "contact_id": self.receiver.id,
                "responsibility": responsibility,
                "valid_from": begins,
                "valid_until": assignment.day("valid_until"),
                "taken_over_from_id": self.giver.id,
            }
            self._register(SubjectKind.ASSIGNMENT, assignment, values, self.receiver.key)
        return Passed(milestone.key, responsibility, was_held)

    def pass_debts(self, milestones: Sequence[Record]) -> tuple[str, ...]:
        """Let the receiver's organisation owe what the giver's did; return the milestones' keys.

        Raises:
            UnfitReceiverError: one of the two belongs to no organisation.
        """
        old, new = (each.number("organisation_id") for each in (self.giver, self.receiver))
        if old is None or new is None:
            raise UnfitReceiverError(
                subject=(self.receiver if new is None else self.giver).name,
                problem=Words("het hoort bij geen organisatie", "it belongs to no organisation"),
            )
        by_id = {milestone.id: milestone for milestone in milestones}
        if old == new:
            return ()
        return tuple(sorted(set(self._passed_debts(by_id, old, new))))

    def _passed_debts(self, milestones: dict[int, Record], old: int, new: int) -> Iterator[str]:
        owing = [each for each in self._owing(milestones) if each.number("organisation_id") == old]
        for debt in owing:
            milestone = milestones[debt.number("target_id") or 0]
            begins = self._end(debt)
            values: dict[str, Value] = {
                "title": str(debt.text("title")),
                "cluster_id": debt.number("cluster_id"),
                "is_invented": debt.values["is_invented"],
                "target_id": milestone.id,
                "organisation_id": new,
                "role": debt.text("role"),
                "valid_from": begins,
                "valid_until": debt.day("valid_until"),
            }
            self._register(SubjectKind.PARTICIPATION, debt, values, "overgenomen")
            yield milestone.key

    def _owing(self, milestones: dict[int, Record]) -> list[Record]:
        query = select(col(Participation.subject_id)).where(
            col(Participation.target_id).in_(milestones),
            col(Participation.role).in_(_OWING),
            col(Participation.valid_until).is_(None)
            | (col(Participation.valid_until) >= self.since),
        )
        ids = sorted(self.ledger.session.exec(query).all())
        return records_by_id(self.ledger.session, SubjectKind.PARTICIPATION, ids)

    def _end(self, role: Record) -> date:
        """End a role the day before; return the first day of the one that follows it.

        What has yet to begin never begins for the giver: it ends the day before its own start.
        """
        begins = max(self.since, role.day("valid_from") or self.since)
        last_day = begins - timedelta(days=1)
        note = {"hand_over": f"contact:{self.receiver.key}"}
        self.ledger.record(
            role, EventKind.AMENDED, {"valid_until": last_day}, reason=self.why, note=note
        )
        return begins

    def _register(
        self, kind: SubjectKind, role: Record, values: dict[str, Value], suffix: str
    ) -> None:
        key = free_key(self.ledger.session, kind, f"{role.key}-{suffix}")
        self.ledger.register(kind, key, values, reason=self.why)


def _borne(ledger: Ledger, receiver: Record, since: date) -> frozenset[tuple[int, str]]:
    """Return what the receiver bears on the day and ever after."""
    return frozenset(
        (milestone.id, str(own.text("responsibility")))
        for own, milestone in held_from(ledger.session, receiver, since)
        if own.day("valid_until") is None and (own.day("valid_from") or since) <= since
    )


def _require_other(giver: Record, receiver: Record) -> None:
    if giver.id == receiver.id:
        raise InvalidAmendmentError(
            subject=giver.name,
            field="hand-over",
            value=receiver.key,
            problem=Words("noem een ander", "name somebody else"),
        )


def _require_fit(receiver: Record, since: date, milestones: Sequence[Record]) -> None:
    if not is_in_office(receiver, since):
        problem = Words(f"op {since} is het niet in functie", f"on {since} it is not in office")
        raise UnfitReceiverError(subject=receiver.name, problem=problem)
    readable = Confidentiality(str(receiver.text("clearance"))).readable()
    kept = sorted({each.key for each in milestones if each.text("confidentiality") not in readable})
    if kept:
        listed = ", ".join(kept)
        problem = Words(f"geen inzage in {listed}", f"no clearance for {listed}")
        raise UnfitReceiverError(subject=receiver.name, problem=problem)
