"""What is taken back before the messages of a day are written, so that they say what holds now."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import Delete, Update, and_, delete, exists, literal, not_, or_, select, update
from sqlmodel import Session, col

from models.rules.ladder import Anchor
from models.tables import Assignment, Contact, Message, Reminder, Rung, Subject
from notifications.audience import cleared_for, hearer, in_force, in_office, stand_ins, wanted_by
from notifications.outbox import waits_for_its_hour
from notifications.rows import Facts, day_fact, execute, table_of


def take_back_what_waits(session: Session, *, today: date, now: datetime) -> None:
    """Undo the messages that wait for their hour, so that they are written anew.

    Not those of a later day: a run ahead of time wrote them for that day.

    What they say, to whom and where, is then as it is now and not as it was this morning: what
    became confidential in between stays here, and what is new is among it. Nobody can have
    claimed them, for their time has not come.
    """
    facts: Facts = {"today": today, "now": now}
    for statement in _taking_back():
        execute(session, statement, facts)


def withdraw(session: Session, today: date) -> int:
    """Drop unplanned reminders that are not owed or not wanted; nobody was told of them."""
    return execute(session, _withdrawal(), {"today": today}).rowcount


@cache
def _taking_back() -> Sequence[Update | Delete]:
    message, reminder = table_of(Message), table_of(Reminder)
    waits = and_(message.c.day <= day_fact("today"), waits_for_its_hour())
    waiting = select(message.c.id).where(waits)
    return (
        update(reminder).where(reminder.c.message_id.in_(waiting)).values(message_id=None),
        delete(message).where(waits),
    )


@cache
def _withdrawal() -> Delete:
    today = day_fact("today")
    away = stand_ins(today)
    concerned = (
        select(literal(1))
        .select_from(Assignment)
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == hearer(away))
        .join(Subject, col(Subject.id) == col(Assignment.milestone_id))
        .where(
            col(Assignment.milestone_id) == col(Reminder.milestone_id),
            col(Contact.subject_id) == col(Reminder.contact_id),
            in_force(today),
            in_office(today),
            cleared_for(Subject),
            wanted_by(col(Reminder.anchor), col(Reminder.responsibility)),
        )
        .correlate(Reminder)
        .exists()
    )
    # Whatever the step: the ledger lays all rungs of a bound anew when the milestone moves.
    bound_stands = (
        exists()
        .where(
            col(Rung.milestone_id) == col(Reminder.milestone_id),
            col(Rung.anchor) == col(Reminder.anchor),
            col(Rung.bound) == col(Reminder.bound),
        )
        .correlate(Reminder)
    )
    has_no_rung = col(Reminder.anchor).in_([str(Anchor.CHANGE), str(Anchor.HAND_OVER)])
    still_owed = and_(concerned, or_(has_no_rung, bound_stands))
    return delete(table_of(Reminder)).where(col(Reminder.message_id).is_(None), not_(still_owed))
