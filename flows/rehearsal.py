"""The coming days on a virtual clock: who would be told what and when, and nothing sent.

The same calls as on a real day, with another ``now``, in one transaction that is rolled back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select, update
from sqlmodel import Session, col

from models.clock import morning_of
from models.errors import InvalidWindowError
from models.rules.ladder import Anchor
from models.rules.rulebook import Rulebook
from models.storage.database import trial
from models.storage.records import current
from models.tables import Message, Reminder, Subject
from models.vocabulary import Confidentiality, Language, MessageKind, SubjectKind
from notifications import log
from notifications.deadlines import check_deadlines
from notifications.links import hidden
from notifications.planning import Planned, plan_messages

_WHEN = {
    Language.NL: {
        Anchor.SOFT: ("{} voor de zachte grens", "de zachte grens"),
        Anchor.RECESS: ("{} voor het zomerreces", "het zomerreces begint"),
        Anchor.BOUND: ("{} voor de grens", "de grens zelf"),
        Anchor.LATE: ("{} voorbij de grens", ""),
        Anchor.ESCALATION: ("", "opgeschaald: niemand reageerde"),
        Anchor.CHANGE: ("", "gewijzigd"),
        Anchor.HAND_OVER: ("", "overgenomen"),
    },
    Language.EN: {
        Anchor.SOFT: ("{} before the soft bound", "the soft bound"),
        Anchor.RECESS: ("{} before the summer recess", "the summer recess begins"),
        Anchor.BOUND: ("{} before the bound", "the bound itself"),
        Anchor.LATE: ("{} past the bound", ""),
        Anchor.ESCALATION: ("", "escalated: nobody answered"),
        Anchor.CHANGE: ("", "changed"),
        Anchor.HAND_OVER: ("", "taken over"),
    },
}
_URGENT = {Language.NL: "dringend", Language.EN: "urgent"}


@dataclass(frozen=True, slots=True)
class RehearsedItem:
    """One thing that a message would speak of: a milestone, and the rung that fell due."""

    milestone: str
    title: str
    anchor: Anchor
    step: int

    def say(self, language: Language) -> str:
        """Return the milestone's key and why it would be told that day."""
        counted, reached = _WHEN[language][self.anchor]
        is_reached = self.step == 0 or self.anchor in (Anchor.CHANGE, Anchor.ESCALATION)
        span = _working_days(abs(self.step), language)
        return f"{self.milestone}: {reached if is_reached else counted.format(span)}"


@dataclass(frozen=True, slots=True)
class RehearsedMessage:
    """One message that would be sent.

    Attributes:
        day: On which it would be sent.
        contact: The function that would be told.
        subject: The message's subject line.
        items: What it would speak of, by milestone, the latest rung of each.
        is_urgent: Whether it would not wait for the daily message.
    """

    day: date
    contact: str
    subject: str
    items: tuple[RehearsedItem, ...]
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class PreviewedMessage:
    """One message in full, as its reader gets it, but for its links.

    Attributes:
        kind: ``daily`` or ``urgent``.
        subject: The subject line.
        text: The plain text; None when it speaks of what whoever looks may not see.
        is_sent: Whether it has left already.
    """

    kind: str
    subject: str
    text: str | None
    is_sent: bool


def rehearse(
    engine: Engine, rulebook: Rulebook, from_day: date, to_day: date
) -> tuple[RehearsedMessage, ...]:
    """Return the messages of these days, both included, by day and then by contact.

    People are assumed to do nothing: what is not achieved by its day comes back, and what nobody
    answers moves up. Writers wait while a rehearsal on SQLite runs.

    Raises:
        InvalidWindowError: the days are out of order.
        OutsideCalendarError: the calendars do not know one of the days.
    """
    if to_day < from_day:
        raise InvalidWindowError(earliest=from_day, soft_latest="", latest=to_day)
    for day in (from_day, to_day):
        rulebook.calendar.is_working_day(day)
    with trial(engine) as session:
        last_real = session.execute(select(func.max(col(Message.id)))).scalar_one() or 0
        return tuple(
            row
            for day in _days(from_day, to_day)
            for row in _rehearse_day(session, rulebook, day, last_real)
        )


def preview(
    engine: Engine, rulebook: Rulebook, contact_key: str, day: date, clearance: Confidentiality
) -> tuple[PreviewedMessage, ...]:
    """Return what one contact gets on a day, what was written already included; keeps nothing.

    Args:
        engine: of the database.
        rulebook: the calendar and the ladders.
        contact_key: whose messages.
        day: of the messages.
        clearance: of whoever looks, which may be less than the contact's.

    Raises:
        UnknownSubjectError: there is no such contact.
        OutsideCalendarError: the calendars do not know the day.
    """
    rulebook.calendar.is_working_day(day)
    with trial(engine) as session:
        contact = current(session, SubjectKind.CONTACT, contact_key)
        _plan_day(session, rulebook, day)
        query = (
            select(Message)
            .where(col(Message.contact_id) == contact.id, col(Message.day) == day)
            .order_by(col(Message.id))
        )
        return tuple(
            _previewed(session, message, clearance) for message in session.execute(query).scalars()
        )


def rehearsal_markdown(rows: Sequence[RehearsedMessage], language: Language = Language.NL) -> str:
    """Return the messages as a Markdown table, one row each."""
    head = {
        Language.NL: ("Dag", "Aan", "Waarover en waarom"),
        Language.EN: ("Day", "To", "About what and why"),
    }[language]
    lines = [_row(head), _row(["---"] * len(head))]
    lines += [
        _row(
            [
                row.day.isoformat(),
                row.contact + (f" ({_URGENT[language]})" if row.is_urgent else ""),
                "<br>".join(item.say(language) for item in row.items),
            ]
        )
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _rehearse_day(
    session: Session, rulebook: Rulebook, day: date, last_real: int
) -> Iterator[RehearsedMessage]:
    if not _plan_day(session, rulebook, day).messages:
        return
    _take_as_sent(session, day, last_real)
    contact = select(col(Subject.title)).where(col(Subject.id) == col(Message.contact_id))
    query = (
        select(
            col(Message.id),
            contact.scalar_subquery().label("contact"),
            col(Message.subject),
            col(Message.kind) == MessageKind.URGENT,
        )
        .where(col(Message.day) == day, col(Message.id) > last_real)
        .order_by("contact", col(Message.id))
    )
    for message_id, name, subject, is_urgent in session.execute(query).all():
        yield RehearsedMessage(day, name, subject, _items(session, message_id), is_urgent)


def _previewed(session: Session, message: Message, clearance: Confidentiality) -> PreviewedMessage:
    is_readable = log.is_readable(session, message.id or 0, clearance)
    return PreviewedMessage(
        kind=message.kind,
        subject=message.subject,
        text=hidden(message.body_text) if is_readable else None,
        is_sent=message.sent_at is not None,
    )


def _plan_day(session: Session, rulebook: Rulebook, day: date) -> Planned:
    now = morning_of(day)
    check_deadlines(session, today=day, now=now, calendar=rulebook.calendar)
    return plan_messages(session, today=day, now=now, rulebook=rulebook)


def _take_as_sent(session: Session, day: date, last_real: int) -> None:
    """Let the messages of the day have arrived, so that what they say waits for an answer."""
    mine = (col(Message.day) == day, col(Message.id) > last_real)
    session.execute(update(Message).where(*mine).values(sent_at=morning_of(day)))


def _items(session: Session, message_id: int) -> tuple[RehearsedItem, ...]:
    query = (
        select(col(Subject.key), col(Subject.title), col(Reminder.anchor), col(Reminder.step))
        .join(Reminder, col(Reminder.milestone_id) == col(Subject.id))
        .where(col(Reminder.message_id) == message_id)
        .order_by(col(Subject.key), col(Reminder.bound), col(Reminder.step))
    )
    latest = {
        key: RehearsedItem(key, title, Anchor(anchor), step)
        for key, title, anchor, step in session.execute(query)
    }
    return tuple(latest.values())


def _working_days(count: int, language: Language) -> str:
    one, more = {
        Language.NL: ("werkdag", "werkdagen"),
        Language.EN: ("working day", "working days"),
    }[language]
    return f"{count} {one if count == 1 else more}"


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
