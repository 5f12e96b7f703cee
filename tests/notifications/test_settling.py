"""What came of many messages, recorded together."""

from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import col, select

from models.storage.database import reading
from models.tables import Message
from notifications.backoff import Backoff
from notifications.outbox import CLAIM_HOLDS, Claimed, claim
from notifications.settling import Delivered, Failed, GivenBack, Outcome, Settled, settle
from tests.notifications.post import MORNING, a_failure, attempts, some_messages, the_message

LATER = MORNING + timedelta(hours=1)


def settle_all(engine: Engine, *outcomes: Outcome) -> Settled:
    return settle(engine, outcomes, now=MORNING, backoff=Backoff(), jitter=lambda: 1.0)


def claimed_by(engine: Engine, count: int) -> list[Claimed]:
    some_messages(engine, count)
    return claim(engine, now=MORNING, batch=count)


def rows(engine: Engine) -> list[Message]:
    with reading(engine) as session:
        found = list(session.exec(select(Message).order_by(col(Message.id))))
        session.expunge_all()
    return found


def test_each_message_of_a_lot_has_its_own_fate(engine: Engine) -> None:
    one, two, three, four = claimed_by(engine, 4)

    settled = settle_all(
        engine,
        Delivered(one),
        Failed(two, a_failure()),
        Failed(three, a_failure(permanent=True)),
        GivenBack(four, LATER),
    )

    assert settled == Settled(sent=1, failed=1, dead=1)
    sent, failed, dead, back = rows(engine)
    assert (sent.sent_at, dead.dead_at) == (MORNING, MORNING)
    assert failed.next_attempt_at == MORNING + timedelta(minutes=1)
    assert (back.next_attempt_at, back.attempts) == (LATER, 0)
    assert [outcome for _, outcome, _ in attempts(engine)] == ["delivered", "failed", "dead"]


def test_settling_the_same_twice_changes_nothing(engine: Engine) -> None:
    one, two, three = claimed_by(engine, 3)
    outcomes = (Delivered(one), Failed(two, a_failure()), GivenBack(three, LATER, is_wait=True))

    settle_all(engine, *outcomes)
    first = [row.model_dump() for row in rows(engine)]
    settle_all(engine, *outcomes)

    assert [row.model_dump() for row in rows(engine)] == first
    assert len(attempts(engine)) == 2


def test_a_message_that_was_given_back_has_spent_no_try(engine: Engine) -> None:
    (claimed,) = claimed_by(engine, 1)

    settle_all(engine, GivenBack(claimed, LATER, a_failure(), is_wait=True))
    (again,) = claim(engine, now=LATER, batch=1)

    assert (again.attempt, again.unsettled, again.waits) == (1, 1, 1)
    assert attempts(engine) == []
    assert the_message(engine).problem == "Kanaal proef leverde niet af: mislukt."


def test_a_message_that_another_sender_claimed_since_is_not_given_back(engine: Engine) -> None:
    (slow,) = claimed_by(engine, 1)
    later = MORNING + CLAIM_HOLDS
    claim(engine, now=later, batch=1)

    settle_all(engine, GivenBack(slow, MORNING))

    assert the_message(engine).next_attempt_at == later + CLAIM_HOLDS
    assert the_message(engine).attempts == 2


def test_nothing_to_settle_is_no_trouble(engine: Engine) -> None:
    assert settle_all(engine) == Settled()
