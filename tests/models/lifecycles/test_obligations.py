"""What states ask for: opened on entering, closed on leaving, whoever or whatever moved."""

from collections.abc import Sequence
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from models.acts.corrections import correct
from models.errors import MijlpaalError
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.lifecycles.obligations import obligations_of
from models.milestones.acts import achieve
from models.rules.status import Outcome, outcome_of
from models.storage.database import transaction, trial
from models.storage.records import Record, current
from models.tables import Assignment, Subject
from models.vocabulary import SubjectKind
from tests.factories import a_ledger, a_milestone, a_rulebook
from tests.invariants import broken_invariants
from tests.obliging import CHART, EVENTS, PLACES, an_obliging_cluster

CLUSTER = SubjectKind.CLUSTER


def is_open(milestone: Record) -> bool:
    return outcome_of(milestone.text("standing")) is Outcome.OPEN


def open_of(ledger: Ledger, key: str = "eems") -> set[str]:
    found = obligations_of(ledger.session, current(ledger.session, CLUSTER, key))
    return {name for name, milestone in found.items() if is_open(milestone)}


def test_entering_a_state_opens_what_it_asks_for_with_those_who_must_see_to_it(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)

        opened = obligations_of(session, cluster)["clusterplan"]

        assert opened.key == "eems-clusterplan"
        assert opened.day("latest") == date(2026, 9, 23)  # twelve weeks after 1 July
        query = (
            select(Subject.key)
            .join(Assignment, col(Assignment.subject_id) == col(Subject.id))
            .where(Assignment.milestone_id == opened.id)
        )
        assert sorted(session.exec(query)) == [
            "eems-clusterplan-eems-secretaris",
            "eems-clusterplan-eems-voorzitter",
        ]


def test_leaving_as_agreed_achieves_it_and_leaving_otherwise_lets_it_lapse(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)

        advance(ledger, CLUSTER, "eems", "start")
        advance(ledger, CLUSTER, "eems", "pauzeer", reason="wacht")

        found = obligations_of(session, cluster)
        achieved, lapsed = found["clusterplan"], found["links_af"]
        assert (achieved.text("standing"), achieved.day("achieved_on")) == ("behaald", ledger.today)
        assert achieved.text("evidence") == "cluster:eems start"
        assert lapsed.text("standing") == "vervallen"
        assert events_of(session, lapsed.id)[-1].reason == "cluster:eems pauzeer"
        assert open_of(ledger) == {"hervatting"}


def test_what_a_history_state_resumes_is_asked_for_again(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_obliging_cluster(ledger, "eems", "links_klaar", "rechts_open")
        before = open_of(ledger)

        advance(ledger, CLUSTER, "eems", "pauzeer", reason="wacht")
        advance(ledger, CLUSTER, "eems", "hervat")

        assert open_of(ledger) == before == {"jaarverslag", "overleg", "rechts_af"}
        assert broken_invariants(session, a_rulebook()) == []


def test_what_a_person_delivered_is_not_asked_for_twice(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger, "eems", "slot")
        key = obligations_of(session, cluster)["jaarverslag"].key
        achieve(ledger, key, ledger.today, evidence="jaarverslag 2026")

        advance(ledger, CLUSTER, "eems", "pauzeer", reason="wacht")
        advance(ledger, CLUSTER, "eems", "hervat")

        assert open_of(ledger) == {"verantwoording"}


def test_two_clusters_whose_names_run_together_both_get_their_milestones(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        first = an_obliging_cluster(ledger)
        a_milestone(ledger, first, "eems-overleg")  # a person took the key

        advance(ledger, CLUSTER, "eems", "start")

        assert obligations_of(session, first)["overleg"].key == "eems-overleg-2"


def move(ledger: Ledger, what: str | tuple[str, ...]) -> None:
    if isinstance(what, str):
        advance(ledger, CLUSTER, "eems", what, reason="proef")
    else:
        correct(ledger, CLUSTER, "eems", states=what, reason="proef")


@given(moves=st.lists(st.sampled_from([*EVENTS, *PLACES]), max_size=12), closing=st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_open_is_a_function_of_the_place_minus_what_a_person_closed(
    engine: Engine, moves: Sequence[str | tuple[str, ...]], closing: bool
) -> None:
    """Moore: however somebody got there, by steps and corrections, the same is due."""
    with trial(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)
        by_person: set[str] = set()
        if closing:
            key = obligations_of(session, cluster)["jaarverslag"].key
            achieve(ledger, key, ledger.today, evidence="verslag")
            by_person.add("jaarverslag")
        for what in moves:
            try:
                move(ledger, what)
            except MijlpaalError:
                continue  # refused from here, and then nothing has moved
        standing = CHART.read(current(session, CLUSTER, "eems").text("standing") or "")
        assert open_of(ledger) == {each.id for each in CHART.due(standing)} - by_person
        assert broken_invariants(session, a_rulebook()) == []
