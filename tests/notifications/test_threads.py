"""Messages about one milestone are one conversation, and others are none."""

from datetime import date, timedelta

from sqlalchemy import Engine

from models.clock import morning_of
from models.storage.database import transaction
from notifications.outbox import claim
from notifications.threads import thread_of
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    an_owned_milestone,
    another_milestone,
    sent,
    tell,
)
from tests.notifications.days import run as run_day


def threads(engine: Engine, day: date) -> list[str]:
    """Return the threads of what would leave now."""
    claimed = claim(engine, now=morning_of(day) + timedelta(minutes=1), batch=10)
    sent(engine, day)
    return [each.envelope.thread for each in claimed]


def test_every_message_about_one_milestone_has_the_thread_of_that_milestone(
    engine: Engine,
) -> None:
    an_owned_milestone(engine)

    found = []
    for day in (FIVE_BEFORE, LATEST, DAY_AFTER):
        run_day(engine, day)
        found += threads(engine, day)

    assert found == [thread_of("m1")] * 3


def test_a_message_about_two_milestones_has_no_thread(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster, owner = a_cluster(ledger), a_contact(ledger, "eigenaar")
        for key in ("m1", "m2"):
            another_milestone(session, key, cluster, owner)

    run_day(engine, FIVE_BEFORE)

    assert threads(engine, FIVE_BEFORE) == [""]


def test_two_owners_of_one_milestone_and_an_event_for_a_system_are_told_apart(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        for key, channel in (("m1", "email"), ("m2", "webhook")):
            milestone = a_milestone(ledger, cluster, key, latest=LATEST)
            an_assignment(ledger, milestone, a_contact(ledger, f"c-{key}", channel=channel))

    run_day(engine, FIVE_BEFORE)

    assert threads(engine, FIVE_BEFORE) == [thread_of("m1"), ""]


def test_a_thread_does_not_name_its_milestone() -> None:
    assert "fibrant" not in thread_of("fibrant-besluit")
    assert thread_of("m1") != thread_of("m2")


def test_a_message_that_is_sent_asks_for_no_thread(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)

    assert threads(engine, FIVE_BEFORE) == []
