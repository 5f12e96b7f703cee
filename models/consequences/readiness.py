"""What stands between a project and its decision, and what others wait for at one holder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import networkx as nx

from models.consequences.kinds import RULES, EffectKind, ImpliedKind
from models.consequences.positions import DECIDED, Position
from models.consequences.situation import Edge, Node, Situation
from models.errors import UnknownSubjectError, Words
from models.vocabulary import DependencyKind, SubjectKind


class Hurdle(IntEnum):
    """How much stands in the way, the worst first."""

    REFUSED = 1
    OVERDUE = 2
    AFTER_THE_DECISION = 3
    WITHOUT_A_DAY = 4
    DUE = 5
    OTHERS_DECIDE = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One thing between a project and its decision.

    Attributes:
        node: a condition, or whose investment is waited for.
        due: when it should be there.
        needed: the day of the decision, or the day that was said with the edge.
        holders: who sees to it.
        requests: what was asked of the authorities for it.
        hanging: how many subjects are blocked as long as it is not there.
        edge: why the project waits for it, with certainty, gate and source.
    """

    node: Node
    hurdle: Hurdle
    due: date | None
    needed: date | None
    holders: tuple[Node, ...]
    requests: tuple[Node, ...]
    hanging: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a project is from its decision.

    Attributes:
        decision: the milestone of the investment decision, once there is one.
        items: what is missing, the worst first.
        met: the conditions that are.
        is_decided: the decision was taken.
        without_conditions: none was formulated, so nobody can tell what is missing.
    """

    project: Node
    decision: Node | None
    items: tuple[Item, ...]
    met: tuple[Node, ...]
    is_decided: bool
    without_conditions: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """What others wait for at one holder."""

    node: Node
    due: date | None
    hanging: int
    waiting: tuple[Node, ...]  # who waits for it directly


def readiness(situation: Situation, project: Node) -> Readiness:
    """Return what stands between a project and its decision, in the order to take it up."""
    needed = situation.needed_by(project.id, DependencyKind.CONDITION, DependencyKind.INVESTMENT)
    decision = decision_of(situation, project.id)
    satisfied = _satisfied(situation, needed)
    open_edges = [edge for edge in needed if edge.on not in satisfied]
    hanging = hanging_on_each(situation, {edge.on for edge in open_edges})
    items = [_item(situation, edge, decision, hanging[edge.on]) for edge in open_edges]
    conditions = [edge for edge in needed if edge.kind == DependencyKind.CONDITION]
    return Readiness(
        project=project,
        decision=decision,
        items=tuple(sorted(items, key=_order)),
        met=tuple(situation.nodes[e.on] for e in conditions if e.on in satisfied),
        is_decided=not DECIDED.isdisjoint(project.state.split()),
        without_conditions=not conditions,
    )


def awaited_of(situation: Situation, holder: Node) -> tuple[Awaited, ...]:
    """Return what others wait for at an organisation, the most that hangs on it first."""
    held = _held(situation, holder)
    return _awaited(situation, held, hanging_on_each(situation, held))


def awaited_of_each(situation: Situation) -> tuple[tuple[Node, tuple[Awaited, ...]], ...]:
    """Return every organisation that others wait for, the one that most hangs on first."""
    holders = [n for n in situation.nodes.values() if n.kind == SubjectKind.ORGANISATION]
    held = [(holder, _held(situation, holder)) for holder in holders]
    counts = hanging_on_each(situation, {node for _, nodes in held for node in nodes})
    found = ((holder, _awaited(situation, nodes, counts)) for holder, nodes in held if nodes)
    return tuple(sorted(found, key=lambda each: (-each[1][0].hanging, each[0].name)))


def _held(situation: Situation, holder: Node) -> dict[int, Node]:
    """Return the open subjects that an organisation holds or answers for."""
    edges = situation.hanging_on(holder.id, DependencyKind.HOLDER, ImpliedKind.ANSWERS_FOR)
    nodes = (situation.nodes[edge.dependent] for edge in edges)
    return {node.id: node for node in nodes if not node.is_closed and _can_wait(node)}


def _awaited(
    situation: Situation, held: Mapping[int, Node], counts: Mapping[int, int]
) -> tuple[Awaited, ...]:
    found = (
        Awaited(
            node,
            node.stands_at,
            counts[node.id],
            tuple(situation.nodes[edge.dependent] for edge in _blocking(situation, node.id)),
        )
        for node in held.values()
    )
    return tuple(sorted(found, key=lambda a: (-a.hanging, a.due or date.max, a.node.name)))


def require_project_or_holder(node: Node) -> Node:
    """Return what readiness can be asked of.

    Raises:
        UnknownSubjectError: it is neither a project nor an organisation.
    """
    if node.kind in {SubjectKind.PROJECT, SubjectKind.ORGANISATION}:
        return node
    raise UnknownSubjectError(
        kind=Words("project of organisatie", "project or organisation"),
        key=node.name,
        suggestion="",
    )


def decision_of(situation: Situation, project: int) -> Node | None:
    """Return the milestone of the investment decision on a project, if it has one."""
    edges = situation.hanging_on(project, ImpliedKind.DECISION)
    return situation.nodes[edges[0].dependent] if edges else None


def hanging_on_each(situation: Situation, starts: Iterable[int]) -> Mapping[int, int]:
    """Return how many subjects each of these blocks, directly or by others.

    Circles are taken as one, and each set is a number of bits: counting for all at once costs
    little more than for one.
    """
    graph: "nx.DiGraph[int]" = nx.DiGraph()  # noqa: UP037  (no subscript at run time)
    wanted = set(starts)
    graph.add_nodes_from(sorted(wanted))
    waiting, seen = sorted(wanted), set(wanted)
    while waiting:
        node = waiting.pop()
        for edge in _blocking(situation, node):
            graph.add_edge(node, edge.dependent)
            if edge.dependent not in seen:
                seen.add(edge.dependent)
                waiting.append(edge.dependent)
    return _counted(graph, wanted)


def _counted(graph: "nx.DiGraph[int]", wanted: set[int]) -> dict[int, int]:
    condensed = nx.condensation(graph)
    place = {node: index for index, node in enumerate(graph)}
    reached: dict[int, int] = {}
    counts: dict[int, int] = {}
    for component in reversed(list(nx.topological_sort(condensed))):
        members = condensed.nodes[component]["members"]
        bits = sum(1 << place[node] for node in members)
        for following in condensed.successors(component):
            bits |= reached[following]
        reached[component] = bits
        counts |= {node: bits.bit_count() - 1 for node in members if node in wanted}
    return counts


def _blocking(situation: Situation, node: int) -> Iterator[Edge]:
    """Yield the edges of what cannot go on as long as a node is not there."""
    for edge in situation.dependents.get(node, ()):
        blocks = RULES[edge.kind].gone is EffectKind.BLOCKED and edge.alternative is None
        if blocks and not situation.nodes[edge.dependent].is_closed:
            yield edge


def _can_wait(node: Node) -> bool:
    return node.kind in {SubjectKind.CONDITION, SubjectKind.REQUEST, SubjectKind.MILESTONE}


def _satisfied(situation: Situation, needed: list[Edge]) -> frozenset[int]:
    """Return what need not be waited for: it is met, or one of its alternatives is."""
    met = {edge.on for edge in needed if _is_there(situation.nodes[edge.on])}
    chosen = {(edge.kind, edge.alternative) for edge in needed if edge.on in met}
    return frozenset(
        edge.on
        for edge in needed
        if edge.on in met or (edge.alternative and (edge.kind, edge.alternative) in chosen)
    )


def _is_there(node: Node) -> bool:
    return node.position is Position.MET or not DECIDED.isdisjoint(node.state.split())


def _item(situation: Situation, edge: Edge, decision: Node | None, hanging: int) -> Item:
    node = situation.nodes[edge.on]
    needed = edge.needed_by or (decision.stands_at if decision else None)
    return Item(
        node=node,
        hurdle=_hurdle(node, needed, situation.day),
        due=node.stands_at,
        needed=needed,
        holders=_others(situation, node.id, DependencyKind.HOLDER),
        requests=_others(situation, node.id, DependencyKind.REQUEST),
        hanging=hanging,
        edge=edge,
    )


def _hurdle(node: Node, needed: date | None, today: date) -> Hurdle:
    due = node.stands_at
    if node.position is Position.GONE:
        return Hurdle.REFUSED
    if node.kind != SubjectKind.CONDITION:
        return Hurdle.OTHERS_DECIDE
    if due is None:
        return Hurdle.WITHOUT_A_DAY
    if due < today:
        return Hurdle.OVERDUE
    return Hurdle.AFTER_THE_DECISION if needed is not None and due > needed else Hurdle.DUE


def _others(situation: Situation, node: int, kind: str) -> tuple[Node, ...]:
    found = (situation.nodes[edge.on] for edge in situation.needed_by(node, kind))
    return tuple(sorted(set(found), key=lambda each: each.name))


def _order(item: Item) -> tuple[int, date, int, str]:
    return (item.hurdle, item.due or date.max, -item.hanging, item.node.name)
