"""Who will be told what in the coming days, and where nobody will."""

from datetime import date

from sqlalchemy import Engine

from models.people.reminding import pause_escalation
from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality, Responsibility
from notifications.untold import WhyUntold
from notifications.upcoming import Upcoming, upcoming
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_absence,
    an_assignment,
)
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    QUIET_DAY,
    an_owned_milestone,
    run,
    sent,
)

NOBODY = WhyUntold.NOBODY_ASSIGNED


def ahead(engine: Engine, first: date, last: date) -> list[Upcoming]:
    with reading(engine) as session:
        return upcoming(session, first, last, calendar=a_calendar())


def test_what_is_to_come_is_listed_with_who_will_hear(engine: Engine) -> None:
    an_owned_milestone(engine)

    found = ahead(engine, FIVE_BEFORE, DAY_AFTER)

    assert ahead(engine, QUIET_DAY, date(2026, 9, 22)) == []
    assert [(row.due_on, row.anchor, row.step, row.responsibility) for row in found] == [
        (FIVE_BEFORE, "bound", -5, "owner"),
        (LATEST, "bound", 0, "owner"),
        (LATEST, "bound", 0, "accountable"),
        (DAY_AFTER, "late", 1, "owner"),
        (DAY_AFTER, "late", 1, "accountable"),
        (DAY_AFTER, "late", 1, "programme_manager"),
    ]
    assert [(row.contact, row.why_not) for row in found[1:3]] == [
        ("eigenaar", None),
        (None, NOBODY),
    ]


def test_who_will_not_hear_is_listed_with_the_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.INTERNAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        outside = a_contact(ledger, "buiten", clearance=Confidentiality.PUBLIC)
        gone, here = a_contact(ledger, "vertrokken"), a_contact(ledger, "opvolger")
        an_assignment(ledger, milestone, outside)
        an_assignment(ledger, milestone, gone, Responsibility.OWNER, valid_until=QUIET_DAY)
        an_assignment(ledger, milestone, here, Responsibility.OWNER, valid_from=FIVE_BEFORE)

    found = ahead(engine, FIVE_BEFORE, FIVE_BEFORE)

    assert [(row.contact, row.why_not) for row in found] == [
        ("buiten", WhyUntold.NOT_CLEARED),
        ("opvolger", None),
        ("vertrokken", WhyUntold.OUT_OF_PERIOD),
    ]


def test_a_stand_in_is_named_with_who_is_away_on_that_day(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        owner, stand_in = a_contact(ledger, "eigenaar"), a_contact(ledger, "vervanger")
        an_assignment(ledger, milestone, owner)
        an_absence(ledger, owner, stand_in, FIVE_BEFORE, FIVE_BEFORE)

    found = ahead(engine, FIVE_BEFORE, LATEST)

    assert [(row.contact, row.instead_of) for row in found[:2]] == [
        ("vervanger", "eigenaar"),
        ("eigenaar", None),
    ]


def test_what_was_told_and_waits_for_an_answer_is_listed_on_the_day_it_moves_up(
    engine: Engine,
) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    sent(engine, FIVE_BEFORE)

    (moves_up,) = ahead(engine, date(2026, 9, 24), date(2026, 9, 25))

    assert (moves_up.due_on, moves_up.anchor, moves_up.responsibility) == (
        date(2026, 9, 25),
        "escalation",
        "programme_manager",
    )
    with transaction(engine) as session:
        until = date(2026, 9, 28)
        pause_escalation(a_ledger(session, on=FIVE_BEFORE), "m1", until, reason="Overleg")
    assert ahead(engine, date(2026, 9, 24), date(2026, 9, 25)) == []
    (later,) = ahead(engine, date(2026, 9, 24), date(2026, 9, 29))
    assert later.due_on == date(2026, 9, 29)


def test_what_was_told_already_does_not_come_again(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)

    assert ahead(engine, FIVE_BEFORE, FIVE_BEFORE) == []


def test_what_the_reader_may_not_see_is_left_out(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.COMPANY_CONFIDENTIAL
        a_milestone(ledger, a_cluster(ledger), confidentiality=mark)

    with reading(engine) as session:
        found = upcoming(
            session,
            FIVE_BEFORE,
            LATEST,
            calendar=a_calendar(),
            clearance=Confidentiality.INTERNAL,
        )

    assert found == []
