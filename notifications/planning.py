"""From waiting reminders to the outbox: one message per person per day, none without content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import and_, bindparam, delete, exists, func, not_, or_, select, update
from sqlmodel import Session, col

from models.dates import Calendar
from models.ladder import Anchor
from models.tables import Assignment, Contact, Message, Reminder, Rung, Subject
from notifications.audience import cleared_for, hearer, in_force, stand_ins
from notifications.digest import digest
from notifications.matters import Reader, readers
from notifications.rendering import render
from notifications.rows import dialect_of, execute, insert_new, table_of

CONTACTS_AT_ONCE = 200

_NAMESPACE = UUID("6f1c2f0e-3d0b-5c57-9a3e-0d6b7c8e9f10")


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning put in the outbox.

    Attributes:
        day: The day of the messages.
        messages: New messages, each to another person.
        reminders: Reminders that they say.
        withdrawn: Reminders that nobody needs any more: closed, replanned, reassigned.
        waiting: Reminders left for tomorrow, of people who had their message today.
    """

    day: date
    messages: int
    reminders: int
    withdrawn: int
    waiting: int


def plan_messages(session: Session, *, today: date, now: datetime, calendar: Calendar) -> Planned:
    """Write one message for each person with something to hear; return the counts.

    A person who was written to today hears the rest tomorrow. A fixed number of statements per
    200 people, whatever the number of milestones.

    Raises:
        OutsideCalendarError: working days cannot be counted up to a bound.
    """
    withdrawn = _withdraw(session, today)
    messages = reminders = 0
    for contact_ids in _contacts_with_news(session, today):
        found = readers(session, contact_ids)
        planned = _write(session, found, today=today, now=now, calendar=calendar)
        messages += len(planned)
        reminders += _settle(session, found, planned)
    return Planned(today, messages, reminders, withdrawn, _count_waiting(session))


def message_uid(contact_key: str, day: date) -> str:
    """Return the id of the one message to this contact on this day, the same on every machine.

    ``Message-ID`` and ``webhook-id`` are made of it, so a receiver can tell a second delivery
    from a second message.
    """
    return str(uuid5(_NAMESPACE, f"{contact_key}/{day.isoformat()}"))


def _withdraw(session: Session, today: date) -> int:
    """Drop unplanned reminders that are not owed any more; nobody was told of them."""
    away = stand_ins(today)
    concerned = (
        select(col(Assignment.subject_id))
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == hearer(away))
        .join(Subject, col(Subject.id) == col(Assignment.milestone_id))
        .where(
            col(Assignment.milestone_id) == col(Reminder.milestone_id),
            col(Contact.subject_id) == col(Reminder.contact_id),
            in_force(today),
            cleared_for(Subject),
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
    still_owed = and_(concerned, or_(col(Reminder.anchor) == Anchor.CHANGE, bound_stands))
    return execute(
        session,
        delete(table_of(Reminder)).where(col(Reminder.message_id).is_(None), not_(still_owed)),
    ).rowcount


def _contacts_with_news(session: Session, today: date) -> Iterator[list[int]]:
    """Yield people with reminders and no message today, so many at a time, each once."""
    last = 0
    written_to = exists().where(
        col(Message.contact_id) == col(Reminder.contact_id), col(Message.day) == today
    )
    while True:
        query = (
            select(col(Reminder.contact_id))
            .distinct()
            .where(
                col(Reminder.message_id).is_(None),
                col(Reminder.contact_id) > last,
                not_(written_to),
            )
            .order_by(col(Reminder.contact_id))
            .limit(CONTACTS_AT_ONCE)
        )
        contact_ids = list(session.execute(query).scalars())
        if not contact_ids:
            return
        yield contact_ids
        last = contact_ids[-1]


def _write(
    session: Session,
    found: Sequence[Reader],
    *,
    today: date,
    now: datetime,
    calendar: Calendar,
) -> dict[int, int]:
    """Insert the messages; return their ids by contact.

    A contact to whom another planner wrote in the meantime is left out: one message a day.
    """
    rows = [_row(reader, today, now, calendar) for reader in found]
    if not rows:
        return {}
    message = table_of(Message)
    statement = (
        insert_new(dialect_of(session), Message)
        .on_conflict_do_nothing()
        .returning(message.c.contact_id, message.c.id)
    )
    written = session.connection().execute(statement, rows)
    return {row.contact_id: row.id for row in written}


def _row(
    reader: Reader, today: date, now: datetime, calendar: Calendar
) -> dict[str, str | int | date | datetime]:
    content = digest(
        reader.matters,
        reader=reader.function,
        language=reader.language,
        today=today,
        calendar=calendar,
    )
    rendered = render(content)
    return {
        "uid": message_uid(reader.key, today),
        "contact_id": reader.contact_id,
        "day": today,
        "channel": reader.channel,
        "address": reader.address,
        "language": str(reader.language),
        "subject": rendered.subject,
        "body_text": rendered.body_text,
        "body_html": rendered.body_html,
        "created_at": now,
        "attempts": 0,
        "next_attempt_at": now,
    }


def _settle(session: Session, found: Sequence[Reader], planned: dict[int, int]) -> int:
    """Tie the reminders to the message that says them: exactly those that were rendered."""
    told = [
        {"reminder_id": reminder, "message": planned[reader.contact_id]}
        for reader in found
        if reader.contact_id in planned
        for reminder in reader.reminders
    ]
    if told:
        reminder = table_of(Reminder)
        session.connection().execute(
            update(reminder)
            .where(reminder.c.id == bindparam("reminder_id"))
            .values(message_id=bindparam("message")),
            told,
        )
    return len(told)


def _count_waiting(session: Session) -> int:
    query = select(func.count()).where(col(Reminder.message_id).is_(None))
    waiting: int = session.execute(query).scalar_one()
    return waiting
