"""Moving along a life cycle: guarded by facts, through the ledger, refused with reasons."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from models.errors import (
    IncompleteStepError,
    InvalidAmendmentError,
    ReasonMissingError,
    TransitionRefusedError,
    UnknownEventError,
)
from models.ledger.chain import events_of
from models.lifecycles.charts import chart_of, standing_of
from models.lifecycles.lifecycle import advance, next_steps
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import EventKind, SubjectKind
from tests.factories import (
    a_cluster,
    a_condition,
    a_holder,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
)

IN_ELABORATION = ("uitwerkingsfase",)


def test_advancing_records_where_the_subject_then_stands(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "limburg")

        moved = advance(ledger, SubjectKind.CLUSTER, "limburg", "start_clusterplan", reason="ja")

        assert moved.text("standing") == "clusterplan_in_opstelling"
        event = events_of(session, moved.id)[-1]
        assert (event.kind, event.reason) == (EventKind.ADVANCED, "ja")
        assert '"event":"start_clusterplan"' in event.payload


def test_who_records_a_step_knows_where_it_stands(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems", step_is_known=False)

        moved = advance(ledger, SubjectKind.CLUSTER, "eems", "start_clusterplan")

        assert moved.values["step_is_known"] is True
        assert '"step_is_known":false' in events_of(session, moved.id)[-1].payload


def test_a_refused_step_names_the_facts_and_the_rows_and_writes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg", *IN_ELABORATION)
        a_project(ledger, cluster, "kraker")

        with pytest.raises(TransitionRefusedError) as refused:
            advance(ledger, SubjectKind.CLUSTER, "limburg", "rond_uitwerking_projecten_af")

        assert "elk_project_heeft_randvoorwaarden" in refused.value.say()
        assert "Project kraker" in refused.value.say()
        assert len(events_of(session, cluster.id)) == 1


def test_an_event_that_is_not_for_here_says_which_are(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "limburg")

        with pytest.raises(TransitionRefusedError, match="start_clusterplan"):
            advance(ledger, SubjectKind.CLUSTER, "limburg", "rond_af")


def test_an_event_nobody_knows_says_which_there_are(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "limburg")

        with pytest.raises(UnknownEventError, match="start_clusterplan"):
            advance(ledger, SubjectKind.CLUSTER, "limburg", "vlieg")


def test_the_elaboration_phase_ends_when_both_regions_have_ended(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg", *IN_ELABORATION)
        project = a_project(ledger, cluster, "kraker", "concreet")
        condition = a_condition(ledger, cluster, "vergunning", project=project)
        a_holder(ledger, condition, "provincie")
        a_request(ledger, cluster, "grond", "gehonoreerd")

        half = advance(ledger, SubjectKind.CLUSTER, "limburg", "rond_uitwerking_projecten_af")
        whole = advance(ledger, SubjectKind.CLUSTER, "limburg", "rond_onderzoek_verzoeken_af")

        assert "verzoeken_in_onderzoek" in str(half.text("standing"))
        assert whole.text("standing") == "routekaart_ter_vaststelling"


def test_a_paused_cluster_comes_back_to_where_it_was(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg", *IN_ELABORATION)
        before = cluster.text("standing")

        paused = advance(ledger, SubjectKind.CLUSTER, "limburg", "pauzeer", reason="wacht")
        back = advance(ledger, SubjectKind.CLUSTER, "limburg", "hervat")

        assert str(paused.text("standing")).startswith("gepauzeerd")
        assert str(back.text("standing")).partition(" |")[0] == before


def test_explaining_says_which_facts_hold_and_which_do_not(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg", *IN_ELABORATION)
        a_project(ledger, cluster, "kraker")

        steps = {step.event: step for step in next_steps(session, cluster)}

        elaborate = steps["rond_uitwerking_projecten_af"]
        assert not elaborate.is_open
        assert [fact.name for fact in elaborate.holding] == ["elke_randvoorwaarde_heeft_houder"]
        assert [fact.say() for fact in elaborate.missing] == [
            "1 project zonder randvoorwaarden: Project kraker"
        ]
        assert steps["pauzeer"].is_open


def test_the_fast_track_lets_a_condition_run_ahead_of_its_cluster(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg")
        a_condition(ledger, cluster, "subsidie", "in_onderzoek")

        advance(ledger, SubjectKind.CONDITION, "subsidie", "zeg_toe_onder_voorwaarden")
        done = advance(ledger, SubjectKind.CONDITION, "subsidie", "stel_vervulling_vast")

        assert done.text("standing") == "vervuld"
        assert current(session, SubjectKind.CLUSTER, "limburg").text("standing") == "kandidaat"


def test_a_project_decides_when_its_conditions_are_fulfilled_or_lapsed(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        project = a_project(ledger, cluster, "kraker", "besluitrijp")
        a_condition(ledger, cluster, "a", "vervuld", project=project)
        a_condition(ledger, cluster, "b", "toegezegd_onder_voorwaarden", project=project)
        with pytest.raises(TransitionRefusedError, match="Randvoorwaarde b"):
            advance(ledger, SubjectKind.PROJECT, "kraker", "neem_investeringsbesluit")

        advance(ledger, SubjectKind.CONDITION, "b", "laat_vervallen", reason="niet nodig")
        decided = advance(ledger, SubjectKind.PROJECT, "kraker", "neem_investeringsbesluit")

        assert decided.text("standing") == "investeringsbesluit"


@pytest.mark.parametrize("event,missing", [("behaal", "achieve m1"), ("stel_uit", "replan m1")])
def test_a_milestone_is_not_closed_or_moved_past_its_own_verbs(
    engine: Engine, event: str, missing: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(IncompleteStepError, match=missing):
            advance(ledger, SubjectKind.MILESTONE, "m1", event, reason="zomaar")

        assert len(events_of(session, milestone.id)) == 1


def test_a_weighty_step_needs_a_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "limburg")

        with pytest.raises(ReasonMissingError):
            advance(ledger, SubjectKind.CLUSTER, "limburg", "stop")

        assert len(events_of(session, cluster.id)) == 1


def test_a_step_cannot_have_taken_effect_tomorrow(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "limburg")

        with pytest.raises(InvalidAmendmentError, match="still to come"):
            advance(
                ledger,
                SubjectKind.CLUSTER,
                "limburg",
                "start_clusterplan",
                effective_on=ledger.today + timedelta(days=1),
            )


def test_a_standing_is_read_back_from_its_row(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session), "limburg", *IN_ELABORATION)
        chart = chart_of(session, cluster)
        stage = chart.stage_of(standing_of(chart, cluster))
    assert stage is not None
    assert stage.id == "uitwerkingsfase"


def test_a_refusal_names_what_is_possible_and_what_holds_up_the_rest(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "eems", "projecten_in_uitwerking", "verzoeken_in_onderzoek")
        a_request(ledger, cluster, "grond")

        with pytest.raises(TransitionRefusedError) as refused:
            advance(ledger, SubjectKind.CLUSTER, "eems", "start_uitvoering")

    said = refused.value.say()
    assert "mogelijk vanaf hier: pauzeer, stop" in said
    assert "'rond_onderzoek_verzoeken_af' wacht op elk_verzoek_is_beantwoord (1 verzoek" in said
