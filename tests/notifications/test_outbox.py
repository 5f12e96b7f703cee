"""Claim, send, settle: one sender per message, and nothing lost."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

from sqlalchemy import Engine
from sqlmodel import select

from models.storage.database import reading, transaction
from models.tables import Message
from notifications.outbox import (
    CLAIM_HOLDS,
    claim,
    dead_letters,
    revive,
)
from tests.notifications.post import (
    MORNING,
    a_failure,
    attempts,
    fail,
    settle_delivered,
    settle_failed,
    some_messages,
    the_message,
)

# --- claim -----------------------------------------------------------------------------------


def test_a_claimed_message_is_claimed_by_nobody_else(engine: Engine) -> None:
    (uid,) = some_messages(engine)

    first = claim(engine, now=MORNING, batch=10)
    second = claim(engine, now=MORNING, batch=10)

    assert [(each.envelope.uid, each.attempt, each.channel) for each in first] == [
        (uid, 1, "email")
    ]
    assert second == []


def test_a_claim_that_nobody_settled_falls_due_again_with_the_same_id(engine: Engine) -> None:
    some_messages(engine)
    (lost,) = claim(engine, now=MORNING, batch=10)

    too_early = claim(engine, now=MORNING + CLAIM_HOLDS - timedelta(seconds=1), batch=10)
    (again,) = claim(engine, now=MORNING + CLAIM_HOLDS, batch=10)

    assert too_early == []
    assert again.attempt == 2
    assert again.envelope == lost.envelope


def test_a_message_is_not_claimed_before_it_is_due(engine: Engine) -> None:
    some_messages(engine, due=MORNING + timedelta(minutes=1))

    assert claim(engine, now=MORNING, batch=10) == []


def test_the_longest_waiting_messages_are_claimed_first(engine: Engine) -> None:
    some_messages(engine, 3, channel="later", due=MORNING)
    earlier = some_messages(engine, 2, channel="eerder", due=MORNING - timedelta(hours=1))

    claimed = claim(engine, now=MORNING, batch=2)

    assert sorted(each.envelope.uid for each in claimed) == sorted(earlier)


def test_racing_senders_claim_each_message_exactly_once(engine: Engine) -> None:
    uids = some_messages(engine, 60)
    senders = 6
    together = Barrier(senders)
    claimed: list[str] = []

    def claim_until_nothing_is_left() -> None:
        together.wait()
        while batch := claim(engine, now=MORNING, batch=4):
            claimed.extend(each.envelope.uid for each in batch)

    threads = [Thread(target=claim_until_nothing_is_left) for _ in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(claimed) == Counter(uids)


def test_reading_the_outbox_is_served_by_its_own_index(engine: Engine) -> None:
    some_messages(engine)
    query = (
        "SELECT id FROM message WHERE sent_at IS NULL AND dead_at IS NULL"
        " AND next_attempt_at <= '2027-01-01' ORDER BY next_attempt_at LIMIT 16"
    )
    is_sqlite = engine.dialect.name == "sqlite"

    with reading(engine) as session:
        connection = session.connection()
        if not is_sqlite:  # which reads a table of one row whole, unless it may not
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{explain} {query}").all()
    steps = " ".join(str(row[-1]) for row in rows)

    assert "INDEX ix_message_open" in steps or "Index Scan using ix_message_open" in steps
    assert "TEMP B-TREE" not in steps  # the index gives the order
    assert "Sort" not in steps


# --- settle ----------------------------------------------------------------------------------


def test_a_delivered_message_is_done(engine: Engine) -> None:
    some_messages(engine)
    (claimed,) = claim(engine, now=MORNING, batch=1)

    settle_delivered(engine, claimed, MORNING)

    assert the_message(engine).sent_at == MORNING
    assert attempts(engine) == [(1, "delivered", None)]
    assert claim(engine, now=MORNING + timedelta(days=9), batch=1) == []


def test_a_failed_message_waits_and_is_tried_again(engine: Engine) -> None:
    some_messages(engine)

    is_dead = fail(engine, a_failure(), MORNING)

    message = the_message(engine)
    assert not is_dead
    assert message.next_attempt_at == MORNING + timedelta(minutes=1)
    assert message.problem == "Kanaal proef leverde niet af: mislukt."
    assert attempts(engine) == [(1, "failed", "Kanaal proef leverde niet af: mislukt.")]


def test_the_receiver_says_how_long_to_wait(engine: Engine) -> None:
    some_messages(engine)

    fail(engine, a_failure(retry_after=3600), MORNING)

    assert the_message(engine).next_attempt_at == MORNING + timedelta(hours=1)


def test_a_permanent_failure_is_given_up_at_once(engine: Engine) -> None:
    some_messages(engine)

    assert fail(engine, a_failure(permanent=True), MORNING)
    assert the_message(engine).dead_at == MORNING
    assert claim(engine, now=MORNING + timedelta(days=9), batch=1) == []


def test_a_message_that_keeps_failing_is_given_up_after_ten_tries(engine: Engine) -> None:
    some_messages(engine)
    now = MORNING

    tries = 0
    while the_message(engine).dead_at is None:
        tries += 1
        fail(engine, a_failure(), now)
        now += timedelta(days=1)

    assert tries == 10
    assert [outcome for _, outcome, _ in attempts(engine)] == ["failed"] * 9 + ["dead"]


def test_what_has_arrived_is_not_tried_again_whoever_holds_the_claim(engine: Engine) -> None:
    some_messages(engine)
    (slow,) = claim(engine, now=MORNING, batch=1)
    later = MORNING + CLAIM_HOLDS
    claim(engine, now=later, batch=1)

    settle_delivered(engine, slow, later)

    assert the_message(engine).sent_at == later
    assert claim(engine, now=later + CLAIM_HOLDS, batch=1) == []


def test_a_failure_of_an_overtaken_sender_changes_nothing_for_the_present_one(
    engine: Engine,
) -> None:
    some_messages(engine)
    (slow,) = claim(engine, now=MORNING, batch=1)
    later = MORNING + CLAIM_HOLDS
    (present,) = claim(engine, now=later, batch=1)
    settle_delivered(engine, present, later)

    settle_failed(engine, slow, a_failure(permanent=True), later)

    assert the_message(engine).sent_at == later
    assert the_message(engine).dead_at is None


# --- dead letters ----------------------------------------------------------------------------


def test_a_dead_letter_is_listed_with_its_reason_but_not_its_address(engine: Engine) -> None:
    (uid,) = some_messages(engine)
    fail(engine, a_failure(permanent=True), MORNING)

    with reading(engine) as session:
        (letter,) = dead_letters(session)

    assert (letter.uid, letter.contact, letter.attempts) == (uid, "email-0", 1)
    assert letter.problem == "Kanaal proef leverde niet af: mislukt."
    assert "voorbeeld.example" not in repr(letter)


def test_a_revived_letter_is_due_at_once_with_the_same_id_and_a_full_set_of_tries(
    engine: Engine,
) -> None:
    (uid,) = some_messages(engine)
    fail(engine, a_failure(permanent=True), MORNING)
    later = MORNING + timedelta(days=2)

    with transaction(engine) as session:
        (letter,) = dead_letters(session)
        revived = revive(session, letter.message_id, later)
        again = revive(session, letter.message_id, later)
    is_dead = fail(engine, a_failure(), later)

    assert (revived, again, is_dead) == (True, False, False)
    assert the_message(engine).uid == uid
    assert the_message(engine).next_attempt_at == later + timedelta(minutes=1)
    assert [outcome for _, outcome, _ in attempts(engine)] == ["dead", "failed"]


def test_a_revived_letter_starts_without_suspicion_and_without_waits(engine: Engine) -> None:
    some_messages(engine)
    fail(engine, a_failure(permanent=True), MORNING)
    with transaction(engine) as session:
        message = session.exec(select(Message)).one()
        message.unsettled, message.waits = 10, 28
        assert message.id is not None
        session.flush()
        revive(session, message.id, MORNING)

    (claimed,) = claim(engine, now=MORNING, batch=1)

    assert (claimed.unsettled, claimed.waits) == (1, 0)


def test_there_is_nothing_to_revive_in_an_open_message(engine: Engine) -> None:
    some_messages(engine)
    message_id = the_message(engine).id
    assert message_id is not None

    with transaction(engine) as session:
        assert not revive(session, message_id, MORNING)
