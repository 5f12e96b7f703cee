"""Definitions as SCXML: nothing is lost, and others can read the document."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statechart import chart_from_data, content_hash
from models.statechart.normal_form import normalised
from models.statechart.scxml_export import scxml_of
from models.statechart.scxml_import import data_from_scxml
from models.statechart.scxml_names import as_attribute, from_attribute
from tests.models.statechart.charts import (
    Data,
    a_definition,
    a_final,
    a_parallel,
    a_state,
    on,
)
from tests.models.statechart.definitions_at_random import definitions, the_chart_of, told

SCXML = "{http://www.w3.org/2005/07/scxml}"
OURS = "{urn:mijlpaal:levensloop:1}"
SHIPPED = sorted((Path(__file__).parents[3] / "seeds" / "definitions").glob("*.yaml"))

# The SCXML Recommendation, chapter 3: what may stand in what, of the elements that we write.
CONTENT = {
    "scxml": {"state", "parallel", "final"},
    "state": {
        *("onentry", "onexit", "transition", "initial"),
        *("state", "parallel", "final", "history"),
    },
    "parallel": {"onentry", "onexit", "transition", "state", "parallel", "history"},
    "final": {"onentry", "onexit"},
    "history": {"transition"},
    "initial": {"transition"},
    "onentry": {"raise"},
    "onexit": {"raise"},
    "transition": {"raise"},
    "raise": set[str](),
}
ATTRIBUTES = {
    "scxml": {"initial", "name", "version", "datamodel"},
    "state": {"id", "initial"},
    "parallel": {"id"},
    "final": {"id"},
    "history": {"id", "type"},
    "transition": {"event", "cond", "target", "type"},
    "raise": {"event"},
}


def shipped(path: Path) -> Data:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def back(data: Data) -> Data:
    """Return what comes back from a journey through SCXML."""
    return data_from_scxml(scxml_of(data), where="reis.scxml")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_definitions_that_we_ship_come_back_as_they_were(path: Path) -> None:
    data = shipped(path)

    assert back(data) == data
    assert content_hash(back(data)) == content_hash(data)
    assert told(chart_from_data(back(data), where="x")) == told(chart_from_data(data, where="x"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions())
def test_every_definition_comes_back_as_the_same_chart(data: Data) -> None:
    assert content_hash(back(data)) == content_hash(data)
    assert told(the_chart_of(back(data))) == told(the_chart_of(data))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions(obligations=True))
def test_obligations_come_back_as_they_were(data: Data) -> None:
    assert back(data) == normalised(data)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions(obligations=True))
def test_a_document_keeps_to_the_recommendation(data: Data) -> None:
    assert_is_scxml(ET.fromstring(scxml_of(data)))  # noqa: S314  (we wrote it)


def assert_is_scxml(element: ET.Element) -> None:
    """Check names, places and counts as the Recommendation has them, recursively."""
    name = element.tag.removeprefix(SCXML)
    children = [child for child in element if not child.tag.startswith(OURS)]
    assert {child.tag.removeprefix(SCXML) for child in children} <= CONTENT[name]
    own = {attribute for attribute in element.attrib if not attribute.startswith(OURS)}
    assert own <= ATTRIBUTES.get(name, set())
    if name == "scxml":
        assert element.get("version") == "1.0"
    if name in {"initial", "history"}:
        (default,) = children
        assert default.get("target")
        assert not {"event", "cond"} & set(default.attrib)
    if name == "state":
        is_atomic = not {child.tag.removeprefix(SCXML) for child in children} & CONTENT["scxml"]
        assert not (is_atomic and element.get("initial"))
    for child in children:
        assert_is_scxml(child)


def test_a_document_says_what_scxml_can_say_in_its_own_words() -> None:
    document = scxml_of(
        a_definition(
            a_state(
                "a",
                a_state("h", kind="deep_history"),
                a_state("b", transitions=[on("x", "c", internal=True, cond="f and g")]),
                a_state("c", raise_on_entry="y"),
                raise_on_initial="z",
            ),
            a_parallel("p", a_state("r"), a_state("s")),
            a_final("e"),
            initial=["r", "s"],
        )
    )

    assert document == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<scxml xmlns="http://www.w3.org/2005/07/scxml"'
        ' xmlns:mijlpaal="urn:mijlpaal:levensloop:1" version="1.0" name="proef"'
        ' datamodel="mijlpaal" initial="r s" mijlpaal:version="1">\n'
        '  <state id="a">\n'
        "    <initial>\n"
        '      <transition target="b">\n'
        '        <raise event="z"/>\n'
        "      </transition>\n"
        "    </initial>\n"
        '    <history id="h" type="deep">\n'
        '      <transition target="b"/>\n'
        "    </history>\n"
        '    <state id="b">\n'
        '      <transition event="x" cond="f and g" target="c" type="internal"/>\n'
        "    </state>\n"
        '    <state id="c">\n'
        "      <onentry>\n"
        '        <raise event="y"/>\n'
        "      </onentry>\n"
        "    </state>\n"
        "  </state>\n"
        '  <parallel id="p">\n'
        '    <state id="r"/>\n'
        '    <state id="s"/>\n'
        "  </parallel>\n"
        '  <final id="e"/>\n'
        "</scxml>\n"
    )


def test_the_history_of_a_parallel_leads_to_every_region_by_default() -> None:
    parallel = a_parallel("p", a_state("h", kind="history"), a_state("r"), a_state("s"))
    document = scxml_of(a_definition(a_state("a"), parallel))

    assert '<transition target="r s"/>' in document


def test_only_a_definition_with_conditions_asks_for_our_data_model() -> None:
    free = a_definition(a_state("a", transitions=[on("x", "a")]))
    bound = a_definition(a_state("c", a_state("a", transitions=[on("x", "a", cond="f")])))

    assert "datamodel" not in scxml_of(free)
    assert 'datamodel="mijlpaal"' in scxml_of(bound)


@given(
    st.text()
    | st.sampled_from(["_x0041_", "_x_x0041_x0042_", "_xD800_", "_x110000_", "\0", "\uffff"])
)
def test_every_text_survives_in_an_attribute(text: str) -> None:
    data = a_definition(a_state("a", label=text, transitions=[on("x", "a", label_en=text)]))

    assert from_attribute(as_attribute(text)) == text
    assert back(data) == normalised(data)
