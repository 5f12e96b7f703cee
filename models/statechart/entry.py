"""Which states a transition leaves and enters (SCXML appendix D, the set computations).

Function names follow the appendix, so that both can be read side by side. A ``Memory`` is what
the history states remember: history state → set of states.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from models.statechart.bitset import bitset, members
from models.statechart.chart import Chart
from models.statechart.elements import Kind, Transition

Memory = Mapping[int, int]
Entry = tuple[tuple[int, ...], int]  # targets, and the domain below which they are entered


def effective_targets(chart: Chart, targets: Iterable[int], memory: Memory) -> int:
    """Return the targets with every history state replaced by what it stands for."""
    bits = 0
    for target in targets:
        if not chart.histories >> target & 1:
            bits |= 1 << target
        elif target in memory:
            bits |= memory[target]
        else:
            bits |= effective_targets(chart, chart.states[target].initial, memory)
    return bits


def transition_domain(chart: Chart, transition: Transition, memory: Memory) -> int:
    """Return the state below which ``transition`` leaves and enters everything.

    That is the source itself for an internal transition that stays within its compound source,
    and otherwise the least common compound ancestor of source and targets (findLCCA).
    """
    if not chart.histories & _named(transition.targets):
        return _domain(chart, transition, _named(transition.targets))
    return _domain(chart, transition, effective_targets(chart, transition.targets, memory))


@lru_cache(maxsize=16_384)
def _named(targets: tuple[int, ...]) -> int:
    return bitset(targets)


@lru_cache(maxsize=16_384)
def _domain(chart: Chart, transition: Transition, targets: int) -> int:
    source = transition.source
    compound = chart.of_kind[Kind.COMPOUND]
    if transition.internal and compound >> source & 1 and not targets & ~chart.descendants[source]:
        return source
    common = chart.ancestors[source] & compound
    for target in members(targets):
        common &= chart.ancestors[target]
    return common.bit_length() - 1


def exit_set(chart: Chart, transition: Transition, active: int, memory: Memory) -> int:
    """Return the active states that ``transition`` leaves; none if it has no targets."""
    if not transition.targets:
        return 0
    return active & chart.descendants[transition_domain(chart, transition, memory)]


@dataclass(slots=True)
class EntrySet:
    """What is to be entered: ``computeEntrySet`` and the two procedures it calls."""

    chart: Chart
    memory: Memory
    states: int = 0
    by_default: int = 0  # compound states entered through their initial transition
    forgotten: dict[int, int] = field(default_factory=dict)  # parent → history used by default
    asks_memory: bool = False  # a history state is among the targets or what they lead to

    def compute(self, entries: Iterable[Entry]) -> None:
        """Collect everything that entering ``entries`` enters."""
        for targets, domain in entries:
            for target in targets:
                self.add_descendants(target)
            for target in members(effective_targets(self.chart, targets, self.memory)):
                self.add_ancestors(target, domain)

    def add_descendants(self, index: int) -> None:
        """Add the state ``index`` and whatever entering it enters by default."""
        state = self.chart.states[index]
        if self.chart.histories >> index & 1:
            self.asks_memory = True
            if index not in self.memory:
                self.forgotten[state.parent] = index
            self._add_below(self._recalled(index), state.parent)
            return
        self.states |= 1 << index
        if state.kind is Kind.COMPOUND:
            self.by_default |= 1 << index
            self._add_below(state.initial, index)
        elif state.kind is Kind.PARALLEL:
            self._add_regions(state.children)

    def add_ancestors(self, index: int, domain: int) -> None:
        """Add the ancestors of ``index`` below ``domain``, with the other regions of parallels."""
        # The numbers of ancestors ascend towards the leaf; the appendix goes from the leaf up.
        between = self.chart.ancestors[index] & self.chart.descendants[domain]
        for ancestor in reversed(members(between)):
            self.states |= 1 << ancestor
            state = self.chart.states[ancestor]
            if state.kind is Kind.PARALLEL:
                self._add_regions(state.children)

    def _recalled(self, history: int) -> tuple[int, ...]:
        if history in self.memory:
            return tuple(members(self.memory[history]))
        return self.chart.states[history].initial

    def _add_below(self, targets: tuple[int, ...], top: int) -> None:
        for target in targets:
            self.add_descendants(target)
        for target in targets:
            self.add_ancestors(target, top)

    def _add_regions(self, regions: tuple[int, ...]) -> None:
        for region in regions:
            if not self.states & self.chart.descendants[region]:
                self.add_descendants(region)


def entry_set(chart: Chart, entries: Sequence[Entry], memory: Memory) -> EntrySet:
    """Return the states to enter for ``entries``, in the light of what is remembered."""
    if len(entries) == 1:
        always = _entry_by_default(chart, entries[0])
        if not always.asks_memory:
            return always
    found = EntrySet(chart, memory)
    found.compute(entries)
    return found


@lru_cache(maxsize=16_384)
def _entry_by_default(chart: Chart, entry: Entry) -> EntrySet:
    """Return what an entry enters when nothing is remembered.

    Without a history state on the way that is what it always enters: a property of the chart.
    """
    found = EntrySet(chart, {})
    found.compute([entry])
    return found


def remember(chart: Chart, leaving: int, active: int) -> dict[int, int]:
    """Return what the history states of the states in ``leaving`` are to keep (SCXML §3.10)."""
    kept = {}
    for index in members(leaving & chart.remembered):
        state = chart.states[index]
        for history in state.histories:
            deep = chart.states[history].kind is Kind.DEEP_HISTORY
            below = chart.descendants[index] & chart.leaves if deep else bitset(state.children)
            kept[history] = active & below
    return kept


def is_in_final_state(chart: Chart, index: int, active: int) -> bool:
    """Return whether the state ``index`` is done (SCXML appendix D, isInFinalState)."""
    state = chart.states[index]
    if state.kind is Kind.COMPOUND:
        return bool(bitset(state.children) & chart.of_kind[Kind.FINAL] & active)
    if state.kind is Kind.PARALLEL:
        return all(is_in_final_state(chart, child, active) for child in state.children)
    return False
