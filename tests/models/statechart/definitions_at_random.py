"""Random definitions with everything that a definition can say."""

from dataclasses import astuple

from hypothesis import assume
from hypothesis import strategies as st

from models.errors import DefinitionError
from models.statechart import Chart, chart_from_data
from tests.models.statechart.charts import Data
from tests.models.statechart.test_random_charts import trees

_words = st.text(max_size=8) | st.sampled_from(
    ['"', "<a>&amp;", " x ", "_x0041_", "a\r\n\tb", "Eén"]
)
_labels = st.fixed_dictionaries({}, optional={"label": _words, "label_en": _words})
_demands: st.SearchStrategy[Data] = st.fixed_dictionaries(
    {},
    optional={
        "authority": st.sampled_from(["company", ["company", "province"]]),
        "requires": st.sampled_from(["reason", ["reason", "bound"]]),
    },
)
_promises = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["routekaart", "plan"]),
        "owner": st.sampled_from(["party", "cabinet"]),
        "modality": st.sampled_from(["requirement", "ambition"]),
    },
    optional={
        "label": _words,
        "label_en": _words,
        "wording": _words,
        "document": st.just("route_map"),
        "ladder": st.just("ambition"),
        "achieved_by": st.sampled_from(["a", ["a"], ["a", "a.b"], []]),
    },
)


@st.composite
def definitions(draw: st.DrawFn, *, obligations: bool = False) -> Data:
    """Draw a definition that compiles; with obligations it is only data."""
    tree = draw(trees())
    states = tree.data()["states"]
    data: Data = {"id": "toeval", "version": draw(st.integers(1, 12)), "states": states}
    data |= draw(_labels)
    for state in _states(data):
        state.update(draw(_labels) | draw(st.sampled_from([{}, {"stage": False}])))
        for transition in _rows(state, "transitions"):
            transition.update(draw(_labels) | draw(_demands))
    the_chart_of(data)
    if obligations:
        for state in (each for each in _states(data) if "history" not in str(each["kind"])):
            state["obligations"] = draw(st.lists(_promises, max_size=2))
    return data


def the_chart_of(data: Data) -> Chart:
    """Return the compiled chart, or give the example up."""
    try:
        return chart_from_data(data, where="toeval")
    except DefinitionError:
        assume(condition=False)
        raise


def told(chart: Chart) -> tuple[object, ...]:
    """Return all that a chart says, to compare two of them."""
    states = [astuple(state) for state in chart.states]
    transitions = [astuple(transition) for transition in chart.transitions]
    return chart.id, chart.version, chart.label, states, transitions


def spelled_out(data: Data) -> Data:
    """Return the same definition with every name a list and every default said."""
    states = [_spelled_out(state) for state in _rows(data, "states")]
    return {"label": "", "initial": [], **_listed(data), "states": states}


def _spelled_out(state: Data) -> Data:
    states = [_spelled_out(child) for child in _rows(state, "states")]
    transitions = [
        {"internal": False, "authority": [], "label_en": "", **_listed(each)}
        for each in _rows(state, "transitions")
    ]
    defaults: Data = {
        "kind": "compound" if states else "atomic",
        "label": state["id"],
        "stage": False,
        "obligations": [],
    }
    return {**defaults, **_listed(state), "states": states, "transitions": transitions}


def _listed(row: Data) -> Data:
    listable = {"event", "target", "initial", "raise", "requires", "achieved_by", "authority"}
    return {
        key: [value] if key in listable and isinstance(value, str) else value
        for key, value in row.items()
    }


def _states(data: Data) -> list[Data]:
    inside = _rows(data, "states")
    return [*inside, *(deeper for state in inside for deeper in _states(state))]


def _rows(row: Data, key: str) -> list[Data]:
    found = row.get(key, [])
    assert isinstance(found, list)
    return found
