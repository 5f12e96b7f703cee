"""The acts that mend: who answers, another day, a company that leaves."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.assigning import assign
from models.acts.due_days import set_due_day
from models.acts.leaving import leave
from models.errors import InvalidAmendmentError, ReasonMissingError, UnfitReceiverError
from models.foresight.situation import situation_on
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.database import transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.factories import (
    a_cluster,
    a_condition,
    a_contact,
    a_holder,
    a_ledger,
    a_milestone,
    a_project,
    an_organisation,
)

DAY = date(2027, 6, 1)


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    with transaction(engine) as session:
        yield a_ledger(session)


def _condition(ledger: Ledger, *states: str) -> Record:
    cluster = a_cluster(ledger)
    return a_condition(ledger, cluster, "c", *states, project=a_project(ledger, cluster, "p"))


def test_a_milestone_has_an_owner_from_the_day_that_one_is_assigned(ledger: Ledger) -> None:
    milestone = a_milestone(ledger, a_cluster(ledger), "m")
    a_contact(ledger, "directeur")
    before = situation_on(ledger.session, ledger.today).nodes[milestone.id]

    made = assign(ledger, "m", "directeur")

    after = situation_on(ledger.session, ledger.today).nodes[milestone.id]
    assert (before.is_owned, after.is_owned) == (False, True)
    assert made.day("valid_from") == ledger.today
    with pytest.raises(InvalidAmendmentError, match="so already"):
        assign(ledger, "m", "directeur")
    assert assign(ledger, "m", "directeur", responsibility="accountable").key == "m-directeur-2"
    with pytest.raises(InvalidAmendmentError, match="one of"):
        assign(ledger, "m", "directeur", responsibility="baas")


def test_who_may_not_read_a_milestone_or_has_left_does_not_answer_for_it(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    a_milestone(ledger, cluster, "m", confidentiality="company_confidential")
    a_milestone(ledger, cluster, "n")
    a_contact(ledger, "openbaar", clearance="public")
    a_contact(ledger, "vertrokken", valid_until=date(2020, 1, 1))

    with pytest.raises(UnfitReceiverError):
        assign(ledger, "m", "openbaar")
    with pytest.raises(UnfitReceiverError):
        assign(ledger, "n", "vertrokken")


def test_a_condition_gets_another_day_with_a_reason_and_keeps_the_old_one(ledger: Ledger) -> None:
    condition = _condition(ledger)

    moved = set_due_day(ledger, "c", DAY, reason="later")

    assert moved.day("due_on") == DAY
    assert [each.kind for each in events_of(ledger.session, condition.id)][-1] == "amended"
    for day, reason in ((DAY, "weer"), (date(2020, 1, 1), "terug")):
        with pytest.raises(InvalidAmendmentError):
            set_due_day(ledger, "c", day, reason=reason)
    with pytest.raises(ReasonMissingError):
        set_due_day(ledger, "c", date(2027, 7, 1), reason=" ")


def test_a_condition_that_is_met_has_no_other_day(ledger: Ledger) -> None:
    _condition(ledger, "vervuld")

    with pytest.raises(InvalidAmendmentError, match="vervuld"):
        set_due_day(ledger, "c", DAY, reason="later")


def test_a_company_that_leaves_has_no_role_any_more_and_its_history_stays(ledger: Ledger) -> None:
    condition = _condition(ledger)
    a_holder(ledger, condition, "acme")
    acme = current(ledger.session, SubjectKind.ORGANISATION, "acme")
    [before] = situation_on(ledger.session, ledger.today).needed_by(condition.id, "holder")

    leave(ledger, "acme", reason="verkocht")

    role = current(ledger.session, SubjectKind.PARTICIPATION, before.row.partition(":")[2])
    assert role.day("valid_until") == ledger.today
    later = situation_on(ledger.session, DAY)
    assert later.needed_by(condition.id, "holder") == []
    assert acme.id in later.nodes
    with pytest.raises(InvalidAmendmentError, match="no role"):
        leave(ledger, "acme", reason="nog eens")
    with pytest.raises(ReasonMissingError):
        leave(ledger, "acme", reason=None)


def test_a_company_without_a_role_cannot_leave(ledger: Ledger) -> None:
    an_organisation(ledger, "leeg")

    with pytest.raises(InvalidAmendmentError):
        leave(ledger, "leeg", reason="weg")
