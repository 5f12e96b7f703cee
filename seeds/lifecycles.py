"""The life cycles that rows run on: every definition of a folder, compiled and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from models import statechart
from models.errors import IncludeError, Words
from models.lifecycles.publishing import gate_rules
from models.statechart import Chart, Place
from models.statechart.gate import require_publishable
from models.vocabulary import SubjectKind
from seeds.includes import is_fragment, read_spliced
from seeds.plain import plain
from seeds.source import Listing, Node, Spot
from seeds.source import Mapping as Fields

DEFINITIONS = Path(__file__).parent / "definitions"
DUTY = "duty"


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A definition as plain data, for publishing, and as a chart, for standing on."""

    data: Mapping[str, object]
    chart: Chart


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition as it was read: whole, its includes spliced in, and nothing judged yet.

    Attributes:
        name: what errors call the file.
        data: the definition as plain data.
        fragments: the files that were included.
    """

    name: str
    data: Mapping[str, object]
    fragments: frozenset[Path]
    content: Fields

    def compiled(self) -> Chart:
        """Return the chart, or raise ``DefinitionError`` with file, line and state."""
        return statechart.chart_from_data(self.data, where=self.name, locate=self.locate)

    def spot(self, place: Place) -> Spot:
        """Return where a place of the data stands, or else what is around it."""
        node: Node = self.content
        spot = node.spot
        for step in place:
            if isinstance(node, Fields) and step in node.fields:
                spot, node = node.spots[str(step)], node.fields[str(step)]
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                spot = node.spot
        return spot

    def locate(self, place: Place) -> Words:
        """Return file and line of a place in words."""
        spot = self.spot(place)
        return Words(f"{spot.file}, regel {spot.line}", f"{spot.file}, line {spot.line}")


LifeCycles = Mapping[str, LifeCycle]  # by the id of the chart


def read_life_cycles(folder: Path = DEFINITIONS) -> LifeCycles:
    """Return the definitions of a folder by their id, all of them fit to be published.

    Raises:
        SourceError: a file is no YAML, or an include leads nowhere; names file and line.
        DefinitionError: a definition that cannot be run, or has a flaw; names file, line, state.
    """
    files = {
        path: read_definition(path, name=_name(path)) for path in sorted(folder.glob("*.yaml"))
    }
    definitions = [file for file in files.values() if not is_fragment(file.content)]
    used = frozenset[Path]().union(*(file.fragments for file in definitions))
    for path, file in files.items():
        if is_fragment(file.content) and path.resolve() not in used:
            raise _unused(path)
    found = [_life_cycle(file) for file in definitions]
    return {each.chart.id: each for each in found}


def read_definition(path: Path, *, name: str) -> DefinitionFile:
    """Return the definition in a file, its includes spliced in.

    Raises:
        SourceError: the file is no YAML, or an include leads nowhere; names file and line.
    """
    spliced = read_spliced(path, name=name)
    data = cast("Mapping[str, object]", plain(spliced.content))
    return DefinitionFile(name, data, spliced.fragments, spliced.content)


def name_of_life_cycle(kind: SubjectKind, *, to_parliament: bool) -> str:
    """Return which life cycle a subject runs on: what is owed to the Kamer is a duty."""
    return DUTY if kind is SubjectKind.MILESTONE and to_parliament else str(kind)


def _life_cycle(file: DefinitionFile) -> LifeCycle:
    chart = file.compiled()
    require_publishable(chart, gate_rules(), where=file.name, locate=file.locate)
    return LifeCycle(file.data, chart)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _unused(path: Path) -> IncludeError:
    """Return the error for a list that nobody includes: it may have been meant as a definition."""
    return IncludeError(
        file=_name(path),
        line=1,
        target=path.name,
        problem=Words("geen definitie voegt dit in", "no definition includes this"),
        remedy=Words(
            "Is het een definitie, geef haar dan 'id' en 'version'; verwijder anders het bestand.",
            "If it is a definition, give it 'id' and 'version'; else remove the file.",
        ),
    )
