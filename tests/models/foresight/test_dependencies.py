from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from models.consequences.situation import Edge, Situation
from models.errors import InvalidAmendmentError, UnreadablePhraseError
from models.foresight.dependencies import Terms, amend_dependency, end_dependency, state_dependency
from models.foresight.situation import situation_on
from models.ledger.writer import Ledger
from models.storage.database import transaction
from models.storage.records import Record
from models.vocabulary import Certainty, Confidentiality, DependencyKind, SubjectKind
from tests.factories import (
    START,
    a_cluster,
    a_condition,
    a_holder,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
    an_organisation,
)


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    with transaction(engine) as session:
        yield a_ledger(session)


def _edges(session: Session, kind: str, on: date = START) -> list[Edge]:
    return [edge for edge in situation_on(session, on).edges if edge.kind == kind]


def _names(situation: Situation) -> set[tuple[str, str, str]]:
    nodes = situation.nodes
    return {(nodes[e.dependent].key, e.kind, nodes[e.on].key) for e in situation.edges}


def test_every_edge_that_other_tables_hold_is_read_without_being_stated(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    project = a_project(ledger, cluster, "p1")
    condition = a_condition(ledger, cluster, "c1", project=project)
    a_holder(ledger, condition, "rijk")
    a_request(ledger, cluster, "r1")
    parliament = an_organisation(ledger, "kamer", "parliament")
    plan = a_milestone(ledger, project, "plan")
    a_milestone(ledger, project, "besluit", obligation="investeringsbesluit")
    a_milestone(ledger, cluster, "brief", addressee=parliament)
    a_milestone(
        ledger,
        cluster,
        "daarna",
        latest=None,
        anchor_words="het plan",
        anchor_offset="P6W",
        anchor_id=plan.id,
    )

    situation = situation_on(ledger.session, START)

    assert _names(situation) == {
        ("p1", "condition", "c1"),
        ("c1", "serves", "p1"),
        ("c1", "holder", "rijk"),
        ("voorbeeld", "part_of", "p1"),
        ("voorbeeld", "part_of", "r1"),
        ("plan", "about", "p1"),
        ("p1", "progress", "plan"),
        ("p1", "progress", "besluit"),
        ("voorbeeld", "progress", "daarna"),
        ("besluit", "decision", "p1"),
        ("brief", "reports_on", "voorbeeld"),
        ("daarna", "about", "voorbeeld"),
        ("daarna", "waits_for", "plan"),
    }
    assert all(edge.is_implied for edge in situation.edges)


def test_a_stated_edge_keeps_what_is_said_of_it(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    one, other = a_milestone(ledger, cluster, "m1"), a_milestone(ledger, cluster, "m2")

    terms = Terms(lag="P15B", certainty=Certainty.EXPECTED, valid_from=START, words="na M1")
    state_dependency(ledger, DependencyKind.FINISH_TO_START, other, one, terms)

    (edge,) = _edges(ledger.session, DependencyKind.FINISH_TO_START)
    assert (edge.dependent, edge.on, edge.lag) == (other.id, one.id, "P15B")
    assert (edge.certainty, edge.valid_from, edge.is_implied) == ("expected", START, False)
    assert _edges(ledger.session, DependencyKind.FINISH_TO_START, date(2026, 6, 30)) == []


def test_what_is_mutual_holds_both_ways(ledger: Ledger) -> None:
    one, other = an_organisation(ledger, "een"), an_organisation(ledger, "ander")

    state_dependency(
        ledger, DependencyKind.INVESTMENT, one, other, Terms(is_mutual=True), reason="samen"
    )

    found = _edges(ledger.session, DependencyKind.INVESTMENT)
    assert {(edge.dependent, edge.on) for edge in found} == {(one.id, other.id), (other.id, one.id)}


def test_an_ended_edge_counts_until_its_last_day_and_is_never_lost(ledger: Ledger) -> None:
    one, other = an_organisation(ledger, "een"), an_organisation(ledger, "ander")
    made = state_dependency(ledger, DependencyKind.ENERGY, one, other)

    ended = end_dependency(ledger, made.kind, made.key, date(2026, 7, 31), reason="contract af")

    assert len(_edges(ledger.session, DependencyKind.ENERGY, date(2026, 7, 31))) == 1
    assert _edges(ledger.session, DependencyKind.ENERGY, date(2026, 8, 1)) == []
    assert ended.version == 2
    with pytest.raises(InvalidAmendmentError, match="ended"):
        end_dependency(ledger, made.kind, made.key, date(2026, 8, 31))


def test_saying_it_better_is_an_event_and_saying_the_same_is_refused(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    one, other = a_milestone(ledger, cluster, "m1"), a_milestone(ledger, cluster, "m2")
    made = state_dependency(ledger, DependencyKind.FINISH_TO_START, other, one)

    assert amend_dependency(ledger, made.key, {"lag": "P2W"}).text("lag") == "P2W"
    with pytest.raises(InvalidAmendmentError, match="already"):
        amend_dependency(ledger, made.key, {"lag": "P2W"})
    with pytest.raises(UnreadablePhraseError):
        amend_dependency(ledger, made.key, {"lag": "twee weken"})


def test_a_role_is_kept_as_a_participation(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    project, company = a_project(ledger, cluster, "p1"), an_organisation(ledger, "bedrijf")

    made = state_dependency(
        ledger, DependencyKind.PARTICIPATION, project, company, Terms(role="owner")
    )

    assert made.kind is SubjectKind.PARTICIPATION
    assert [edge.role for edge in _edges(ledger.session, "participation")] == ["owner"]


def _refusals(ledger: Ledger) -> list[tuple[str, Record, Record, Terms, str]]:
    cluster = a_cluster(ledger)
    project = a_project(ledger, cluster, "p1")
    condition = a_condition(ledger, cluster, "c1", project=project)
    company = an_organisation(ledger, "bedrijf")
    one, other = a_milestone(ledger, cluster, "m1"), a_milestone(ledger, cluster, "m2")
    none = Terms()
    return [
        ("energy", company, company, none, "nothing depends on itself"),
        ("energy", company, condition, none, "not organisation on condition"),
        ("liefde", project, condition, none, "one of"),
        ("condition", project, condition, none, "known already: condition:c1"),
        ("finish_to_start", one, other, Terms(certainty="misschien"), "established"),
        ("finish_to_start", one, other, Terms(is_mutual=True), "one way only"),
        ("finish_to_start", one, other, Terms(role="owner"), "role of an organisation"),
        ("energy", company, project, Terms(lag="P2W"), "only milestones"),
        ("condition", project, condition, Terms(gate="nooit"), "neem_investeringsbesluit"),
        (
            "energy",
            company,
            project,
            Terms(valid_from=date(2027, 1, 1), valid_until=date(2026, 1, 1)),
            "before",
        ),
    ]


def test_what_cannot_be_is_refused_in_words_and_stores_nothing(ledger: Ledger) -> None:
    cases = _refusals(ledger)
    before = situation_on(ledger.session, START).edges

    for kind, dependent, on, terms, words in cases:
        with pytest.raises(InvalidAmendmentError, match=words):
            state_dependency(ledger, kind, dependent, on, terms)

    assert situation_on(ledger.session, START).edges == before


def test_a_confidential_edge_and_one_to_a_confidential_subject_stay_out(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    one, other = an_organisation(ledger, "een"), an_organisation(ledger, "ander")
    secret = a_project(ledger, cluster, "p1", confidentiality="company_confidential")
    closed = Terms(confidentiality="company_confidential")
    state_dependency(ledger, DependencyKind.ENERGY, one, other, closed)
    hidden = state_dependency(ledger, DependencyKind.ENERGY, secret, other)

    assert hidden.text("confidentiality") == "company_confidential"
    assert "p1" not in hidden.key
    seen = state_dependency(ledger, DependencyKind.ENERGY, one, other, reason="nogmaals")
    assert seen.key == "een-energy-ander"  # nothing tells that there was one already
    end_dependency(ledger, seen.kind, seen.key, date(2026, 6, 30))
    assert _edges(ledger.session, DependencyKind.ENERGY) == []
    clearance = Confidentiality.COMPANY_CONFIDENTIAL
    everything = situation_on(ledger.session, START, clearance=clearance)
    assert len([e for e in everything.edges if e.kind == DependencyKind.ENERGY]) == 2


def test_the_number_of_queries_does_not_grow_with_the_rows(engine: Engine) -> None:
    def count(rows: int) -> int:
        with transaction(engine) as session:
            ledger = a_ledger(session)
            cluster = a_cluster(ledger, f"cluster-{rows}")
            for number in range(rows):
                project = a_project(ledger, cluster, f"p{rows}-{number}")
                a_condition(ledger, cluster, f"c{rows}-{number}", project=project)
            asked: list[str] = []

            def note(*arguments: object) -> None:
                asked.append(str(arguments[2]))

            event.listen(engine, "before_cursor_execute", note)
            situation_on(session, START)
            event.remove(engine, "before_cursor_execute", note)
            return len(asked)

    assert count(1) == count(8) == 4
