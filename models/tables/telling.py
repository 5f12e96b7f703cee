"""Who must be told what, and whether they were: rungs, reminders, messages, attempts, circuits.

A rung is laid by the ledger in the transaction that sets a bound; the sweep turns due rungs into
reminders; planning gathers the reminders of one person and day into one message.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text, true
from sqlmodel import Field, SQLModel

from models.tables.columns import Instant
from models.vocabulary import MessageKind


class Rung(SQLModel, table=True):
    """One step of a milestone's reminder ladder, with the day it falls due.

    ``step`` counts working days from ``bound`` (negative: before). ``anchor`` says what kind of
    day the bound is (``models.rules.ladder.Anchor``). An escalation has the step and the bound of
    the rung that nobody answered.
    """

    # The sweep counts what is due, and what of it is late, from the index alone.
    __table_args__ = (Index("ix_rung_due", "due_on", "anchor", "milestone_id"),)

    milestone_id: int = Field(primary_key=True, foreign_key="subject.id")
    anchor: str = Field(primary_key=True)
    step: int = Field(primary_key=True)
    bound: date = Field(primary_key=True)
    responsibility: str = Field(primary_key=True)
    due_on: date
    # Whether it moves up when nobody answers.
    escalates: bool = Field(default=True, sa_column_kwargs={"server_default": true()})


class Sweep(SQLModel, table=True):
    """One finished look at the deadlines; the latest day is where the next one starts."""

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    swept_at: datetime = Field(sa_type=Instant)
    reminders: int


class Reminder(SQLModel, table=True):
    """A rung (or a change) that one contact must hear of, exactly once.

    The unique key is what makes telling twice impossible. For a change, ``anchor`` is
    ``change``, ``step`` the event's sequence and ``bound`` the day it took effect.
    """

    __table_args__ = (
        UniqueConstraint("milestone_id", "contact_id", "anchor", "step", "bound"),
        Index(
            "ix_reminder_unplanned",
            "contact_id",
            sqlite_where=text("message_id IS NULL"),
            postgresql_where=text("message_id IS NULL"),
        ),
        # Of what is in a message only: else every sweep would write at one place of it.
        Index(
            "ix_reminder_message_id",
            "message_id",
            sqlite_where=text("message_id IS NOT NULL"),
            postgresql_where=text("message_id IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(foreign_key="subject.id")
    contact_id: int = Field(foreign_key="subject.id")
    anchor: str
    step: int
    bound: date
    responsibility: str
    swept_on: date
    message_id: int | None = Field(default=None, foreign_key="message.id")


class Message(SQLModel, table=True):
    """One message to one contact on one day, and how far its delivery is.

    Of the daily kind there is one, of the urgent kind one per milestone: the unique key says so
    by ``matter``, the key of the first milestone that cannot wait, empty for the daily message.
    Open while ``sent_at`` and ``dead_at`` are NULL; ``next_attempt_at`` is when it may be claimed
    again, which a claim moves forward. ``unsettled`` counts the latest claims whose sender never
    told what came of them, ``waits`` how often it was given back untried because its receiver
    was down.
    """

    __table_args__ = (
        UniqueConstraint("contact_id", "day", "matter", name="uq_message_matter"),
        Index(
            "ix_message_open",
            "next_attempt_at",
            sqlite_where=text("sent_at IS NULL AND dead_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND dead_at IS NULL"),
        ),
        Index(
            "ix_message_sent",
            "sent_at",
            sqlite_where=text("sent_at IS NOT NULL"),
            postgresql_where=text("sent_at IS NOT NULL"),
        ),
        Index(
            "ix_message_dead",
            "dead_at",
            sqlite_where=text("dead_at IS NOT NULL"),
            postgresql_where=text("dead_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)  # stable: Message-ID and webhook-id are made of it
    contact_id: int = Field(foreign_key="subject.id")
    day: date
    kind: str = MessageKind.DAILY
    matter: str = ""
    channel: str
    address: str
    language: str
    subject: str
    body_text: str
    body_html: str
    created_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    unsettled: int = 0
    waits: int = 0
    next_attempt_at: datetime = Field(sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    dead_at: datetime | None = Field(default=None, sa_type=Instant)
    problem: str | None = None


class Attempt(SQLModel, table=True):
    """One try at delivering one message; never a body or an address."""

    message_id: int = Field(primary_key=True, foreign_key="message.id")
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    outcome: str  # delivered | failed | dead
    problem: str | None = None


class Circuit(SQLModel, table=True):
    """A receiver in trouble, and until when nothing is sent to it; none in trouble, no row.

    ``openings`` counts how often in a row it was left alone without answering after that.
    """

    channel: str = Field(primary_key=True)
    receiver: str = Field(primary_key=True)  # a host or a server, never a whole address
    failures: int
    openings: int
    open_until: datetime | None = Field(default=None, sa_type=Instant)
    is_asked: bool  # by the receiver itself


class LinkKey(SQLModel, table=True):
    """A secret that signs acknowledge links for a season; ``notifications.link_keys`` has why."""

    id: int | None = Field(default=None, primary_key=True)
    secret: str  # hexadecimal
    made_on: date
