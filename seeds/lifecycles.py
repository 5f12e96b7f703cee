"""The life cycles that rows run on: every definition of a folder, compiled and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from models import statechart
from models.statechart import Chart
from models.vocabulary import SubjectKind
from seeds.source import read_plain

DEFINITIONS = Path(__file__).parent / "definitions"
DUTY = "duty"


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A definition as plain data, for publishing, and as a chart, for standing on."""

    data: Mapping[str, object]
    chart: Chart


LifeCycles = Mapping[str, LifeCycle]  # by the id of the chart


def read_life_cycles(folder: Path = DEFINITIONS) -> LifeCycles:
    """Return the definitions of a folder by their id.

    Raises:
        SourceError: a file is no YAML; names file and line.
        DefinitionError: a definition that cannot be run; names file and state.
    """
    found = [_life_cycle(path) for path in sorted(folder.glob("*.yaml"))]
    return {each.chart.id: each for each in found}


def name_of_life_cycle(kind: SubjectKind, *, to_parliament: bool) -> str:
    """Return which life cycle a subject runs on: what is owed to the Kamer is a duty."""
    return DUTY if kind is SubjectKind.MILESTONE and to_parliament else str(kind)


def _life_cycle(path: Path) -> LifeCycle:
    name = f"{path.parent.name}/{path.name}"
    data = cast("Mapping[str, object]", read_plain(path, name=name))
    return LifeCycle(data, statechart.chart_from_data(data, where=name))
