"""Clocks that jump, and senders that were started twice by mistake."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.clock import morning_of
from models.milestones.acts import replan
from models.storage.database import reading, transaction
from models.tables import Reminder
from notifications import books
from notifications.channels import Envelope, Limits
from notifications.deadlines import check_deadlines
from notifications.delivery import Delivery, send_messages
from notifications.outbox import CLAIM_HOLDS, claim, recall_from_the_future
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
)
from tests.notifications.days import an_owned_milestone, reminders, sweep
from tests.notifications.post import (
    MORNING,
    FakeChannel,
    a_failure,
    attempts,
    fail,
    failing,
    some_messages,
    the_message,
)
from tests.notifications.receivers import Receivers, taking

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


def send(engine: Engine, now: datetime, channel: FakeChannel | None = None) -> Delivery:
    channels = {"email": channel or FakeChannel()}
    return send_messages(engine, now=lambda: now, channels=channels, jitter=lambda: 1.0)


# --- the clock -------------------------------------------------------------------------------


def test_a_sweep_of_a_clock_that_ran_ahead_hides_nothing_of_the_days_before(engine: Engine) -> None:
    wednesday, thursday, saturday, monday = (date(2026, 9, day) for day in (16, 17, 19, 21))
    an_owned_milestone(engine, latest=date(2026, 12, 1))
    for day in (wednesday, saturday, thursday):
        sweep(engine, day)

    with transaction(engine) as session:
        ledger = a_ledger(session, on=thursday)
        replan(ledger, "m1", wording="uiterlijk 24 september 2026", code="other", reason="eerder")
    sweep(engine, monday)

    assert ("eigenaar", "m1", "bound", -5, date(2026, 9, 24)) in reminders(engine)


def test_a_clock_that_jumps_a_week_ahead_sends_each_message_once(engine: Engine) -> None:
    uids = some_messages(engine, 30)
    clock = iter_of(MORNING, then=MORNING + WEEK)
    email = FakeChannel()

    sent = send_messages(engine, now=clock, channels={"email": email})

    assert sent == Delivery(sent=30)
    assert sorted(email.delivered) == sorted(uids)


def test_what_failed_while_the_clock_was_a_week_ahead_does_not_wait_a_week(engine: Engine) -> None:
    some_messages(engine)
    send(engine, MORNING + WEEK, FakeChannel(failing(a_failure())))

    back = MORNING + HOUR
    sent = send(engine, back)

    assert sent == Delivery(sent=1)
    assert the_message(engine).sent_at == back


def test_a_wait_of_a_day_that_a_receiver_asked_for_stands(engine: Engine) -> None:
    some_messages(engine)
    fail(engine, a_failure(retry_after=24 * 3600), MORNING)

    assert recall_from_the_future(engine, now=MORNING) == 0
    assert send(engine, MORNING + HOUR).sent == 0


def test_a_clock_that_goes_back_an_hour_in_mid_round_sends_each_message_once(
    engine: Engine,
) -> None:
    uids = some_messages(engine, 30)
    clock = iter_of(MORNING, MORNING, then=MORNING - HOUR)
    email = FakeChannel()

    first = send_messages(engine, now=clock, channels={"email": email})
    second = send(engine, MORNING, email)

    assert first.sent + second.sent == 30
    assert sorted(email.delivered) == sorted(uids)


def test_after_an_hour_back_what_was_claimed_is_still_nobody_elses(engine: Engine) -> None:
    some_messages(engine)
    claim(engine, now=MORNING, batch=1)

    assert claim(engine, now=MORNING - HOUR, batch=1) == []


@pytest.mark.parametrize(
    "night",
    [
        pytest.param(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="the hour that comes twice"),
        pytest.param(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), id="the hour that never comes"),
    ],
)
def test_summer_time_lengthens_no_wait(engine: Engine, night: datetime) -> None:
    some_messages(engine, due=night)
    fail(engine, a_failure(retry_after=3600), night)

    too_early = send(engine, night + timedelta(minutes=59))
    in_time = send(engine, night + timedelta(minutes=60))

    assert (too_early.sent, in_time.sent) == (0, 1)


def iter_of(*moments: datetime, then: datetime) -> Callable[[], datetime]:
    """Return a clock that shows these, and then the last one for ever."""

    def readings() -> Iterator[datetime]:
        yield from moments
        while True:
            yield then

    return readings().__next__


# --- a claim that ends on the way ------------------------------------------------------------


def test_a_message_whose_claim_would_end_on_the_way_is_not_begun(engine: Engine) -> None:
    some_messages(engine)
    almost = MORNING + CLAIM_HOLDS - timedelta(seconds=1)
    email = FakeChannel(limits=Limits(deadline_seconds=30))

    # Claimed in the morning, and its turn comes when the claim has a second to go.
    clock = iter_of(MORNING, MORNING, almost, then=MORNING + HOUR)
    sent = send_messages(engine, now=clock, channels={"email": email})

    assert sent == Delivery(sent=1)
    claimed_anew = MORNING + HOUR
    assert the_message(engine).next_attempt_at == claimed_anew + CLAIM_HOLDS
    assert attempts(engine) == [(1, "delivered", None)]


# --- two of them -----------------------------------------------------------------------------


def test_two_senders_started_by_mistake_send_each_message_once(engine: Engine) -> None:
    uids = some_messages(engine, 120)
    receivers = Receivers({"voorbeeld.example": taking(0.002)})
    together = Barrier(2)
    came: list[Delivery] = []

    def run() -> None:
        together.wait()
        came.append(send_messages(engine, now=MORNING, channels={"email": receivers}))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(uid for _, uid in receivers.delivered) == Counter(uids)
    assert sum(each.sent for each in came) == 120


# --- the database ----------------------------------------------------------------------------


def cut_connections(engine: Engine) -> None:
    """Do to the connections what a restart of the database does."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )


@pytest.mark.postgres
def test_a_database_that_is_restarted_in_mid_round_costs_nothing(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("nothing runs that could be restarted")
    uids = some_messages(engine, 60)

    def cut(message: Envelope) -> None:
        if message.uid in uids[::7]:
            cut_connections(engine)

    email = FakeChannel(cut)
    sent = send_messages(engine, now=MORNING, channels={"email": email})

    assert sent == Delivery(sent=60)
    assert Counter(email.delivered) == Counter(uids)
    assert len(attempts(engine)) == 60


def test_a_database_that_stays_locked_for_a_while_is_waited_for(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.errors import DatabaseLockedError
    from notifications import delivery, settling

    uids = some_messages(engine, 5)
    refusals = iter([DatabaseLockedError(where="proef")] * 3)

    def locked(*given: object, **named: object) -> settling.Settled:
        for refusal in refusals:
            raise refusal
        return settling.settle(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(books, "PAUSES_SECONDS", (0.01,) * 5)
    monkeypatch.setattr(delivery, "settle", locked)
    email = FakeChannel()

    assert send_messages(engine, now=MORNING, channels={"email": email}) == Delivery(sent=5)
    assert Counter(email.delivered) == Counter(uids)


def test_a_database_that_never_comes_back_is_said_to_be_away_and_nothing_is_lost(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.errors import DatabaseLockedError
    from notifications import delivery

    def locked(*_given: object, **_named: object) -> None:
        raise DatabaseLockedError(where="proef")

    some_messages(engine, 5)
    monkeypatch.setattr(books, "PAUSES_SECONDS", (0.01,) * 2)
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "settle", locked)
        with pytest.raises(DatabaseLockedError):
            send_messages(engine, now=MORNING, channels={"email": FakeChannel()})

    again = send_messages(engine, now=MORNING + CLAIM_HOLDS, channels={"email": FakeChannel()})

    assert again == Delivery(sent=5)


# --- a day that was run ahead ----------------------------------------------------------------


def test_what_happens_after_its_day_was_run_ahead_is_told_on_that_day(engine: Engine) -> None:
    friday, monday = date(2026, 9, 25), date(2026, 9, 28)

    def sweep(day: date, *, is_ahead: bool = False) -> None:
        with transaction(engine) as session:
            now = morning_of(day)
            check_deadlines(session, today=day, now=now, calendar=a_calendar(), is_ahead=is_ahead)

    with transaction(engine) as session:
        ledger = a_ledger(session, on=friday - timedelta(days=1))
        cluster, contact = a_cluster(ledger), a_contact(ledger, "eigenaar")
    sweep(friday)
    sweep(monday, is_ahead=True)  # on Friday
    with transaction(engine) as session:
        ledger = a_ledger(session, on=friday)
        an_assignment(ledger, a_milestone(ledger, cluster, latest=friday), contact)
    sweep(monday)

    with reading(engine) as session:
        told = {(each.anchor, each.step) for each in session.exec(select(Reminder))}
    assert told == {("bound", -5), ("bound", 0), ("late", 1)}
