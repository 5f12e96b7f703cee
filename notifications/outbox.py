"""The outbox: claim, then send, then settle, each in a transaction of its own.

A claim moves ``next_attempt_at`` forward. A sender that dies after it loses nothing: the message
falls due again. So a message arrives at least once, and with the same id every time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Engine,
    Integer,
    RowMapping,
    Select,
    Update,
    and_,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from models.storage.database import reading, transaction
from models.tables import Message, Subject
from models.vocabulary import MessageKind
from notifications.channels.envelope import Envelope
from notifications.rows import Facts, day_fact, execute, instant_fact, table_of
from notifications.threads import threads_of

# How long a claim holds. No sender begins with a message whose claim could end on the way, or
# another might send it as well; short enough that those of a dead one leave the same morning.
CLAIM_HOLDS = timedelta(minutes=15)

# How many claims of a message never settled, for each level of suspicion. It may be what kills its
# senders, so it goes after those that are above suspicion, and takes few or none along.
UNSUSPECTED = range(3)
SUSPECTED = range(3, 6)
STRONGLY_SUSPECTED = range(6, 1_000_000)

# Nothing waits longer on purpose, not for its hour over Christmas and a weekend: what does comes
# from a clock that ran ahead.
LONGEST_WAIT = timedelta(days=5)

_MESSAGE = table_of(Message)
_ENVELOPE = tuple(name for name in Envelope.__dataclass_fields__ if name != "thread")
_CLAIMED = ("id", "attempts", "unsettled", "waits", "channel", "next_attempt_at", *_ENVELOPE)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender alone may send now.

    Attributes:
        message_id: Which.
        attempt: What is settled: the number of this try.
        unsettled: How many claims in a row nobody settled, this one included.
        waits: How often it was given back because its receiver was down.
        channel: The word of its channel.
        until: When the claim ends.
        envelope: What to send.
    """

    message_id: int
    attempt: int
    unsettled: int
    waits: int
    channel: str
    until: datetime
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up, and why; never its text or its address."""

    message_id: int
    uid: str
    day: date
    contact: str
    channel: str
    attempts: int
    dead_at: datetime
    problem: str | None


def claim(
    engine: Engine,
    *,
    now: datetime,
    batch: int,
    unsettled: range = UNSUSPECTED,
    of_day: date | None = None,
    is_quiet: bool = False,
) -> list[Claimed]:
    """Claim up to ``batch`` messages that are due, the longest waiting first.

    One conditional UPDATE: whoever comes second finds the rows no longer due and gets others or
    none. On PostgreSQL the rows that somebody is claiming at this moment are passed over.

    Args:
        engine: no transaction may be open on this thread.
        now: when.
        batch: how many at most.
        unsettled: how many claims before this one nobody settled.
        of_day: the day of the messages; any when not given.
        is_quiet: whether people are left alone now: then only what cannot wait.
    """
    facts: Facts = {
        "now": now,
        "until": now + CLAIM_HOLDS,
        "batch": batch,
        "fewest": unsettled.start,
        "most": unsettled.stop - 1,
        **({"of_day": of_day} if of_day else {}),
    }
    claiming = _claiming(is_of_day=of_day is not None, is_quiet=is_quiet)
    with transaction(engine) as session:
        rows = session.connection().execute(claiming, dict(facts)).mappings().all()
        mails = [row["id"] for row in rows if row["channel"] == "email"]
        threads = threads_of(session, mails) if mails else {}
    rows = sorted(rows, key=lambda row: row["id"])
    return [_claimed(row, threads.get(row["id"], "")) for row in rows]


@cache
def _claiming(*, is_of_day: bool, is_quiet: bool) -> "ReturningUpdate[*tuple[object, ...]]":
    fewest, most, batch = (bindparam(name, type_=Integer()) for name in ("fewest", "most", "batch"))
    is_due = and_(_is_due(), _MESSAGE.c.unsettled.between(fewest, most))
    if is_of_day:
        is_due = and_(is_due, _MESSAGE.c.day == day_fact("of_day"))
    if is_quiet:
        is_due = and_(is_due, _MESSAGE.c.kind == MessageKind.URGENT)
    due = (
        select(_MESSAGE.c.id)
        .where(is_due)
        .order_by(_MESSAGE.c.next_attempt_at)
        .limit(batch)
        .with_for_update(skip_locked=True)
        # As a mere subquery PostgreSQL may run it once per row, and each run locks a next batch.
        .cte("due")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return (
        update(_MESSAGE)
        .where(_MESSAGE.c.id.in_(select(due.c.id)), is_due)
        .values(
            attempts=_MESSAGE.c.attempts + 1,
            unsettled=_MESSAGE.c.unsettled + 1,
            next_attempt_at=instant_fact("until"),
        )
        .returning(*(_MESSAGE.c[name] for name in _CLAIMED))
    )


def recall(engine: Engine, aside: Sequence[tuple[int, int]], *, now: datetime) -> None:
    """Make messages due that this sender set aside, unless somebody claimed them since.

    Args:
        engine: no transaction may be open on this thread.
        aside: their ids, and the number of attempts that they were set aside with.
        now: when.
    """
    facts = [{"message_id": id_, "attempt": attempt, "due": now} for id_, attempt in aside]
    with transaction(engine) as session:
        session.connection().execute(_recalling(), facts)


@cache
def _recalling() -> Update:
    return (
        update(_MESSAGE)
        .where(
            _MESSAGE.c.id == bindparam("message_id"),
            _MESSAGE.c.attempts == bindparam("attempt"),
            is_open(),
        )
        .values(next_attempt_at=bindparam("due"))
    )


def recall_from_the_future(engine: Engine, *, now: datetime) -> int:
    """Make messages due that a clock which ran ahead put off for days; return how many."""
    facts: Facts = {"now": now, "too_late": now + LONGEST_WAIT}
    with transaction(engine) as session:
        return execute(session, _recalling_from_the_future(), facts).rowcount


@cache
def _recalling_from_the_future() -> Update:
    return (
        update(_MESSAGE)
        .where(is_open(), _MESSAGE.c.next_attempt_at > instant_fact("too_late"))
        .values(next_attempt_at=instant_fact("now"))
    )


def waiting(engine: Engine, *, now: datetime) -> tuple[int, int]:
    """Return how many messages wait for another attempt, and how many only for their hour."""
    with reading(engine) as session:
        every, later = session.execute(_waiting(), {"now": now}).one()
    return every - later, later


@cache
def _waiting() -> Select[int, int]:
    held = func.count().filter(waits_for_its_hour())
    return select(func.count(), held).where(is_open())


def due(session: Session, *, now: datetime) -> int:
    """Return how many messages may be sent now."""
    query = select(func.count()).where(_is_due())
    number: int = session.execute(query, {"now": now}).scalar_one()
    return number


def brought_since(session: Session, begun: datetime) -> tuple[int, int]:
    """Return how many messages arrived since then, and how many were given up."""
    moments = (_MESSAGE.c.sent_at, _MESSAGE.c.dead_at)
    queries = (select(func.count()).where(moment >= begun) for moment in moments)
    sent, dead = (session.execute(query).scalar_one() for query in queries)
    return sent, dead


def dead_letters(session: Session) -> list[DeadLetter]:
    """Return the messages that were given up, the latest first."""
    query = (
        select(
            col(Message.id),
            col(Message.uid),
            col(Message.day),
            col(Subject.key),
            col(Message.channel),
            col(Message.attempts),
            col(Message.dead_at),
            col(Message.problem),
        )
        .join(Subject, col(Subject.id) == col(Message.contact_id))
        .where(col(Message.dead_at).is_not(None))
        .order_by(col(Message.dead_at).desc(), col(Message.id))
    )
    return [DeadLetter(*row) for row in session.execute(query)]


def revive(session: Session, message_id: int, now: datetime) -> bool:
    """Make a dead letter due again, with a full set of tries; return whether there was one."""
    statement = (
        update(_MESSAGE)
        .where(_MESSAGE.c.id == message_id, _MESSAGE.c.dead_at.is_not(None))
        .values(dead_at=None, next_attempt_at=now, unsettled=0, waits=0)
    )
    return execute(session, statement).rowcount == 1


def _is_due() -> ColumnElement[bool]:
    """Return the condition that a message may be sent; the instant is the fact ``now``."""
    return and_(is_open(), _MESSAGE.c.next_attempt_at <= instant_fact("now"))


def waits_for_its_hour() -> ColumnElement[bool]:
    """Return the condition that a message was never begun, and that its time has not come.

    The instant is the fact ``now``.
    """
    return and_(
        is_open(),
        _MESSAGE.c.next_attempt_at > instant_fact("now"),
        _MESSAGE.c.attempts == 0,
        _MESSAGE.c.waits == 0,
        _MESSAGE.c.problem.is_(None),
    )


def is_open() -> ColumnElement[bool]:
    """Return the condition of the partial index: neither sent nor given up."""
    return and_(_MESSAGE.c.sent_at.is_(None), _MESSAGE.c.dead_at.is_(None))


def _claimed(row: RowMapping, thread: str) -> Claimed:
    envelope = Envelope(**{field: row[field] for field in _ENVELOPE}, thread=thread)
    return Claimed(
        message_id=row["id"],
        attempt=row["attempts"],
        unsettled=row["unsettled"],
        waits=row["waits"],
        channel=row["channel"],
        until=row["next_attempt_at"],
        envelope=envelope,
    )
