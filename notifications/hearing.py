"""Who hears of a rung on a day, worked out for a few: the same rule as the sweep's, with reasons.

The sweep decides for all at once, in SQL (``notifications.audience``); this says it of one
milestone or one week, and also why somebody does not hear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.people.absences import Away, absences, hearer
from models.tables import Assignment, Contact, Subject
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from notifications.audience import NEVER_DECLINED
from notifications.rows import batches
from notifications.untold import WhyUntold


@dataclass(frozen=True, slots=True)
class Answering:
    """One assignment: a contact who answers for a milestone, in a responsibility, for a time."""

    milestone_id: int
    responsibility: str
    contact: str
    valid_from: date | None
    valid_until: date | None

    def holds(self, day: date) -> bool:
        """Return whether the assignment is in force on this day."""
        return _holds(self.valid_from, self.valid_until, day)


@dataclass(frozen=True, slots=True)
class Listener:
    """What decides whether a contact hears: what they may read, from when to when, and wishes."""

    clearance: Confidentiality
    valid_from: date | None
    valid_until: date | None
    unwanted: frozenset[str]  # ``kind:key`` of milestones and clusters

    def holds(self, day: date) -> bool:
        """Return whether the contact is in office on this day."""
        return _holds(self.valid_from, self.valid_until, day)

    def declines(self, about: "About", anchor: str, responsibility: str) -> bool:
        """Return whether the contact wants no news of this, and may say so.

        The rule of ``notifications.audience.wanted_by``.
        """
        must = responsibility == Responsibility.OWNER or anchor in NEVER_DECLINED
        return not must and not self.unwanted.isdisjoint(about.names)


@dataclass(frozen=True, slots=True)
class About:
    """What decides of a milestone who hears: who may read it, and what it can be declined by."""

    mark: Confidentiality
    names: frozenset[str]  # ``kind:key`` of the milestone and of its cluster


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether somebody hears.

    Attributes:
        contact: Who would hear; None when nobody is assigned.
        instead_of: The assigned contact, where that one is away.
        why_not: What keeps it from this contact; None: they hear.
    """

    contact: str | None
    instead_of: str | None = None
    why_not: WhyUntold | None = None


@dataclass(frozen=True)
class Audience:
    """Everybody who may have to hear of some milestones, as far as is known now."""

    answering: Sequence[Answering]
    away: Sequence[Away]
    listeners: Mapping[str, Listener]  # by the key of the contact
    milestones: Mapping[int, About]

    def hearings(
        self, milestone_id: int, anchor: str, responsibility: str, day: date
    ) -> list[Hearing]:
        """Return who hears on a day and who does not, one of each contact; never none at all."""
        assigned = [
            each
            for each in self.answering
            if each.milestone_id == milestone_id and each.responsibility == responsibility
        ]
        found = [self._hearing(each, anchor, day) for each in assigned]
        return list(dict.fromkeys(found)) or [
            Hearing(None, why_not=WhyUntold.NOBODY_ASSIGNED),
        ]

    def _hearing(self, assigned: Answering, anchor: str, day: date) -> Hearing:
        if not assigned.holds(day):
            return Hearing(assigned.contact, why_not=WhyUntold.OUT_OF_PERIOD)
        contact = hearer(self.away, assigned.contact, day)
        instead_of = assigned.contact if contact != assigned.contact else None
        return Hearing(contact, instead_of, self._why_not(contact, assigned, anchor, day))

    def _why_not(
        self, contact: str, assigned: Answering, anchor: str, day: date
    ) -> WhyUntold | None:
        listener, about = self.listeners[contact], self.milestones[assigned.milestone_id]
        if not listener.holds(day):
            return WhyUntold.OUT_OF_PERIOD
        if about.mark not in listener.clearance.readable():
            return WhyUntold.NOT_CLEARED
        if listener.declines(about, anchor, assigned.responsibility):
            return WhyUntold.DECLINED
        return None


def audience_of(session: Session, milestone_ids: Sequence[int]) -> Audience:
    """Return who answers for these milestones; four statements."""
    who = (
        select(
            col(Assignment.milestone_id),
            col(Assignment.responsibility),
            col(Subject.key),
            col(Assignment.valid_from),
            col(Assignment.valid_until),
        )
        .join(Subject, col(Subject.id) == col(Assignment.contact_id))
        .order_by(col(Subject.key), col(Assignment.subject_id))
    )
    return Audience(
        answering=[
            Answering(*row)
            for some in batches(milestone_ids)
            for row in session.execute(who.where(col(Assignment.milestone_id).in_(some)))
        ],
        away=absences(session),
        listeners=_listeners(session),
        milestones=_milestones(session, milestone_ids),
    )


def _listeners(session: Session) -> dict[str, Listener]:
    query = select(
        col(Subject.key),
        col(Contact.clearance),
        col(Contact.valid_from),
        col(Contact.valid_until),
        col(Contact.unwanted),
    ).join(Contact, col(Contact.subject_id) == col(Subject.id))
    return {
        key: Listener(Confidentiality(mark), first, last, frozenset((unwanted or "").split()))
        for key, mark, first, last, unwanted in session.execute(query)
    }


def _milestones(session: Session, ids: Sequence[int]) -> dict[int, About]:
    cluster = aliased(Subject)
    query = select(
        col(Subject.id), col(Subject.key), col(Subject.confidentiality), col(cluster.key)
    ).outerjoin(cluster, col(cluster.id) == col(Subject.cluster_id))
    rows = (
        row
        for some in batches(ids)
        for row in session.execute(query.where(col(Subject.id).in_(some)))
    )
    return {
        id_: About(
            Confidentiality(mark),
            frozenset({f"{SubjectKind.MILESTONE}:{key}", f"{SubjectKind.CLUSTER}:{within}"}),
        )
        for id_, key, mark, within in rows
    }


def _holds(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
