"""When a message leaves: at its reader's hour, at no quiet one, and at once when it cannot wait."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from models.clock import AMSTERDAM, hour_of, morning_of
from models.errors import TransportError
from models.people.contacts import change
from models.rules.ladder import Anchor
from models.rules.telling_policy import TellingPolicy, Urgent
from models.storage.database import transaction
from notifications.backoff import Backoff
from notifications.delivery import send_messages
from notifications.outbox import claim
from notifications.quiet import is_quiet
from notifications.settling import GivenBack, settle
from tests.factories import a_ledger, a_rulebook
from tests.notifications.days import (
    FIVE_BEFORE,
    LATEST,
    an_owned_milestone,
    messages,
    plan,
    reminders,
    run,
)
from tests.notifications.post import FakeChannel, a_failure, fail

POLICY = TellingPolicy(time(7), time(19))
QUIET = replace(a_rulebook(), telling=POLICY)
FRIDAY, MONDAY = date(2026, 9, 25), date(2026, 9, 28)


def at(day: date, hour: int) -> datetime:
    """Return an hour of a day in Amsterdam."""
    return datetime.combine(day, time(hour), AMSTERDAM)


def _wants(engine: Engine, hour: int) -> None:
    with transaction(engine) as session:
        fields = {"digest_hour": str(hour)}
        change(a_ledger(session), "eigenaar", fields, address_rule=lambda *_: None, reason="uur")


def test_in_quiet_hours_it_waits_for_the_first_hour_that_people_work(engine: Engine) -> None:
    an_owned_milestone(engine, latest=date(2026, 10, 2))  # told on Friday

    run(engine, FRIDAY, now=at(FRIDAY, 20), rulebook=QUIET)

    (message,) = messages(engine)
    assert message.next_attempt_at == hour_of(MONDAY, 7)


@pytest.mark.parametrize("planned_at,leaves_at", [(5, 16), (17, 17)])
def test_both_the_reader_and_the_quiet_hours_have_to_agree(
    engine: Engine, planned_at: int, leaves_at: int
) -> None:
    an_owned_milestone(engine)
    _wants(engine, 16)

    run(engine, FIVE_BEFORE, now=at(FIVE_BEFORE, planned_at), rulebook=QUIET)

    (message,) = messages(engine)
    assert message.next_attempt_at == hour_of(FIVE_BEFORE, leaves_at)


def test_what_cannot_wait_leaves_at_night_and_before_the_readers_hour(engine: Engine) -> None:
    an_owned_milestone(engine)
    _wants(engine, 16)
    urgent = replace(QUIET, telling=replace(POLICY, urgent=(Urgent(Anchor.BOUND, -5),)))

    run(engine, FIVE_BEFORE, now=at(FIVE_BEFORE, 3), rulebook=urgent)

    (message,) = messages(engine)
    assert message.next_attempt_at == at(FIVE_BEFORE, 3)


def test_what_waited_through_the_weekend_is_one_message_with_the_news_of_monday(
    engine: Engine,
) -> None:
    an_owned_milestone(engine, latest=date(2026, 10, 2))
    run(engine, FRIDAY, now=at(FRIDAY, 20), rulebook=QUIET)

    plan(engine, MONDAY, now=at(MONDAY, 6), rulebook=QUIET)

    (message,) = messages(engine)
    assert (message.day, message.next_attempt_at) == (MONDAY, hour_of(MONDAY, 7))
    assert len(reminders(engine)) == 1


def test_what_waits_for_its_hour_is_no_failure(engine: Engine) -> None:
    an_owned_milestone(engine)
    _wants(engine, 16)
    run(engine, FIVE_BEFORE)

    delivery = send_messages(engine, now=morning_of(FIVE_BEFORE), channels={})

    assert (delivery.sent, delivery.waiting, delivery.later) == (0, 0, 1)


@pytest.mark.parametrize("urgent,left", [((), 0), ((Urgent(Anchor.BOUND, -5),), 1)])
def test_what_failed_by_day_is_not_tried_again_at_night_unless_it_cannot_wait(
    engine: Engine, urgent: tuple[Urgent, ...], left: int
) -> None:
    an_owned_milestone(engine)
    rules = replace(QUIET, telling=replace(POLICY, urgent=urgent))
    run(engine, FIVE_BEFORE, now=at(FIVE_BEFORE, 18), rulebook=rules)
    fail(engine, a_failure(), now=at(FIVE_BEFORE, 18))
    sent_at = partial(
        send_messages,
        engine,
        channels={"email": FakeChannel()},
        is_quiet=partial(is_quiet, rules.telling, calendar=rules.calendar),
    )

    night = sent_at(now=at(FIVE_BEFORE, 22))
    morning = sent_at(now=at(FIVE_BEFORE + timedelta(days=1), 7))

    assert (night.sent, night.waiting, morning.sent) == (left, 1 - left, 1 - left)


def test_what_waits_for_its_receiver_is_never_taken_back(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    now = morning_of(FIVE_BEFORE)
    (claimed,) = claim(engine, now=now, batch=1)
    why = TransportError(channel="proef", problem="dicht", permanent=False)
    held = GivenBack(claimed, now + timedelta(days=1), why, is_wait=True)
    settle(engine, [held], now=now, backoff=Backoff(), jitter=lambda: 1.0)

    run(engine, FIVE_BEFORE)

    (message,) = messages(engine)
    assert (message.id, message.attempts, message.waits) == (claimed.message_id, 0, 1)
    delivery = send_messages(engine, now=now, channels={})
    assert (delivery.waiting, delivery.later) == (1, 0)


def test_the_last_day_is_in_the_message_of_that_morning(engine: Engine) -> None:
    an_owned_milestone(engine)

    run(engine, LATEST, now=at(LATEST, 7), rulebook=QUIET)

    (message,) = messages(engine)
    assert message.next_attempt_at == at(LATEST, 7)
