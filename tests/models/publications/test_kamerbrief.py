"""A letter that was sent closes its duties, in one act and by two people."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.acts.commands import Argument, Command, Verb
from models.acts.mandates import give
from models.acts.proposals import confirm, submit
from models.errors import (
    InvalidAmendmentError,
    NotPermittedError,
    TransitionRefusedError,
    UnknownSubjectError,
)
from models.ledger.writer import Ledger
from models.rules.status import Outcome, outcome_of
from models.storage.database import transaction
from models.storage.records import Record, current
from models.tables import Document, Event
from models.vocabulary import Role, SubjectKind
from tests.factories import START, a_cluster, a_ledger, a_milestone, an_organisation

REFERENCE = "Kamerstuk 29826, nr. 320"
SENT: dict[str, Argument] = {
    "duties": ["d2", "d3"],
    "reference": REFERENCE,
    "on": START.isoformat(),
}


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A cluster with a duty of its own, a duty of the whole programme, and an ambition."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        programme = ledger.register(SubjectKind.PROGRAMME, "aanpak", {"title": "Aanpak"})
        cluster = a_cluster(ledger, "eems")
        kamer = an_organisation(ledger, "kamer", "parliament")
        a_milestone(ledger, cluster, "d1")
        a_milestone(ledger, cluster, "d2", addressee=kamer)
        a_milestone(ledger, programme, "d3", addressee=kamer)
        yield session


def of(session: Session, actor: str = "anna") -> Ledger:
    return a_ledger(session, actor=actor)


def command(**changed: Argument) -> Command:
    return Command(Verb.SEND_KAMERBRIEF, SubjectKind.PROGRAMME, "aanpak", {**SENT, **changed})


def duty(session: Session, key: str) -> Record:
    return current(session, SubjectKind.MILESTONE, key)


def letters(session: Session) -> list[Document]:
    return list(session.exec(select(Document)))


def two_officers(session: Session) -> None:
    give(of(session), "beheer", Role.ADMINISTRATOR)
    for name in ("anna", "bert"):
        give(of(session, "beheer"), name, Role.POLICY_OFFICER)
    give(of(session, "beheer"), "dirk", Role.CLUSTER_DIRECTOR, cluster="eems")


def test_one_letter_closes_several_duties_with_its_number(session: Session) -> None:
    submit(of(session), command())

    for key in ("d2", "d3"):
        found = duty(session, key)
        assert outcome_of(found.text("standing")) is Outcome.ACHIEVED
        assert (found.text("evidence"), found.day("achieved_on")) == (REFERENCE, START)
    [letter] = letters(session)
    assert (letter.reference, letter.reference_normalised) == (REFERENCE, "kst-29826-320")
    assert (letter.document_kind, letter.dated_on) == ("kamerbrief", START)


def test_closing_waits_for_a_second_person_and_until_then_nothing_is_written(
    session: Session,
) -> None:
    two_officers(session)
    before = {key: duty(session, key) for key in ("d2", "d3")}

    kept = submit(of(session), command()).proposal

    assert kept is not None
    assert {key: duty(session, key) for key in ("d2", "d3")} == before
    assert letters(session) == []

    confirm(of(session, "bert"), kept.key)

    assert outcome_of(duty(session, "d3").text("standing")) is Outcome.ACHIEVED
    assert len(letters(session)) == 1


YESTERDAY = (START - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"duties": ["d2"], "in_part": ["d3"]},
        {"duties": ["d3"], "in_part": ["d2"]},
        {"duties": [], "in_part": ["d2", "d3"], "on": YESTERDAY},
    ],
    ids=["closing both", "closing one", "closing the other", "both in part, afterwards"],
)
def test_who_may_do_only_a_part_of_it_does_and_proposes_nothing(
    session: Session, changed: dict[str, Argument]
) -> None:
    two_officers(session)
    events = len(session.exec(select(Event.id)).all())

    with pytest.raises(NotPermittedError):
        submit(of(session, "dirk"), command(**changed))

    assert len(session.exec(select(Event.id)).all()) == events


def test_a_duty_that_is_fulfilled_in_part_stays_open(session: Session) -> None:
    submit(of(session), command(duties=["d2"], in_part=["d3"]))

    found = duty(session, "d3")
    assert outcome_of(found.text("standing")) is Outcome.OPEN
    assert (found.text("standing") or "").startswith("deels_voldaan")


def test_a_letter_that_is_registered_already_is_not_registered_twice(session: Session) -> None:
    submit(of(session), command(duties=["d2"]))
    submit(of(session), command(duties=["d3"], reference="Kamerstukken II, 29 826, nr. 320"))

    assert len(letters(session)) == 1


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"duties": []}, "at least one"),
        ({"duties": ["d1"]}, "no commitment to the Kamer"),
        ({"reference": " "}, "number of the Kamerstuk"),
        ({"on": (START + timedelta(days=1)).isoformat()}, "does not lie between"),
    ],
)
def test_what_is_no_letter_is_refused(
    session: Session, changed: dict[str, Argument], match: str
) -> None:
    with pytest.raises(InvalidAmendmentError, match=match):
        submit(of(session), command(**changed))


def test_a_duty_is_not_closed_twice(session: Session) -> None:
    submit(of(session), command())

    with pytest.raises(TransitionRefusedError):
        submit(of(session), command(reference="Kamerstuk 29826, nr. 321"))


def test_a_duty_that_is_not_there_is_named(session: Session) -> None:
    with pytest.raises(UnknownSubjectError, match="d9"):
        submit(of(session), command(duties=["d9"]))
