"""Joint decision groups: who invests only if others do, and what the whole circle waits for.

A group is a strongly connected component of "invests if" (domain section 6: cycles are legal and
meaningful). Everybody in it waits for everybody, so it moves when all do at once: then what is left
is what its members need from outside. Where a member can do with one of several conditions
(``alternative``), there is a choice; the smallest sets of conditions are all shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from models.consequences.positions import DECIDED, Position
from models.consequences.situation import Edge, Node, Situation
from models.vocabulary import DependencyKind, ParticipationRole, Side, SubjectKind

SETS_TRIED = 20_000  # beyond this nobody reads them all anyway, and it would take for ever


@dataclass(frozen=True, slots=True)
class Outside:
    """A condition or a decision that a group waits for, and which of its members need it.

    ``any_of``: it is one of several of which one is enough, in words of those who stated it.
    """

    node: Node
    needed_by: tuple[Node, ...]
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unblocking:
    """The smallest sets of conditions whose fulfilment leaves the group waiting for none.

    Attributes:
        sets: all of the smallest size; those that ask least of the public side first.
        size: of each; None where too many had to be tried.
        impossible: what was refused already and has no alternative.
    """

    sets: tuple[tuple[Node, ...], ...]
    size: int | None
    impossible: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Companies and projects that can only decide together.

    Attributes:
        members: by name.
        projects: of the members, themselves included where they are projects.
        owners: each of these that a member owns, with that member.
        edges: the "invests if" between them.
        conditions: what they wait for and is not met.
        decisions: investments outside the group that a member waits for.
    """

    members: tuple[Node, ...]
    projects: tuple[Node, ...]
    owners: tuple[tuple[Node, Node], ...]
    edges: tuple[Edge, ...]
    conditions: tuple[Outside, ...]
    decisions: tuple[Outside, ...]
    unblocking: Unblocking

    @property
    def clusters(self) -> frozenset[int]:
        """Return the clusters that its projects and members lie in."""
        nodes = (*self.members, *self.projects)
        return frozenset(node.cluster_id for node in nodes if node.cluster_id is not None)


def groups(situation: Situation) -> tuple[Group, ...]:
    """Return every joint decision group, the largest first."""
    edges = [edge for edge in situation.edges if edge.kind == DependencyKind.INVESTMENT]
    found = (_group(situation, members) for members in components(edges))
    return tuple(sorted(found, key=lambda each: (-len(each.members), each.members[0].name)))


def groups_of_cluster(situation: Situation, cluster: int) -> list[Group]:
    """Return the groups that lie in a cluster, or of which a company has a role there."""
    companies = situation.companies_in(cluster)
    return [
        group
        for group in groups(situation)
        if cluster in group.clusters or any(node.id in companies for node in group.members)
    ]


def groups_of_project(situation: Situation, project: int) -> list[Group]:
    """Return the groups that a project can only decide with."""
    return [
        group
        for group in groups(situation)
        if any(node.id == project for node in (*group.members, *group.projects))
    ]


def components(edges: Iterable[Edge]) -> list[frozenset[int]]:
    """Return the sets of two or more that wait for each other, without recursion."""
    graph: "nx.DiGraph[int]" = nx.DiGraph()  # noqa: UP037  (no subscript at run time)
    graph.add_edges_from((edge.dependent, edge.on) for edge in edges)
    found = map(frozenset, nx.strongly_connected_components(graph))
    return [each for each in found if len(each) > 1]


def unblocking(situation: Situation, projects: Iterable[Node]) -> Unblocking:
    """Return the smallest sets of conditions that leave these projects waiting for none."""
    required, choices, impossible = _demands(situation, projects)
    if impossible:
        return Unblocking((), None, tuple(_nodes(situation, impossible)))
    chosen = _smallest(required, choices)
    if chosen is None:
        return Unblocking((), None)
    sets = sorted(
        (tuple(_nodes(situation, each)) for each in chosen),
        key=lambda nodes: (sum(map(_is_public, nodes)), [node.name for node in nodes]),
    )
    return Unblocking(tuple(sets), len(sets[0]))


def _group(situation: Situation, members: frozenset[int]) -> Group:
    nodes = tuple(_nodes(situation, members))
    projects = tuple(_nodes(situation, _projects_of(situation, members)))
    return Group(
        members=nodes,
        projects=projects,
        owners=tuple(
            (project, situation.nodes[edge.on])
            for project in projects
            for edge in situation.needed_by(project.id, DependencyKind.PARTICIPATION)
            if edge.role == ParticipationRole.OWNER and edge.on in members
        ),
        edges=tuple(
            edge
            for node in nodes
            for edge in situation.needed_by(node.id, DependencyKind.INVESTMENT)
            if edge.on in members
        ),
        conditions=_outside(situation, projects, DependencyKind.CONDITION, members),
        decisions=_outside(situation, (*nodes, *projects), DependencyKind.INVESTMENT, members),
        unblocking=unblocking(situation, projects),
    )


def _projects_of(situation: Situation, members: frozenset[int]) -> set[int]:
    """Return the projects among the members and those that a member owns."""
    own = {node for node in members if situation.nodes[node].kind == SubjectKind.PROJECT}
    owned = {
        edge.dependent
        for node in members
        for edge in situation.hanging_on(node, DependencyKind.PARTICIPATION)
        if edge.role == ParticipationRole.OWNER
    }
    return own | {node for node in owned if not _is_decided(situation.nodes[node])}


def _is_decided(project: Node) -> bool:
    return not DECIDED.isdisjoint(project.state.split())


def _outside(
    situation: Situation, nodes: Iterable[Node], kind: str, members: frozenset[int]
) -> tuple[Outside, ...]:
    needing: defaultdict[int, dict[int, Edge]] = defaultdict(dict)
    for node in nodes:
        for edge in situation.needed_by(node.id, kind):
            if edge.on not in members and not _is_done(situation.nodes[edge.on]):
                needing[edge.on][node.id] = edge
    return tuple(
        Outside(
            node,
            tuple(_nodes(situation, needing[node.id])),
            tuple(sorted({e.alternative for e in needing[node.id].values() if e.alternative})),
        )
        for node in _nodes(situation, needing)
    )


def _is_done(node: Node) -> bool:
    return node.position is Position.MET or _is_decided(node)


_Demands = tuple[frozenset[int], list[frozenset[int]], frozenset[int]]


def _demands(situation: Situation, projects: Iterable[Node]) -> _Demands:
    """Return what must be met, of which sets one must be, and what never will be."""
    required: set[int] = set()
    choices: dict[tuple[int, str], list[Node]] = {}
    for project in projects:
        for edge in situation.needed_by(project.id, DependencyKind.CONDITION):
            if edge.alternative is None:
                required.add(edge.on)
            else:
                options = choices.setdefault((project.id, edge.alternative), [])
                options.append(situation.nodes[edge.on])
    positions: Mapping[int, Position] = {n: situation.nodes[n].position for n in required}
    impossible = {node for node, position in positions.items() if position is Position.GONE}
    open_choices = []
    for options in choices.values():
        if any(option.position is Position.MET for option in options):
            continue
        left = frozenset(o.id for o in options if o.position is not Position.GONE)
        if left:
            open_choices.append(left)
        else:
            impossible.update(option.id for option in options)
    waiting = frozenset(n for n, position in positions.items() if position is not Position.MET)
    return waiting - impossible, open_choices, frozenset(impossible)


def _smallest(
    required: frozenset[int], choices: list[frozenset[int]]
) -> list[frozenset[int]] | None:
    """Return all smallest sets with what is required and one of each choice; None: too many."""
    left = [choice for choice in choices if not choice & required]
    # A choice that holds another one is met with it.
    left = [choice for choice in left if not any(other < choice for other in left)]
    distinct, tried = sorted(set(left), key=sorted), 0
    pool = sorted(frozenset().union(*distinct))
    for size in range(len(distinct) + 1):
        found = []
        for some in combinations(pool, size):
            tried += 1
            if tried > SETS_TRIED:
                return None
            if all(not choice.isdisjoint(some) for choice in distinct):
                found.append(required | set(some))
        if found:
            return found
    return None


def _is_public(node: Node) -> bool:
    return node.side != Side.PRIVATE


def _nodes(situation: Situation, numbers: Iterable[int]) -> Iterator[Node]:
    yield from sorted((situation.nodes[each] for each in numbers), key=lambda node: node.name)
