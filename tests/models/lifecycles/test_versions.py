"""Another version of a life cycle: planned, looked at, and done for everybody or for nobody."""

import copy
from collections.abc import Mapping
from typing import cast

import pytest
from sqlalchemy import Engine, func, select

from models.errors import DefinitionError, MigrationBlockedError, UnknownVersionError
from models.ledger.chain import events_of, verify
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of
from models.lifecycles.lifecycle import advance
from models.lifecycles.obligations import obligations_of
from models.lifecycles.publishing import publish_definition
from models.lifecycles.versions import (
    Plan,
    migrate,
    plan_for,
    preview,
    two_versions,
    version_of,
    versions_of,
)
from models.rules.status import Outcome, outcome_of
from models.storage.database import reading, transaction, trial
from models.storage.records import current
from models.tables import Event
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger, definition_data

CLUSTER = SubjectKind.CLUSTER


def _second(change: Mapping[str, str] | None = None) -> dict[str, object]:
    """Return version 3 of the cluster's life cycle, with states renamed."""
    data = copy.deepcopy(dict(definition_data("cluster")))
    data["version"] = 3
    data["label"] = "Tweede uitgave"
    return cast("dict[str, object]", _renamed(data, change or {}))


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def _publish(ledger: Ledger, names: Mapping[str, str] | None = None) -> None:
    publish_definition(ledger.session, _second(names), by="baas", at=ledger.at)


def test_whoever_is_under_way_stays_on_their_version(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c", "uitvoering")

        _publish(ledger)

        assert chart_of(session, current(session, CLUSTER, "c")).version == 2
        assert [(v.number, v.subjects) for v in versions_of(session, "cluster")] == [(2, 1), (3, 0)]


def test_migrating_moves_everybody_with_an_event_each(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "in-de-strengen", "projecten_in_uitwerking", "verzoeken_onderzocht")
        a_cluster(ledger, "gepauzeerd", "uitvoering")
        advance(ledger, CLUSTER, "gepauzeerd", "pauzeer", reason="zomer")
        _publish(ledger)

        moves = migrate(ledger, plan_for(session, "cluster"), reason="nieuwe uitgave")

        assert sum(len(move.keys) for move in moves) == 2
        paused = current(session, CLUSTER, "gepauzeerd")
        assert chart_of(session, paused).version == 3
        assert paused.text("standing") == "gepauzeerd | laatste_stand=uitvoering"
        last = events_of(session, paused.id)[-1]
        assert (last.kind, last.reason) == ("migrated", "nieuwe uitgave")
        assert '"from":"cluster 2","to":"cluster 3"' in last.payload
        assert list(verify(session)) == []
        assert preview(session, plan_for(session, "cluster")) == []


def test_a_plan_names_the_states_that_are_lost(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c", "uitvoering")
        _publish(ledger, {"uitvoering": "bouw", "kandidaat": "aanmelding"})

        assert plan_for(session, "cluster") == Plan("cluster", 3, {"uitvoering": ""})


def test_who_has_nowhere_to_go_holds_up_everybody(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "verloren", "uitvoering")
        a_cluster(ledger, "gewoon")
        _publish(ledger, {"uitvoering": "bouw"})
    with pytest.raises(MigrationBlockedError, match="uitvoering"), transaction(engine) as session:
        migrate(a_ledger(session), Plan("cluster", 3, {}))

    with reading(engine) as session:
        assert [v.subjects for v in versions_of(session, "cluster")] == [2, 0]


def test_who_has_nowhere_to_go_can_be_skipped(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "verloren", "uitvoering")
        a_cluster(ledger, "gewoon")
        _publish(ledger, {"uitvoering": "bouw"})

        migrate(ledger, Plan("cluster", 3, {}), skip_blocked=True)

        assert [v.subjects for v in versions_of(session, "cluster")] == [1, 1]
        assert chart_of(session, current(session, CLUSTER, "verloren")).version == 2


def test_a_plan_says_where_a_lost_state_is_found_also_in_a_memory(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "nu", "uitvoering")
        a_cluster(ledger, "straks", "uitvoering")
        advance(ledger, CLUSTER, "straks", "pauzeer", reason="zomer")
        _publish(ledger, {"uitvoering": "bouw"})

        migrate(ledger, Plan("cluster", 3, {"uitvoering": "bouw"}))

        assert current(session, CLUSTER, "nu").text("standing") == "bouw"
        assert advance(ledger, CLUSTER, "straks", "hervat").text("standing") == (
            "bouw | laatste_stand=bouw"
        )


def test_a_plan_to_a_state_that_does_not_exist_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c", "uitvoering")
        _publish(ledger, {"uitvoering": "bouw"})

        with pytest.raises(DefinitionError, match="bouww"):
            preview(session, Plan("cluster", 3, {"uitvoering": "bouww"}))


def test_obligations_follow_the_new_version(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c", "clusterplan_in_opstelling")
        _publish(ledger)

        migrate(ledger, plan_for(session, "cluster"))

        found = obligations_of(session, current(session, CLUSTER, "c"))
        assert [outcome_of(each.text("standing")) for each in found.values()] == [Outcome.OPEN]


def test_a_dry_run_is_the_same_code_and_leaves_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c", "uitvoering")
        _publish(ledger)

    with trial(engine) as session:
        moves = migrate(a_ledger(session), plan_for(session, "cluster"))
        assert [(move.before, move.after) for move in moves] == [("uitvoering", "uitvoering")]

    with reading(engine) as session:
        assert session.execute(select(func.count()).select_from(Event)).scalar_one() == 1


def test_a_thousand_clusters_go_in_one_transaction(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for number in range(1_000):
            a_cluster(
                ledger, f"c{number}", "uitvoering" if number % 2 else "routekaart_vastgesteld"
            )
        _publish(ledger)

    with transaction(engine) as session:
        migrate(a_ledger(session), plan_for(session, "cluster"))

    with reading(engine) as session:
        assert [v.subjects for v in versions_of(session, "cluster")] == [0, 1_000]
        assert list(verify(session)) == []


def test_versions_that_do_not_exist_are_named_with_those_that_do(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "c")
        _publish(ledger)

        assert [v.number for v in two_versions(session, "cluster", None, None)] == [2, 3]
        assert [v.number for v in two_versions(session, "cluster", 3, 2)] == [3, 2]
        with pytest.raises(UnknownVersionError, match="cluster 2, cluster 3"):
            version_of(session, "cluster", 4)
        with pytest.raises(UnknownVersionError, match="milestone"):
            version_of(session, "clusters")
