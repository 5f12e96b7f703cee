"""Reading definitions: what is refused, where, and with which remedy."""

import json

import pytest

from models.errors import DefinitionError, Words
from models.statechart import Kind, Label, Obligation, chart_from_data, content_hash
from tests.models.statechart.charts import (
    Data,
    a_chart,
    a_definition,
    a_final,
    a_parallel,
    a_state,
    on,
)


def test_a_state_with_states_in_it_is_compound_without_saying_so() -> None:
    chart = a_chart(a_state("buiten", a_state("binnen")))

    assert chart.state("buiten").kind is Kind.COMPOUND
    assert chart.state("binnen").kind is Kind.ATOMIC


def test_labels_authority_and_stage_are_kept() -> None:
    chart = a_chart(
        a_state(
            "een",
            label="Een",
            label_en="One",
            stage=True,
            transitions=[on("ga", "een", label="Ga", label_en="Go", authority="programmamanager")],
        )
    )

    transition = chart.transitions[0]
    assert [chart.state("een").label.say(language) for language in ("nl", "en")] == ["Een", "One"]
    assert transition.label.say("en") == "Go"
    assert transition.authority == ("programmamanager",)
    assert chart.stages == (chart.state("een"),)


def test_a_transition_can_be_for_several_roles() -> None:
    chart = a_chart(a_state("een", transitions=[on("ga", "een", authority=["reader", "auditor"])]))

    assert chart.transitions[0].authority == ("reader", "auditor")


def test_a_state_carries_what_is_due_in_it() -> None:
    due = {
        "id": "routekaart",
        "label": "Routekaart",
        "label_en": "Route map",
        "owner": "party",
        "modality": "requirement",
        "wording": "binnen 12 weken",
        "document": "route_map",
        "ladder": "ambition",
        "achieved_by": "stel_vast",
    }
    chart = a_chart(a_state("een", obligations=[due, {"id": "kaal"}]))

    full, bare = chart.state("een").obligations

    assert full == Obligation(
        id="routekaart",
        label=Label("Routekaart", "Route map"),
        owner="party",
        modality="requirement",
        wording="binnen 12 weken",
        document="route_map",
        ladder="ambition",
        achieved_by=("stel_vast",),
    )
    assert bare == Obligation(id="kaal", label=Label("kaal"))


def test_a_refusal_names_the_place_that_the_reader_of_the_file_found() -> None:
    definition = a_definition(a_state("a", transitions=[on("x", "a"), on("y", "b")]))

    with pytest.raises(DefinitionError) as refused:
        chart_from_data(
            definition, where="-", locate=lambda place: Words(f"nl{place}", f"en{place}")
        )

    place = ("states", 0, "transitions", 1, "target")
    assert refused.value.facts["place"] == place
    assert refused.value.say("nl") == (
        f"Definitie nl{place}, toestand 'a', overgang 2: er is geen toestand 'b'. Bekend: a."
    )
    assert refused.value.say("en") == (
        f"Definition en{place}, state 'a', transition 2: there is no state 'b'. Known: a."
    )


def test_a_state_without_label_is_called_by_its_id() -> None:
    assert a_chart(a_state("een")).state("een").label.say("en") == "een"


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ({"id": "p", "version": 1}, "has no states"),
        (a_definition(a_state("a"), extra=1), "no key 'extra'.*Accepted: id, version"),
        (a_definition(a_state("a"), version="1"), "'version' cannot be '1'"),
        (a_definition(a_state("a"), version=True), "'version' cannot be True"),
        (a_definition(a_state("a"), id=""), "'id' is missing"),
        (a_definition(a_state("a"), initial="b"), "there is no state 'b'"),
        ({"id": "p", "version": 1, "states": {}}, "'states' cannot be {}"),
        ({"id": "p", "version": 1, "states": ["a"]}, "state 1: it is not a set of keys"),
        (a_definition(a_state("a b")), "'a b' is no id"),
        (a_definition(a_state("a|b")), "no id"),
        (a_definition({"label": "x"}), "state 1: 'id' is missing"),
        (a_definition(a_state("a", label=3)), "state 'a': 'label' cannot be 3"),
        (a_definition(a_state("a", stage="ja")), "'stage' cannot be 'ja'"),
        (a_definition(a_state("a", kind="begin")), "'kind' cannot be 'begin'. Accepted: atomic"),
        (a_definition(a_state("a", on=[])), "state 'a': there is no key 'on'"),
        (
            a_definition(a_state("a", transitions=[on("x y", "a")])),
            "state 'a', transition 1: 'event' cannot be 'x y'",
        ),
        (a_definition(a_state("a", transitions=[on("x", cond="a +")])), "cond 'a \\+'"),
        (a_definition(a_state("a", transitions=[on("x", cond=None)])), "'cond' cannot be None"),
        (a_definition(a_state("a", transitions=[on("x", to="a")])), "no key 'to'"),
        (
            a_definition(a_state("a", obligations=[{"id": "o", "due": 1}])),
            "state 'a', obligation 1: there is no key 'due'",
        ),
        (a_definition(a_state("a", obligations=[{"id": "o", "owner": 1}])), "'owner' cannot be 1"),
        (a_definition(a_state("a", obligations=[{}])), "obligation 1: 'id' is missing"),
    ],
)
def test_data_of_the_wrong_shape_is_refused_with_its_place(definition: Data, said: str) -> None:
    with pytest.raises(DefinitionError, match=said) as refused:
        chart_from_data(definition, where="proef.yaml")

    assert str(refused.value).startswith("Definition proef.yaml")
    assert refused.value.say("nl").startswith("Definitie proef.yaml")


def _with(*states: Data) -> Data:
    return a_definition(a_state("a"), *states)


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        (_with(a_state("a")), "state 'a': its id is used twice"),
        (
            _with(a_state("b", obligations=[{"id": "o"}]), a_state("c", obligations=[{"id": "o"}])),
            "state 'c', obligation 1: its id is used twice",
        ),
        (
            _with(
                a_state("b", a_state("c"), a_state("h", kind="history", obligations=[{"id": "o"}]))
            ),
            "kind history has no obligations",
        ),
        (_with(a_state("b", transitions=[on("x", "aa")])), "no state 'aa'. Did you mean 'a'"),
        (_with(a_final("f", transitions=[on("x", "a")])), "kind final has no transitions"),
        (_with(a_state("f", a_state("g"), kind="final")), "kind final has no states in it"),
        (_with(a_state("h", kind="history")), "there is none"),
        (_with(a_state("c", a_state("h", kind="history"))), "kind compound needs states"),
        (_with(a_state("p", kind="parallel")), "kind parallel needs states"),
        (_with(a_parallel("p", a_final("f"))), "a final state is no region"),
        (_with(a_parallel("p", a_state("r"), initial="r")), "kind parallel has no initial"),
        (_with(a_state("b", initial="a")), "kind atomic has no initial"),
        (_with(a_state("b", a_state("c"), initial="a")), "its default 'a' lies outside 'b'"),
        (_with(a_state("b", transitions=[on(None)])), "neither event nor target"),
        (_with(a_state("b", raise_on_initial="x")), "no default entry"),
        (
            _with(a_state("b", a_state("c"), a_state("h", kind="history", transitions=[on("x")]))),
            "kind history has no transitions",
        ),
        (
            _with(a_state("b", a_state("c"), a_state("h", kind="history", initial="a"))),
            "lies outside 'b'",
        ),
        (
            _with(a_state("b", a_state("c"), a_state("h", kind="history", stage=True))),
            "never entered itself",
        ),
        (
            _with(a_state("b", a_state("c"), a_state("h", kind="history"), initial="h")),
            "a history state cannot lead to a history state by default",
        ),
        (_with(a_state("b", transitions=[on("x", ["a", "b"])])), "'a' and 'b' exclude each other"),
        (
            _with(
                a_parallel("p", a_state("r"), a_state("h", kind="history")),
                a_state("b", transitions=[on("x", ["r", "h"])]),
            ),
            "exclude each other",
        ),
        (
            _with(a_parallel("p", a_state("r", stage=True), a_state("s", stage=True))),
            "state 's': it is a stage, and so is 'r'",
        ),
        (_with(a_state("r", a_state("s", stage=True), stage=True)), "and so is 'r'"),
    ],
)
def test_a_structure_that_cannot_be_run_is_refused(definition: Data, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        chart_from_data(definition, where="proef.yaml")


def test_endless_nesting_is_refused() -> None:
    inner = a_state("s0")
    for number in range(1, 40):
        inner = a_state(f"s{number}", inner)

    with pytest.raises(DefinitionError, match="nested deeper than 32"):
        chart_from_data(a_definition(inner), where="proef.yaml")


def test_a_bomb_of_repeated_aliases_is_refused_before_it_unfolds() -> None:
    inner: Data = a_state("s")
    for number in range(30):
        inner = {"id": f"t{number}", "states": [inner] * 10}

    with pytest.raises(DefinitionError, match="more than 1000 states"):
        chart_from_data(a_definition(inner), where="proef.yaml")


@pytest.mark.parametrize("key", ["id", "label", "stage", "initial", "cond"])
def test_a_bomb_in_the_place_of_a_value_is_refused_without_being_shown(key: str) -> None:
    bomb: list[object] = ["x"]
    for _ in range(60):
        bomb = [bomb] * 10

    with pytest.raises(DefinitionError) as refused:
        chart_from_data(a_definition({**a_state("a"), key: bomb}), where="proef.yaml")

    assert len(str(refused.value)) < 500


def test_data_that_contains_itself_is_refused() -> None:
    loop: Data = a_state("s")
    loop["states"] = [loop]

    with pytest.raises(DefinitionError, match="nested deeper"):
        chart_from_data(a_definition(loop), where="proef.yaml")


def test_the_hash_of_a_definition_ignores_order_of_keys_and_survives_json() -> None:
    definition = a_definition(a_state("a", label="Één"))

    turned = dict(reversed(list(definition.items())))
    stored = json.loads(json.dumps(definition))
    assert content_hash(turned) == content_hash(definition) == content_hash(stored)


def test_the_hash_of_a_definition_changes_with_a_letter() -> None:
    one, other = (a_definition(a_state("a", label=label)) for label in ("x", "y"))

    assert content_hash(one) != content_hash(other)
