"""From a described life cycle to a chart: numbering, resolving names, refusing what cannot run.

The description mirrors the document (a tree of states); the chart is flat. Everything that SCXML
demands of a document's structure is checked here, once, so that the kernel need not doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from models.errors import DefinitionError
from models.statechart.bitset import bitset, members
from models.statechart.chart import ROOT, Chart, nearest
from models.statechart.condition import Condition
from models.statechart.elements import Kind, Label, State, Transition

HISTORY_KINDS = (Kind.HISTORY, Kind.DEEP_HISTORY)
PARENT_KINDS = (Kind.COMPOUND, Kind.PARALLEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionSpec:
    """A transition as described; targets are ids."""

    events: tuple[str, ...]
    targets: tuple[str, ...]
    label: Label
    cond: Condition | None = None
    internal: bool = False
    raises: tuple[str, ...] = ()
    authority: str = ""
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSpec:
    """A state as described, with what lies in it; ``initial`` holds ids."""

    id: str
    kind: Kind
    label: Label
    states: tuple["StateSpec", ...] = ()
    transitions: tuple[TransitionSpec, ...] = ()
    initial: tuple[str, ...] = ()
    raise_on_initial: tuple[str, ...] = ()
    raise_on_entry: tuple[str, ...] = ()
    raise_on_exit: tuple[str, ...] = ()
    stage: bool = False


def compile_chart(root: StateSpec, *, chart_id: str, version: int, where: str) -> Chart:
    """Return the chart that ``root`` (the unnamed compound state around all) describes.

    Raises:
        DefinitionError: the structure cannot be run; ``where`` and the state are named.

    """
    compiler = _Compiler(where)
    if not root.states:
        raise compiler.refusal(root, "it has no states", "Add at least one.")
    compiler.number(root, parent=-1)
    return compiler.chart(chart_id, version, root.label)


@dataclass(slots=True)
class _Compiler:
    where: str
    specs: list[StateSpec] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    index_of: dict[str, int] = field(default_factory=dict)
    ancestors: list[int] = field(default_factory=list)
    descendants: list[int] = field(default_factory=list)

    def number(self, spec: StateSpec, *, parent: int) -> None:
        """Give ``spec`` and everything in it numbers in document order."""
        index = len(self.specs)
        if spec.id in self.index_of:
            raise self.refusal(spec, "its id is used twice", "Give each state an id of its own.")
        self.index_of[spec.id] = index
        self.specs.append(spec)
        self.parents.append(parent)
        self.ancestors.append(self.ancestors[parent] | 1 << parent if index else 0)
        self.descendants.append(0)
        for ancestor in members(self.ancestors[index]):
            self.descendants[ancestor] |= 1 << index
        for child in spec.states:
            self.number(child, parent=index)

    def chart(self, chart_id: str, version: int, label: Label) -> Chart:
        transitions = tuple(self.transitions())
        chart = Chart(
            id=chart_id,
            version=version,
            label=label,
            states=tuple(self.state(index, transitions) for index in range(len(self.specs))),
            transitions=transitions,
            ancestors=tuple(self.ancestors),
            descendants=tuple(self.descendants),
        )
        self.check_stages(chart)
        return chart

    def transitions(self) -> Iterator[Transition]:
        described = [
            (source, spec) for source, state in enumerate(self.specs) for spec in state.transitions
        ]
        for index, (source, spec) in enumerate(described):
            state = self.specs[source]
            if not spec.events and not spec.targets:
                raise self.refusal(
                    state,
                    "a transition has neither event nor target and would repeat for ever",
                    "Give it an event or a target.",
                )
            yield Transition(
                index=index,
                source=source,
                label=spec.label,
                events=spec.events,
                cond=spec.cond,
                targets=self.targets(state, spec.targets, within=ROOT),
                internal=spec.internal,
                raises=spec.raises,
                authority=spec.authority,
                requires=spec.requires,
            )

    def state(self, index: int, transitions: tuple[Transition, ...]) -> State:
        spec = self.specs[index]
        if index != ROOT:
            self.check_structure(spec, self.specs[self.parents[index]])
        return State(
            index=index,
            id=spec.id,
            kind=spec.kind,
            label=spec.label,
            parent=self.parents[index],
            children=self.inside(index, history=False),
            histories=self.inside(index, history=True),
            transitions=tuple(each.index for each in transitions if each.source == index),
            initial=self.initial(index),
            raise_on_initial=spec.raise_on_initial,
            raise_on_entry=spec.raise_on_entry,
            raise_on_exit=spec.raise_on_exit,
            stage=spec.stage,
        )

    def initial(self, index: int) -> tuple[int, ...]:
        """Return where a compound or history state leads by default (SCXML §3.6, §3.10)."""
        spec = self.specs[index]
        if spec.kind in HISTORY_KINDS:
            return self.history_default(spec, self.parents[index])
        if spec.kind is not Kind.COMPOUND:
            return ()
        if spec.initial:
            return self.targets(spec, spec.initial, within=index)
        return self.inside(index, history=False)[:1]

    def history_default(self, spec: StateSpec, parent: int) -> tuple[int, ...]:
        if spec.initial:
            found = self.targets(spec, spec.initial, within=parent)
        else:
            # More lenient than SCXML: without a default it leads where its parent leads.
            found = self.initial(parent) or self.inside(parent, history=False)
        if any(self.specs[target].kind in HISTORY_KINDS for target in found):
            raise self.refusal(
                spec,
                "a history state cannot lead to a history state by default",
                "Name an ordinary state as its 'initial'.",
            )
        return found

    def inside(self, index: int, *, history: bool) -> tuple[int, ...]:
        return tuple(
            self.index_of[each.id]
            for each in self.specs[index].states
            if (each.kind in HISTORY_KINDS) is history
        )

    def targets(self, spec: StateSpec, ids: tuple[str, ...], *, within: int) -> tuple[int, ...]:
        """Return the numbers of ``ids``, which must be able to be active together."""
        for target in ids:
            if target not in self.index_of or not target:
                known = [state_id for state_id in self.index_of if state_id]
                raise self.refusal(spec, f"there is no state '{target}'", nearest(target, known))
            if not self.descendants[within] >> self.index_of[target] & 1:
                problem = f"its default '{target}' lies outside '{self.specs[within].id}'"
                raise self.refusal(spec, problem, "Name a state inside it.")
        found = tuple(self.index_of[target] for target in ids)
        for one, other in combinations(found, 2):
            if not self.are_orthogonal(one, other):
                problem = f"'{self.specs[one].id}' and '{self.specs[other].id}' exclude each other"
                raise self.refusal(spec, problem, "Name one state per region of a parallel.")
        return found

    def are_orthogonal(self, one: int, other: int) -> bool:
        """Return whether both lie in different regions of one parallel (SCXML §3.11)."""
        # A history state stands for the state around it, all regions of a parallel included.
        one, other = (
            self.parents[index] if self.specs[index].kind in HISTORY_KINDS else index
            for index in (one, other)
        )
        if one == other or (self.ancestors[one] | self.ancestors[other]) & bitset((one, other)):
            return False
        common = self.ancestors[one] & self.ancestors[other]
        return self.specs[common.bit_length() - 1].kind is Kind.PARALLEL

    def check_structure(self, spec: StateSpec, around: StateSpec) -> None:
        for problem, remedy in (*_faults_within(spec), *_faults_of_place(spec, around)):
            raise self.refusal(spec, problem, remedy)

    def check_stages(self, chart: Chart) -> None:
        """Refuse stages that can be active together: a step bar has one current step."""
        for one, other in combinations(chart.stages, 2):
            nested = chart.descendants[one.index] >> other.index & 1
            if nested or self.are_orthogonal(one.index, other.index):
                raise self.refusal(
                    self.specs[other.index],
                    f"it is a stage, and so is '{one.id}', which can be active with it",
                    "Mark one of them as stage.",
                )

    def refusal(self, spec: StateSpec, problem: str, remedy: str) -> DefinitionError:
        where = f"{self.where}, state '{spec.id}'" if spec.id else self.where
        return DefinitionError(where=where, problem=problem, remedy=remedy)


def _faults_within(spec: StateSpec) -> Iterator[tuple[str, str]]:
    """Yield what SCXML's schema refuses in a state by itself (§3.3, §3.4, §3.7)."""
    if spec.kind not in PARENT_KINDS:
        if spec.states:
            yield (
                f"a state of kind {spec.kind} has no states in it",
                "Move them out, or change its kind.",
            )
    elif all(state.kind in HISTORY_KINDS for state in spec.states):
        yield f"a state of kind {spec.kind} needs states in it", "Add one, or change its kind."
    if spec.kind in {Kind.FINAL, *HISTORY_KINDS} and spec.transitions:
        yield f"a state of kind {spec.kind} has no transitions", "Put them on the state around it."
    if spec.kind not in {Kind.COMPOUND, *HISTORY_KINDS} and spec.initial:
        yield f"a state of kind {spec.kind} has no initial state", "Remove 'initial'."
    if spec.kind not in {Kind.COMPOUND, *HISTORY_KINDS} and spec.raise_on_initial:
        yield f"a state of kind {spec.kind} has no default entry", "Use 'raise_on_entry'."


def _faults_of_place(spec: StateSpec, around: StateSpec) -> Iterator[tuple[str, str]]:
    """Yield what SCXML's schema refuses in a state for what it is in that place (§3.10)."""
    if spec.kind in HISTORY_KINDS:
        if not around.id:
            yield "a history state remembers the state around it: there is none", "Move it inward."
        if spec.stage or spec.raise_on_entry or spec.raise_on_exit:
            yield "a history state is never entered itself", "Remove 'stage' and 'raise_on_…'."
    if spec.kind is Kind.FINAL and around.kind is Kind.PARALLEL:
        yield "a final state is no region of a parallel state", "Wrap it in a compound state."
