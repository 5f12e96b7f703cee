"""SCXML's appendix D, word for word, on a tree of objects and sets of ids.

Deliberately slow and plain: it shares no code, no tables and no tricks with the kernel, so that
both making the same mistake takes a misreading of the specification.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_MICROSTEPS = 1_000


class RestlessError(Exception):
    """The chart does not come to rest."""


@dataclass(eq=False)
class Arc:
    """A transition as in the document."""

    event: str | None = None
    target: list[str] = field(default_factory=list)
    cond: str | None = None  # the name of one fact, or "not " and a name
    internal: bool = False
    raises: list[str] = field(default_factory=list)

    def data(self) -> dict[str, object]:
        """Return the arc as a definition writes it."""
        said: dict[str, object] = {
            "event": self.event,
            "target": self.target,
            "cond": self.cond,
            "internal": self.internal,
            "raise": self.raises,
        }
        return {key: value for key, value in said.items() if value}


@dataclass(eq=False)
class Node:
    """A state as in the document; the root is the chart."""

    id: str
    kind: str
    children: list["Node"] = field(default_factory=list)
    initial: list[str] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    on_entry: list[str] = field(default_factory=list)
    on_exit: list[str] = field(default_factory=list)
    on_initial: list[str] = field(default_factory=list)
    parent: "Node | None" = None

    def data(self) -> dict[str, object]:
        """Return the state as a definition writes it."""
        said: dict[str, object] = {
            "id": self.id,
            "kind": self.kind,
            "states": [child.data() for child in self.children],
            "initial": self.initial,
            "transitions": [arc.data() for arc in self.arcs],
            "raise_on_entry": self.on_entry,
            "raise_on_exit": self.on_exit,
            "raise_on_initial": self.on_initial,
        }
        return {key: value for key, value in said.items() if value}

    def walk(self) -> Iterable["Node"]:
        """Yield this state and all within, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_history(self) -> bool:
        """Whether this is a history pseudo-state."""
        return self.kind in {"history", "deep_history"}

    @property
    def states(self) -> list["Node"]:
        """The children that are states (getChildStates)."""
        return [child for child in self.children if not child.is_history]

    def ancestors(self, until: "Node | None" = None) -> list["Node"]:
        """Return getProperAncestors(self, until): from the inside out, ``until`` excluded."""
        found = []
        node = self.parent
        while node is not None and node is not until:
            found.append(node)
            node = node.parent
        return found

    def is_within(self, other: "Node") -> bool:
        """Return isDescendant(self, other)."""
        return other in self.ancestors()


class Interpreter:
    """One session: configuration, history values, internal queue."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.document = list(root.walk())
        self.by_id = {node.id: node for node in self.document}
        self.configuration: set[Node] = set()
        self.history: dict[str, list[Node]] = {}
        self.queue: list[str] = []
        self.log: list[str] = []  # what was exited, raised and entered, in order
        self.facts: dict[str, bool] = {}

    def start(self, facts: dict[str, bool]) -> None:
        """Enter the chart."""
        self.facts = facts
        self.enter_states(
            [Arc(target=self.root.initial or [self.root.states[0].id])], {0: self.root}
        )
        self.settle()

    def send(self, event: str, facts: dict[str, bool]) -> bool:
        """Process an external event; return whether it did anything."""
        self.facts = facts
        self.log = []
        chosen = self.select(event)
        if chosen:
            self.microstep(chosen)
            self.settle()
        return bool(chosen)

    def settle(self) -> None:
        """Run the inner loop of mainEventLoop."""
        for _ in range(MAX_MICROSTEPS):
            chosen = self.select(None)
            if not chosen:
                if not self.queue:
                    return
                chosen = self.select(self.queue.pop(0))
            if chosen:
                self.microstep(chosen)
        raise RestlessError

    def enqueue(self, events: list[str]) -> None:
        self.queue += events
        self.log += events

    def source(self, arc: Arc) -> Node:
        return next(node for node in self.document if arc in node.arcs)

    def select(self, event: str | None) -> list[Arc]:
        enabled: list[Arc] = []
        for state in self.document:
            if state in self.configuration and not state.states:
                for node in [state, *state.ancestors()]:
                    hit = next((arc for arc in node.arcs if self.is_enabled(arc, event)), None)
                    if hit:
                        if hit not in enabled:
                            enabled.append(hit)
                        break
        return self.remove_conflicting(enabled)

    def is_enabled(self, arc: Arc, event: str | None) -> bool:
        if event is None:
            named = arc.event is None
        else:
            named = arc.event is not None and (
                arc.event == "*"
                or event.split(".")[: arc.event.count(".") + 1] == arc.event.split(".")
            )
        if not named or arc.cond is None:
            return named
        return self.facts[arc.cond.removeprefix("not ")] is not arc.cond.startswith("not ")

    def remove_conflicting(self, enabled: list[Arc]) -> list[Arc]:
        filtered: list[Arc] = []
        for one in enabled:
            preempted = False
            remove = []
            for two in filtered:
                if self.exit_set([one]) & self.exit_set([two]):
                    if self.source(one).is_within(self.source(two)):
                        remove.append(two)
                    else:
                        preempted = True
                        break
            if not preempted:
                filtered = [arc for arc in filtered if arc not in remove]
                filtered.append(one)
        return filtered

    def exit_set(self, arcs: list[Arc]) -> set[Node]:
        found: set[Node] = set()
        for arc in arcs:
            if arc.target:
                domain = self.domain(arc)
                found |= {state for state in self.configuration if state.is_within(domain)}
        return found

    def domain(self, arc: Arc) -> Node:
        source = self.source(arc)
        targets = self.effective(arc.target)
        stays = all(target.is_within(source) for target in targets)
        if arc.internal and source.kind == "compound" and stays:
            return source
        for ancestor in source.ancestors():
            if ancestor.kind == "compound" and all(t.is_within(ancestor) for t in targets):
                return ancestor
        raise AssertionError

    def default(self, node: Node) -> list[str]:
        if node.initial:
            return node.initial
        if node.is_history:
            assert node.parent is not None
            if node.parent.kind == "parallel":
                return [child.id for child in node.parent.states]
            return self.default(node.parent)
        return [node.states[0].id]

    def effective(self, ids: list[str]) -> list[Node]:
        found: list[Node] = []
        for node in (self.by_id[each] for each in ids):
            if not node.is_history:
                found.append(node)
            elif node.id in self.history:
                found += self.history[node.id]
            else:
                found += self.effective(self.default(node))
        return found

    def microstep(self, arcs: list[Arc]) -> None:
        leaving = self.exit_set(arcs)
        for state in leaving:
            for record in (child for child in state.children if child.is_history):
                self.history[record.id] = [
                    node
                    for node in self.document
                    if node in self.configuration
                    and (
                        not node.states and node.is_within(state)
                        if record.kind == "deep_history"
                        else node.parent is state
                    )
                ]
        for state in reversed(self.document):
            if state in leaving:
                self.log.append(f"-{state.id}")
                self.enqueue(state.on_exit)
                self.configuration.discard(state)
        for arc in arcs:
            self.enqueue(arc.raises)
        self.enter_states(arcs, {i: self.domain(arc) for i, arc in enumerate(arcs) if arc.target})

    def enter_states(self, arcs: list[Arc], domains: dict[int, Node]) -> None:
        entering: set[Node] = set()
        by_default: set[Node] = set()
        content: dict[str, list[str]] = {}
        for index, arc in enumerate(arcs):
            for target in arc.target:
                self.add_descendants(self.by_id[target], entering, by_default, content)
            for node in self.effective(arc.target):
                self.add_ancestors(node, domains[index], entering, by_default, content)
        for state in self.document:
            if state in entering:
                self.configuration.add(state)
                self.log.append(f"+{state.id}")
                self.enqueue(state.on_entry)
                if state in by_default:
                    self.enqueue(state.on_initial)
                self.enqueue(content.get(state.id, []))
                if state.kind == "final":
                    self.announce(state)

    def announce(self, state: Node) -> None:
        parent = state.parent
        assert parent is not None
        if parent is self.root:
            return
        self.enqueue([f"done.state.{parent.id}"])
        around = parent.parent
        assert around is not None
        if around.kind == "parallel" and self.is_in_final_state(around):
            self.enqueue([f"done.state.{around.id}"])

    def is_in_final_state(self, state: Node) -> bool:
        if state.kind == "compound":
            return any(c.kind == "final" and c in self.configuration for c in state.states)
        if state.kind == "parallel":
            return all(self.is_in_final_state(child) for child in state.states)
        return False

    def add_descendants(
        self, state: Node, entering: set[Node], by_default: set[Node], content: dict[str, list[str]]
    ) -> None:
        if state.is_history:
            assert state.parent is not None
            if state.id not in self.history:
                content[state.parent.id] = state.on_initial
            nodes = self.history.get(state.id) or [self.by_id[i] for i in self.default(state)]
            self.add_below(nodes, state.parent, entering, by_default, content)
            return
        entering.add(state)
        if state.kind == "compound":
            by_default.add(state)
            nodes = [self.by_id[each] for each in self.default(state)]
            self.add_below(nodes, state, entering, by_default, content)
        elif state.kind == "parallel":
            self.add_regions(state, entering, by_default, content)

    def add_below(
        self,
        nodes: list[Node],
        until: Node,
        entering: set[Node],
        by_default: set[Node],
        content: dict[str, list[str]],
    ) -> None:
        for node in nodes:
            self.add_descendants(node, entering, by_default, content)
        for node in nodes:
            self.add_ancestors(node, until, entering, by_default, content)

    def add_ancestors(
        self,
        state: Node,
        until: Node,
        entering: set[Node],
        by_default: set[Node],
        content: dict[str, list[str]],
    ) -> None:
        for ancestor in state.ancestors(until):
            entering.add(ancestor)
            if ancestor.kind == "parallel":
                self.add_regions(ancestor, entering, by_default, content)

    def add_regions(
        self, state: Node, entering: set[Node], by_default: set[Node], content: dict[str, list[str]]
    ) -> None:
        for child in state.states:
            if not any(node.is_within(child) for node in entering):
                self.add_descendants(child, entering, by_default, content)
