"""Who is not told, and why."""

from datetime import date

from sqlalchemy import Engine

from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality, Responsibility
from notifications.untold import WhyUntold, untold_duties
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment
from tests.notifications.days import FIVE_BEFORE, LATEST, QUIET_DAY, an_owned_milestone


def untold(engine: Engine, day: date) -> list[tuple[str, str, WhyUntold]]:
    with reading(engine) as session:
        found = untold_duties(session, day)
    return [(duty.milestone, duty.responsibility, duty.why) for duty in found]


def test_before_a_rung_is_due_nobody_is_missed(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

    assert untold(engine, QUIET_DAY) == []


def test_a_duty_whose_owner_has_no_contact_is_named(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

    assert untold(engine, FIVE_BEFORE) == [("m1", "owner", WhyUntold.NOBODY_ASSIGNED)]


def test_a_duty_with_an_owner_misses_only_the_others(engine: Engine) -> None:
    an_owned_milestone(engine)

    assert untold(engine, LATEST) == [("m1", "accountable", WhyUntold.NOBODY_ASSIGNED)]


def test_an_assignment_that_has_ended_is_the_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        contact = a_contact(ledger, "vertrokken")
        an_assignment(ledger, milestone, contact, valid_until=QUIET_DAY)

    assert untold(engine, FIVE_BEFORE) == [("m1", "owner", WhyUntold.OUT_OF_PERIOD)]


def test_a_contact_who_may_not_read_it_is_the_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.COMPANY_CONFIDENTIAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        an_assignment(ledger, milestone, a_contact(ledger, "buitenstaander"))

    assert untold(engine, FIVE_BEFORE) == [("m1", "owner", WhyUntold.NOT_CLEARED)]


def test_one_listener_of_two_is_enough(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        gone, here = a_contact(ledger, "vertrokken"), a_contact(ledger, "opvolger")
        an_assignment(ledger, milestone, gone, Responsibility.OWNER, valid_until=QUIET_DAY)
        an_assignment(ledger, milestone, here, Responsibility.OWNER, valid_from=QUIET_DAY)

    assert untold(engine, FIVE_BEFORE) == []
