"""Who begins to hear hears what still stands; who is away is stood in for."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.acts.corrections import correct
from models.people.absences import be_back
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.vocabulary import Confidentiality, EventKind, Responsibility, SubjectKind
from notifications.untold import WhyUntold, untold_duties
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_absence,
    an_assignment,
)
from tests.notifications.days import (
    FIVE_BEFORE,
    LATEST,
    QUIET_DAY,
    counted_statements,
    messages,
    plan,
    reminders,
    run,
    sweep,
)

NEXT_DAY = date(2026, 9, 24)
MONDAY = date(2026, 9, 28)


def a_milestone_of(engine: Engine, *owners: str, others: tuple[str, ...] = ()) -> None:
    """Register ``m1`` with these owners, and more contacts who answer for nothing."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        for key in owners:
            an_assignment(ledger, milestone, a_contact(ledger, key))
        for key in others:
            a_contact(ledger, key)


def away(engine: Engine, who: str, stand_in: str, first: date, last: date, *, on: date) -> None:
    with transaction(engine) as session:
        contact, other = (_contact(engine, key) for key in (who, stand_in))
        an_absence(a_ledger(session, on=on), contact, other, first, last)


def told(engine: Engine) -> list[tuple[str, str, int]]:
    return [(who, anchor, step) for who, _, anchor, step, _ in reminders(engine)]


# --- beginning -------------------------------------------------------------------------------


def test_who_is_assigned_after_a_rung_fired_hears_at_the_next_sweep_and_once(
    engine: Engine,
) -> None:
    a_milestone_of(engine, "eigenaar", others=("opvolger",))
    run(engine, QUIET_DAY)
    run(engine, FIVE_BEFORE)
    _assign(engine, "opvolger", on=FIVE_BEFORE)

    run(engine, NEXT_DAY)
    run(engine, NEXT_DAY + timedelta(days=1))

    assert told(engine) == [("eigenaar", "bound", -5), ("opvolger", "bound", -5)]


def test_who_may_know_of_it_only_now_hears_what_still_stands(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.COMPANY_CONFIDENTIAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
    run(engine, QUIET_DAY)
    run(engine, FIVE_BEFORE)
    run(engine, NEXT_DAY)

    with transaction(engine) as session:
        fields = {"confidentiality": str(Confidentiality.PUBLIC)}
        ledger = a_ledger(session, on=NEXT_DAY, actor="eigenaar")
        correct(ledger, SubjectKind.MILESTONE, "m1", fields=fields, reason="openbaar geworden")
    run(engine, NEXT_DAY + timedelta(days=1))

    assert told(engine) == [("eigenaar", "bound", -5)]


def test_who_begins_hears_the_last_rung_and_not_those_before(engine: Engine) -> None:
    a_milestone_of(engine, others=("opvolger",))
    for day in (QUIET_DAY, FIVE_BEFORE, LATEST):
        run(engine, day)
    _assign(engine, "opvolger", on=LATEST)

    run(engine, LATEST)

    assert told(engine) == [("opvolger", "bound", 0)]


def test_whose_period_begins_hears_what_stands_on_that_day(engine: Engine) -> None:
    a_milestone_of(engine, others=("opvolger",))
    _assign(engine, "opvolger", on=date(2026, 7, 1), valid_from=MONDAY)
    for day in (QUIET_DAY, FIVE_BEFORE):
        run(engine, day)
    assert told(engine) == []

    run(engine, MONDAY + timedelta(days=1))  # the Monday itself was missed

    assert told(engine) == [("opvolger", "bound", -5)]


def test_who_may_read_it_from_now_on_hears_what_stands(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.COMPANY_CONFIDENTIAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
    for day in (QUIET_DAY, FIVE_BEFORE):
        run(engine, day)
    assert told(engine) == []
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        contact = current(session, SubjectKind.CONTACT, "eigenaar")
        ledger.record(contact, EventKind.AMENDED, {"clearance": mark})

    run(engine, NEXT_DAY)

    assert told(engine) == [("eigenaar", "bound", -5)]


def test_who_begins_while_nothing_is_due_hears_nothing(engine: Engine) -> None:
    a_milestone_of(engine, others=("opvolger",))
    run(engine, QUIET_DAY)
    _assign(engine, "opvolger", on=QUIET_DAY)

    run(engine, date(2026, 9, 2))

    assert told(engine) == []


# --- away ------------------------------------------------------------------------------------


def test_while_somebody_is_away_the_stand_in_hears(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    away(engine, "eigenaar", "vervanger", FIVE_BEFORE, FIVE_BEFORE, on=QUIET_DAY)

    run(engine, FIVE_BEFORE)

    assert told(engine) == [("vervanger", "bound", -5)]
    assert len(messages(engine)) == 1


def test_a_stand_in_who_is_away_is_stood_in_for(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger", "derde"))
    away(engine, "eigenaar", "vervanger", QUIET_DAY, LATEST, on=QUIET_DAY)
    away(engine, "vervanger", "derde", FIVE_BEFORE, LATEST, on=QUIET_DAY)

    run(engine, FIVE_BEFORE)

    assert told(engine) == [("derde", "bound", -5)]


def test_two_who_are_away_with_one_stand_in_give_one_reminder(engine: Engine) -> None:
    a_milestone_of(engine, "een", "twee", others=("vervanger",))
    for who in ("een", "twee"):
        away(engine, who, "vervanger", QUIET_DAY, LATEST, on=QUIET_DAY)

    run(engine, FIVE_BEFORE)

    assert told(engine) == [("vervanger", "bound", -5)]


def test_a_stand_in_who_may_not_read_it_hears_nothing_and_the_gap_shows(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.INTERNAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
        a_contact(ledger, "buiten", clearance=Confidentiality.PUBLIC)
    away(engine, "eigenaar", "buiten", QUIET_DAY, LATEST, on=QUIET_DAY)

    run(engine, FIVE_BEFORE)

    assert told(engine) == []
    with reading(engine) as session:
        (gap,) = untold_duties(session, FIVE_BEFORE)
    assert (gap.responsibility, gap.why) == ("owner", WhyUntold.NOT_CLEARED)


def test_who_comes_back_hears_once_what_still_stands(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    away(engine, "eigenaar", "vervanger", date(2026, 9, 7), date(2026, 9, 25), on=QUIET_DAY)
    for day in (QUIET_DAY, FIVE_BEFORE, NEXT_DAY):
        run(engine, day)

    run(engine, MONDAY)
    run(engine, MONDAY + timedelta(days=1))

    assert told(engine) == [("vervanger", "bound", -5), ("eigenaar", "bound", -5)]


def test_who_comes_back_early_hears_with_the_next_sweep(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    away(engine, "eigenaar", "vervanger", QUIET_DAY, LATEST, on=QUIET_DAY)
    for day in (QUIET_DAY, FIVE_BEFORE):
        run(engine, day)
    with transaction(engine) as session:
        be_back(a_ledger(session, on=NEXT_DAY), "eigenaar")

    run(engine, NEXT_DAY)

    assert told(engine) == [("vervanger", "bound", -5), ("eigenaar", "bound", -5)]


def test_who_comes_back_to_a_closed_milestone_hears_nothing(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    away(engine, "eigenaar", "vervanger", QUIET_DAY, FIVE_BEFORE, on=QUIET_DAY)
    for day in (QUIET_DAY, FIVE_BEFORE):
        run(engine, day)
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        ledger = a_ledger(session, on=FIVE_BEFORE, actor="eigenaar")
        ledger.record(milestone, EventKind.ACHIEVED, {"standing": "behaald"})

    sweep(engine, NEXT_DAY)

    assert ("eigenaar", "bound", -5) not in told(engine)


def test_the_stand_in_hears_at_the_start_what_the_absent_one_left_standing(
    engine: Engine,
) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    for day in (QUIET_DAY, FIVE_BEFORE):
        run(engine, day)
    away(engine, "eigenaar", "vervanger", MONDAY, LATEST, on=NEXT_DAY)
    run(engine, NEXT_DAY)
    assert told(engine) == [("eigenaar", "bound", -5)]

    run(engine, MONDAY)

    assert told(engine) == [("eigenaar", "bound", -5), ("vervanger", "bound", -5)]


def test_a_reminder_that_waited_is_not_sent_to_who_left(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    sweep(engine, QUIET_DAY)
    sweep(engine, FIVE_BEFORE)
    away(engine, "eigenaar", "vervanger", NEXT_DAY, LATEST, on=FIVE_BEFORE)

    sweep(engine, NEXT_DAY)
    planned = plan(engine, NEXT_DAY)

    assert (planned.withdrawn, planned.messages) == (1, 1)
    assert told(engine) == [("vervanger", "bound", -5)]


def test_a_change_is_told_to_the_stand_in(engine: Engine) -> None:
    a_milestone_of(engine, "eigenaar", others=("vervanger",))
    away(engine, "eigenaar", "vervanger", QUIET_DAY, LATEST, on=QUIET_DAY)
    sweep(engine, QUIET_DAY)
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        ledger = a_ledger(session, on=QUIET_DAY)
        ledger.record(milestone, EventKind.FORECAST, {"forecast_on": LATEST})

    sweep(engine, date(2026, 9, 2))

    assert [(who, anchor) for who, anchor, _ in told(engine)] == [("vervanger", "change")]


@pytest.mark.parametrize("count", [1, 10])
def test_beginning_costs_the_same_statements_whatever_the_number(
    engine: Engine, count: int
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        milestones = [a_milestone(ledger, cluster, f"m{number}") for number in range(count)]
        contact = a_contact(ledger, "opvolger")
    run(engine, QUIET_DAY)
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        for milestone in milestones:
            an_assignment(ledger, milestone, contact, Responsibility.OWNER)

    with counted_statements(engine) as seen:
        swept = sweep(engine, NEXT_DAY)

    assert (swept.reminders, len(seen)) == (count, 7)


def _contact(engine: Engine, key: str) -> Record:
    with reading(engine) as session:
        return current(session, SubjectKind.CONTACT, key)


def _assign(engine: Engine, key: str, *, on: date, valid_from: date | None = None) -> None:
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        contact = current(session, SubjectKind.CONTACT, key)
        an_assignment(a_ledger(session, on=on), milestone, contact, valid_from=valid_from)
