"""When a receiver is left alone, and for how long."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from models.storage.database import reading, transaction
from notifications.backoff import Backoff
from notifications.circuit import FAILURES_TO_OPEN, Admission, Circuit
from notifications.circuits import left_alone, read_circuits, write_circuits
from tests.notifications.post import MORNING

ONE_MINUTE = timedelta(minutes=1)


def fail(circuit: Circuit, times: int = 1, *, at: timedelta = timedelta(), asked: int = 0) -> None:
    for _ in range(times):
        circuit.failed(MORNING + at, Backoff(), lambda: 1.0, asked)


def test_a_few_failures_leave_a_receiver_open() -> None:
    circuit = Circuit()

    fail(circuit, FAILURES_TO_OPEN - 1)

    assert circuit.admits(MORNING) is Admission.ALL


def test_after_five_failures_in_a_row_nothing_is_sent_for_a_minute() -> None:
    circuit = Circuit()

    fail(circuit, FAILURES_TO_OPEN)

    assert circuit.admits(MORNING) is Admission.NOTHING
    assert circuit.admits(MORNING + ONE_MINUTE - timedelta(seconds=1)) is Admission.NOTHING
    assert circuit.admits(MORNING + ONE_MINUTE) is Admission.PROBE


def test_an_answer_in_between_begins_the_count_anew() -> None:
    circuit = Circuit()

    fail(circuit, FAILURES_TO_OPEN - 1)
    circuit.answered()
    fail(circuit, FAILURES_TO_OPEN - 1)

    assert circuit.admits(MORNING) is Admission.ALL


def test_failures_that_were_under_way_when_it_opened_make_the_wait_no_longer() -> None:
    circuit = Circuit()

    fail(circuit, FAILURES_TO_OPEN + 20)

    assert circuit.open_until == MORNING + ONE_MINUTE


def test_a_probe_that_fails_makes_the_next_wait_three_times_as_long() -> None:
    circuit = Circuit()
    fail(circuit, FAILURES_TO_OPEN)

    fail(circuit, at=ONE_MINUTE)

    assert circuit.open_until == MORNING + 4 * ONE_MINUTE


def test_a_probe_that_is_answered_closes_it_as_if_nothing_had_been() -> None:
    circuit = Circuit()
    fail(circuit, FAILURES_TO_OPEN)

    circuit.answered()

    assert circuit.is_sound


def test_a_receiver_that_asks_for_a_wait_gets_it_at_once() -> None:
    circuit = Circuit()

    fail(circuit, asked=90)

    assert circuit.admits(MORNING + timedelta(seconds=89)) is Admission.NOTHING
    assert circuit.admits(MORNING + timedelta(seconds=90)) is Admission.PROBE
    assert circuit.is_asked


def test_no_receiver_is_left_alone_for_more_than_a_day_because_it_asks() -> None:
    circuit = Circuit()

    fail(circuit, asked=10**9)

    assert circuit.open_until == MORNING + timedelta(days=1)


def test_a_wait_that_a_clock_ahead_set_holds_nobody_up() -> None:
    circuit = Circuit()

    fail(circuit, FAILURES_TO_OPEN, at=timedelta(days=7))

    assert circuit.admits(MORNING) is Admission.PROBE


@pytest.mark.parametrize("asked", [0, 90])
def test_the_next_round_knows_what_this_one_learnt(engine: Engine, asked: int) -> None:
    circuit = Circuit()
    fail(circuit, FAILURES_TO_OPEN, asked=asked)

    for _ in range(2):  # another sender may have written the same row
        with transaction(engine) as session:
            write_circuits(session, {("webhook", "voorbeeld.example:443"): circuit})

    assert read_circuits(engine) == {("webhook", "voorbeeld.example:443"): circuit}


def test_of_a_receiver_that_works_nothing_is_kept(engine: Engine) -> None:
    circuit = Circuit()
    fail(circuit)
    receiver = ("email", "mail.example:25")
    with transaction(engine) as session:
        write_circuits(session, {receiver: circuit})

    circuit.answered()
    with transaction(engine) as session:
        write_circuits(session, {receiver: circuit})

    assert read_circuits(engine) == {}


def test_who_is_left_alone_now_can_be_listed(engine: Engine) -> None:
    down, asking, ahead, doubted = (Circuit() for _ in range(4))
    fail(down, FAILURES_TO_OPEN)
    fail(asking, asked=30)
    fail(ahead, FAILURES_TO_OPEN, at=timedelta(days=7))
    fail(doubted)
    known = {"down": down, "asking": asking, "ahead": ahead, "doubted": doubted}
    with transaction(engine) as session:
        write_circuits(session, {("webhook", name): circuit for name, circuit in known.items()})

    with reading(engine) as session:
        now, later = (
            [name for (_, name), _ in left_alone(session, MORNING + wait)]
            for wait in (timedelta(), timedelta(hours=1))
        )

    assert now == ["asking", "down"]
    assert later == []
