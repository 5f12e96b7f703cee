"""The seven definitions that the product starts with, walked from end to end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from models.statechart import (
    Chart,
    Progress,
    Standing,
    chart_from_data,
    content_hash,
    enabled,
    initial,
    placed,
    step,
)

FOLDER = Path(__file__).parents[3] / "seeds" / "definitions"
NAMES = ("cluster", "company_track", "condition", "duty", "milestone", "project", "request")

TO_THE_ELABORATION = ("start_clusterplan", "lever_clusterplan_op", "start_uitwerking")
TO_THE_ROUTE_MAP = (
    *TO_THE_ELABORATION,
    "rond_uitwerking_projecten_af",
    "rond_onderzoek_verzoeken_af",
)


def the(name: str) -> Chart:
    """Return the chart of one of the seven files."""
    return chart_from_data(_data(name), where=f"{name}.yaml")


def _data(name: str) -> dict[str, object]:
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def walked(chart: Chart, *events: str, but: str | None = None) -> Standing:
    """Return where ``events`` lead when every fact is true, except ``but``."""
    facts = {name: name != but for name in chart.facts}
    standing = initial(chart, facts).standing
    for event in events:
        taken = step(chart, standing, event, facts)
        assert taken is not None, f"{event} does nothing in {chart.write(standing)}"
        standing = taken.standing
    return standing


def reachable(chart: Chart) -> Iterator[Standing]:
    """Yield every standing that people can bring about when every fact is true."""
    facts = dict.fromkeys(chart.facts, True)
    found = {initial(chart, facts).standing}
    waiting = list(found)
    while waiting:
        standing = waiting.pop()
        yield standing
        for option in enabled(chart, standing, facts):
            taken = step(chart, standing, option.event, facts)
            if taken and taken.standing not in found:
                found.add(taken.standing)
                waiting.append(taken.standing)


def test_there_are_seven_definitions_and_each_is_named_after_its_file() -> None:
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.yaml"))) == NAMES
    assert {name: the(name).id for name in NAMES} == {name: name for name in NAMES}
    assert len({content_hash(_data(name)) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_everything_people_read_has_a_dutch_and_an_english_label(name: str) -> None:
    chart = the(name)
    shown = [state for state in chart.states if not chart.histories >> state.index & 1]

    missing = [state.id for state in shown if not state.label.en or state.label.nl == state.id]
    unnamed = [each.events for each in chart.transitions if not each.label.en]

    assert (missing, unnamed) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_every_state_can_be_reached_and_an_end_from_everywhere(name: str) -> None:
    chart = the(name)
    facts = dict.fromkeys(chart.facts, True)
    standings = list(reachable(chart))

    seen = 0
    for standing in standings:
        seen |= standing.active
    everything = ~chart.histories & (1 << len(chart.states)) - 2
    stuck = [
        chart.write(standing)
        for standing in standings
        if not enabled(chart, standing, facts) and not _is_over(chart, standing)
    ]

    assert [s.id for s in chart.states if everything & ~seen >> s.index & 1] == []
    assert stuck == []


def _is_over(chart: Chart, standing: Standing) -> bool:
    return chart.write(standing).partition(" |")[0] in {
        state.id for state in chart.states if state.kind == "final" and state.parent == 0
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_standing_is_read_back_as_it_was_written(name: str) -> None:
    chart = the(name)

    for standing in reachable(chart):
        assert chart.read(chart.write(standing)) == standing


@pytest.mark.parametrize("name", ["project", "condition", "request", "company_track"])
def test_nothing_in_the_fast_track_waits_for_the_step_of_the_cluster(name: str) -> None:
    assert [fact for fact in the(name).facts if "cluster" in fact or "routekaart" in fact] == []


def test_a_cluster_goes_from_candidate_to_completed() -> None:
    chart = the("cluster")

    standing = walked(
        chart, *TO_THE_ROUTE_MAP, "stel_routekaart_vast", "start_uitvoering", "rond_af"
    )

    assert chart.write(standing).startswith("afgerond")
    assert [stage.id for stage in chart.stages] == [
        "kandidaat",
        "clusterplan_in_opstelling",
        "clusterplan_opgeleverd",
        "uitwerkingsfase",
        "routekaart_vastgesteld",
        "uitvoering",
        "afgerond",
    ]


def test_companies_and_governments_work_in_parallel_and_either_may_be_first() -> None:
    chart = the("cluster")
    one, other = "rond_uitwerking_projecten_af", "rond_onderzoek_verzoeken_af"

    first = walked(chart, *TO_THE_ELABORATION, one)

    assert chart.describe(first) == "Uitwerkingsfase: projecten uitgewerkt ∥ verzoeken in onderzoek"
    assert walked(chart, *TO_THE_ELABORATION, one, other) == walked(
        chart, *TO_THE_ELABORATION, other, one
    )


def test_the_route_map_is_awaited_within_the_elaboration_phase() -> None:
    chart = the("cluster")

    said = chart.describe(walked(chart, *TO_THE_ROUTE_MAP), "en")

    assert said == "Elaboration phase: route map up for adoption"


@pytest.mark.parametrize("steps", range(len(TO_THE_ROUTE_MAP) + 1))
def test_a_paused_cluster_resumes_where_it_was(steps: int) -> None:
    chart = the("cluster")
    before = walked(chart, *TO_THE_ROUTE_MAP[:steps])

    paused = walked(chart, *TO_THE_ROUTE_MAP[:steps], "pauzeer")
    resumed = walked(chart, *TO_THE_ROUTE_MAP[:steps], "pauzeer", "hervat")

    assert chart.describe(paused).startswith("Gepauzeerd (")
    assert chart.stage_of(paused) is chart.stage_of(before)
    assert resumed.active == before.active


def test_a_stopped_cluster_still_shows_how_far_it_came() -> None:
    chart = the("cluster")
    stopped = walked(chart, *TO_THE_ELABORATION, "pauzeer", "stop")

    assert chart.describe(stopped) == "Gestopt (Uitwerkingsfase)"
    assert dict(chart.progress(stopped))[chart.state("clusterplan_opgeleverd")] is Progress.BEHIND


def test_reopening_one_strand_leaves_the_other_completed() -> None:
    chart = the("cluster")

    reopened = walked(chart, *TO_THE_ROUTE_MAP, "heropen_onderzoek_verzoeken")

    assert chart.write(reopened) == "projecten_uitgewerkt verzoeken_in_onderzoek"


@pytest.mark.parametrize(
    ("done", "event", "fact"),
    [
        (1, "lever_clusterplan_op", "clusterplan_is_geregistreerd"),
        (2, "start_uitwerking", "elke_support_letter_is_ontvangen"),
        (3, "rond_uitwerking_projecten_af", "elk_project_heeft_randvoorwaarden"),
        (3, "rond_uitwerking_projecten_af", "elke_randvoorwaarde_heeft_houder"),
        (3, "rond_onderzoek_verzoeken_af", "elk_verzoek_is_beantwoord"),
        (5, "stel_routekaart_vast", "routekaart_checklist_volledig"),
    ],
)
def test_a_cluster_waits_for_its_guards_and_says_which(done: int, event: str, fact: str) -> None:
    chart = the("cluster")
    facts = {name: name != fact for name in chart.facts}
    standing = walked(chart, *TO_THE_ROUTE_MAP[:done])

    option = next(each for each in enabled(chart, standing, facts) if each.event == event)

    assert (option.holds, option.missing) == (False, (fact,))
    assert step(chart, standing, event, facts) is None


def test_chemelot_can_be_registered_in_its_elaboration_phase() -> None:
    chart = the("cluster")

    standing = placed(chart, ["uitwerkingsfase"])

    assert chart.write(standing) == "projecten_in_uitwerking verzoeken_in_onderzoek"


def test_a_project_goes_from_development_to_operation_and_can_still_be_halted() -> None:
    chart = the("project")
    road = (
        "maak_concreet",
        "formuleer_randvoorwaarden",
        "verklaar_besluitrijp",
        "neem_investeringsbesluit",
        "start_realisatie",
        "neem_in_bedrijf",
    )

    assert chart.write(walked(chart, *road)) == "in_bedrijf"
    halted = walked(chart, *road, "leg_voorlopig_stil")
    assert chart.describe(halted) == "Voorlopig stilgelegd (In bedrijf)"
    assert chart.describe(walked(chart, *road, "leg_voorlopig_stil", "herstart")) == "In bedrijf"
    assert chart.write(walked(chart, "leg_voorlopig_stil", "trek_in")).startswith("ingetrokken")


def test_a_condition_grows_in_certainty_and_can_fall_back() -> None:
    chart = the("condition")
    promised = ("start_onderzoek", "zeg_toe_onder_voorwaarden")

    assert chart.write(walked(chart, *promised, "stel_vervulling_vast")) == "vervuld"
    assert chart.write(walked(chart, *promised, "heropen_onderzoek")) == "in_onderzoek"
    assert chart.write(walked(chart, *promised, "wijs_af")) == "afgewezen"
    assert chart.write(walked(chart, "laat_vervallen")) == "vervallen"


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ("honoreer", "gehonoreerd"),
        ("honoreer_deels", "deels_gehonoreerd"),
        ("wijs_af", "afgewezen"),
        ("verwijs_door", "doorverwezen"),
    ],
)
def test_the_answer_to_a_request_may_be_no(answer: str, end: str) -> None:
    chart = the("request")

    assert chart.write(walked(chart, "neem_in_onderzoek", answer)) == end


def test_a_postponed_duty_is_still_open() -> None:
    chart = the("duty")

    assert chart.write(walked(chart, "stel_uit", "voldoe_deels")) == "deels_voldaan"
    assert chart.write(walked(chart, "stel_uit", "stel_uit")) == "uitgesteld"
    assert chart.write(walked(chart, "stel_uit", "voldoe")) == "voldaan"
    assert chart.write(walked(chart, "stel_niet_voldaan_vast")) == "niet_voldaan"


def test_what_was_told_stays_told_when_the_rest_is_postponed() -> None:
    chart = the("duty")

    assert chart.write(walked(chart, "voldoe_deels", "stel_uit")) == "deels_voldaan"


def test_a_postponed_milestone_can_be_achieved() -> None:
    chart = the("milestone")

    assert chart.write(walked(chart, "stel_uit", "behaal")) == "behaald"
    assert chart.write(walked(chart, "laat_vervallen")) == "vervallen"


def test_a_company_goes_from_exploration_to_agreement_or_stops_on_the_way() -> None:
    chart = the("company_track")
    road = ("teken_eop", "stel_concept_jloi_op", "ontvang_amvi_advies", "teken_jloi")

    agreed = walked(chart, *road, "sluit_bindende_overeenkomst")

    assert chart.write(agreed).startswith("bindende_overeenkomst")
    assert chart.describe(walked(chart, *road[:3], "stop")) == "Gestopt (AMVI-advies)"
