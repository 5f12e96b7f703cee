"""Many messages on their way at once: within limits, and nobody waits for somebody else's silence."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, func
from sqlmodel import col, select

from models.storage.database import reading
from models.tables import Message
from notifications import delivery, line
from notifications.backoff import Backoff
from notifications.channels import Envelope, Limits
from notifications.circuit import FAILURES_TO_OPEN
from notifications.circuits import read_circuits
from notifications.delivery import Delivery, send_messages
from notifications.outbox import CLAIM_HOLDS, claim
from tests.notifications.post import MORNING, a_failure, attempts, some_messages, the_message
from tests.notifications.receivers import Receivers, raising, taking

DOWN = a_failure(is_receivers=True)


def send(
    engine: Engine,
    receivers: Receivers,
    now: datetime | Callable[[], datetime] = MORNING,
    backoff: Backoff | None = None,
) -> Delivery:
    return send_messages(
        engine, now=now, channels={"email": receivers}, backoff=backoff, jitter=lambda: 1.0
    )


def to(engine: Engine, receiver: str, messages: int) -> list[str]:
    return some_messages(engine, messages, address=f"iemand@{receiver}", name=receiver)


# --- limits ----------------------------------------------------------------------------------


def test_so_many_go_to_one_receiver_at_once_and_no_more(engine: Engine) -> None:
    to(engine, "een", 20)
    receivers = Receivers({"een": taking(0.01)}, Limits(at_once_per_receiver=3))

    send(engine, receivers)

    assert receivers.most_at_once["een"] == 3


def test_so_many_go_through_a_channel_at_once_and_no_more(engine: Engine) -> None:
    for name in ("een", "twee", "drie"):
        to(engine, name, 10)
    everyone = dict.fromkeys(("een", "twee", "drie"), taking(0.01))
    receivers = Receivers(everyone, Limits(at_once=4, at_once_per_receiver=10))

    assert send(engine, receivers).sent == 30
    assert max(receivers.most_at_once.values()) <= 4


@pytest.mark.parametrize(
    "limits", [Limits(per_second=100), Limits(per_second_per_receiver=100)], ids=str
)
def test_so_many_a_second_leave_and_no_more(engine: Engine, limits: Limits) -> None:
    import time

    to(engine, "een", 31)
    begin = time.monotonic()

    send(engine, Receivers(limits=limits))

    assert time.monotonic() - begin >= 0.3  # thirty distances of ten milliseconds


def test_a_message_that_takes_too_long_in_all_is_left_for_later(engine: Engine) -> None:
    to(engine, "traag", 1)
    receivers = Receivers({"traag": taking(60)}, Limits(deadline_seconds=0.05))

    sent = send(engine, receivers)

    assert (sent.failed, receivers.delivered) == (1, [])
    assert sent.problems == ("Kanaal email leverde niet af: niet klaar binnen 0.05 seconden.",)


# --- nobody waits for somebody else's silence ------------------------------------------------


def test_a_slow_receiver_with_a_full_outbox_holds_nobody_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "IN_HAND", 20)
    monkeypatch.setattr(delivery, "BATCH", 10)
    monkeypatch.setattr(line, "PATIENCE_SECONDS", 0.05)
    slow, quick = to(engine, "traag", 60), to(engine, "vlot", 5)
    receivers = Receivers({"traag": taking(0.05)}, Limits(at_once_per_receiver=2))

    sent = send(engine, receivers)

    assert sent == Delivery(sent=65)
    order = [name for name, _ in receivers.delivered]
    assert order.index("vlot") < 40  # although sixty were due before it
    assert sorted(uid for _, uid in receivers.delivered) == sorted(slow + quick)
    assert {number for number, _, _ in attempts(engine)} == {1}


def test_a_dead_receiver_is_tried_a_few_times_and_the_others_have_their_messages(
    engine: Engine,
) -> None:
    to(engine, "dood", 300)
    to(engine, "levend", 20)
    receivers = Receivers({"dood": raising(then=DOWN)}, Limits(at_once_per_receiver=5))

    sent = send(engine, receivers)

    assert sent.sent == 20
    assert receivers.tried["dood"] == FAILURES_TO_OPEN
    assert sent.waiting == 300


def test_a_message_that_waits_for_a_dead_receiver_spends_no_tries(engine: Engine) -> None:
    to(engine, "dood", 30)

    send(engine, Receivers({"dood": raising(then=DOWN)}, Limits(at_once_per_receiver=5)))

    with reading(engine) as session:
        query = select(col(Message.attempts), func.count()).group_by(col(Message.attempts))
        spent = dict(session.exec(query.order_by(col(Message.attempts))).all())
    assert spent == {0: 30 - FAILURES_TO_OPEN, 1: FAILURES_TO_OPEN}


def test_what_waits_says_so(engine: Engine) -> None:
    to(engine, "dood", 6)

    sent = send(engine, Receivers({"dood": raising(then=DOWN)}, Limits(at_once_per_receiver=5)))

    assert sent.problems == (
        "Kanaal proef leverde niet af: mislukt.",
        "Kanaal email leverde niet af: het bericht wacht, want de ontvanger antwoordt niet.",
    )


def test_a_receiver_that_is_back_gets_one_message_first_and_then_the_rest(engine: Engine) -> None:
    to(engine, "dood", 12)
    receivers = Receivers({"dood": raising(*[DOWN] * 5)}, Limits(at_once_per_receiver=5))
    send(engine, receivers)
    later = Receivers({"dood": taking(0.01)}, Limits(at_once_per_receiver=5))

    sent = send(engine, later, MORNING + timedelta(minutes=1))

    assert sent.sent == 12
    assert read_circuits(engine) == {}


def test_a_receiver_that_stays_away_is_asked_once_per_wait(engine: Engine) -> None:
    to(engine, "dood", 12)
    receivers = Receivers({"dood": raising(then=DOWN)}, Limits(at_once_per_receiver=5))

    tried = []
    for minute in range(14):  # it opens for 1, 3 and then 9 minutes
        send(engine, receivers, MORNING + timedelta(minutes=minute))
        tried.append(receivers.tried["dood"])

    assert tried == [5, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8]


def test_a_refusal_of_one_message_says_nothing_of_the_receiver(engine: Engine) -> None:
    to(engine, "streng", 20)

    sent = send(engine, Receivers({"streng": raising(then=a_failure())}))

    assert sent.failed == 20
    assert read_circuits(engine) == {}


def test_a_receiver_that_asks_for_a_wait_is_left_alone_and_nothing_counts_against_it(
    engine: Engine,
) -> None:
    to(engine, "druk", 10)
    busy = a_failure(retry_after=30, is_receivers=True)
    receivers = Receivers({"druk": raising(None, None, busy)}, Limits(at_once_per_receiver=1))

    first = send(engine, receivers)
    second = send(engine, receivers, MORNING + timedelta(seconds=29))
    third = send(engine, receivers, MORNING + timedelta(minutes=1))

    assert (first.sent, first.failed, first.waiting) == (2, 1, 8)
    assert second.sent == 0
    assert third == Delivery(sent=8)
    with reading(engine) as session:
        assert session.exec(select(func.max(col(Message.waits)))).one() == 0


def test_a_message_whose_receiver_never_comes_back_is_given_up_in_the_end(engine: Engine) -> None:
    to(engine, "dood", 7)
    receivers = Receivers({"dood": raising(then=DOWN)}, Limits(at_once_per_receiver=5))
    patient = Backoff(tries=1_000, waits=3)

    for day in count():
        sent = send(engine, receivers, MORNING + timedelta(days=day), patient)
        if sent.dead:
            break

    assert day < 30
    assert "de ontvanger antwoordde niet, ook niet na 3 keer wachten" in sent.problems[-1]


# --- an end in the middle --------------------------------------------------------------------


def test_who_interrupts_a_round_makes_it_forget_nothing_that_arrived(engine: Engine) -> None:
    to(engine, "een", 20)
    taken = count(1)

    async def interrupt_at_the_fifth(_message: Envelope) -> None:
        if next(taken) == 5:
            raise KeyboardInterrupt

    receivers = Receivers({"een": interrupt_at_the_fifth}, Limits(at_once_per_receiver=1))

    with pytest.raises(KeyboardInterrupt):
        send(engine, receivers)

    with reading(engine) as session:
        query = select(func.count()).where(col(Message.sent_at).is_not(None))
        assert session.exec(query).one() == len(receivers.delivered) == 4


# --- claims that nobody settles --------------------------------------------------------------


def a_sender_dies(engine: Engine, times: int) -> datetime:
    """Claim as senders do that never come back; return when the last claim ends."""
    now = MORNING
    for _ in range(times):
        assert claim(engine, now=now, batch=100, unsettled=range(1_000))
        now += CLAIM_HOLDS
    return now


def test_a_message_whose_sender_dies_each_time_is_given_up_after_ten_times(engine: Engine) -> None:
    some_messages(engine)
    now = a_sender_dies(engine, 10)
    receivers = Receivers()

    sent = send(engine, receivers, now)

    assert (sent.dead, receivers.delivered) == (1, [])
    assert the_message(engine).dead_at == now
    ((number, outcome, problem),) = attempts(engine)
    assert (number, outcome) == (11, "dead")
    assert "10 keer begonnen en nooit afgerond: wat verstuurde, viel telkens uit" in str(problem)


def test_after_nine_deaths_it_is_still_sent_and_the_count_begins_anew(engine: Engine) -> None:
    some_messages(engine)
    now = a_sender_dies(engine, 9)

    assert send(engine, Receivers(), now) == Delivery(sent=1)
    assert the_message(engine).unsettled == 0


@pytest.mark.parametrize(("deaths", "together"), [(2, 12), (3, 10), (6, 1)])
def test_what_may_be_what_kills_senders_takes_few_along(
    engine: Engine, deaths: int, together: int
) -> None:
    to(engine, "een", 12)
    now = a_sender_dies(engine, deaths)
    receivers = Receivers({"een": taking(0.01)}, Limits(at_once_per_receiver=12))

    assert send(engine, receivers, now).sent == 12
    assert receivers.most_at_once["een"] == together


def test_suspects_go_last(engine: Engine) -> None:
    to(engine, "verdacht", 3)
    now = a_sender_dies(engine, 4)
    some_messages(engine, 30, due=now, address="iemand@gewoon", name="gewoon")
    receivers = Receivers()

    send(engine, receivers, now)

    assert [name for name, _ in receivers.delivered] == ["gewoon"] * 30 + ["verdacht"] * 3
