"""What is said of a step whose guard denies a fact, or has alternatives."""

import pytest
from sqlalchemy import Engine

from models.errors import TransitionRefusedError
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import NextStep, advance, next_steps
from models.lifecycles.publishing import publish_definition
from models.storage.database import transaction
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind
from tests.factories import a_cluster, a_ledger, a_project

TIMELINES = "elk_project_heeft_tijdlijn"
MILESTONES = "elk_project_heeft_mijlpaal"


def a_cluster_guarded_by(ledger: Ledger, cond: str) -> Record:
    """Register a cluster, with a project that has a timeline, whose only step has this guard."""
    step = {"event": "ga", "target": "klaar", "label": "Ga", "label_en": "Go", "cond": cond}
    data = {
        "id": "proef",
        "version": 1,
        "label": "Proef",
        "label_en": "Trial",
        "initial": "begin",
        "states": [
            {"id": "begin", "label": "Begin", "label_en": "Start", "transitions": [step]},
            {"id": "klaar", "kind": "final", "label": "Klaar", "label_en": "Done"},
        ],
    }
    cluster = a_cluster(ledger, "limburg")
    a_project(ledger, cluster, "kraker", timeline="2027-2030")
    definition_id = publish_definition(ledger.session, data, by="baas", at=ledger.at)
    changes: dict[str, Value] = {"definition_id": definition_id, "standing": "begin"}
    return ledger.record(cluster, EventKind.AMENDED, changes)


def the_step(engine: Engine, cond: str) -> NextStep:
    with transaction(engine) as session:
        (step,) = next_steps(session, a_cluster_guarded_by(a_ledger(session), cond))
        return step


def test_a_denied_fact_that_does_not_hold_opens_the_step(engine: Engine) -> None:
    step = the_step(engine, f"not {MILESTONES}")

    assert step.is_open
    assert [fact.claim.nl for fact in step.holding] == ["niet: elk project heeft een mijlpaal"]


def test_a_denied_fact_that_still_holds_is_what_is_in_the_way(engine: Engine) -> None:
    step = the_step(engine, f"not {TIMELINES}")

    assert not step.is_open
    assert [(fact.name, fact.say()) for fact in step.missing] == [
        (f"not {TIMELINES}", "dit geldt nog")
    ]


def test_a_refusal_because_of_a_denied_fact_says_that_it_still_holds(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster_guarded_by(ledger, f"not {TIMELINES}")

        with pytest.raises(TransitionRefusedError) as refused:
            advance(ledger, SubjectKind.CLUSTER, "limburg", "ga")

        assert f"not {TIMELINES} (dit geldt nog)" in refused.value.say("nl")
        assert f"not {TIMELINES} (this still holds)" in refused.value.say("en")


def test_an_alternative_that_is_not_needed_is_told_apart_from_what_is_missing(
    engine: Engine,
) -> None:
    step = the_step(engine, f"{TIMELINES} or {MILESTONES}")

    assert step.is_open
    assert [fact.name for fact in step.holding] == [TIMELINES]
    assert [fact.name for fact in step.spare] == [MILESTONES]
    assert step.missing == ()
