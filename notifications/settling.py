"""Settling: what came of claimed messages, many in one transaction.

Each is settled by a condition that holds once, so that settling the same twice (the database went
away during the commit) changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, and_, bindparam, func, select, update
from sqlmodel import Session, col

from models.errors import TransportError
from models.storage.database import transaction
from models.storage.prepared import Prepared
from models.tables import Attempt, Message
from notifications.backoff import Backoff, Jitter
from notifications.circuit import Circuit
from notifications.circuits import Receiver, write_circuits
from notifications.outbox import Claimed, is_open
from notifications.rows import dialect_of, execute, insert_new, table_of

_MESSAGE = table_of(Message)

# Of a message that another sender claimed since, its own sender alone may say what came of it.
_IS_STILL_OURS = and_(
    _MESSAGE.c.id == bindparam("message_id"),
    _MESSAGE.c.attempts == bindparam("attempt"),
    is_open(),
)
# Whoever claimed one in the meantime: what has arrived needs no further try.
_ARRIVED = Prepared(
    update(_MESSAGE).where(_MESSAGE.c.id == bindparam("message_id"), _MESSAGE.c.sent_at.is_(None))
)
_TRIED = {
    dialect: Prepared(insert_new(dialect, Attempt).on_conflict_do_nothing())
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has the message."""

    claimed: Claimed


@dataclass(frozen=True, slots=True)
class Failed:
    """A try failed."""

    claimed: Claimed
    failure: TransportError


@dataclass(frozen=True, slots=True)
class GivenBack:
    """No try was made, and none is spent.

    Attributes:
        claimed: The message.
        due: When it may be claimed again.
        why: What is said of it meanwhile, when its receiver is to blame.
        is_wait: Whether it counts among the times that the receiver was down.
        is_aside: Whether it only made room for others in this round.
    """

    claimed: Claimed
    due: datetime
    why: TransportError | None = None
    is_wait: bool = False
    is_aside: bool = False


Outcome = Delivered | Failed | GivenBack


@dataclass(frozen=True, slots=True)
class Settled:
    """What a number of outcomes came to."""

    sent: int = 0
    failed: int = 0
    dead: int = 0


def settle(
    engine: Engine,
    outcomes: Sequence[Outcome],
    *,
    now: datetime,
    backoff: Backoff,
    jitter: Jitter,
    circuits: Mapping[Receiver, Circuit] | None = None,
) -> Settled:
    """Record what came of these messages, and what is known of their receivers."""
    delivered = [each.claimed for each in outcomes if isinstance(each, Delivered)]
    failures = [each for each in outcomes if isinstance(each, Failed)]
    given_back = [each for each in outcomes if isinstance(each, GivenBack)]
    with transaction(engine) as session:
        _settle_delivered(session, delivered, now)
        dead = sum(_settle_failed(session, each, now, backoff, jitter) for each in failures)
        _give_back(session, given_back)
        write_circuits(session, circuits or {})
    return Settled(len(delivered), len(failures) - dead, dead)


def _settle_delivered(session: Session, delivered: Sequence[Claimed], now: datetime) -> None:
    """Record that the receivers have these messages."""
    facts = {"sent_at": now, "dead_at": None, "problem": None, "unsettled": 0}
    ids = [(claimed.message_id,) for claimed in delivered]
    _ARRIVED.run_batch(session, facts, ("message_id",), ids)
    _record(session, delivered, now, "delivered")


def _settle_failed(
    session: Session, failed: Failed, now: datetime, backoff: Backoff, jitter: Jitter
) -> bool:
    """Record a failed try; return whether the message is given up.

    It is when the sender says that trying again cannot help, or after too many tries.
    """
    claimed, failure = failed.claimed, failed.failure
    problem = failure.say()
    tries = claimed.attempt - _tries_before_revival(session, claimed.message_id)
    is_dead = failure.permanent or backoff.is_exhausted(tries)
    wait = backoff.wait(tries, jitter, asked_seconds=failure.retry_after_seconds)
    fate = {"dead_at": now} if is_dead else {"next_attempt_at": now + wait}
    execute(
        session,
        update(_MESSAGE).where(_IS_STILL_OURS).values(problem=problem, unsettled=0, **fate),
        {"message_id": claimed.message_id, "attempt": claimed.attempt},
    )
    _record(session, [claimed], now, "dead" if is_dead else "failed", problem)
    return is_dead


def _give_back(session: Session, given_back: Sequence[GivenBack]) -> None:
    """Take the claims back: as if they had not been made, but for when the messages are due."""
    if not given_back:
        return
    statement = (
        update(_MESSAGE)
        .where(_IS_STILL_OURS)
        .values(
            attempts=_MESSAGE.c.attempts - 1,
            unsettled=0,
            waits=_MESSAGE.c.waits + bindparam("waits_more"),
            next_attempt_at=bindparam("due"),
            problem=func.coalesce(bindparam("why"), _MESSAGE.c.problem),
        )
    )
    facts = [
        {
            "message_id": each.claimed.message_id,
            "attempt": each.claimed.attempt,
            "waits_more": int(each.is_wait),
            "due": each.due,
            "why": each.why and each.why.say(),
        }
        for each in given_back
    ]
    session.connection().execute(statement, facts)


def _tries_before_revival(session: Session, message_id: int) -> int:
    """Return the number of the attempt at which the message was last given up."""
    query = select(func.max(col(Attempt.number))).where(
        col(Attempt.message_id) == message_id, col(Attempt.outcome) == "dead"
    )
    return session.execute(query).scalar_one() or 0


def _record(
    session: Session,
    claimed: Sequence[Claimed],
    now: datetime,
    outcome: str,
    problem: str | None = None,
) -> None:
    told = {"at": now, "outcome": outcome, "problem": problem}
    tries = [(each.message_id, each.attempt) for each in claimed]
    _TRIED[dialect_of(session)].run_batch(session, told, ("message_id", "number"), tries)
