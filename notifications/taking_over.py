"""Telling a new holder, once, what is theirs from now on."""

from datetime import date, timedelta
from functools import cache

from sqlalchemy import literal, select
from sqlmodel import Session, col

from models.rules.ladder import Anchor
from models.tables import Assignment, Contact, Reminder, Subject
from notifications.audience import cleared_for, closeness, in_force, in_office, stand_ins
from notifications.rows import Facts, Insert, day_fact, dialect_of, execute, insert_new

# Long enough for a machine that slept, short enough that nobody is told of an old hand-over.
_TOLD_WITHIN = timedelta(days=90)


def remind_of_hand_overs(session: Session, today: date) -> int:
    """Write a reminder for each milestone that somebody takes over; return how many.

    Whoever is away hears it on return, and not their stand-in: it is the holder who takes over.
    The unique key of ``reminder`` makes the second time silent.
    """
    facts: Facts = {"today": today, "since": today - _TOLD_WITHIN}
    return execute(session, _remind_holders(dialect_of(session)), facts).rowcount


@cache
def _remind_holders(dialect: str) -> Insert:
    """Return the insertion of a reminder per milestone that was taken over."""
    today = day_fact("today")
    away = stand_ins(today)
    rows = (
        select(
            col(Assignment.milestone_id),
            col(Assignment.contact_id),
            literal(str(Anchor.HAND_OVER)),
            literal(0),
            col(Assignment.valid_from),
            col(Assignment.responsibility),
            today,
        )
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == col(Assignment.contact_id))
        .join(Subject, col(Subject.id) == col(Assignment.milestone_id))
        .where(
            col(Assignment.taken_over_from_id).is_not(None),
            col(Assignment.valid_from).between(day_fact("since"), today),
            in_force(today),
            in_office(today),
            cleared_for(Subject),
            away.c.absent_id.is_(None),
        )
        .order_by(
            col(Assignment.milestone_id),
            col(Assignment.contact_id),
            closeness(col(Assignment.responsibility)),
        )
    )
    columns = (
        "milestone_id",
        "contact_id",
        "anchor",
        "step",
        "bound",
        "responsibility",
        "swept_on",
    )
    return insert_new(dialect, Reminder).from_select(columns, rows).on_conflict_do_nothing()
