"""Small situations as values: nodes by number, edges as short as they can be written."""

from collections.abc import Sequence
from datetime import date, timedelta

from models.consequences.situation import Edge, Node, Situation
from models.vocabulary import DependencyKind, SubjectKind

TODAY = date(2026, 9, 1)
FTS = DependencyKind.FINISH_TO_START


def day(number: int) -> date:
    """Return the day that many days after today."""
    return TODAY + timedelta(days=number)


def a_node(number: int, kind: SubjectKind = SubjectKind.MILESTONE, **values: object) -> Node:
    """Return a subject; ``latest`` may be a number of days from today."""
    node = Node(number, str(kind), f"{kind}-{number}", f"{kind} {number}")
    return node._replace(
        **{  # type: ignore[arg-type]
            name: day(value)
            if name in {"latest", "earliest", "bound"} and isinstance(value, int)
            else value
            for name, value in values.items()
        }
    )


def an_edge(dependent: int, on: int, kind: str = FTS, **values: object) -> Edge:
    """Return an edge; of two milestones unless said otherwise."""
    return Edge(str(kind), dependent, on, f"dependency:{dependent}-{on}-{kind}")._replace(**values)  # type: ignore[arg-type]


def a_situation(nodes: Sequence[Node], edges: Sequence[Edge] = ()) -> Situation:
    """Return the situation of today."""
    return Situation(TODAY, {node.id: node for node in nodes}, tuple(edges))
