"""Saying that one knows: who was told of a milestone acknowledges it, and nothing moves up."""

from dataclasses import dataclass, replace

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.errors import Words
from models.ledger.writer import Ledger
from models.people.reminding import refusal
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, current
from models.tables import Event, Message, Reminder
from models.vocabulary import EventKind, SubjectKind

_ACT = Words("bevestigen", "acknowledge")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The milestone as it now is, and whether this acknowledgement was the first since it was told.

    ``is_new`` is false when the same contact had said so already: nothing was written then.
    """

    milestone: Record
    is_new: bool


def acknowledge(
    ledger: Ledger, milestone_key: str, contact_key: str, *, reason: str | None = None
) -> Acknowledged:
    """Record that a contact knows of what they were told; once, however often they say so.

    The actor of the event is the contact, who needs no mandate but having been told.

    Raises:
        UnknownSubjectError: there is no such milestone or no such contact.
        TransitionRefusedError: this contact was never told of it, or it is closed.
    """
    milestone = current(ledger.session, SubjectKind.MILESTONE, milestone_key)
    contact = current(ledger.session, SubjectKind.CONTACT, contact_key)
    told = _last_told(ledger.session, milestone, contact)
    if told is None:
        why = Words(
            f"'{contact_key}' heeft er nog geen bericht over gekregen",
            f"'{contact_key}' has had no message about it yet",
        )
        raise refusal(ledger, milestone, _ACT, why)
    if _has_answered_since(ledger.session, milestone, contact, told):
        return Acknowledged(milestone, is_new=False)
    if outcome_of(milestone.text("standing")) is not Outcome.OPEN:
        closed = Words("de mijlpaal is gesloten", "the milestone is closed")
        raise refusal(ledger, milestone, _ACT, closed)
    speaking = replace(ledger, actor=contact_key)
    done = speaking.record(milestone, EventKind.ACKNOWLEDGED, {}, reason=reason)
    return Acknowledged(done, is_new=True)


def _last_told(session: Session, milestone: Record, contact: Record) -> int | None:
    """Return the last message about it to this contact; None when there was none."""
    query = select(func.max(Reminder.message_id)).where(
        col(Reminder.milestone_id) == milestone.id, col(Reminder.contact_id) == contact.id
    )
    return session.exec(query).one()


def _has_answered_since(
    session: Session, milestone: Record, contact: Record, message_id: int
) -> bool:
    query = (
        select(Event.id)
        .join(Message, col(Message.id) == message_id)
        .where(
            col(Event.subject_id) == milestone.id,
            col(Event.kind) == EventKind.ACKNOWLEDGED,
            col(Event.actor) == contact.key,
            col(Event.recorded_at) >= col(Message.created_at),
        )
    )
    return session.exec(query.limit(1)).first() is not None
