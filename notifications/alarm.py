"""What the administrator hears of the system itself, by a way that needs no sweep.

It is a message in the outbox like any other, so it is sent, tried again and seen in the same way;
but it is written at once, and its key is what is wrong: of one thing once a day.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from sqlmodel import Session, col, select

from models.clock import local_day
from models.errors import Words
from models.tables import Contact, Message, Subject
from models.vocabulary import MessageKind, Role
from notifications.audience import in_office
from notifications.planning import message_uid
from notifications.rows import dialect_of, insert_new

_PAGE = '<!doctype html>\n<html lang="{language}"><p>{text}</p></html>\n'


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something about the system itself that somebody must look at.

    Attributes:
        key: What it is, as a word; of one key a contact hears once a day.
        subject: In a line.
        text: What is the matter and what to do.
    """

    key: str
    subject: Words
    text: Words


def raise_alarm(session: Session, alarm: Alarm, *, now: datetime) -> int:
    """Write a message to every administrator in office; return how many are new.

    The caller's transaction; whoever sends messages next sends it.
    """
    today = local_day(now)
    query = (
        select(Contact, Subject.key)
        .join(Subject, col(Subject.id) == col(Contact.subject_id))
        .where(col(Contact.person_role) == Role.ADMINISTRATOR, in_office(today))
        .order_by(col(Subject.id))
    )
    written = 0
    for contact, key in session.exec(query).all():
        text = alarm.text.say(contact.language)
        row = {
            "uid": message_uid(key, today, alarm.key),
            "contact_id": contact.subject_id,
            "day": today,
            "kind": str(MessageKind.URGENT),
            "matter": alarm.key,
            "channel": contact.channel,
            "address": contact.address,
            "language": contact.language,
            "subject": alarm.subject.say(contact.language),
            "body_text": f"{text}\n",
            "body_html": _PAGE.format(language=contact.language, text=escape(text)),
            "created_at": now,
            "attempts": 0,
            "next_attempt_at": now,
        }
        insert = insert_new(dialect_of(session), Message).on_conflict_do_nothing()
        new = session.connection().execute(insert.returning(col(Message.id)), row)
        written += new.one_or_none() is not None
    return written
