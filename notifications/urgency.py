"""What does not wait for the daily message: the policy of ``seeds/telling.yaml`` in SQL."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlmodel import col

from models.rules.agreements import PARLIAMENT
from models.rules.telling_policy import Urgent
from models.tables import Milestone, Organisation, Reminder


def cannot_wait(policy: Sequence[Urgent]) -> ColumnElement[bool]:
    """Return the condition on ``reminder`` and ``milestone`` that one of these lines holds."""
    return or_(false(), *(_holds(each) for each in policy))


def _holds(urgent: Urgent) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [col(Reminder.anchor) == str(urgent.anchor)]
    if urgent.step is not None:
        conditions.append(col(Reminder.step) == urgent.step)
    if urgent.modality is not None:
        conditions.append(col(Milestone.modality) == str(urgent.modality))
    if urgent.responsibility is not None:
        conditions.append(col(Reminder.responsibility) == str(urgent.responsibility))
    if urgent.to_parliament:
        conditions.append(_is_to_parliament())
    return and_(*conditions)


def _is_to_parliament() -> ColumnElement[bool]:
    return exists().where(
        col(Organisation.subject_id) == col(Milestone.addressee_id),
        col(Organisation.organisation_kind) == PARLIAMENT,
    )
