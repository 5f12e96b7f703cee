"""Another holder: everything open passes, once, with its history, or nothing does."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, ReasonMissingError, UnfitReceiverError
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.milestones.acts import achieve
from models.people.contacts import held_from
from models.people.hand_over import HandedOver, hand_over
from models.storage.database import transaction
from models.storage.records import Record, current, records_by_id
from models.tables import Assignment, Participation
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
    an_organisation,
)

SINCE = date(2026, 9, 1)
DAY_BEFORE = date(2026, 8, 31)


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    with transaction(engine) as session:
        yield a_ledger(session)


@pytest.fixture
def milestone(ledger: Ledger) -> Record:
    """An open milestone of cluster ``voorbeeld`` that ``oud`` owns; ``nieuw`` exists."""
    made = a_milestone(ledger, a_cluster(ledger))
    an_assignment(ledger, made, a_contact(ledger, "oud"))
    a_contact(ledger, "nieuw")
    return made


def _pass(ledger: Ledger, **how: str | bool | None) -> HandedOver:
    given: dict[str, str | bool | None] = {"reason": "nieuw kabinet", **how}
    return hand_over(ledger, "oud", "nieuw", since=SINCE, **given)  # type: ignore[arg-type]


def _assignments(session: Session) -> Sequence[Record]:
    ids = session.exec(select(col(Assignment.subject_id)).order_by(col(Assignment.subject_id)))
    return records_by_id(session, SubjectKind.ASSIGNMENT, ids.all())


def test_an_assignment_ends_the_day_before_and_another_begins(
    ledger: Ledger, milestone: Record
) -> None:
    handed = _pass(ledger)

    old, new = _assignments(ledger.session)
    assert [each.milestone for each in handed.passed] == ["m1"]
    assert (old.day("valid_from"), old.day("valid_until")) == (None, DAY_BEFORE)
    assert (new.day("valid_from"), new.day("valid_until")) == (SINCE, None)
    assert new.text("responsibility") == Responsibility.OWNER


def test_the_old_holder_stays_in_the_chain_with_the_reason(
    ledger: Ledger, milestone: Record
) -> None:
    _pass(ledger)

    old, new = _assignments(ledger.session)
    last = list(events_of(ledger.session, old.id))[-1]
    first = next(iter(events_of(ledger.session, new.id)))
    assert last.reason == first.reason == "nieuw kabinet"
    assert "contact:nieuw" in last.payload


def test_a_second_time_nothing_is_left_to_pass(ledger: Ledger, milestone: Record) -> None:
    _pass(ledger)

    assert _pass(ledger).passed == ()
    assert len(_assignments(ledger.session)) == 2


def test_what_is_closed_stays_with_whom_it_was(ledger: Ledger, milestone: Record) -> None:
    achieve(ledger, "m1", date(2026, 7, 1), evidence="Kamerstuk 1")

    assert _pass(ledger).passed == ()


def test_what_begins_later_begins_for_the_successor(ledger: Ledger, milestone: Record) -> None:
    oud = current(ledger.session, SubjectKind.CONTACT, "oud")
    later = date(2026, 10, 1)
    an_assignment(ledger, milestone, oud, Responsibility.ACCOUNTABLE, valid_from=later)

    _pass(ledger)

    nieuw = current(ledger.session, SubjectKind.CONTACT, "nieuw")
    assert held_from(ledger.session, oud, SINCE) == []
    held = {
        each.text("responsibility"): each for each, _ in held_from(ledger.session, nieuw, SINCE)
    }
    assert held["accountable"].day("valid_from") == later


def test_what_the_successor_bears_already_is_not_doubled(ledger: Ledger, milestone: Record) -> None:
    an_assignment(ledger, milestone, current(ledger.session, SubjectKind.CONTACT, "nieuw"))

    (passed,) = _pass(ledger).passed

    assert passed.was_held
    assert len(_assignments(ledger.session)) == 2


def test_one_cluster_can_pass_alone(ledger: Ledger, milestone: Record) -> None:
    other = a_milestone(ledger, a_cluster(ledger, "ander"), "m2")
    an_assignment(ledger, other, current(ledger.session, SubjectKind.CONTACT, "oud"))

    assert [each.milestone for each in _pass(ledger, cluster="ander").passed] == ["m2"]


def test_it_needs_a_reason_and_somebody_else(ledger: Ledger, milestone: Record) -> None:
    with pytest.raises(ReasonMissingError):
        _pass(ledger, reason=None)
    with pytest.raises(InvalidAmendmentError):
        hand_over(ledger, "oud", "oud", since=SINCE, reason="x")


def test_who_may_not_read_it_cannot_take_it_over(ledger: Ledger, milestone: Record) -> None:
    secret = a_milestone(
        ledger,
        current(ledger.session, SubjectKind.CLUSTER, "voorbeeld"),
        "geheim",
        confidentiality=Confidentiality.COMPANY_CONFIDENTIAL,
    )
    an_assignment(ledger, secret, current(ledger.session, SubjectKind.CONTACT, "oud"))

    with pytest.raises(UnfitReceiverError, match="no clearance for geheim"):
        _pass(ledger)


def test_who_is_not_in_office_cannot_take_over(ledger: Ledger, milestone: Record) -> None:
    a_contact(ledger, "straks", valid_from=date(2026, 9, 2))

    with pytest.raises(UnfitReceiverError, match="not in office"):
        hand_over(ledger, "oud", "straks", since=SINCE, reason="x")


# --- who owes it -----------------------------------------------------------------------------


@pytest.fixture
def owed(ledger: Ledger) -> Record:
    """A milestone owed by the organisation of ``oud``; ``nieuw`` is of another one."""
    old, new = an_organisation(ledger, "kabinet-oud"), an_organisation(ledger, "kabinet-nieuw")
    made = a_milestone(ledger, a_cluster(ledger))
    an_assignment(ledger, made, a_contact(ledger, "oud", organisation_id=old.id))
    a_contact(ledger, "nieuw", organisation_id=new.id)
    ledger.register(
        SubjectKind.PARTICIPATION,
        "m1-kabinet",
        {"title": "eigenaar", "target_id": made.id, "organisation_id": old.id, "role": "owner"},
    )
    return made


def _debts(session: Session) -> list[Record]:
    ids = session.exec(
        select(col(Participation.subject_id)).order_by(col(Participation.subject_id))
    )
    return records_by_id(session, SubjectKind.PARTICIPATION, ids.all())


def test_the_organisation_that_owes_it_passes_when_asked(ledger: Ledger, owed: Record) -> None:
    handed = _pass(ledger, with_debts=True)

    old, new = _debts(ledger.session)
    assert handed.debts == ("m1",)
    assert old.day("valid_until") == DAY_BEFORE
    assert new.day("valid_from") == SINCE
    wanted = current(ledger.session, SubjectKind.ORGANISATION, "kabinet-nieuw").id
    assert new.number("organisation_id") == wanted


def test_the_organisation_stays_when_not_asked(ledger: Ledger, owed: Record) -> None:
    assert _pass(ledger).debts == ()
    assert len(_debts(ledger.session)) == 1


def test_a_successor_without_organisation_cannot_owe(ledger: Ledger, owed: Record) -> None:
    a_contact(ledger, "los")

    with pytest.raises(UnfitReceiverError, match="no organisation"):
        hand_over(ledger, "oud", "los", since=SINCE, with_debts=True, reason="x")
