"""Which transitions an event takes (SCXML §3.13 and appendix D, selectTransitions).

``step`` and ``enabled`` both ask here, so that what is offered is what would happen.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from models.statechart.bitset import bitset, members
from models.statechart.chart import Chart
from models.statechart.condition import Condition
from models.statechart.elements import Transition
from models.statechart.entry import Memory, exit_set

Facts = Mapping[str, bool]


@lru_cache(maxsize=16_384)
def matching(chart: Chart, leaf: int, event: str | None) -> tuple[Transition, ...]:
    """Return the transitions of ``leaf`` and its ancestors for ``event``, in order of priority.

    Inner states go before outer ones and within a state document order decides; conditions are
    not looked at yet. ``None`` asks for the eventless transitions.
    """
    outwards = [leaf, *reversed(members(chart.ancestors[leaf]))]
    candidates = [chart.transitions[i] for at in outwards for i in chart.states[at].transitions]
    return tuple(each for each in candidates if each.matches(event))


@lru_cache(maxsize=16_384)
def listening(chart: Chart, event: str | None) -> int:
    """Return the set of leaves that ``event`` can concern at all, conditions aside."""
    return bitset(leaf for leaf in members(chart.leaves) if matching(chart, leaf, event))


def select(
    chart: Chart, active: int, memory: Memory, event: str | None, facts: Facts
) -> tuple[Transition, ...]:
    """Return the transitions to take together, one at most per active leaf, without conflicts.

    Raises:
        ExpressionError: a condition that decides names a fact which ``facts`` does not hold.

    """
    wanted = wanting(chart, active, event, facts)
    return without_conflicts(chart, wanted, active, memory) if len(wanted) > 1 else tuple(wanted)


def wanting(
    chart: Chart,
    active: int,
    event: str | None,
    facts: Facts,
    holds: Callable[[Condition, Facts], bool] = Condition.holds,
) -> list[Transition]:
    """Return the transition that each active leaf would take, conflicts not yet settled.

    Raises:
        ExpressionError: a condition that decides names a fact which ``facts`` does not hold.

    """
    concerned = active & listening(chart, event)
    if not concerned:
        return []
    enabled: list[Transition] = []
    for leaf in members(concerned):
        for transition in matching(chart, leaf, event):
            if transition.cond is None or holds(transition.cond, facts):
                if transition not in enabled:
                    enabled.append(transition)
                break
    return enabled


def without_conflicts(
    chart: Chart, enabled: list[Transition], active: int, memory: Memory
) -> tuple[Transition, ...]:
    """Return ``enabled`` without those that would leave the same states as another.

    The inner source preempts the outer one; between others the first in document order stays
    (removeConflictingTransitions).
    """
    kept: list[tuple[Transition, int]] = []
    for transition in enabled:
        leaving = exit_set(chart, transition, active, memory)
        rivals = [rival for rival, also_leaving in kept if leaving & also_leaving]
        above = chart.ancestors[transition.source]
        if all(above >> rival.source & 1 for rival in rivals):
            kept = [each for each in kept if each[0] not in rivals]
            kept.append((transition, leaving))
    return tuple(transition for transition, _ in kept)
