"""Who hears of a rung on a day, worked out for a few: the same rule as the sweep's, with reasons.

The sweep decides for all at once, in SQL (``notifications.audience``); this says it of one
milestone or one week, and also why somebody does not hear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.absences import Away, absences, hearer
from models.tables import Assignment, Contact, Subject
from models.vocabulary import Confidentiality
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
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


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
    clearances: Mapping[str, Confidentiality]  # of contacts, by key

    def hearings(
        self, milestone_id: int, responsibility: str, mark: Confidentiality, day: date
    ) -> list[Hearing]:
        """Return who hears on a day and who does not, one of each contact; never none at all."""
        assigned = [
            each
            for each in self.answering
            if each.milestone_id == milestone_id and each.responsibility == responsibility
        ]
        found = [self._hearing(each, mark, day) for each in assigned]
        return list(dict.fromkeys(found)) or [
            Hearing(None, why_not=WhyUntold.NOBODY_ASSIGNED),
        ]

    def _hearing(self, assigned: Answering, mark: Confidentiality, day: date) -> Hearing:
        if not assigned.holds(day):
            return Hearing(assigned.contact, why_not=WhyUntold.OUT_OF_PERIOD)
        contact = hearer(self.away, assigned.contact, day)
        instead_of = assigned.contact if contact != assigned.contact else None
        may_read = mark in self.clearances[contact].readable()
        return Hearing(contact, instead_of, None if may_read else WhyUntold.NOT_CLEARED)


def audience_of(session: Session, milestone_ids: Sequence[int]) -> Audience:
    """Return who answers for these milestones; three statements."""
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
    clearances = select(col(Subject.key), col(Contact.clearance)).join(
        Contact, col(Contact.subject_id) == col(Subject.id)
    )
    return Audience(
        answering=[
            Answering(*row)
            for some in batches(milestone_ids)
            for row in session.execute(who.where(col(Assignment.milestone_id).in_(some)))
        ],
        away=absences(session),
        clearances={key: Confidentiality(mark) for key, mark in session.execute(clearances)},
    )
