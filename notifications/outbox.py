"""The outbox: claim, then send, then settle, each in a transaction of its own.

A claim moves ``next_attempt_at`` forward. A sender that dies after it loses nothing: the message
falls due again. So a message arrives at least once, and with the same id every time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Engine, RowMapping, and_, func, insert, select, update
from sqlmodel import Session, col

from models.database import reading, transaction
from models.errors import TransportError
from models.tables import Attempt, Message, Subject
from notifications.backoff import Backoff, Jitter
from notifications.channels.envelope import Envelope
from notifications.rows import execute, table_of

# How long a claim holds. Longer than a batch can take, or a slow sender's messages would be
# claimed by the next one; short enough that those of a dead sender leave the same morning.
CLAIM_HOLDS = timedelta(minutes=15)

_MESSAGE = table_of(Message)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender alone may send now; ``attempt`` is what it settles."""

    message_id: int
    attempt: int
    channel: str
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


def claim(engine: Engine, *, now: datetime, batch: int) -> list[Claimed]:
    """Claim up to ``batch`` messages that are due, the longest waiting first.

    One conditional UPDATE: whoever comes second finds the rows no longer due and gets others or
    none. On PostgreSQL the rows that somebody is claiming at this moment are passed over.
    """
    is_due = and_(_is_open(), _MESSAGE.c.next_attempt_at <= now)
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
    statement = (
        update(_MESSAGE)
        .where(_MESSAGE.c.id.in_(select(due.c.id)), is_due)
        .values(attempts=_MESSAGE.c.attempts + 1, next_attempt_at=now + CLAIM_HOLDS)
        .returning(_MESSAGE)
    )
    with transaction(engine) as session:
        rows = session.connection().execute(statement).mappings().all()
    return [_claimed(row) for row in sorted(rows, key=lambda row: row["id"])]


def settle_delivered(engine: Engine, claimed: Claimed, *, now: datetime) -> None:
    """Record that the receiver has the message.

    Whoever claimed it in the meantime: what has arrived needs no further try.
    """
    with transaction(engine) as session:
        execute(
            session,
            update(_MESSAGE)
            .where(_MESSAGE.c.id == claimed.message_id, _MESSAGE.c.sent_at.is_(None))
            .values(sent_at=now, dead_at=None, problem=None),
        )
        _record(session, claimed, now, "delivered")


def settle_failed(
    engine: Engine,
    claimed: Claimed,
    failure: TransportError,
    *,
    now: datetime,
    backoff: Backoff,
    jitter: Jitter,
) -> bool:
    """Record a failed try; return whether the message is given up.

    It is when the sender says that trying again cannot help, or after too many tries. Nothing
    is done to a message that another sender has claimed since.
    """
    problem = failure.say()
    with transaction(engine) as session:
        tries = claimed.attempt - _tries_before_revival(session, claimed.message_id)
        is_dead = failure.permanent or backoff.is_exhausted(tries)
        wait = backoff.wait(tries, jitter, asked_seconds=failure.retry_after_seconds)
        fate = {"dead_at": now} if is_dead else {"next_attempt_at": now + wait}
        execute(
            session,
            update(_MESSAGE)
            .where(
                _MESSAGE.c.id == claimed.message_id,
                _MESSAGE.c.attempts == claimed.attempt,
                _is_open(),
            )
            .values(problem=problem, **fate),
        )
        _record(session, claimed, now, "dead" if is_dead else "failed", problem)
    return is_dead


def waiting(engine: Engine) -> int:
    """Return how many messages are neither delivered nor given up."""
    with reading(engine) as session:
        count: int = session.execute(select(func.count()).where(_is_open())).scalar_one()
    return count


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
        .values(dead_at=None, next_attempt_at=now)
    )
    return execute(session, statement).rowcount == 1


def _is_open() -> ColumnElement[bool]:
    """Return the condition of the partial index: neither sent nor given up."""
    return and_(_MESSAGE.c.sent_at.is_(None), _MESSAGE.c.dead_at.is_(None))


def _claimed(row: RowMapping) -> Claimed:
    envelope = Envelope(
        **{field: row[field] for field in Envelope.__dataclass_fields__},
    )
    return Claimed(row["id"], row["attempts"], row["channel"], envelope)


def _tries_before_revival(session: Session, message_id: int) -> int:
    """Return the number of the attempt at which the message was last given up."""
    query = select(func.max(col(Attempt.number))).where(
        col(Attempt.message_id) == message_id, col(Attempt.outcome) == "dead"
    )
    return session.execute(query).scalar_one() or 0


def _record(
    session: Session, claimed: Claimed, now: datetime, outcome: str, problem: str | None = None
) -> None:
    execute(
        session,
        insert(table_of(Attempt)).values(
            message_id=claimed.message_id,
            number=claimed.attempt,
            at=now,
            outcome=outcome,
            problem=problem,
        ),
    )
