"""What is drawn as an arrow: every transition, every default entry, and in which box it runs.

A box is named by a number: that of its state, or for the initial dot of a state the one that
``dot_of`` gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from models.statechart import Chart, Kind, State
from models.statechart.bitset import members


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from a box to one or more others."""

    source: int
    targets: tuple[int, ...]
    transition: int | None  # None: a default entry
    room: int  # the innermost compound around all its ends: there it runs
    is_straight: bool  # down to the next box of the stack, without a lane
    is_main: bool  # from one step of the step bar to the next


def dot_of(state: int) -> int:
    """Return the number of the initial dot in a state."""
    return -1 - state


def stack_of(state: State) -> tuple[int, ...]:
    """Return the boxes in a compound from top to bottom, or in a parallel from left to right."""
    dot = (dot_of(state.index),) if state.kind is Kind.COMPOUND and state.initial else ()
    return (*dot, *state.children, *state.histories)


def arrows_of(chart: Chart) -> tuple[Arrow, ...]:
    """Return all arrows, in document order of where they begin."""
    neighbours = _neighbours(chart)
    found: list[Arrow] = []
    for source, targets, transition in _links(chart):
        pair = (source, targets[0])
        straight = len(targets) == 1 and pair in neighbours
        neighbours.discard(pair)  # a second one between the same boxes takes a lane
        room = _room(chart, source, targets)
        main = _is_main(chart, source, targets)
        found.append(Arrow(source, targets, transition, room, straight, main))
    return tuple(found)


def _links(chart: Chart) -> Iterator[tuple[int, tuple[int, ...], int | None]]:
    for state in chart.states:
        if state.kind is Kind.COMPOUND and state.initial:
            yield dot_of(state.index), state.initial, None
        for number in state.transitions:
            # Without a target it stays where it is: an arrow back to its own box.
            targets = chart.transitions[number].targets or (state.index,)
            yield state.index, targets, number
        if chart.histories >> state.index & 1:
            around = chart.states[state.parent]
            if state.initial not in {around.initial, around.children, ()}:
                yield state.index, state.initial, None


def _neighbours(chart: Chart) -> set[tuple[int, int]]:
    stacks = [stack_of(each) for each in chart.states if each.kind is Kind.COMPOUND]
    return {pair for stack in stacks for pair in pairwise(stack)}


def _room(chart: Chart, source: int, targets: tuple[int, ...]) -> int:
    around = chart.of_kind[Kind.COMPOUND] | 1
    for box in (source, *targets):
        around &= chart.ancestors[box] if box >= 0 else _with(chart, -1 - box)
    return members(around)[-1]  # ancestors come first in document order


def _with(chart: Chart, state: int) -> int:
    return chart.ancestors[state] | 1 << state


def _is_main(chart: Chart, source: int, targets: tuple[int, ...]) -> bool:
    stages = {state.index: place for place, state in enumerate(chart.stages)}
    if source < 0 or len(targets) != 1 or targets[0] not in stages:
        return False
    begin = [stages[each] for each in members(_with(chart, source)) if each in stages]
    return bool(begin) and stages[targets[0]] == begin[-1] + 1
