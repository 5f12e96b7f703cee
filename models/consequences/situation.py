"""A situation: the subjects of a day and every edge between them, stated and implied, as values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from models.consequences.positions import Position, position_of

_CLOSED = frozenset({Position.MET, Position.GONE})


class Node(NamedTuple):
    """A subject, as far as consequences need it.

    Attributes:
        expected: the forecast of a milestone.
        latest: the last day agreed, the internal target where the words give none; the day on
            which a condition is due.
        is_duty: a milestone that is owed to somebody.
        rests_on_estimate: its bound rests on an estimated recess.
        is_owned: a contact or an organisation answers for it.
        is_named: what it is called is known, and what sort of thing it is.
    """

    id: int
    kind: str
    key: str
    title: str
    title_en: str | None = None
    cluster_id: int | None = None
    state: str = ""
    earliest: date | None = None
    latest: date | None = None
    bound: date | None = None
    expected: date | None = None
    side: str | None = None
    is_duty: bool = False
    about_id: int | None = None
    rests_on_estimate: bool = False
    is_owned: bool = True
    is_named: bool = True

    @property
    def name(self) -> str:
        """Return ``kind:key``."""
        return f"{self.kind}:{self.key}"

    @property
    def position(self) -> Position:
        """Return what its state means for whoever waits for it."""
        return position_of(self.kind, self.state)

    @property
    def is_closed(self) -> bool:
        """Return whether nothing can happen to it any more: met, or gone already."""
        return position_of(self.kind, self.state) in _CLOSED

    @property
    def stands_at(self) -> date | None:
        """Return the day it is now reckoned with: the forecast, else the last day agreed."""
        return self.expected or self.latest


class Edge(NamedTuple):
    """One thing (``dependent``) hangs on another (``on``).

    Attributes:
        row: ``kind:key`` of the subject that states it; of what it was derived from, if implied.
        lag: time between the two, an ISO 8601 duration (B counts working days).
        role: of an organisation.
        alternative: of the edges of ``dependent`` with this word, one is enough.
        is_implied: another table holds it.
    """

    kind: str
    dependent: int
    on: int
    row: str = ""
    lag: str | None = None
    gate: str | None = None
    needed_by: date | None = None
    role: str | None = None
    alternative: str | None = None
    certainty: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    source: str | None = None
    is_mutual: bool = False
    is_implied: bool = False


@dataclass(frozen=True)
class Situation:
    """All nodes and edges of a day.

    Attributes:
        day: the reference date.
        nodes: by id.
        edges: in the order of reading; none of a node on itself, none to a node that is not there.
        open_ended: rows of dependencies of which an end is unknown.
    """

    day: date
    nodes: Mapping[int, Node]
    edges: tuple[Edge, ...]
    open_ended: tuple[str, ...] = ()

    @cached_property
    def dependents(self) -> Mapping[int, list[Edge]]:
        """The edges of what hangs on a node, by that node."""
        found: defaultdict[int, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.on].append(edge)
        return found

    @cached_property
    def closed(self) -> frozenset[int]:
        """The nodes to which nothing can happen any more."""
        return frozenset(number for number, node in self.nodes.items() if node.is_closed)

    @cached_property
    def needs(self) -> Mapping[int, list[Edge]]:
        """The edges of what a node hangs on, by that node."""
        found: defaultdict[int, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.dependent].append(edge)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        """The nodes by ``kind:key``."""
        return {node.name: node for node in self.nodes.values()}

    def companies_in(self, cluster: int) -> frozenset[int]:
        """Return the organisations with a role in a cluster or in one of its projects."""
        return frozenset(
            edge.on
            for edge in self.edges
            if edge.role is not None and self.nodes[edge.dependent].cluster_id == cluster
        )

    def needed_by(self, node: int, *kinds: str) -> list[Edge]:
        """Return the edges of these kinds from a node to what it hangs on."""
        return [edge for edge in self.needs.get(node, ()) if edge.kind in kinds]

    def hanging_on(self, node: int, *kinds: str) -> list[Edge]:
        """Return the edges of these kinds to a node from what hangs on it."""
        return [edge for edge in self.dependents.get(node, ()) if edge.kind in kinds]
