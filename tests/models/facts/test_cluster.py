"""The facts about a cluster, and what they say is missing."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.errors import DefinitionError
from models.facts import FACTS, findings
from models.lifecycles.lifecycle import advance
from models.statechart import chart_from_data
from models.storage.database import transaction
from models.vocabulary import EventKind, SubjectKind
from tests.factories import (
    DEFINITIONS,
    a_cluster,
    a_condition,
    a_document,
    a_holder,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
    definition_data,
)

EVERY_PROJECT_HAS_CONDITIONS = "elk_project_heeft_randvoorwaarden"
EVERY_PROJECT_RUNS = "elk_project_is_in_bedrijf_of_ingetrokken"
EVERY_LETTER_IS_IN = "elke_support_letter_is_ontvangen"
EVERY_REQUEST_IS_ANSWERED = "elk_verzoek_is_beantwoord"


def test_a_withdrawn_project_no_longer_holds_up_its_cluster(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_project(ledger, cluster, "kraker", "concreet")
        asked = [EVERY_PROJECT_HAS_CONDITIONS, EVERY_PROJECT_RUNS]
        before = findings(session, cluster, asked)

        advance(ledger, SubjectKind.PROJECT, "kraker", "trek_in", reason="geen afnemer")

        after = findings(session, cluster, asked)
        assert [each.holds for each in before.values()] == [False, False]
        assert [each.holds for each in after.values()] == [True, True]


def test_a_fulfilled_condition_needs_no_date_any_more(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_condition(ledger, cluster, "verleend", "vervuld", side="mixed")
        open_one = a_condition(ledger, cluster, "open", side="mixed")
        a_holder(ledger, open_one, "provincie")
        name = "elke_publieke_randvoorwaarde_heeft_houder_en_datum"
        before = findings(session, cluster, [name])[name]

        ledger.record(open_one, EventKind.AMENDED, {"due_on": date(2027, 3, 1)})

        assert [row.nl for row in before.rows] == ["Randvoorwaarde open"]
        assert findings(session, cluster, [name])[name].holds


@pytest.mark.parametrize(
    "name",
    [
        "routekaart_checklist_volledig",
        "elk_project_heeft_randvoorwaarden",
        "elk_project_heeft_tijdlijn",
        "elk_project_heeft_mijlpaal",
    ],
)
def test_a_fact_about_every_part_does_not_hold_where_there_are_no_parts(
    engine: Engine, name: str
) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session))

        found = findings(session, cluster, [name])[name]

        assert not found.holds
        assert found.say("nl") == "er is nog niets geregistreerd"
        assert found.say("en") == "nothing is registered yet"


def test_a_project_with_a_milestone_and_a_timeline_lacks_neither(engine: Engine) -> None:
    names = ["elk_project_heeft_mijlpaal", "elk_project_heeft_tijdlijn"]
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_milestone(ledger, a_project(ledger, cluster, "kraker", timeline="2027-2030"))
        whole = findings(session, cluster, names)

        a_project(ledger, cluster, "pijp", title_en="Pipe")

        assert all(found.holds for found in whole.values())
        assert [found.say("en") for found in findings(session, cluster, names).values()] == [
            "1 project without a milestone: Pipe",
            "1 project without a timeline: Pipe",
        ]


def test_the_milestones_of_another_cluster_prove_nothing_here(engine: Engine) -> None:
    name = "elk_project_heeft_mijlpaal"
    with transaction(engine) as session:
        ledger = a_ledger(session)
        here, there = a_cluster(ledger, "hier"), a_cluster(ledger, "daar")
        a_project(ledger, here, "kraker")
        a_milestone(ledger, a_project(ledger, there, "pijp"))

        assert not findings(session, here, [name])[name].holds
        assert findings(session, there, [name])[name].holds


@pytest.mark.parametrize(
    ("announced", "copies", "nl", "en"),
    [
        (13, 9, "9 van 13 support letters ontvangen", "9 of 13 support letters received"),
        (
            None,
            9,
            "9 support letters ontvangen; hoeveel het er moeten zijn, is onbekend",
            "9 support letters received; how many there must be is unknown",
        ),
        (
            None,
            None,
            "1 support letter ontvangen; hoeveel het er moeten zijn, is onbekend",
            "1 support letter received; how many there must be is unknown",
        ),
        (13, 13, "voldaan", "holds"),
    ],
)
def test_support_letters_are_counted_by_their_copies(
    engine: Engine, announced: int | None, copies: int | None, nl: str, en: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, companies_announced=announced)
        a_document(ledger, cluster, "brieven", "support_letter", copies=copies)

        found = findings(session, cluster, [EVERY_LETTER_IS_IN])[EVERY_LETTER_IS_IN]

        assert (found.say("nl"), found.say("en")) == (nl, en)


def test_a_registered_cluster_plan_is_what_the_fact_waits_for(engine: Engine) -> None:
    name = "clusterplan_is_geregistreerd"
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_document(ledger, cluster, "brief", "letter")
        before = findings(session, cluster, [name])[name]

        a_document(ledger, cluster, "plan", "cluster_plan")

        assert before.say("en") == "no cluster plan is registered"
        assert findings(session, cluster, [name])[name].holds


def test_requests_without_an_answer_come_in_the_order_of_the_plan(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_request(ledger, cluster, "a", number=2)
        a_request(ledger, cluster, "b", number=1)
        a_request(ledger, cluster, "c", "afgewezen", number=3)

        found = findings(session, cluster, [EVERY_REQUEST_IS_ANSWERED])

        said = found[EVERY_REQUEST_IS_ANSWERED].say()
        assert said == "2 verzoeken zonder antwoord: Verzoek b; Verzoek a"


def test_a_request_of_which_no_state_is_known_is_not_answered(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_request(ledger, cluster, "a", standing=None)

        found = findings(session, cluster, [EVERY_REQUEST_IS_ANSWERED])

        assert not found[EVERY_REQUEST_IS_ANSWERED].holds


def test_a_fact_that_nobody_computes_is_refused_with_those_that_are_known(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session))

        with pytest.raises(DefinitionError, match=r"'verzonnen'.*clusterplan_is_geregistreerd"):
            findings(session, cluster, ["verzonnen"])


def test_every_fact_that_a_definition_names_is_computed() -> None:
    named = {
        name
        for path in DEFINITIONS.glob("*.yaml")
        for name in chart_from_data(definition_data(path.stem), where=path.stem).facts
    }
    assert named
    assert named - FACTS.keys() == set()
