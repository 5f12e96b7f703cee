"""Looking for gaps: what they are looked for in, and the searches that were registered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.tables import Condition, Project
from reports.figures.names import is_open
from reports.figures.structure import MilestoneLine
from reports.state import Detail, Row, State
from reports.words import Text


@dataclass(frozen=True, slots=True)
class Material:
    """What the gaps are looked for in."""

    state: State
    milestones: Sequence[MilestoneLine]
    reference_date: date
    changes_recorded_later: int

    @property
    def open_milestones(self) -> tuple[MilestoneLine, ...]:
        """Return the milestones that still have to be met."""
        return tuple(line for line in self.milestones if line.is_open)

    @property
    def open_projects(self) -> tuple[Row[Project], ...]:
        """Return the projects that go on; of a withdrawn one nothing is missing."""
        return self._open(self.state.projects)

    @property
    def open_conditions(self) -> tuple[Row[Condition], ...]:
        """Return the conditions that are neither fulfilled nor rejected nor lapsed."""
        return self._open(self.state.conditions)

    def _open(self, rows: tuple[Row[Detail], ...]) -> tuple[Row[Detail], ...]:
        found = (row for row in rows if is_open(self.state, row.subject))
        return tuple(sorted(found, key=lambda row: row.subject.key))


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: how often, and where as far as that can be named."""

    text: Text
    count: int
    rows: tuple[Text, ...] = ()


OPEN_QUESTION = "open_question"  # shown in full: only people can close these

Search = Callable[[Material], Gap]
SEARCHES: dict[str, Search] = {}


def gap(code: str, nl: str, en: str) -> Callable[[Callable[[Material], Iterable[Text]]], Search]:
    """Register a search that names the rows with the gap."""

    def register(search: Callable[[Material], Iterable[Text]]) -> Search:
        def find(material: Material) -> Gap:
            rows = tuple(search(material))
            return Gap(Text(nl, en), len(rows), rows)

        SEARCHES[code] = find
        return find

    return register


def count(code: str, nl: str, en: str) -> Callable[[Callable[[Material], int]], Search]:
    """Register a search that can only count."""

    def register(search: Callable[[Material], int]) -> Search:
        def find(material: Material) -> Gap:
            return Gap(Text(nl, en), search(material))

        SEARCHES[code] = find
        return find

    return register
