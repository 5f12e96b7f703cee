"""Everything a chart can do: each configuration that can be reached, with every fact free.

Breadth first, so that the first way to anything is a shortest one. Only facts that matter are
guessed: a macrostep runs until a condition cannot be decided without one more fact, and is then
run again with that fact false and true. What nothing depends on costs nothing.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from models.errors import DefinitionError
from models.statechart.bitset import bitset
from models.statechart.chart import Chart, Standing
from models.statechart.condition import Condition
from models.statechart.elements import Transition
from models.statechart.entry import Memory, exit_set
from models.statechart.macrostep import Macrostep, Step
from models.statechart.selection import Facts, listening, wanting, without_conflicts

_MAX_RESTLESS = 3  # each costs a thousand microsteps, and one is reason enough
_MAX_RIVALS = 20

# What makes a macrostep count for more than one.
_STATES_AT_ONCE = 50
_CHARACTERS_AT_ONCE = 100  # of conditions
_EVENTS_AT_ONCE = 20  # that are looked at and concern nobody


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the gate looks; people cannot oversee a life cycle that is larger by far.

    Attributes:
        transitions: of the chart.
        standings: configurations, with what history remembers.
        work: macrosteps in all, each counted more than once when there is much in it; these
            take about a second.
        guesses: combinations of facts that decide what one event does in one configuration.
    """

    transitions: int = 1_000
    standings: int = 2_000
    work: int = 20_000
    guesses: int = 1_024


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Example:
    """A case: an event under truth values, in a configuration (none yet at the start)."""

    standing: Standing
    event: str | None
    facts: Mapping[str, bool]


@dataclass(slots=True)
class Exploration:
    """What was found. When it was cut short, absence from it proves nothing.

    Attributes:
        chart: that was explored.
        standings: every one that was reached, with the case that led there first.
        successors: what each can become.
        seen: the set of states that were active, if only in passing.
        taken: the numbers of the transitions that were taken.
        left_by: event → set of states left in a macrostep in which it occurred.
        raised: the events that the chart raised itself.
        restless: cases in which it does not come to rest.
        rivals: transitions of different regions of which the first drops the second, with a case.
        cut_short: the limit that was met, if one was.
    """

    chart: Chart
    standings: dict[Standing, Example] = field(default_factory=dict)
    successors: dict[Standing, set[Standing]] = field(default_factory=dict)
    seen: int = 0
    taken: set[int] = field(default_factory=set)
    left_by: dict[str, int] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    restless: list[Example] = field(default_factory=list)
    rivals: dict[tuple[Transition, Transition], Example] = field(default_factory=dict)
    cut_short: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether what was not found cannot happen."""
        return not self.cut_short and not self.restless


def explore(chart: Chart, limits: Limits = LIMITS) -> Exploration:
    """Return everything that ``chart`` can do when people send its events, within ``limits``."""
    explorer = _Explorer(Exploration(chart), limits)
    try:
        explorer.run()
    except _LimitError as met:
        explorer.found.cut_short = met.limit
    return explorer.found


class _LimitError(Exception):
    """There is more than we look at."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class _UndecidedError(Exception):
    """A condition asks for a fact that has no value yet."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class _Explorer:
    found: Exploration
    limits: Limits
    waiting: deque[Standing] = field(default_factory=deque)
    work: int = 0

    def run(self) -> None:
        if len(self.found.chart.transitions) > self.limits.transitions:
            raise _LimitError("transitions")
        start = Standing()
        for facts, step in self.outcomes(start, self.begun):
            self.note(Example(start, None, facts), step)
        while self.waiting and len(self.found.restless) < _MAX_RESTLESS:
            self.visit(self.waiting.popleft())

    def visit(self, standing: Standing) -> None:
        """Try every event that people could send, and what changed facts do by themselves."""
        chart = self.found.chart
        self.spend(len(chart.events) // _EVENTS_AT_ONCE)
        for event in (None, *chart.events):
            if not standing.active & listening(chart, event):
                continue
            answered = partial(self.answered, standing, event)
            for facts, step in self.outcomes(standing, answered, event):
                self.note(Example(standing, event, facts), step)

    def outcomes(
        self, standing: Standing, run: Callable[[Facts], Step | None], event: str | None = None
    ) -> Iterator[tuple[Facts, Step]]:
        """Yield what happens under every combination of the facts that are asked."""
        guesses: list[dict[str, bool]] = [{}]
        outcomes = 0
        cost = _cost(self.found.chart, event)
        while guesses:
            guess = guesses.pop()
            self.spend(cost)
            if outcomes > self.limits.guesses:
                raise _LimitError("guesses")
            try:
                step = run(guess)
            except _UndecidedError as asked:
                guesses += [{**guess, asked.name: holds} for holds in (True, False)]
                continue
            except DefinitionError:  # the only one that a compiled chart can raise here
                self.found.restless.append(Example(standing, event, guess))
                return
            outcomes += 1
            if step is not None:
                yield guess, step

    def spend(self, work: int) -> None:
        self.work += work
        if self.work > self.limits.work:
            raise _LimitError("work")

    def begun(self, facts: Facts) -> Step:
        return Macrostep(self.found.chart, Standing(), facts, self.choose).start()

    def answered(self, standing: Standing, event: str | None, facts: Facts) -> Step | None:
        return Macrostep(self.found.chart, standing, facts, self.choose).answer(event)

    def note(self, case: Example, step: Step) -> None:
        """Write down what a macrostep did."""
        found, chart = self.found, self.found.chart
        found.seen |= bitset(chart.state(each).index for each in step.entered)
        found.taken |= {each.index for each in step.transitions}
        found.raised |= set(step.raised)
        left = bitset(chart.state(each).index for each in step.exited)
        for event in (case.event, *step.raised):
            if event is not None:
                found.left_by[event] = found.left_by.get(event, 0) | left
        if case.standing.active:
            found.successors.setdefault(case.standing, set()).add(step.standing)
        if step.standing not in found.standings:
            if len(found.standings) >= self.limits.standings:
                raise _LimitError("standings")
            found.standings[step.standing] = case
            self.waiting.append(step.standing)

    def choose(
        self, chart: Chart, active: int, memory: Memory, event: str | None, facts: Facts
    ) -> tuple[Transition, ...]:
        """Choose as the kernel does, and note what it drops without saying so."""
        wanted = wanting(chart, active, event, facts, _holds)
        if len(wanted) < 2:  # noqa: PLR2004  (one alone has no rival)
            return tuple(wanted)
        kept = without_conflicts(chart, wanted, active, memory)
        if len(kept) < len(wanted) and len(self.found.rivals) < _MAX_RIVALS:
            self.spend(len(kept) * (len(wanted) - len(kept)) // _STATES_AT_ONCE)
            for dropped in (each for each in wanted if each not in kept):
                for winner in _rivals_of(chart, dropped, kept, active, memory):
                    case = Example(Standing(active), event, _asked(facts, winner, dropped))
                    self.found.rivals.setdefault((winner, dropped), case)
        return kept


def _holds(condition: Condition, facts: Facts) -> bool:
    """Return whether a condition holds, or interrupt when that takes another fact."""
    decided = condition.decided(facts)
    if isinstance(decided, str):
        raise _UndecidedError(decided)
    return decided


@lru_cache(maxsize=4_096)
def _cost(chart: Chart, event: str | None) -> int:
    """Return how much work one macrostep is, roughly."""
    texts = [each.cond.text for each in chart.transitions if each.cond and each.matches(event)]
    characters = sum(map(len, texts))
    return 1 + len(chart.states) // _STATES_AT_ONCE + characters // _CHARACTERS_AT_ONCE


def _rivals_of(
    chart: Chart,
    dropped: Transition,
    kept: tuple[Transition, ...],
    active: int,
    memory: Memory,
) -> Iterator[Transition]:
    """Yield those for which ``dropped`` gave way, and not because they lie inside its source."""
    leaving = exit_set(chart, dropped, active, memory)
    for winner in kept:
        is_override = chart.ancestors[winner.source] >> dropped.source & 1
        if not is_override and leaving & exit_set(chart, winner, active, memory):
            yield winner


def _asked(facts: Facts, *transitions: Transition) -> dict[str, bool]:
    """Return the facts, of those with a value, that the conditions of these transitions name."""
    names = {name for each in transitions if each.cond for name in each.cond.names}
    return {name: holds for name, holds in facts.items() if name in names}
