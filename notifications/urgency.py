"""What does not wait for the daily message: the policy as a table, and its condition in SQL.

Everything else waits for tomorrow morning. A table of few lines on purpose: each line more is a
message more on a day, and people stop reading what comes too often.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import col

from models.agreements import PARLIAMENT
from models.ladder import WORKING_DAYS_BETWEEN_LATE_RUNGS, Anchor
from models.tables import Milestone, Organisation, Reminder
from models.vocabulary import Modality, Responsibility

PROMISES = (Modality.COMMITMENT, Modality.REQUIREMENT)


@dataclass(frozen=True, slots=True)
class Urgent:
    """One kind of reminder that leaves at once; what is None does not matter.

    Attributes:
        anchor: What the reminder is about.
        last_step: Highest step: a bound that was passed is urgent once, not every week.
        modalities: Weights of the words.
        responsibility: Of the reader.
        is_to_parliament: Whether only duties to a chamber count.
    """

    anchor: Anchor
    last_step: int | None = None
    modalities: Sequence[Modality] | None = None
    responsibility: Responsibility | None = None
    is_to_parliament: bool = False

    def holds(self) -> ColumnElement[bool]:
        """Return the condition on ``reminder`` and ``milestone``."""
        conditions: list[ColumnElement[bool]] = [col(Reminder.anchor) == str(self.anchor)]
        if self.last_step is not None:
            conditions.append(col(Reminder.step) <= self.last_step)
        if self.modalities is not None:
            conditions.append(col(Milestone.modality).in_([str(each) for each in self.modalities]))
        if self.responsibility is not None:
            conditions.append(col(Reminder.responsibility) == str(self.responsibility))
        if self.is_to_parliament:
            conditions.append(_is_to_parliament())
        return and_(*conditions)


POLICY = (
    # The Kamer was promised something and its last day has passed: today, not tomorrow.
    Urgent(
        Anchor.LATE,
        last_step=WORKING_DAYS_BETWEEN_LATE_RUNGS,
        modalities=PROMISES,
        is_to_parliament=True,
    ),
    # Owner and accountable were silent; the last one who can do something hears at once.
    Urgent(Anchor.ESCALATION, responsibility=Responsibility.PROGRAMME_MANAGER),
)


def cannot_wait(policy: Sequence[Urgent] = POLICY) -> ColumnElement[bool]:
    """Return the condition that a reminder is urgent."""
    return or_(*(each.holds() for each in policy))


def _is_to_parliament() -> ColumnElement[bool]:
    return exists().where(
        col(Organisation.subject_id) == col(Milestone.addressee_id),
        col(Organisation.organisation_kind) == PARLIAMENT,
    )
