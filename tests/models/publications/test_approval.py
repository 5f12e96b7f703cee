"""Status texts on their way from concept to established, by one person and then another."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.acts.mandates import give
from models.errors import (
    ApprovalError,
    InvalidAmendmentError,
    NotPermittedError,
    ReasonMissingError,
    SecondPersonError,
    UnknownSubjectError,
)
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.publications import approval, status_texts
from models.storage.database import transaction
from models.storage.records import Record, current
from models.vocabulary import Approval, Confidentiality, EventKind, Role, SubjectKind
from tests.factories import START, a_cluster, a_ledger, a_rulebook
from tests.invariants import broken_invariants


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A cluster; two policy officers, a director of that cluster and a reader."""
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")
        give(a_ledger(session), "beheer", Role.ADMINISTRATOR)
        for name, role in (
            ("anna", Role.POLICY_OFFICER),
            ("bert", Role.POLICY_OFFICER),
            ("lezer", Role.READER),
        ):
            give(a_ledger(session, actor="beheer"), name, role)
        give(a_ledger(session, actor="beheer"), "dirk", Role.CLUSTER_DIRECTOR, cluster="eems")
        yield session
        assert broken_invariants(session, a_rulebook()) == []


def of(session: Session, actor: str) -> Ledger:
    return a_ledger(session, actor=actor)


def eems(session: Session) -> Record:
    return current(session, SubjectKind.CLUSTER, "eems")


def written(session: Session, by: str = "anna", text: str = "Het loopt.") -> Record:
    return status_texts.write(of(session, by), eems(session), text)


def proposed(session: Session, by: str = "anna") -> Record:
    return approval.propose(of(session, by), written(session, by))


def test_a_text_that_one_person_writes_another_establishes(session: Session) -> None:
    found = approval.establish(of(session, "bert"), proposed(session))

    assert found.values["approval"] == Approval.ESTABLISHED
    assert (found.text("written_by"), found.text("proposed_by")) == ("anna", "anna")
    assert (found.text("established_by"), found.day("established_on")) == ("bert", START)
    kinds = [each.kind for each in events_of(session, found.id)]
    assert kinds == [EventKind.REGISTERED, EventKind.PROPOSED, EventKind.ESTABLISHED]


def test_only_insiders_read_a_text_until_it_is_established(session: Session) -> None:
    before = proposed(session)
    after = approval.establish(of(session, "bert"), before)

    assert before.text("confidentiality") == Confidentiality.INTERNAL
    assert after.text("confidentiality") == Confidentiality.PUBLIC


def test_a_text_for_insiders_stays_with_them(session: Session) -> None:
    text = status_texts.write(
        of(session, "anna"), eems(session), "Intern.", audience=Confidentiality.INTERNAL
    )
    approval.propose(of(session, "anna"), text)
    found = approval.establish(of(session, "bert"), current(session, text.kind, text.key))

    assert found.text("confidentiality") == Confidentiality.INTERNAL


@pytest.mark.parametrize("proposer", ["anna", "bert"])
def test_who_wrote_or_proposed_it_does_not_establish_it(session: Session, proposer: str) -> None:
    text = approval.propose(of(session, proposer), written(session, "anna"))

    with pytest.raises(SecondPersonError, match="bert" if proposer == "anna" else "yourself"):
        approval.establish(of(session, "anna"), text)
    with pytest.raises(SecondPersonError):
        approval.establish(of(session, proposer), text)


def test_a_cluster_director_writes_but_does_not_establish(session: Session) -> None:
    text = proposed(session, "dirk")

    with pytest.raises(NotPermittedError, match="establish"):
        approval.establish(of(session, "dirk"), text)
    assert approval.establish(of(session, "anna"), text).text("established_by") == "anna"


def test_a_reader_writes_no_text(session: Session) -> None:
    with pytest.raises(NotPermittedError):
        written(session, "lezer")


def test_whoever_is_alone_establishes_and_the_ledger_says_so(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")
        found = approval.establish(of(session, "alleen"), proposed(session, "alleen"))

        assert '"second_person":"none"' in events_of(session, found.id)[-1].payload


def test_a_concept_is_not_established_and_a_proposal_not_proposed(session: Session) -> None:
    with pytest.raises(ApprovalError, match="Propose it first"):
        approval.establish(of(session, "bert"), written(session))
    with pytest.raises(ApprovalError, match="waits for a second person"):
        approval.propose(of(session, "bert"), proposed(session))


def test_what_is_given_back_is_a_concept_with_a_reason(session: Session) -> None:
    text = proposed(session)

    with pytest.raises(ReasonMissingError):
        approval.give_back(of(session, "bert"), text, reason=" ")
    found = approval.give_back(of(session, "bert"), text, reason="te lang")

    assert found.values["approval"] == Approval.CONCEPT
    assert found.text("proposed_by") is None
    assert events_of(session, found.id)[-1].reason == "te lang"


def test_rewriting_a_proposed_text_makes_it_a_concept_again(session: Session) -> None:
    first = proposed(session)
    again = written(session, "bert", "Anders.")

    assert (again.key, again.text("text")) == (first.key, "Anders.")
    assert again.values["approval"] == Approval.CONCEPT
    assert again.text("written_by") == "bert"


def test_after_one_was_established_the_next_is_another_text(session: Session) -> None:
    first = approval.establish(of(session, "bert"), proposed(session))
    second = written(session, text="Nieuws.")

    assert second.key == f"{first.key}-2"
    assert current(session, first.kind, first.key).text("text") == "Het loopt."
    assert [each.key for each in status_texts.texts_about(session)] == [first.key, second.key]


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_text_says_something(session: Session, text: str) -> None:
    with pytest.raises(InvalidAmendmentError, match="nothing"):
        written(session, text=text)


def test_a_text_describes_no_day_that_is_still_to_come(session: Session) -> None:
    with pytest.raises(InvalidAmendmentError, match="still to come"):
        status_texts.write(
            of(session, "anna"), eems(session), "Straks.", reference_date=START + timedelta(days=1)
        )


def test_a_text_is_found_by_its_own_key_or_by_that_of_its_subject(session: Session) -> None:
    text = written(session)

    assert status_texts.find_text(session, text.key).id == text.id
    assert status_texts.find_text(session, "eems").id == text.id
    with pytest.raises(UnknownSubjectError):
        status_texts.find_text(session, "waddenzee")
