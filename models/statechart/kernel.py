"""What an event does to a standing, and which events would do something.

Pure functions. What was computed once is remembered, keyed on the standing, the event and the
facts that can decide it; charts are immutable, so nothing ever needs to be forgotten but for room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from models.errors import DefinitionError, Words
from models.statechart.bitset import bitset, members
from models.statechart.chart import ROOT, Chart, Standing
from models.statechart.elements import Transition, is_internal, names_in, sendable
from models.statechart.entry import entry_set
from models.statechart.macrostep import Macrostep, Step
from models.statechart.selection import Facts, listening, matching, select

CACHED_STEPS = 16_384  # per chart and event
CACHED_EVENTS = 1_024  # per chart; anybody can send anything
CACHED_CHARTS = 256
NO_FACTS: Facts = {}

_K = TypeVar("_K")
_V = TypeVar("_V")
_Truths = tuple[bool | None, ...]  # one per name, None when the fact is absent
_Pick = Callable[[Facts], object]  # the truths of some facts as one hashable thing
_Known = dict[tuple[Standing, object], Step | None]
# Nested, because two looks into a dict cost less than one tuple to look with.
_REMEMBERED: dict[Chart, dict[str | None, tuple[_Pick | None, _Known]]] = {}


@dataclass(frozen=True, slots=True)
class Option:
    """An event that somebody could send now, and whether it would lead anywhere."""

    event: str
    transitions: tuple[Transition, ...]  # that would be taken; if none, all that wait for facts
    holds: bool
    missing: tuple[str, ...]  # terms in the way, see Condition.missing

    @property
    def cond(self) -> str:
        """The conditions of the transitions as one text; empty if they have none."""
        conditions = [each.cond.text for each in self.transitions if each.cond]
        return conditions[0] if len(conditions) == 1 else " or ".join(f"({c})" for c in conditions)


def initial(chart: Chart, facts: Facts = NO_FACTS) -> Step:
    """Return the step that starts the life cycle."""
    return Macrostep(chart, Standing(), facts).start()


def placed(chart: Chart, state_ids: Sequence[str], facts: Facts = NO_FACTS) -> Standing:
    """Return the standing in which the states ``state_ids`` are active.

    Ancestors are added and regions that are not mentioned take their default. If that completes
    a state, the chart moves on as it would have, so that nobody is placed in a dead end. What a
    history state should remember cannot be said here: ``Chart.read`` takes that.

    Raises:
        DefinitionError: a state is unknown, is a history state, or two exclude each other.

    """
    named = [chart.state(state_id).index for state_id in state_ids]
    around = 0
    for index in named:
        around |= chart.ancestors[index]
    targets = tuple(index for index in named if not around >> index & 1)
    entered = entry_set(chart, [(targets, ROOT)], {}).states
    # A target that is a history state is no fault of what it leads to, so it is looked for first.
    pseudo = bitset(targets) & chart.histories
    if fault := chart.fault_below(ROOT, pseudo or entered):
        raise _nowhere(chart, state_ids, fault)
    macrostep = Macrostep(chart, Standing(), facts)
    macrostep.enter([(targets, ROOT)])
    return macrostep.complete().standing


def _nowhere(chart: Chart, state_ids: Sequence[str], fault: Words) -> DefinitionError:
    return DefinitionError(
        where=chart.id,
        problem=Words(
            f"in {' en '.join(state_ids)} kan niets staan: {fault.nl}",
            f"nothing can stand in {' and '.join(state_ids)}: {fault.en}",
        ),
        remedy=Words(
            "Noem één toestand, of één per deelspoor van een gelijktijdige toestand.",
            "Name one state, or one per region of a parallel.",
        ),
    )


def step(
    chart: Chart, standing: Standing, event: str | None, facts: Facts = NO_FACTS
) -> Step | None:
    """Return what ``event`` does, or None if it does nothing in ``standing``.

    Without an event that is what the facts do by themselves (``settle``).

    Events that only the chart may raise (``done.…``, ``error.…``) do nothing from outside:
    otherwise anybody could declare a phase done past its conditions.

    Raises:
        ExpressionError: a condition that decides names a fact which ``facts`` does not hold.
        DefinitionError: the chart does not come to rest.

    """
    # No call, no loop and no copy that the remembered answer does not need: this is the inner
    # loop of whoever moves many subjects (benchmarks/kernel.py).
    try:
        pick, known = _REMEMBERED[chart][event]
        return known[standing, pick and pick(facts)]
    except KeyError:  # not asked before, or a fact is absent
        return _advance(chart, standing, event, facts)


def settle(chart: Chart, standing: Standing, facts: Facts = NO_FACTS) -> Step | None:
    """Return what changed facts do by themselves (eventless transitions), or None."""
    return step(chart, standing, None, facts)


def enabled(chart: Chart, standing: Standing, facts: Facts = NO_FACTS) -> tuple[Option, ...]:
    """Return every event that an active state waits for, in document order.

    Those whose condition does not hold are among them, with the facts that stand in the way.
    """
    truths = tuple(map(facts.get, chart.facts))
    return _options(chart, standing.active, standing.history, truths)


def _advance(chart: Chart, standing: Standing, event: str | None, facts: Facts) -> Step | None:
    """Compute a step; remember it if every fact that could decide it was there."""
    names = deciding_facts(chart, event)
    deciding = {name: facts[name] for name in names if name in facts}
    taken = _taken(chart, standing, event, deciding)
    if len(deciding) == len(names):
        pick, known = _memory_of(chart, event, names)
        _room_in(known, CACHED_STEPS)[standing, pick and pick(deciding)] = taken
    return taken


def _memory_of(
    chart: Chart, event: str | None, names: tuple[str, ...]
) -> tuple[_Pick | None, _Known]:
    """Return how to pick the facts that decide ``event``, and what is known of it by now."""
    events = _REMEMBERED.get(chart)
    if events is None:
        events = _room_in(_REMEMBERED, CACHED_CHARTS)[chart] = {}
    memory = events.get(event)
    if memory is None:
        pick = itemgetter(*names) if names else None
        memory = _room_in(events, CACHED_EVENTS)[event] = (pick, {})
    return memory


def _room_in(memory: dict[_K, _V], most: int) -> dict[_K, _V]:
    """Return ``memory``, emptied if it is full."""
    if len(memory) >= most:
        memory.clear()
    return memory


def _taken(chart: Chart, standing: Standing, event: str | None, facts: Facts) -> Step | None:
    if event is not None and is_internal(event):
        return None
    return Macrostep(chart, standing, facts).answer(event)


@lru_cache(maxsize=CACHED_STEPS)
def _options(
    chart: Chart, active: int, history: tuple[tuple[int, int], ...], truths: _Truths
) -> tuple[Option, ...]:
    facts = _known(chart.facts, truths)
    awaited = dict.fromkeys(
        event
        for transition in chart.transitions
        if active >> transition.source & 1
        for event in sendable(transition)
    )
    return tuple(_option(chart, active, dict(history), event, facts) for event in awaited)


def _option(chart: Chart, active: int, memory: dict[int, int], event: str, facts: Facts) -> Option:
    if taken := select(chart, active, memory, event, facts):
        return Option(event, taken, holds=True, missing=())
    waiting = dict.fromkeys(
        transition
        for leaf in members(active & listening(chart, event))
        for transition in matching(chart, leaf, event)
    )
    terms = [term for each in waiting if each.cond for term in each.cond.missing(facts)]
    return Option(event, tuple(waiting), holds=False, missing=tuple(dict.fromkeys(terms)))


@lru_cache(maxsize=CACHED_STEPS)
def deciding_facts(chart: Chart, event: str | None) -> tuple[str, ...]:
    """Return the facts that can decide what ``event`` does, up to the end of its macrostep.

    They are the ones in conditions on ``event`` itself and on whatever may follow without anybody
    sending it. Other facts change nothing, so they are no part of the key of what is remembered.
    """
    own = {raised for state in chart.states for raised in _raised_by(chart, state.index)}
    own |= {raised for transition in chart.transitions for raised in transition.raises}
    followed = [
        each
        for each in chart.transitions
        if each.matches(event) or each.matches(None) or any(map(each.matches, own))
    ]
    return names_in(followed)


def _raised_by(chart: Chart, index: int) -> tuple[str, ...]:
    state = chart.states[index]
    done = f"done.state.{state.id}"
    return (done, *state.raise_on_initial, *state.raise_on_entry, *state.raise_on_exit)


def _known(names: tuple[str, ...], truths: _Truths) -> dict[str, bool]:
    return {name: truth for name, truth in zip(names, truths, strict=True) if truth is not None}
