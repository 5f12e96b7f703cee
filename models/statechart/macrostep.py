"""The interpreter itself: microsteps until a chart is at rest (SCXML appendix D).

The only mutable thing in this package; it lives for one macrostep. Callers use ``kernel``.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.errors import DefinitionError, Words
from models.statechart.bitset import members
from models.statechart.chart import ROOT, Chart, Standing
from models.statechart.elements import Kind, Transition
from models.statechart.entry import (
    Entry,
    Memory,
    entry_set,
    exit_set,
    is_in_final_state,
    remember,
    transition_domain,
)
from models.statechart.selection import Facts, select

# A life cycle needs a handful; more is a definition that never comes to rest.
MAX_MICROSTEPS = 1_000


# How a microstep chooses: ``select``, or one that looks on as well (the publish gate's).
Choose = Callable[[Chart, int, Memory, str | None, Facts], tuple[Transition, ...]]


class Step(NamedTuple):
    """One macrostep: the standing it ends in and what happened on the way, in order."""

    standing: Standing
    transitions: tuple[Transition, ...]
    entered: tuple[str, ...]
    exited: tuple[str, ...]
    raised: tuple[str, ...]  # internal events, ``done.state.…`` among them


class Macrostep:
    """A macrostep under way, from a standing to the step that comes out.

    SCXML's flag ``running`` is not needed: a final child of the chart has no transitions, and
    when it is active nothing else is.
    """

    def __init__(
        self, chart: Chart, standing: Standing, facts: Facts, choose: Choose = select
    ) -> None:
        """Begin at ``standing``; nothing has happened yet."""
        self.choose = choose
        self.chart = chart
        self.active = standing.active
        self.memory = dict(standing.history)
        self.facts = facts
        self.queue: deque[str] = deque()
        self.taken: list[Transition] = []
        self.entered: list[str] = []
        self.exited: list[str] = []
        self.raised: list[str] = []

    def complete(self) -> Step:
        """Follow eventless transitions and internal events until nothing moves (mainEventLoop)."""
        for _ in range(MAX_MICROSTEPS):
            transitions = self._selected(None)
            if not transitions and not self.queue:
                return self._result()
            if not transitions:
                transitions = self._selected(self.queue.popleft())
            if transitions:
                self.take(transitions)
        raise DefinitionError(
            where=self.chart.id,
            problem=Words(
                f"zij komt binnen {MAX_MICROSTEPS} eigen stappen niet tot rust",
                f"it does not come to rest within {MAX_MICROSTEPS} steps of its own",
            ),
            remedy=Words(
                "Zoek overgangen zonder gebeurtenis, of 'raise', die naar elkaar terugleiden.",
                "Look for eventless transitions or raised events that lead back to each other.",
            ),
        )

    def take(self, transitions: tuple[Transition, ...]) -> None:
        """Leave, act, enter (microstep)."""
        self._leave(transitions)
        for transition in transitions:
            if transition.raises:
                self._raise(transition.raises)
        self.taken.extend(transitions)
        # Domains anew: leaving may have changed what a history target stands for.
        entries = [
            (each.targets, transition_domain(self.chart, each, self.memory))
            for each in transitions
            if each.targets
        ]
        self.enter(entries)

    def start(self) -> Step:
        """Enter the chart and come to rest."""
        self.enter([(self.chart.states[ROOT].initial, ROOT)])
        return self.complete()

    def answer(self, event: str | None) -> Step | None:
        """Do what ``event`` asks and come to rest, or return None if it does nothing."""
        transitions = self._selected(event)
        if not transitions:
            return None
        self.take(transitions)
        return self.complete()

    def enter(self, entries: Sequence[Entry]) -> None:
        """Enter in document order, and say which states are done by it (enterStates)."""
        entry = entry_set(self.chart, entries, self.memory)
        states = self.chart.states
        for index in members(entry.states):
            state = states[index]
            self.active |= 1 << index
            self.entered.append(state.id)
            if state.raise_on_entry:
                self._raise(state.raise_on_entry)
            if state.raise_on_initial and entry.by_default >> index & 1:
                self._raise(state.raise_on_initial)
            if entry.forgotten and index in entry.forgotten:
                self._raise(states[entry.forgotten[index]].raise_on_initial)
            if state.kind is Kind.FINAL and state.parent != ROOT:
                self._raise_done(state.parent)

    def _leave(self, transitions: tuple[Transition, ...]) -> None:
        """Leave in reverse document order, after history has been taken down (exitStates)."""
        leaving = 0
        for transition in transitions:
            leaving |= exit_set(self.chart, transition, self.active, self.memory)
        if leaving & self.chart.remembered:
            self.memory.update(remember(self.chart, leaving, self.active))
        for index in reversed(members(leaving)):
            state = self.chart.states[index]
            self.exited.append(state.id)
            if state.raise_on_exit:
                self._raise(state.raise_on_exit)
        self.active &= ~leaving

    def _raise_done(self, parent: int) -> None:
        """Raise ``done.state`` of a state whose final child is entered (SCXML §3.7)."""
        self._raise((f"done.state.{self.chart.states[parent].id}",))
        around = self.chart.states[self.chart.states[parent].parent]
        if around.kind is Kind.PARALLEL and is_in_final_state(
            self.chart, around.index, self.active
        ):
            self._raise((f"done.state.{around.id}",))

    def _raise(self, events: tuple[str, ...]) -> None:
        self.queue.extend(events)
        self.raised.extend(events)

    def _selected(self, event: str | None) -> tuple[Transition, ...]:
        return self.choose(self.chart, self.active, self.memory, event, self.facts)

    def _result(self) -> Step:
        return Step(
            Standing(self.active, tuple(sorted(self.memory.items()))),
            tuple(self.taken),
            tuple(self.entered),
            tuple(self.exited),
            tuple(self.raised),
        )
