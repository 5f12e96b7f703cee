"""What changed between two versions of a life cycle."""

from models.statechart import Chart, chart_from_data
from models.statechart.difference import Part, Sign, differences
from tests.factories import definition_data
from tests.models.statechart.charts import Data


def a_chart(version: int, *states: Data) -> Chart:
    data: Data = {"id": "proef", "version": version, "states": list(states)}
    return chart_from_data(data, where="proef")


def test_two_of_the_same_have_no_difference() -> None:
    chart = chart_from_data(definition_data("cluster"), where="cluster")

    assert differences(chart, chart_from_data(definition_data("cluster"), where="cluster")) == ()


def test_what_came_went_and_changed_is_named() -> None:
    old = a_chart(
        1,
        {"id": "a", "transitions": [{"event": "door", "target": "b"}]},
        {"id": "b", "kind": "final"},
    )
    new = a_chart(
        2,
        {
            "id": "a",
            "label": "Eerste",
            "transitions": [{"event": "door", "target": "c", "cond": "klaar"}],
            "obligations": [{"id": "plan", "owner": "author", "modality": "requirement"}],
        },
        {"id": "c", "kind": "final"},
    )

    found = {(each.sign, each.part, each.name): each for each in differences(old, new)}

    assert set(found) == {
        (Sign.CHANGED, Part.STATE, "a"),
        (Sign.REMOVED, Part.STATE, "b"),
        (Sign.ADDED, Part.STATE, "c"),
        (Sign.CHANGED, Part.TRANSITION, "a: door"),
        (Sign.ADDED, Part.OBLIGATION, "plan"),
    }
    moved = found[Sign.CHANGED, Part.TRANSITION, "a: door"]
    assert (dict(moved.old), dict(moved.new)) == (
        {"target": "b", "cond": ""},
        {"target": "c", "cond": "klaar"},
    )
    assert found[Sign.ADDED, Part.OBLIGATION, "plan"].new["state"] == "a"


def test_two_transitions_for_one_event_are_told_apart() -> None:
    state: Data = {
        "id": "a",
        "transitions": [
            {"event": "door", "target": "b", "cond": "x"},
            {"event": "door", "target": "a", "cond": "not x"},
        ],
    }
    old = a_chart(1, state, {"id": "b", "kind": "final"})
    new = a_chart(2, {"id": "a", "transitions": []}, {"id": "b", "kind": "final"})

    assert [each.name for each in differences(old, new)] == ["a: door", "a: door #2"]
