"""Critical-path arithmetic over windows: what comes later when something slips, and by how much.

Time travels along the edges that carry it by the day. A subject whose window holds what reaches it
stops it there: the slack is used, nothing is late. Milestones that wait for each other can begin
at no day at all; that is said, not computed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import networkx as nx

from models.consequences.kinds import RULES
from models.consequences.lags import moved
from models.consequences.situation import Edge, Node, Situation
from models.dates import Calendar


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something is now to be expected; None where nobody knows."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a slip does to the days of what hangs on it.

    Attributes:
        spans: the new days, by node, of all that the slip reaches.
        driving: the edge that gives a node its new last day.
        limits: the day that a node would still have held, where it is later than that.
        deadlocked: nodes that wait for each other, with those of the circle.
        beyond: nodes that the slip reaches on a day that no calendar has.
    """

    spans: Mapping[int, Span]
    driving: Mapping[int, Edge]
    limits: Mapping[int, date]
    deadlocked: Mapping[int, frozenset[int]]
    beyond: frozenset[int]

    def days_late(self, node: int) -> int:
        """Return by how many days a node no longer holds its own; nought where it has none."""
        limit, span = self.limits.get(node), self.spans.get(node)
        if limit is None or span is None or span.latest is None:
            return 0
        return (span.latest - limit).days


def lateness(situation: Situation, starts: Mapping[int, Span], *, calendar: Calendar) -> Lateness:
    """Return what follows when these nodes come to lie on these days.

    Raises:
        UnreadablePhraseError: an edge has a lag that is no duration.
    """
    walk = _Walk(situation, calendar, dict(starts))
    own = ((node, situation.nodes[node].stands_at) for node in starts)
    walk.limits.update({node: day for node, day in own if day is not None})
    for component in _in_order(situation, starts):
        walk.take(component)
    return Lateness(walk.spans, walk.driving, walk.limits, walk.deadlocked, frozenset(walk.beyond))


def timed(edge: Edge) -> bool:
    """Return whether lateness travels along an edge by the day."""
    return RULES[edge.kind].by_the_day and edge.alternative is None


def _in_order(situation: Situation, starts: Mapping[int, Span]) -> Iterator[frozenset[int]]:
    """Yield what time can reach, each component after those that it waits for."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(sorted(starts))
    waiting, seen = sorted(starts), set(starts)
    while waiting:
        for edge in situation.dependents.get(waiting.pop(), ()):
            if not timed(edge):
                continue
            graph.add_edge(edge.on, edge.dependent)
            if edge.dependent not in seen:
                seen.add(edge.dependent)
                waiting.append(edge.dependent)
    condensed = nx.condensation(graph)
    for number in nx.topological_sort(condensed):
        yield frozenset(condensed.nodes[number]["members"])


@dataclass(slots=True)
class _Walk:
    situation: Situation
    calendar: Calendar
    spans: dict[int, Span]
    driving: dict[int, Edge] = field(default_factory=dict)
    limits: dict[int, date] = field(default_factory=dict)
    deadlocked: dict[int, frozenset[int]] = field(default_factory=dict)
    beyond: set[int] = field(default_factory=set)

    def take(self, component: frozenset[int]) -> None:
        """Pass on what reached the nodes of a component."""
        if len(component) > 1:
            if any(node in self.spans for node in component):
                self.deadlocked.update(dict.fromkeys(component, component))
            return
        for node in component:
            if node in self.spans:
                self._pass_on(node, self.spans[node])

    def _pass_on(self, node: int, span: Span) -> None:
        for edge in self.situation.dependents.get(node, ()):
            if timed(edge) and edge.dependent not in self.situation.closed:
                self._arrive(edge, self._moved(span, edge))

    def _moved(self, span: Span, edge: Edge) -> Span:
        days = (
            None if day is None else moved(day, edge.lag, calendar=self.calendar)
            for day in (span.earliest, span.latest)
        )
        return Span(*days)

    def _arrive(self, edge: Edge, span: Span) -> None:
        node = self.situation.nodes[edge.dependent]
        if span.latest is None:
            self.beyond.add(node.id)
            return
        limit = _limit(node, edge)
        if limit is not None and span.latest <= limit:
            return
        known = self.spans.get(node.id)
        if limit is not None:
            self.limits[node.id] = min(limit, self.limits.get(node.id, limit))
        if known is None or known.latest is None or span.latest > known.latest:
            self.driving[node.id] = edge
        self.spans[node.id] = _later(known or Span(node.earliest, None), span)


def _limit(node: Node, edge: Edge) -> date | None:
    """Return the day until which an arrival is in time; None where nobody said one."""
    return min((day for day in (node.stands_at, edge.needed_by) if day is not None), default=None)


def _later(one: Span, other: Span) -> Span:
    return Span(_last(one.earliest, other.earliest), _last(one.latest, other.latest))


def _last(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)
