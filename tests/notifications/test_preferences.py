"""Wishes and periods: what can be declined, what cannot, and who is told of a hand-over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.clock import hour_of, morning_of
from models.errors import TransportError
from models.milestones import acts as milestones
from models.people.contacts import change
from models.people.hand_over import hand_over
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.vocabulary import Confidentiality, EventKind, Responsibility, SubjectKind
from notifications.backoff import Backoff
from notifications.outbox import claim
from notifications.settling import Failed, settle
from notifications.untold import WhyUntold, untold_duties
from notifications.why import Fate, why
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_absence,
    an_assignment,
)
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    an_owned_milestone,
    messages,
    plan,
    reminders,
    run,
    sweep,
    tell,
)

WEEKLY = timedelta(days=7)


def _somebody_who_declines(
    engine: Engine, unwanted: str, responsibility: Responsibility = Responsibility.ACCOUNTABLE
) -> None:
    """Register ``m1`` with one contact, who wants no news of something."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), latest=LATEST)
        an_assignment(ledger, milestone, a_contact(ledger, "lezer"), responsibility)
        change(ledger, "lezer", {"unwanted": unwanted}, address_rule=lambda *_: None, reason="rust")


def _forecast(engine: Engine) -> None:
    with transaction(engine) as session:
        milestones.forecast(a_ledger(session, on=FIVE_BEFORE), "m1", LATEST)


@pytest.mark.parametrize("unwanted", ["milestone:m1", "cluster:voorbeeld"])
def test_news_of_what_somebody_declines_does_not_reach_them(engine: Engine, unwanted: str) -> None:
    _somebody_who_declines(engine, unwanted)
    _forecast(engine)

    assert run(engine, FIVE_BEFORE).messages == 0
    assert run(engine, LATEST).messages == 0


def test_news_of_something_else_reaches_them(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "ander")
    _somebody_who_declines(engine, "cluster:ander")

    assert run(engine, LATEST).messages == 1


def test_what_is_late_reaches_them_all_the_same(engine: Engine) -> None:
    _somebody_who_declines(engine, "cluster:voorbeeld")

    assert run(engine, DAY_AFTER).messages == 1


def test_what_is_declined_is_no_gap_and_why_says_so(engine: Engine) -> None:
    _somebody_who_declines(engine, "cluster:voorbeeld")

    sweep(engine, LATEST)

    assert reminders(engine) == []
    with reading(engine) as session:
        found = why(session, "m1", rulebook=a_rulebook(), today=LATEST, now=morning_of(LATEST))
        gaps = [each.responsibility for each in untold_duties(session, LATEST)]
    last_day = [line.why_not for line in found.lines if line.responsibility == "accountable"]
    assert WhyUntold.DECLINED in last_day
    assert "accountable" not in gaps


def test_what_nobody_answers_moves_up_to_whoever_declined_the_first_news(engine: Engine) -> None:
    _somebody_who_declines(engine, "milestone:m1")
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
    tell(engine, LATEST)

    two_later = LATEST + timedelta(days=2)
    with reading(engine) as session:
        found = why(session, "m1", rulebook=a_rulebook(), today=LATEST, now=morning_of(LATEST))
    sweep(engine, two_later)

    assert Fate.MOVES_UP in [line.fate for line in found.lines]
    moved_up = {who for who, _, anchor, _, _ in reminders(engine) if anchor == "escalation"}
    assert moved_up == {"lezer"}


def test_an_owner_cannot_decline_anything(engine: Engine) -> None:
    _somebody_who_declines(engine, "cluster:voorbeeld milestone:m1", Responsibility.OWNER)

    assert run(engine, FIVE_BEFORE).messages == 1


def test_a_key_is_no_pattern(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger, "ander"), "m_")
        a_milestone(ledger, a_cluster(ledger, "derde"), "m11")
    _somebody_who_declines(engine, "milestone:m_ milestone:m11")

    assert run(engine, LATEST).messages == 1


def test_the_daily_message_waits_for_the_hour_that_somebody_wants(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        change(
            a_ledger(session),
            "eigenaar",
            {"digest_hour": "7"},
            address_rule=lambda *_: None,
            reason="vroeg",
        )
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        change(
            a_ledger(session),
            "eigenaar",
            {"digest_hour": "16"},
            address_rule=lambda *_: None,
            reason="laat",
        )
    run(engine, LATEST)

    early, late = messages(engine)
    assert early.next_attempt_at == morning_of(FIVE_BEFORE)  # the hour was over
    assert late.next_attempt_at == hour_of(LATEST, 16)


def test_what_waits_for_its_hour_says_what_is_so_by_then(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        fields = {"digest_hour": "16"}
        change(a_ledger(session), "eigenaar", fields, address_rule=lambda *_: None, reason="laat")
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        fields = {"language": "en", "address": "nieuw@voorbeeld.example"}
        change(a_ledger(session), "eigenaar", fields, address_rule=lambda *_: None, reason="anders")
    _forecast(engine)

    run(engine, FIVE_BEFORE)

    (message,) = messages(engine)
    assert (message.language, message.address) == ("en", "nieuw@voorbeeld.example")
    assert "there is now a forecast" in " ".join(message.body_text.split())


def test_what_became_confidential_before_its_hour_is_not_sent(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        fields = {"digest_hour": "16"}
        change(ledger, "eigenaar", fields, address_rule=lambda *_: None, reason="laat")
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        mark = {"confidentiality": Confidentiality.COMPANY_CONFIDENTIAL}
        a_ledger(session).record(milestone, EventKind.AMENDED, mark)

    run(engine, FIVE_BEFORE)

    assert messages(engine) == []


def test_what_was_tried_is_never_taken_back(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    now = morning_of(FIVE_BEFORE)
    (claimed,) = claim(engine, now=now, batch=1)
    failure = TransportError(channel="proef", problem="x", permanent=False)
    failed = Failed(claimed, failure)
    settle(engine, [failed], now=now, backoff=Backoff(), jitter=lambda: 1.0)

    run(engine, FIVE_BEFORE)

    (message,) = messages(engine)
    assert (message.attempts, message.id) == (1, claimed.message_id)


# --- periods ---------------------------------------------------------------------------------


def test_who_is_no_longer_in_office_hears_nothing_and_that_is_seen(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        gone = a_contact(ledger, "weg", valid_until=FIVE_BEFORE - timedelta(days=1))
        an_assignment(ledger, a_milestone(ledger, a_cluster(ledger), latest=LATEST), gone)

    assert run(engine, FIVE_BEFORE).messages == 0
    with reading(engine) as session:
        (untold,) = untold_duties(session, FIVE_BEFORE)
    assert untold.why is WhyUntold.OUT_OF_PERIOD


# --- hand-over -------------------------------------------------------------------------------


def _handed_over(engine: Engine, since: date) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_contact(ledger, "opvolger")
        hand_over(ledger, "eigenaar", "opvolger", since=since, reason="nieuw kabinet")


def test_a_new_holder_is_told_on_the_first_day_what_is_theirs(engine: Engine) -> None:
    first_day = date(2026, 9, 8)
    _handed_over(engine, since=first_day)

    assert run(engine, first_day - timedelta(days=1)).messages == 0
    assert run(engine, first_day).messages == 1

    (message,) = messages(engine)
    assert "U neemt 1 mijlpaal over." in message.body_text
    assert "Eerst van:  Functie eigenaar" in message.body_text


def test_a_new_holder_is_told_once(engine: Engine) -> None:
    first_day = date(2026, 9, 8)
    _handed_over(engine, since=first_day)

    days = [first_day + timedelta(days=each) for each in range(5)]
    assert sum(run(engine, day).messages for day in days) == 1


def test_a_new_holder_who_is_away_is_told_on_return(engine: Engine) -> None:
    first_day = date(2026, 9, 8)
    back_on = first_day + timedelta(days=2)
    _handed_over(engine, since=first_day)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        holder, stand_in = _contact(session, "opvolger"), a_contact(ledger, "vervanger")
        an_absence(ledger, holder, stand_in, first_day, back_on - timedelta(days=1))

    for day in (first_day, back_on - timedelta(days=1)):
        run(engine, day)
    away = [(who, anchor) for who, _, anchor, _, _ in reminders(engine)]
    run(engine, back_on)

    assert away == []
    assert [(who, anchor) for who, _, anchor, _, _ in reminders(engine)] == [
        ("opvolger", "hand_over")
    ]


def test_a_new_holder_hears_what_still_stands_in_the_same_item(engine: Engine) -> None:
    next_day = FIVE_BEFORE + timedelta(days=1)
    _handed_over(engine, since=next_day)
    run(engine, FIVE_BEFORE)

    assert run(engine, next_day).messages == 1

    message = messages(engine)[-1]
    assert "U neemt 1 mijlpaal over." in message.body_text
    assert message.body_text.count("Mijlpaal m1") == 1
    told = {(who, anchor) for who, _, anchor, _, _ in reminders(engine)}
    assert told >= {("opvolger", "hand_over"), ("opvolger", "bound")}


def _contact(session: Session, key: str) -> Record:
    return current(session, SubjectKind.CONTACT, key)


def test_a_hand_over_of_last_week_is_told_today(engine: Engine) -> None:
    _handed_over(engine, since=date(2026, 9, 1))

    assert run(engine, date(2026, 9, 10)).messages == 1


def test_from_then_on_the_new_holder_alone_is_reminded(engine: Engine) -> None:
    _handed_over(engine, since=date(2026, 9, 8))
    for day in (date(2026, 9, 8), FIVE_BEFORE):
        sweep(engine, day)
        plan(engine, day)

    assert {who for who, *_ in reminders(engine)} == {"opvolger"}


def test_the_history_stays_with_the_former_holder(engine: Engine) -> None:
    _handed_over(engine, since=LATEST)
    run(engine, FIVE_BEFORE)
    run(engine, LATEST)

    told = [(who, anchor) for who, _, anchor, _, _ in reminders(engine)]
    assert ("eigenaar", "bound") in told
    assert ("opvolger", "hand_over") in told
