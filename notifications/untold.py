"""Who is not told, and why: a duty without a listener must be seen, not passed over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from models.tables import Assignment, Contact, Rung, Subject
from notifications.audience import cleared_for, closeness, hearer, in_force, in_office, stand_ins


class WhyUntold(StrEnum):
    """What keeps everybody from hearing of it."""

    NOBODY_ASSIGNED = "nobody_assigned"
    OUT_OF_PERIOD = "out_of_period"  # the assignment or the contact has ended or has yet to begin
    NOT_CLEARED = "not_cleared"  # the contact, or who stands in, may not read this milestone
    DECLINED = "declined"  # the contact wants no news of it; no gap, so not in the list below


@dataclass(frozen=True, slots=True)
class UntoldDuty:
    """A responsibility for an open milestone whose rungs are due and reach nobody."""

    milestone: str
    title: str
    responsibility: str
    bound: date
    due_since: date
    why: WhyUntold


def untold_duties(session: Session, today: date) -> list[UntoldDuty]:
    """Return every responsibility with a due rung and nobody to tell, nearest bound first.

    Whoever declined to hear of it could have: that is no gap. One statement. It is a list for
    whoever runs the programme: it does not look at clearance.
    """
    period, away = and_(in_force(today), in_office(today)), stand_ins(today)
    matched = func.count(col(Assignment.subject_id))
    valid = func.count(case((period, 1)))
    is_there = col(Contact.subject_id).is_not(None)
    heard = func.count(case((and_(is_there, period, cleared_for(Subject)), 1)))
    query = (
        select(
            col(Subject.key),
            col(Subject.title),
            col(Rung.responsibility),
            func.min(col(Rung.bound)).label("bound"),
            func.min(col(Rung.due_on)).label("due_since"),
            matched.label("matched"),
            valid.label("valid"),
        )
        .select_from(Rung)
        .join(Subject, col(Subject.id) == col(Rung.milestone_id))
        .outerjoin(
            Assignment,
            and_(
                col(Assignment.milestone_id) == col(Rung.milestone_id),
                col(Assignment.responsibility) == col(Rung.responsibility),
            ),
        )
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .outerjoin(Contact, col(Contact.subject_id) == hearer(away))
        .where(col(Rung.due_on) <= today)
        .group_by(col(Subject.id), col(Subject.key), col(Subject.title), col(Rung.responsibility))
        .having(heard == 0)
        .order_by("bound", col(Subject.key), closeness(col(Rung.responsibility)))
    )
    return [
        UntoldDuty(key, title, responsibility, bound, due_since, _why(matched, valid))
        for key, title, responsibility, bound, due_since, matched, valid in session.execute(query)
    ]


def _why(matched: int, valid: int) -> WhyUntold:
    if not matched:
        return WhyUntold.NOBODY_ASSIGNED
    return WhyUntold.NOT_CLEARED if valid else WhyUntold.OUT_OF_PERIOD
