import pytest

from models.statechart import Chart
from models.vocabulary import Language
from reports.drawings.statechart import table_of
from tests.reports.drawings.statechart import charts
from tests.reports.drawings.statechart.charts import CLUSTER, SEEDS, a_chart, a_state


@pytest.mark.parametrize("chart", SEEDS.values(), ids=SEEDS)
def test_every_state_and_every_transition_has_a_row(chart: Chart) -> None:
    table = table_of(chart)

    assert len(table.states) == len(chart.states) - 1
    assert len(table.steps) == len(chart.transitions)


def test_a_row_says_what_a_state_lies_in_what_it_is_and_whether_it_is_now() -> None:
    rows = {row.state: row for row in table_of(CLUSTER, charts.elaborating()).states}

    row = rows["projecten in uitwerking"]
    assert (row.inside, row.kind, row.is_current) == ("uitwerking projecten", "toestand", True)
    assert row.mark == "nu"
    assert not rows["1. Kandidaat"].is_current
    assert rows["Actief"].inside == ""


def test_what_is_remembered_is_marked_but_not_current() -> None:
    rows = {row.state: row for row in table_of(CLUSTER, charts.paused()).states}

    assert rows["projecten in uitwerking"].mark == "onthouden"
    assert not rows["projecten in uitwerking"].is_current
    assert rows["Gepauzeerd"].is_current


def test_a_row_says_from_where_a_step_leads_where_and_on_what_condition() -> None:
    steps = {row.event: row for row in table_of(CLUSTER, charts.elaborating()).steps}

    row = steps["Rond het onderzoek van de verzoeken af"]
    assert (row.source, row.to) == ("verzoeken in onderzoek", "verzoeken onderzocht")
    assert row.condition == "elk verzoek is beantwoord"
    assert row.is_from_here
    assert not steps["Hervat het traject"].is_from_here
    assert steps["Heropen het onderzoek van de verzoeken"].to == (
        "projecten uitgewerkt ∥ verzoeken in onderzoek"
    )


def test_a_step_that_stays_has_no_goal() -> None:
    (row,) = table_of(a_chart(a_state("een", {"event": "blijf"}))).steps

    assert row.to == ""


def test_the_table_speaks_english_too() -> None:
    rows = table_of(CLUSTER, charts.elaborating(), language=Language.EN).states

    assert ("1. Candidate", "Active", "state") in [(r.state, r.inside, r.kind) for r in rows]
    assert "now" in {row.mark for row in rows}
