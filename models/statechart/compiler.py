"""From a described life cycle to a chart: numbering, resolving names, refusing what cannot run.

The description mirrors the document (a tree of states); the chart is flat. Everything that SCXML
demands of a document's structure is checked here, once, so that the kernel need not doubt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from models.errors import DefinitionError, Words
from models.statechart.bitset import bitset, members
from models.statechart.chart import ROOT, Chart
from models.statechart.description import StateSpec
from models.statechart.elements import Kind, Label, State, Transition
from models.statechart.place import Origin, Place, nearest
from models.statechart.structure import HISTORY_KINDS, faults


def compile_chart(root: StateSpec, *, chart_id: str, version: int, origin: Origin) -> Chart:
    """Return the chart that ``root`` (the unnamed compound state around all) describes.

    Raises:
        DefinitionError: the structure cannot be run; its place and its state are named.

    """
    compiler = _Compiler(origin)
    if not root.states:
        problem = Words("er zijn geen toestanden", "it has no states")
        raise compiler.refusal(root, problem, Words("Voeg er een toe.", "Add at least one."))
    compiler.number(root, parent=-1)
    compiler.check_obligations()
    return compiler.chart(chart_id, version, root.label)


@dataclass(slots=True)
class _Compiler:
    origin: Origin
    specs: list[StateSpec] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    index_of: dict[str, int] = field(default_factory=dict)
    ancestors: list[int] = field(default_factory=list)
    descendants: list[int] = field(default_factory=list)

    def number(self, spec: StateSpec, *, parent: int) -> None:
        """Give ``spec`` and everything in it numbers in document order."""
        index = len(self.specs)
        if spec.id in self.index_of:
            raise self.used_twice(spec, spec.place)
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
        own: dict[int, list[int]] = {}
        for each in transitions:
            own.setdefault(each.source, []).append(each.index)
        chart = Chart(
            id=chart_id,
            version=version,
            label=label,
            states=tuple(self.state(index, own.get(index, ())) for index in range(len(self.specs))),
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
                raise self.endless(state, spec.place)
            yield Transition(
                index=index,
                source=source,
                label=spec.label,
                events=spec.events,
                cond=spec.cond,
                targets=self.targets(
                    state, spec.targets, within=ROOT, place=(*spec.place, "target")
                ),
                internal=spec.internal,
                raises=spec.raises,
                authority=spec.authority,
                requires=spec.requires,
                place=spec.place,
            )

    def state(self, index: int, transitions: Sequence[int]) -> State:
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
            transitions=tuple(transitions),
            initial=self.initial(index),
            raise_on_initial=spec.raise_on_initial,
            raise_on_entry=spec.raise_on_entry,
            raise_on_exit=spec.raise_on_exit,
            stage=spec.stage,
            obligations=spec.obligations,
            place=spec.place,
        )

    def initial(self, index: int) -> tuple[int, ...]:
        """Return where a compound or history state leads by default (SCXML §3.6, §3.10)."""
        spec = self.specs[index]
        if spec.kind in HISTORY_KINDS:
            return self.history_default(spec, self.parents[index])
        if spec.kind is not Kind.COMPOUND:
            return ()
        if spec.initial:
            return self.targets(spec, spec.initial, within=index, place=(*spec.place, "initial"))
        return self.inside(index, history=False)[:1]

    def history_default(self, spec: StateSpec, parent: int) -> tuple[int, ...]:
        if spec.initial:
            found = self.targets(spec, spec.initial, within=parent, place=(*spec.place, "initial"))
        else:
            # More lenient than SCXML: without a default it leads where its parent leads.
            found = self.initial(parent) or self.inside(parent, history=False)
        if any(self.specs[target].kind in HISTORY_KINDS for target in found):
            raise self.refusal(
                spec,
                Words(
                    "een history-toestand kan niet standaard naar een history-toestand leiden",
                    "a history state cannot lead to a history state by default",
                ),
                Words(
                    "Noem een gewone toestand als 'initial'.",
                    "Name an ordinary state as its 'initial'.",
                ),
            )
        return found

    def inside(self, index: int, *, history: bool) -> tuple[int, ...]:
        return tuple(
            self.index_of[each.id]
            for each in self.specs[index].states
            if (each.kind in HISTORY_KINDS) is history
        )

    def targets(
        self, spec: StateSpec, ids: tuple[str, ...], *, within: int, place: Place
    ) -> tuple[int, ...]:
        """Return the numbers of ``ids``, which must be able to be active together."""
        for target in ids:
            if target not in self.index_of or not target:
                known = [state_id for state_id in self.index_of if state_id]
                problem = Words(f"er is geen toestand '{target}'", f"there is no state '{target}'")
                raise self.refusal(spec, problem, nearest(target, known), place=place)
            if not self.descendants[within] >> self.index_of[target] & 1:
                raise self.outside(spec, target, self.specs[within].id, place)
        found = tuple(self.index_of[target] for target in ids)
        for one, other in combinations(found, 2):
            if not self.are_orthogonal(one, other):
                raise self.exclusive(spec, self.specs[one].id, self.specs[other].id, place)
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
        for problem, remedy in faults(spec, around):
            raise self.refusal(spec, problem, remedy)

    def check_obligations(self) -> None:
        """Refuse two obligations of one name: what is due is known by it."""
        seen: set[str] = set()
        for spec in self.specs:
            for number, obligation in enumerate(spec.obligations):
                if obligation.id in seen:
                    raise self.used_twice(spec, (*spec.place, "obligations", number))
                seen.add(obligation.id)

    def check_stages(self, chart: Chart) -> None:
        """Refuse stages that can be active together: a step bar has one current step."""
        for one, other in combinations(chart.stages, 2):
            nested = chart.descendants[one.index] >> other.index & 1
            if nested or self.are_orthogonal(one.index, other.index):
                problem = Words(
                    f"zij is een stap (stage), en dat is '{one.id}' ook: beide kunnen actief zijn",
                    f"it is a stage, and so is '{one.id}', which can be active with it",
                )
                remedy = Words("Maak één van beide tot stap.", "Mark one of them as stage.")
                raise self.refusal(self.specs[other.index], problem, remedy)

    def used_twice(self, spec: StateSpec, place: Place) -> DefinitionError:
        problem = Words("dit id komt twee keer voor", "its id is used twice")
        remedy = Words("Geef elk een eigen id.", "Give each an id of its own.")
        return self.refusal(spec, problem, remedy, place=(*place, "id"))

    def endless(self, spec: StateSpec, place: Place) -> DefinitionError:
        problem = Words(
            "een overgang heeft gebeurtenis noch doel en zou eindeloos herhalen",
            "a transition has neither event nor target and would repeat for ever",
        )
        remedy = Words("Geef haar 'event' of 'target'.", "Give it an event or a target.")
        return self.refusal(spec, problem, remedy, place=place)

    def outside(self, spec: StateSpec, target: str, around: str, place: Place) -> DefinitionError:
        problem = Words(
            f"het begin '{target}' ligt buiten '{around}'",
            f"its default '{target}' lies outside '{around}'",
        )
        remedy = Words("Noem een toestand die erin ligt.", "Name a state inside it.")
        return self.refusal(spec, problem, remedy, place=place)

    def exclusive(self, spec: StateSpec, one: str, other: str, place: Place) -> DefinitionError:
        problem = Words(
            f"'{one}' en '{other}' sluiten elkaar uit", f"'{one}' and '{other}' exclude each other"
        )
        remedy = Words(
            "Noem één toestand per deelspoor van een gelijktijdige toestand.",
            "Name one state per region of a parallel.",
        )
        return self.refusal(spec, problem, remedy, place=place)

    def refusal(
        self, spec: StateSpec, problem: Words, remedy: Words, *, place: Place | None = None
    ) -> DefinitionError:
        at = spec.place if place is None else place
        return self.origin.refusal(at, spec.id, problem=problem, remedy=remedy)
