"""Other people's SCXML tests, in the form of the SCION test framework, run on our kernel.

A test is a chart ``X.scxml`` with a script ``X.json`` beside it: the configuration that the chart
starts in, and events with the configuration after each. Configurations are sets of atomic and
final states, by id. Ours are the tests that need no data: those whose charts consist of the
elements below and have no conditions, outside the folder for the ECMAScript data model.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from models.errors import MijlpaalError
from models.statechart import Chart, Standing, chart_from_data, initial, step
from models.statechart.bitset import members
from models.statechart.elements import is_internal
from models.statechart.macrostep import Macrostep
from models.statechart.scxml_import import data_from_scxml
from models.statechart.scxml_names import as_event, as_id
from models.statechart.selection import select

OTHER_DATA_MODEL = "w3c-ecma"
ELEMENTS = frozenset(
    {
        *("scxml", "state", "parallel", "final", "history", "initial"),
        *("transition", "log", "raise", "onentry", "onexit"),
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """A chart and its script."""

    name: str
    chart: Path
    script: Path


def cases(folder: Path) -> list[Case]:
    """Return the tests below ``folder`` that are ours to pass, by name."""
    charts = sorted(folder.rglob("*.scxml"))
    found = [
        Case(path.relative_to(folder).with_suffix("").as_posix(), path, path.with_suffix(".json"))
        for path in charts
        if OTHER_DATA_MODEL not in path.relative_to(folder).parts
    ]
    return [case for case in found if case.script.is_file() and _is_ours(case.chart)]


def failure(case: Case) -> str | None:
    """Return how the kernel departs from the script of ``case``, or None if it does not."""
    try:
        for when, expected, found in _run(case):
            if expected != found:
                return f"{when}: expected {_told(expected)}, found {_told(found)}"
    except MijlpaalError as error:
        return str(error)
    except (ValueError, LookupError, TypeError) as error:
        return f"the script cannot be read: {error!r}"
    return None


def _run(case: Case) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield for the start and each event which states should be active, and which are."""
    data = data_from_scxml(case.chart.read_bytes(), where=case.name)
    chart = chart_from_data(data, where=case.name)
    named = frozenset(as_id(each.get("id", "")) for each in _elements(case.chart))
    script = json.loads(case.script.read_bytes())

    standing = initial(chart).standing
    yield "at the start", _expected(script["initialConfiguration"]), _found(chart, standing, named)
    for number, line in enumerate(script["events"], 1):
        event = line["event"]["name"]
        standing = _after(chart, standing, as_event(event))
        when = f"after event {number}, {event}"
        yield when, _expected(line["nextConfiguration"]), _found(chart, standing, named)


def _after(chart: Chart, standing: Standing, event: str) -> Standing:
    if not is_internal(event):
        taken = step(chart, standing, event)
        return taken.standing if taken else standing
    # From outside the product lets nobody send what only a chart may raise (kernel.step). To SCXML
    # it is an event like any other, so the suite goes in by the interpreter itself.
    macrostep = Macrostep(chart, standing, {})
    if transitions := select(chart, standing.active, macrostep.memory, event, {}):
        macrostep.take(transitions)
    return macrostep.complete().standing


def _is_ours(chart: Path) -> bool:
    try:
        elements = list(_elements(chart))
    except ET.ParseError:
        return False
    return all(_local(each) in ELEMENTS and "cond" not in each.attrib for each in elements)


def _elements(chart: Path) -> Iterator[ET.Element]:
    return ET.fromstring(chart.read_bytes()).iter()  # noqa: S314  (expat stops bombs of entities)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _expected(ids: list[str]) -> frozenset[str]:
    return frozenset(as_id(each) for each in ids)


def _found(chart: Chart, standing: Standing, named: frozenset[str]) -> frozenset[str]:
    """Return the active leaves; a state that got its id from us means nothing to a script."""
    leaves = [chart.states[leaf].id for leaf in members(standing.active & chart.leaves)]
    return named.intersection(leaves)


def _told(ids: frozenset[str]) -> str:
    return " ".join(sorted(ids)) or "nothing"
