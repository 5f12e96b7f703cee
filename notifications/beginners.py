"""Who begins to hear of a milestone hears what still stands: once, and not at the next rung only.

Somebody was assigned, their period began, they came back, they stand in for somebody who left, or
they may know of it only now: each looks the same from here. Their assignments are looked at anew;
what was told to them before is held by the unique key of ``reminder``.
"""

from functools import cache

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.tables import Absence, Assignment, Contact, Event, Rung, Subject
from models.vocabulary import EventKind
from notifications.audience import cleared_for, hearer, in_force, in_office, stand_ins, wanted_by
from notifications.rows import Owed, day_fact, instant_fact


@cache
def owed_to_beginners() -> Owed:
    """Return the last rung before today of every milestone of which somebody begins to hear.

    What still stands is the last one: the earlier ones said the same with more time left.
    """
    begun, away = _begun(), stand_ins(day_fact("today"))
    earlier = aliased(Rung)
    last_due = (
        select(func.max(col(earlier.due_on)))
        .where(
            col(earlier.milestone_id) == col(Rung.milestone_id),
            col(earlier.responsibility) == col(Rung.responsibility),
            col(earlier.due_on) <= day_fact("today"),
        )
        .correlate(Rung)
        .scalar_subquery()
    )
    in_that_role = and_(
        col(Rung.milestone_id) == col(Assignment.milestone_id),
        col(Rung.responsibility) == col(Assignment.responsibility),
    )
    return (
        select(
            col(Rung.milestone_id),
            hearer(away).label("contact_id"),
            col(Rung.anchor),
            col(Rung.step),
            col(Rung.bound),
            col(Assignment.responsibility),
            day_fact("today"),
        )
        .select_from(begun)
        .join(Assignment, col(Assignment.subject_id) == begun.c.subject_id)
        .join(Rung, in_that_role)
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == hearer(away))
        .join(Subject, col(Subject.id) == col(Rung.milestone_id))
        .where(
            col(Rung.due_on) == last_due,
            in_force(day_fact("today")),
            in_office(day_fact("today")),
            cleared_for(Subject),
            wanted_by(col(Rung.anchor), col(Rung.responsibility)),
        )
    )


def _begun() -> Subquery:
    """Return the assignments through which somebody may begin to hear since the last sweep."""
    changed = select(col(Event.subject_id)).where(  # assignments and contacts, among others
        col(Event.recorded_at).between(instant_fact("changed_since"), instant_fact("now"))
    )
    corrected = changed.where(col(Event.kind) == EventKind.CORRECTED)  # more may know of it now
    away = select(col(Absence.contact_id)).where(
        col(Absence.valid_until) >= day_fact("away_since"),
        col(Absence.valid_from) <= day_fact("today"),
    )
    own = col(Assignment.subject_id)
    return (
        # Apart, so that each is found by its own index.
        select(own)
        .where(own.in_(changed))
        .union(
            select(own).where(col(Assignment.contact_id).in_(changed)),
            select(own).where(col(Assignment.milestone_id).in_(corrected)),
            select(own).where(col(Assignment.contact_id).in_(away)),
            select(own).where(
                col(Assignment.valid_from).between(day_fact("since"), day_fact("today"))
            ),
        )
        .subquery("begun")
    )
