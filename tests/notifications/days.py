"""Running the days of a small programme, and reading who heard what."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.clock import morning_of
from models.rules.rulebook import Rulebook
from models.storage.database import reading, transaction
from models.storage.records import Record
from models.tables import Message, Reminder, Subject
from models.vocabulary import Responsibility
from notifications.deadlines import Swept, check_deadlines
from notifications.planning import Planned, plan_messages
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
)

LATEST = date(2026, 9, 30)  # a Wednesday; the test ladder tells at T-5, T-0 and late +1
FIVE_BEFORE = date(2026, 9, 23)
DAY_AFTER = date(2026, 10, 1)
QUIET_DAY = date(2026, 9, 1)


def an_owned_milestone(engine: Engine, *, latest: date = LATEST) -> None:
    """Register milestone ``m1`` with one contact, ``eigenaar``, who owns it."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), latest=latest)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))


def another_milestone(session: Session, key: str, cluster: Record, contact: Record) -> Record:
    """Register one more milestone of the same owner."""
    ledger = a_ledger(session)
    milestone = a_milestone(ledger, cluster, key, latest=LATEST)
    an_assignment(ledger, milestone, contact, Responsibility.OWNER)
    return milestone


def sweep(engine: Engine, day: date, now: datetime | None = None) -> Swept:
    """Check the deadlines of a day in a transaction of its own."""
    with transaction(engine) as session:
        return check_deadlines(
            session, today=day, now=now or morning_of(day), calendar=a_calendar()
        )


def plan(
    engine: Engine, day: date, *, now: datetime | None = None, rulebook: Rulebook | None = None
) -> Planned:
    """Plan the messages of a day in a transaction of its own."""
    with transaction(engine) as session:
        return plan_messages(
            session, today=day, now=now or morning_of(day), rulebook=rulebook or a_rulebook()
        )


def run(
    engine: Engine, day: date, *, now: datetime | None = None, rulebook: Rulebook | None = None
) -> Planned:
    """Sweep and plan a day."""
    sweep(engine, day)
    return plan(engine, day, now=now, rulebook=rulebook)


def sent(engine: Engine, day: date) -> None:
    """Let the messages of a day have arrived that morning."""
    with transaction(engine) as session:
        unsent = select(Message).where(col(Message.day) == day, col(Message.sent_at).is_(None))
        for message in session.exec(unsent):
            message.sent_at = morning_of(day)


def given_up(engine: Engine, day: date) -> None:
    """Let the open messages of this day and before be given up that morning."""
    with transaction(engine) as session:
        is_open = (col(Message.sent_at).is_(None), col(Message.dead_at).is_(None))
        for message in session.exec(select(Message).where(col(Message.day) <= day, *is_open)):
            message.dead_at = morning_of(day)


def tell(engine: Engine, day: date) -> Planned:
    """Sweep, plan and send a day."""
    planned = run(engine, day)
    sent(engine, day)
    return planned


def reminders(engine: Engine) -> list[tuple[str, str, str, int, date]]:
    """Return who is to hear what: contact, milestone, anchor, step, bound."""
    milestone, contact = aliased(Subject), aliased(Subject)
    query = (
        select(col(contact.key), col(milestone.key), Reminder)
        .join(milestone, col(milestone.id) == col(Reminder.milestone_id))
        .join(contact, col(contact.id) == col(Reminder.contact_id))
        .order_by(col(Reminder.id))
    )
    with reading(engine) as session:
        return [
            (who, what, reminder.anchor, reminder.step, reminder.bound)
            for who, what, reminder in session.exec(query)
        ]


def messages(engine: Engine) -> list[Message]:
    """Return all messages in the order in which they were planned."""
    with reading(engine) as session:
        found = session.exec(select(Message).order_by(col(Message.id))).all()
        for message in found:
            session.expunge(message)
        return list(found)


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that run inside the block, without BEGIN and settings."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SET LOCAL")):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
