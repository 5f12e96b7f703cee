"""Who was told what and when: the questions of ``mijlpaal messages`` and ``reminders log``."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.tables import Message, Milestone, Reminder, Subject
from models.vocabulary import Confidentiality
from notifications.rows import table_of


class MessageState(StrEnum):
    """How far a message is."""

    WAITING = "waiting"  # reminder without a message yet
    OPEN = "open"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class LoggedMessage:
    """A message in the outbox; never its text or its address."""

    uid: str
    contact: str
    function: str
    channel: str
    subject: str
    state: MessageState
    attempts: int
    sent_at: datetime | None
    next_attempt_at: datetime
    problem: str | None
    milestones: tuple[str, ...]  # keys, in order


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder of a milestone to one contact."""

    contact: str
    function: str
    responsibility: str
    anchor: str
    step: int
    bound: date
    swept_on: date
    state: str  # MessageState
    message: str | None  # uid
    created_at: datetime | None
    sent_at: datetime | None
    dead_at: datetime | None

    @property
    def silent_since(self) -> datetime | None:
        """When it was told, or given up: an answer is waited for from then on."""
        return self.sent_at or self.dead_at

    @property
    def answered_from(self) -> datetime | None:
        """Since when somebody who acts has answered it: while it was given up as well."""
        return self.sent_at or self.created_at


@dataclass(frozen=True, slots=True)
class LoggedReminder:
    """One reminder: of what, to whom, and how far its message is."""

    milestone: str
    title: str
    contact: str
    responsibility: str
    anchor: str
    step: int
    bound: date
    swept_on: date
    state: str  # MessageState
    message: str | None  # uid
    sent_at: datetime | None


_REMINDER = ("responsibility", "anchor", "step", "bound", "swept_on")


def messages_on(session: Session, day: date) -> list[LoggedMessage]:
    """Return the messages of a day by contact; two statements."""
    query: Select[*tuple[object, ...]] = (
        select(
            *table_of(Message).c,
            col(Subject.key).label("contact"),
            col(Subject.title).label("function"),
            _state().label("state"),
        )
        .join(Subject, col(Subject.id) == col(Message.contact_id))
        .where(col(Message.day) == day)
        .order_by(col(Subject.key))
    )
    said = _milestones_said_on(session, day)
    return [
        LoggedMessage(
            uid=row["uid"],
            contact=row["contact"],
            function=row["function"],
            channel=row["channel"],
            subject=row["subject"],
            state=MessageState(row["state"]),
            attempts=row["attempts"],
            sent_at=row["sent_at"],
            next_attempt_at=row["next_attempt_at"],
            problem=row["problem"],
            milestones=said.get(row["id"], ()),
        )
        for row in session.execute(query).mappings()
    ]


def found_messages(
    session: Session, which: ColumnElement[bool], *, limit: int
) -> list[tuple[Message, MessageState]]:
    """Return the messages of which a condition on ``Message`` holds, the newest first."""
    query = select(Message, _state()).where(which).order_by(col(Message.id).desc()).limit(limit)
    return [(message, MessageState(state)) for message, state in session.execute(query)]


def found_reminders(
    session: Session, which: ColumnElement[bool], *, limit: int
) -> list[tuple[Reminder, MessageState, str | None]]:
    """Return the reminders of which a condition holds, the newest first.

    Each with how far its message is and the id of that; the condition is on ``Reminder``.
    """
    query = (
        select(Reminder, _state(), col(Message.uid))
        .outerjoin(Message, col(Message.id) == col(Reminder.message_id))
        .where(which)
        .order_by(col(Reminder.id).desc())
        .limit(limit)
    )
    return [(row, MessageState(state), uid) for row, state, uid in session.execute(query)]


def is_in_state(state: MessageState) -> ColumnElement[bool]:
    """Return the condition that a message, or a reminder by its message, is that far."""
    return _state() == str(state)


def is_readable(session: Session, message_id: int, clearance: Confidentiality) -> bool:
    """Return whether everything that a message speaks of may be read with this clearance."""
    marked = aliased(Subject)
    query = (
        select(col(Reminder.id))
        .join(Milestone, col(Milestone.subject_id) == col(Reminder.milestone_id))
        .join(
            marked,
            col(marked.id).in_(
                [
                    col(Milestone.subject_id),
                    col(Milestone.about_id),
                    col(Milestone.addressee_id),
                ]
            ),
        )
        .where(
            col(Reminder.message_id) == message_id,
            col(marked.confidentiality).not_in([str(mark) for mark in clearance.readable()]),
        )
    )
    return session.execute(query.limit(1)).first() is None


def told(session: Session, milestone_id: int) -> list[Told]:
    """Return all reminders of a milestone, in the order in which they were written."""
    query: Select[*tuple[object, ...]] = (
        select(
            col(Subject.key).label("contact"),
            col(Subject.title).label("function"),
            col(Reminder.responsibility),
            col(Reminder.anchor),
            col(Reminder.step),
            col(Reminder.bound),
            col(Reminder.swept_on),
            _state().label("state"),
            col(Message.uid).label("message"),
            col(Message.created_at),
            col(Message.sent_at),
            col(Message.dead_at),
        )
        .join(Subject, col(Subject.id) == col(Reminder.contact_id))
        .outerjoin(Message, col(Message.id) == col(Reminder.message_id))
        .where(col(Reminder.milestone_id) == milestone_id)
        .order_by(col(Reminder.swept_on), col(Reminder.id))
    )
    return [Told(**row) for row in session.execute(query).mappings()]


def reminders_of(
    session: Session,
    *,
    milestone_id: int | None = None,
    contact_id: int | None = None,
    clearance: Confidentiality,
    at_most: int,
) -> list[LoggedReminder]:
    """Return reminders, the latest first: of a milestone, of a contact, or of everybody.

    Those of milestones that the reader with this clearance may not see are left out.
    """
    contact, milestone = aliased(Subject), aliased(Subject)
    query: Select[*tuple[object, ...]] = (
        select(
            col(milestone.key).label("milestone"),
            col(milestone.title).label("title"),
            col(contact.key).label("contact"),
            *(table_of(Reminder).c[name] for name in _REMINDER),
            _state().label("state"),
            col(Message.uid).label("message"),
            col(Message.sent_at),
        )
        .join(contact, col(contact.id) == col(Reminder.contact_id))
        .join(milestone, col(milestone.id) == col(Reminder.milestone_id))
        .outerjoin(Message, col(Message.id) == col(Reminder.message_id))
        .where(col(milestone.confidentiality).in_(clearance.readable()))
        .order_by(col(Reminder.id).desc())
        .limit(at_most)
    )
    if milestone_id is not None:
        query = query.where(col(Reminder.milestone_id) == milestone_id)
    if contact_id is not None:
        query = query.where(col(Reminder.contact_id) == contact_id)
    return [LoggedReminder(**row) for row in session.execute(query).mappings()]


def _state() -> ColumnElement[str]:
    return case(
        (col(Message.id).is_(None), str(MessageState.WAITING)),
        (col(Message.sent_at).is_not(None), str(MessageState.SENT)),
        (col(Message.dead_at).is_not(None), str(MessageState.DEAD)),
        else_=str(MessageState.OPEN),
    )


def _milestones_said_on(session: Session, day: date) -> dict[int, tuple[str, ...]]:
    query = (
        select(col(Reminder.message_id), col(Subject.key))
        .distinct()
        .join(Message, col(Message.id) == col(Reminder.message_id))
        .join(Subject, col(Subject.id) == col(Reminder.milestone_id))
        .where(col(Message.day) == day)
        .order_by(col(Reminder.message_id), col(Subject.key))
    )
    said = defaultdict[int, list[str]](list)
    for message_id, key in session.execute(query):
        said[message_id].append(key)
    return {message_id: tuple(keys) for message_id, keys in said.items()}
