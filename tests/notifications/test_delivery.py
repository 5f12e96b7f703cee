"""Bringing away what is due, whatever the channels do."""

import logging
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from models.storage.database import transaction
from notifications.backoff import Backoff
from notifications.channels import Envelope
from notifications.delivery import Delivery, send_messages
from tests.notifications.post import (
    MORNING,
    FakeChannel,
    a_failure,
    attempts,
    failing,
    some_messages,
    the_message,
)


def send(engine: Engine, now: datetime = MORNING, **channels: FakeChannel) -> Delivery:
    return send_messages(engine, now=now, channels=channels, backoff=Backoff(), jitter=lambda: 1.0)


def test_all_that_is_due_is_sent_once(engine: Engine) -> None:
    uids = some_messages(engine, 40)
    email = FakeChannel()

    delivery = send(engine, email=email)

    assert delivery == Delivery(sent=40)
    assert sorted(email.delivered) == sorted(uids)
    assert send(engine, email=email) == Delivery()


def test_a_channel_that_fails_stops_no_other(engine: Engine) -> None:
    some_messages(engine, 3, channel="webhook")
    some_messages(engine, 3, channel="email")
    email = FakeChannel()
    webhook = FakeChannel(failing(*[a_failure()] * 9))

    delivery = send(engine, email=email, webhook=webhook)

    assert (delivery.sent, delivery.failed, delivery.dead) == (3, 3, 0)
    assert delivery.problems == ("Kanaal proef leverde niet af: mislukt.",)
    assert len(email.delivered) == 3


def test_a_failed_message_is_sent_when_it_is_due_again(engine: Engine) -> None:
    some_messages(engine)
    email = FakeChannel(failing(a_failure(retry_after=120)))
    send(engine, email=email)

    too_early = send(engine, MORNING + timedelta(seconds=119), email=email)
    in_time = send(engine, MORNING + timedelta(seconds=120), email=email)

    assert (too_early.sent, in_time.sent) == (0, 1)
    assert [outcome for _, outcome, _ in attempts(engine)] == ["failed", "delivered"]


def test_what_can_never_arrive_is_dead(engine: Engine) -> None:
    some_messages(engine)

    delivery = send(engine, email=FakeChannel(failing(a_failure(permanent=True))))

    assert (delivery.sent, delivery.failed, delivery.dead) == (0, 0, 1)


def test_a_defect_in_a_channel_is_a_failure_like_any_other_and_repeats_no_text(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    some_messages(engine)

    delivery = send(engine, email=FakeChannel(failing(KeyError("onverwacht"))))

    assert (delivery.sent, delivery.failed) == (0, 1)
    assert delivery.problems == ("Kanaal email leverde niet af: onverwachte fout (KeyError).",)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_channel_that_nobody_knows_says_so(engine: Engine) -> None:
    some_messages(engine, channel="postduif")

    delivery = send(engine, email=FakeChannel())

    assert delivery.failed == 1
    assert "dit kanaal kent Mijlpaal niet" in delivery.problems[0]


def test_the_database_is_free_while_a_message_is_on_its_way(engine: Engine) -> None:
    some_messages(engine)
    written: list[bool] = []

    def write_meanwhile(_message: Envelope) -> None:
        with transaction(engine) as session:
            session.connection().exec_driver_sql("UPDATE contact SET language = 'nl'")
            written.append(True)

    send(engine, email=FakeChannel(write_meanwhile))

    assert written == [True]
    assert the_message(engine).sent_at == MORNING


def test_the_clock_is_asked_for_each_step(engine: Engine) -> None:
    some_messages(engine)
    moments = (MORNING + timedelta(seconds=second) for second in count())

    delivery = send_messages(engine, now=moments.__next__, channels={"email": FakeChannel()})

    assert delivery.sent == 1
    sent_at, claimed_at = the_message(engine).sent_at, MORNING + timedelta(seconds=1)
    assert sent_at is not None
    assert sent_at > claimed_at


def test_the_log_names_the_message_but_never_the_address_or_the_text(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    uids = some_messages(engine, 2)

    with caplog.at_level(logging.INFO):
        send(engine, email=FakeChannel(failing(a_failure())))

    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert all(uid in logged for uid in uids)
    assert "voorbeeld.example" not in logged
    assert "nadert de grens" not in logged
