"""Two spellings of one definition are one definition; two definitions never are."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from models.statechart import content_hash
from models.statechart.normal_form import normalised
from tests.models.statechart.charts import (
    Data,
    a_definition,
    a_final,
    a_parallel,
    a_state,
    on,
)
from tests.models.statechart.definitions_at_random import (
    definitions,
    spelled_out,
    the_chart_of,
    told,
)

SHIPPED = sorted((Path(__file__).parents[3] / "seeds" / "definitions").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_definitions_that_we_ship_are_in_normal_form_and_keep_their_digest(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))

    as_typed = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert normalised(data) == data
    assert content_hash(data) == hashlib.sha256(as_typed.encode()).hexdigest()


@pytest.mark.parametrize(
    ("state", "shorter"),
    [
        (a_state("b", kind="atomic"), a_state("b")),
        (a_state("b", a_state("c"), kind="compound"), a_state("b", a_state("c"))),
        (a_state("b", label="b", label_en=""), a_state("b")),
        (a_state("b", stage=False, states=[], transitions=[]), a_state("b")),
        (a_state("b", raise_on_entry=["x"]), a_state("b", raise_on_entry="x")),
        (
            a_state("b", a_state("c"), a_state("d"), initial="c"),
            a_state("b", a_state("c"), a_state("d")),
        ),
        (
            a_state("b", a_state("h", kind="history"), a_state("c"), initial=["c"]),
            a_state("b", a_state("h", kind="history"), a_state("c")),
        ),
        (
            a_state(
                "b",
                a_state("c"),
                a_state("d"),
                a_state("h", kind="history", initial="d"),
                initial="d",
            ),
            a_state("b", a_state("c"), a_state("d"), a_state("h", kind="history"), initial="d"),
        ),
        (
            a_parallel(
                "b", a_state("c"), a_state("d"), a_state("h", kind="history", initial=["c", "d"])
            ),
            a_parallel("b", a_state("c"), a_state("d"), a_state("h", kind="history")),
        ),
        (
            a_state("b", transitions=[on("x", ["a"], internal=False, label="x", requires=[])]),
            a_state("b", transitions=[on("x", "a")]),
        ),
        (
            a_state("b", transitions=[on("x", "a", cond="f\n  and g")]),
            a_state("b", transitions=[on("x", "a", cond="f and g")]),
        ),
        (
            a_state("b", obligations=[{"id": "o", "wording": "", "achieved_by": ["x"]}]),
            a_state("b", obligations=[{"id": "o", "achieved_by": "x"}]),
        ),
    ],
)
def test_what_goes_without_saying_is_not_said(state: Data, shorter: Data) -> None:
    assert normalised(a_definition(a_state("a"), state)) == a_definition(a_state("a"), shorter)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_state("b"), a_final("b")),
        (a_state("b", stage=True), a_state("b")),
        (a_state("b", label="B"), a_state("b")),
        (
            a_state("b", a_state("c"), a_state("d"), initial="d"),
            a_state("b", a_state("c"), a_state("d")),
        ),
        (a_state("b", transitions=[on("x", "a")]), a_state("b", transitions=[on(["x", "y"], "a")])),
        (a_state("b", transitions=[on("x", "b")]), a_state("b", transitions=[on("x")])),
        (
            a_state("b", transitions=[on("x", "b")]),
            a_state("b", transitions=[on("x", "b", internal=True)]),
        ),
        (a_state("b", obligations=[{"id": "o"}]), a_state("b")),
        (
            a_state("b", a_state("c"), a_state("h", kind="history")),
            a_state("b", a_state("h", kind="history"), a_state("c")),
        ),
    ],
)
def test_what_makes_a_difference_is_kept(one: Data, other: Data) -> None:
    assert content_hash(a_definition(a_state("a"), one)) != content_hash(
        a_definition(a_state("a"), other)
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions())
def test_the_normal_form_describes_the_same_chart_and_has_no_shorter_form(data: Data) -> None:
    short = normalised(data)

    assert told(the_chart_of(short)) == told(the_chart_of(data))
    assert normalised(short) == short


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions(obligations=True))
def test_a_definition_spelled_out_in_full_has_the_same_hash(data: Data) -> None:
    assert spelled_out(data) != data
    assert content_hash(spelled_out(data)) == content_hash(data)
