"""From waiting reminders to the outbox: one message per person per day, none without content.

Beside it only what cannot wait (``notifications.urgency``): one message with all of it, and of one
milestone one a day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID, uuid5

from sqlalchemy import Select, Update, bindparam, exists, func, not_, or_, select, update
from sqlmodel import Session, col

from models.clock import hour_of
from models.rules.rulebook import Rulebook
from models.rules.telling_policy import Urgent
from models.tables import Message, Milestone, Reminder
from models.vocabulary import MessageKind
from notifications.digest import Matter, digest
from notifications.link_keys import key_of
from notifications.links import Claim, Links
from notifications.matters import Reader, readers
from notifications.parts import WHOLE, Part, in_part
from notifications.quiet import earliest_moment
from notifications.rendering import render
from notifications.rows import day_fact, dialect_of, ids_fact, insert_new, table_of
from notifications.taking_over import remind_of_hand_overs
from notifications.urgency import cannot_wait
from notifications.withdrawing import take_back_what_waits, withdraw

CONTACTS_AT_ONCE = 200

_NAMESPACE = UUID("6f1c2f0e-3d0b-5c57-9a3e-0d6b7c8e9f10")


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning put in the outbox.

    Attributes:
        day: The day of the messages.
        messages: New messages, the urgent ones included.
        reminders: Reminders that they say.
        withdrawn: Reminders that nobody needs any more: closed, replanned, reassigned.
        waiting: Reminders left for tomorrow, of people who had their message today.
        urgent: Messages among them that could not wait.
    """

    day: date
    messages: int
    reminders: int
    withdrawn: int
    waiting: int
    urgent: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    """One message to be: to whom, of which kind, and about what."""

    reader: Reader
    kind: MessageKind
    matters: tuple[Matter, ...]

    @property
    def matter(self) -> str:
        """What the unique key tells it by: the first of what cannot wait, empty for the rest."""
        return self.matters[0].key if self.kind is MessageKind.URGENT else ""


def plan_messages(
    session: Session,
    *,
    today: date,
    now: datetime,
    rulebook: Rulebook,
    web_address: str = "",
    part: Part | None = None,
) -> Planned:
    """Write one message for each person with something to hear; return the counts.

    A person who was written to today hears the rest tomorrow, but for what cannot wait. A fixed
    number of statements per 200 people, whatever the number of milestones.

    Args:
        session: of the caller's transaction.
        today: the day of the messages.
        now: when they may leave, unless the reader wants them at a later hour, or the rules leave
            people alone until later; neither holds back what cannot wait.
        rulebook: when people are left alone, what cannot wait, and the calendar.
        web_address: where acknowledge links lead; without it a message names the command.
        part: plan for these contacts only, after ``prepare_planning``.

    Raises:
        OutsideCalendarError: working days cannot be counted up to a bound.
    """
    withdrawn = prepare_planning(session, today=today, now=now) if part is None else 0
    edition = _Edition(today, now, rulebook, _links(session, today, web_address))
    messages = reminders = urgent = 0
    for contact_ids in _contacts_with_news(session, today, rulebook.telling.urgent, part or WHOLE):
        told = _told_at_once(session, contact_ids, today)
        letters = list(_letters(readers(session, contact_ids, rulebook.telling.urgent), told))
        planned = _write(session, letters, edition)
        messages += len(planned)
        urgent += sum(bool(matter) for _, matter in planned)
        reminders += _settle(session, letters, planned)
    return Planned(today, messages, reminders, withdrawn, news(session), urgent)


def prepare_planning(session: Session, *, today: date, now: datetime) -> int:
    """Do what comes before any message of a day is written; return how much was withdrawn."""
    remind_of_hand_overs(session, today)
    take_back_what_waits(session, today=today, now=now)
    return withdraw(session, today)


def news(session: Session) -> int:
    """Return how many reminders no message says yet."""
    query = select(func.count()).where(col(Reminder.message_id).is_(None))
    waiting: int = session.execute(query).scalar_one()
    return waiting


def written_on(session: Session, day: date) -> tuple[int, int, int]:
    """Return the messages of a day, the reminders that they say, and the urgent among them."""
    is_urgent = col(Message.kind) == MessageKind.URGENT
    messages = select(func.count(), func.count().filter(is_urgent)).where(col(Message.day) == day)
    said = (
        select(func.count())
        .select_from(Reminder)
        .join(Message, col(Message.id) == col(Reminder.message_id))
        .where(col(Message.day) == day)
    )
    written, urgent = session.execute(messages).one()
    return written, session.execute(said).scalar_one(), urgent


def message_uid(contact_key: str, day: date, matter: str = "") -> str:
    """Return the id of the one message to this contact on this day, the same on every machine.

    ``Message-ID`` and ``webhook-id`` are made of it, so a receiver can tell a second delivery
    from a second message. With ``matter`` it is that of the urgent message about a milestone.
    """
    name = "/".join([contact_key, day.isoformat(), *([matter] if matter else [])])
    return str(uuid5(_NAMESPACE, name))


def _contacts_with_news(
    session: Session, today: date, urgent: tuple[Urgent, ...], part: Part
) -> Iterator[list[int]]:
    """Yield people with something to hear today, so many at a time, each once."""
    query, first = _next_with_news(urgent), part.first
    while True:
        facts = {"today": today, "first_id": first, "last_id": part.last}
        contact_ids = list(session.execute(query, facts).scalars())
        if not contact_ids:
            return
        yield contact_ids
        first = contact_ids[-1] + 1


@cache
def _next_with_news(urgent: tuple[Urgent, ...]) -> Select[int]:
    """Return the query for the first so many people in a part with something to hear today.

    Who had the daily message today has nothing more to hear but what cannot wait.
    """
    written_to = exists().where(
        col(Message.contact_id) == col(Reminder.contact_id),
        col(Message.day) == day_fact("today"),
        col(Message.kind) == MessageKind.DAILY,
    )
    return (
        select(col(Reminder.contact_id))
        .distinct()
        .join(Milestone, col(Milestone.subject_id) == col(Reminder.milestone_id))
        .where(
            col(Reminder.message_id).is_(None),
            in_part(col(Reminder.contact_id), is_part=True),
            or_(not_(written_to), cannot_wait(urgent)),
        )
        .order_by(col(Reminder.contact_id))
        .limit(CONTACTS_AT_ONCE)
    )


@dataclass(frozen=True, slots=True)
class _Edition:
    """What all messages of one planning have in common."""

    today: date
    now: datetime
    rulebook: Rulebook
    links: Links | None


def _links(session: Session, today: date, web_address: str) -> Links | None:
    return Links(web_address, key_of(session, today)) if web_address else None


def _told_at_once(
    session: Session, contact_ids: Sequence[int], today: date
) -> set[tuple[int, int]]:
    """Return of which milestones these contacts had an urgent message today."""
    facts = {"contact_ids": contact_ids, "today": today}
    return {(contact, milestone) for contact, milestone in session.execute(_urgent_told(), facts)}


@cache
def _urgent_told() -> Select[int, int]:
    return (
        select(col(Message.contact_id), col(Reminder.milestone_id))
        .join(Reminder, col(Reminder.message_id) == col(Message.id))
        .where(
            col(Message.contact_id).in_(ids_fact("contact_ids")),
            col(Message.day) == day_fact("today"),
            col(Message.kind) == MessageKind.URGENT,
        )
    )


def _letters(found: Sequence[Reader], told: set[tuple[int, int]]) -> Iterator[_Letter]:
    """Yield for each reader a message with what is urgent, and one with all the rest.

    More of what they had an urgent message about today waits until tomorrow.
    """
    for reader in found:
        urgent = tuple(
            matter
            for matter in reader.matters
            if matter.is_urgent and (reader.contact_id, matter.milestone_id) not in told
        )
        rest = tuple(matter for matter in reader.matters if not matter.is_urgent)
        if urgent:
            yield _Letter(reader, MessageKind.URGENT, urgent)
        if rest:
            yield _Letter(reader, MessageKind.DAILY, rest)


def _write(
    session: Session, letters: Sequence[_Letter], edition: _Edition
) -> dict[tuple[int, str], int]:
    """Insert the messages; return their ids by contact and matter.

    What is there already is left out, whoever planned it: one message a day, and one of each
    matter that cannot wait.
    """
    rows = [_row(letter, edition) for letter in letters]
    if not rows:
        return {}
    message = table_of(Message)
    statement = (
        insert_new(dialect_of(session), Message)
        .on_conflict_do_nothing()
        .returning(message.c.contact_id, message.c.matter, message.c.id)
    )
    written = session.connection().execute(statement, rows)
    return {(row.contact_id, row.matter): row.id for row in written}


def _row(letter: _Letter, edition: _Edition) -> dict[str, str | int | date | datetime]:
    reader, today = letter.reader, edition.today
    content = digest(
        letter.matters,
        reader=reader.function,
        reader_key=reader.key,
        language=reader.language,
        today=today,
        calendar=edition.rulebook.calendar,
        kind=letter.kind,
    )
    rendered = render(content, links=_addresses(letter, edition))
    return {
        "uid": message_uid(reader.key, today, letter.matter),
        "contact_id": reader.contact_id,
        "day": today,
        "kind": str(letter.kind),
        "matter": letter.matter,
        "channel": reader.channel,
        "address": reader.address,
        "language": str(reader.language),
        "subject": rendered.subject,
        "body_text": rendered.body_text,
        "body_html": rendered.body_html,
        "created_at": edition.now,
        "attempts": 0,
        "next_attempt_at": _leaves_at(letter, edition),
    }


def _leaves_at(letter: _Letter, edition: _Edition) -> datetime:
    """Return when the message may leave: at the reader's own hour and at no quiet one.

    Neither holds for what cannot wait.
    """
    if letter.kind is MessageKind.URGENT:
        return edition.now
    hour = letter.reader.digest_hour
    wanted = edition.now if hour is None else max(edition.now, hour_of(edition.today, hour))
    rules = edition.rulebook
    return earliest_moment(rules.telling, wanted, urgent=False, calendar=rules.calendar)


def _addresses(letter: _Letter, edition: _Edition) -> dict[str, str]:
    """Return the acknowledge link of each milestone, by key; none without a web address."""
    if edition.links is None:
        return {}
    contact, links = letter.reader.contact_id, edition.links
    return {
        matter.key: links.address_of(Claim(contact, matter.milestone_id, edition.today))
        for matter in letter.matters
    }


def _settle(
    session: Session, letters: Sequence[_Letter], planned: dict[tuple[int, str], int]
) -> int:
    """Tie the reminders to the message that says them: exactly those that were rendered."""
    told = [
        {"reminder_id": reminder, "message": planned[where]}
        for letter in letters
        if (where := (letter.reader.contact_id, letter.matter)) in planned
        for matter in letter.matters
        for reminder in matter.reminders
    ]
    if told:
        session.connection().execute(_tie(), told)
    return len(told)


@cache
def _tie() -> Update:
    reminder = table_of(Reminder)
    is_it = reminder.c.id == bindparam("reminder_id")
    return update(reminder).where(is_it).values(message_id=bindparam("message"))
