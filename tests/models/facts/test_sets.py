"""Many subjects at once: the same answers as one by one, for the same number of statements."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.facts import FACTS, checklist, checklists, findings, findings_of
from models.ledger.writer import Ledger
from models.lifecycles.bulk import advance_many
from models.storage.database import transaction
from models.storage.records import Record
from models.vocabulary import Confidentiality, SubjectKind
from tests.counting import statements_counted
from tests.factories import (
    a_checklist_item,
    a_cluster,
    a_condition,
    a_document,
    a_holder,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
)

MARKS = st.sampled_from(Confidentiality)
DAYS = st.none() | st.just(date(2027, 3, 1))


@st.composite
def subjects_at_random(draw: st.DrawFn, ledger: Ledger) -> list[Record]:
    """Draw a few clusters with their projects, and all that facts are computed from."""
    subjects: list[Record] = []
    for number in range(draw(st.integers(1, 3))):
        cluster = a_cluster(
            ledger, f"cluster-{number}", companies_announced=draw(st.none() | st.integers(0, 3))
        )
        projects = [
            _project_at_random(draw, ledger, cluster, f"{number}-{each}")
            for each in range(draw(st.integers(0, 3)))
        ]
        _rows_at_random(draw, ledger, cluster, projects)
        subjects += [cluster, *projects]
    return subjects


def _project_at_random(draw: st.DrawFn, ledger: Ledger, cluster: Record, key: str) -> Record:
    state = draw(st.sampled_from(["concreet", "besluitrijp", "in_bedrijf", "ingetrokken"]))
    timeline = draw(st.none() | st.just("2027-2030"))
    project = a_project(ledger, cluster, key, state, timeline=timeline, confidentiality=draw(MARKS))
    if draw(st.booleans()):
        a_milestone(ledger, project, f"mijlpaal-{key}")
    return project


def _rows_at_random(
    draw: st.DrawFn, ledger: Ledger, cluster: Record, projects: list[Record]
) -> None:
    states = ["geformuleerd", "in_onderzoek", "toegezegd_onder_voorwaarden", "vervuld", "vervallen"]
    for number in range(draw(st.integers(0, 4))):
        condition = a_condition(
            ledger,
            cluster,
            f"voorwaarde-{cluster.key}-{number}",
            draw(st.sampled_from(states)),
            project=draw(st.sampled_from([None, *projects])),
            side=draw(st.sampled_from(["private", "public", "mixed"])),
            due_on=draw(DAYS),
            confidentiality=draw(MARKS),
        )
        if draw(st.booleans()):
            a_holder(ledger, condition, f"houder-{cluster.key}-{number}")
    for number in range(draw(st.integers(0, 2))):
        answer = draw(st.sampled_from(["in_onderzoek", "gehonoreerd"]))
        a_request(ledger, cluster, f"verzoek-{cluster.key}-{number}", answer, number=number)
    for kind in draw(st.lists(st.sampled_from(["cluster_plan", "support_letter"]), unique=True)):
        copies = draw(st.none() | st.integers(1, 3))
        a_document(ledger, cluster, f"{kind}-{cluster.key}".replace("_", "-"), kind, copies=copies)
    for position, fact in enumerate(
        draw(st.lists(st.sampled_from([None, "elk_verzoek_is_beantwoord"]), max_size=2))
    ):
        key = f"onderdeel-{cluster.key}-{position}"
        a_checklist_item(ledger, cluster, key, position=position, fact=fact)


@given(data=st.data(), clearance=MARKS)
@settings(
    max_examples=25,
    # Drawing writes to the database, which takes its time on a busy machine.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_many_subjects_at_once_are_answered_as_they_are_one_by_one(
    engine: Engine, data: st.DataObject, clearance: Confidentiality
) -> None:
    with transaction(engine) as session:
        subjects = data.draw(subjects_at_random(a_ledger(session)))

        together = findings_of(session, subjects, FACTS, clearance=clearance)

        apart = {
            subject.id: findings(session, subject, FACTS, clearance=clearance)
            for subject in subjects
        }
        assert together == apart
        session.rollback()


def test_the_number_of_statements_does_not_grow_with_the_subjects(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        clusters = [_a_full_cluster(ledger, f"cluster-{number}") for number in range(30)]

        with statements_counted() as for_one:
            findings_of(session, clusters[:1], FACTS)
        with statements_counted() as for_all:
            findings_of(session, clusters, FACTS)

        assert len(for_all) == len(for_one)
        assert len(for_one) == len(FACTS) + 1  # the checklist asks one fact more


def test_a_fact_about_one_subject_costs_one_statement(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = _a_full_cluster(a_ledger(session), "limburg")

        with statements_counted() as statements:
            findings(session, cluster, ["elk_project_heeft_tijdlijn"])

        assert len(statements) == 1


def test_a_batch_of_guarded_steps_asks_each_fact_once(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        keys = [a_project(ledger, cluster, f"p{n}", "concreet").key for n in range(20)]
        able = a_project(ledger, cluster, "kraker", "concreet")
        a_condition(ledger, cluster, "vergunning", project=able)

        with statements_counted() as statements:
            outcome = advance_many(
                ledger,
                SubjectKind.PROJECT,
                [able.key, *keys],
                "formuleer_randvoorwaarden",
                skip_refused=True,
            )

        assert outcome.moved == 1
        assert set(outcome.refused) == set(keys)
        assert len([each for each in statements if "asked" in each]) == 1


def test_checklists_of_many_clusters_are_those_of_each(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        clusters = [a_cluster(ledger, "leeg"), _a_full_cluster(ledger, "vol")]

        together = checklists(session, [each.id for each in clusters])

        assert together == {each.id: checklist(session, each) for each in clusters}
        assert [len(together[each.id]) for each in clusters] == [0, 2]


def test_the_facts_of_no_subjects_at_all_are_none(engine: Engine) -> None:
    with transaction(engine) as session:
        assert findings_of(session, [], FACTS) == {}


def _a_full_cluster(ledger: Ledger, key: str) -> Record:
    cluster = a_cluster(ledger, key)
    project = a_project(ledger, cluster, f"project-{key}")
    a_condition(ledger, cluster, f"voorwaarde-{key}", project=project)
    a_request(ledger, cluster, f"verzoek-{key}")
    a_checklist_item(ledger, cluster, f"a-{key}", fact="elk_project_heeft_tijdlijn")
    a_checklist_item(ledger, cluster, f"b-{key}", position=2)
    return cluster
