"""Titles above the reader's clearance: never named, never read, always counted."""

from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.errors import TransitionRefusedError
from models.facts import FACTS, findings
from models.facts.asked import Found, Statement, ask
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance, next_steps
from models.storage.database import transaction
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import Confidentiality, SubjectKind
from tests.factories import (
    a_checklist_item,
    a_cluster,
    a_condition,
    a_ledger,
    a_project,
    a_request,
)

SECRET = "GEHEIM"
COMPANY = Confidentiality.COMPANY_CONFIDENTIAL


@pytest.fixture
def world(engine: Engine) -> Iterator[tuple[Session, Ledger, Record, Record]]:
    """A cluster and a project that lack everything, by rows that are all kept back."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg", "uitwerkingsfase")
        hidden: dict[str, Value] = {"title": SECRET, "title_en": SECRET, "confidentiality": COMPANY}
        project = a_project(ledger, cluster, "kraker", **hidden)
        a_condition(ledger, cluster, "a", project=project, side="mixed", **hidden)
        a_project(ledger, cluster, "pijp", **hidden)
        a_request(ledger, cluster, "grond", **hidden)
        a_checklist_item(ledger, cluster, "onderdeel", **hidden)
        yield session, ledger, cluster, project


def test_no_fact_names_what_the_reader_may_not_see(
    world: tuple[Session, Ledger, Record, Record],
) -> None:
    session, _, *subjects = world

    for subject in subjects:
        for found in findings(session, subject, FACTS).values():
            assert SECRET not in found.say("nl") + found.say("en")
            assert not any(SECRET in row.nl + row.en for row in found.rows)


def test_the_secret_is_there_for_who_may_see_it(
    world: tuple[Session, Ledger, Record, Record],
) -> None:
    session, _, cluster, _ = world

    found = findings(session, cluster, FACTS, clearance=COMPANY)

    assert sum(SECRET in each.say() for each in found.values()) >= 8


def test_what_is_true_does_not_depend_on_who_reads(
    world: tuple[Session, Ledger, Record, Record],
) -> None:
    session, _, *subjects = world

    for subject in subjects:
        answers = [
            [each.holds for each in findings(session, subject, FACTS, clearance=mark).values()]
            for mark in Confidentiality
        ]
        assert answers[0] == answers[1] == answers[2]


def test_an_explanation_counts_the_rows_that_it_does_not_name(
    world: tuple[Session, Ledger, Record, Record],
) -> None:
    session, _, cluster, _ = world

    steps = {step.event: step for step in next_steps(session, cluster)}

    (requests,) = steps["rond_onderzoek_verzoeken_af"].missing
    assert requests.say() == "1 verzoek zonder antwoord: 1 vertrouwelijke rij"


def test_a_refusal_does_not_tell_either(world: tuple[Session, Ledger, Record, Record]) -> None:
    _, ledger, _, _ = world

    with pytest.raises(TransitionRefusedError) as refused:
        advance(ledger, SubjectKind.CLUSTER, "limburg", "rond_onderzoek_verzoeken_af")

    assert SECRET not in refused.value.say("nl") + refused.value.say("en")


def test_a_title_that_is_kept_back_never_leaves_the_database(
    world: tuple[Session, Ledger, Record, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _, cluster, _ = world
    read: list[str] = []

    def overheard(
        session: Session, statement: Statement, subject_ids: Sequence[int], mark: Confidentiality
    ) -> Sequence[Found]:
        rows = ask(session, statement, subject_ids, mark)
        read.extend(str(dict(row)) for row in rows)
        return rows

    for module in ("statements", "cluster", "checklist"):
        monkeypatch.setattr(import_module(f"models.facts.{module}"), "ask", overheard)
    findings(session, cluster, FACTS)

    assert read
    assert SECRET not in "".join(read)
