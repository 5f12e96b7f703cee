"""The facts about a project, and what they say is missing."""

from sqlalchemy import Engine

from models.facts import findings
from models.storage.database import transaction
from tests.factories import a_cluster, a_condition, a_ledger, a_project

HAS_CONDITIONS = "project_heeft_randvoorwaarden"
IS_COMMITTED = "elke_randvoorwaarde_is_toegezegd"
IS_FULFILLED = "elke_randvoorwaarde_is_vervuld_of_vervallen"


def test_a_project_without_conditions_says_so_in_both_languages(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        project = a_project(ledger, a_cluster(ledger), "kraker")

        found = findings(session, project, [HAS_CONDITIONS])[HAS_CONDITIONS]

        assert found.say("nl") == "het project heeft geen randvoorwaarden"
        assert found.say("en") == "the project has no conditions"


def test_a_committed_condition_is_not_yet_fulfilled(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        project = a_project(ledger, cluster, "kraker")
        a_condition(ledger, cluster, "a", "toegezegd_onder_voorwaarden", project=project)
        a_condition(ledger, cluster, "b", "vervallen", project=project)
        a_condition(ledger, cluster, "van-niemand", "in_onderzoek")

        found = findings(session, project, [HAS_CONDITIONS, IS_COMMITTED, IS_FULFILLED])

        assert found[HAS_CONDITIONS].holds
        assert found[IS_COMMITTED].holds
        assert found[IS_FULFILLED].say() == "1 randvoorwaarde is niet vervuld: Randvoorwaarde a"
