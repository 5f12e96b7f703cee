"""The kernel alone, with and without its memory, against a dict lookup and a guard.

Uncached is the interpreter itself (``Macrostep``), for every step anew: the memory of ``step`` is
not asked. What a chart knows of itself stays known (which transitions of a state an event
concerns, the members of a bit set): that is the compiled life cycle, not an answer.

The floor is what is left of a state machine when everything is taken away that makes it one: no
hierarchy, no history, no ensuing events, one row per state and event.
"""

from collections.abc import Callable
from itertools import repeat
from pathlib import Path

from benchmarks.journeys import Journeys, cluster_journeys
from benchmarks.measure import Figure, Side, at_least, compare
from models.statechart import step
from models.statechart.macrostep import Macrostep

UNCACHED = 20_000
REMEMBERED = 500_000


def figures(_folder: Path) -> list[Figure]:
    """Return the rate of macrosteps on the real cluster, computed and remembered."""
    journeys = cluster_journeys()
    remembered(journeys, 1)  # from here on every answer is known
    return [
        compare(
            "kernel, macrosteps computed",
            ours=lambda: computed(journeys, UNCACHED),
            floor=_floor(journeys, REMEMBERED),
            unit="steps/s",
            aim=at_least(100_000, Side.OURS),
        ),
        compare(
            "kernel, macrosteps remembered",
            ours=lambda: remembered(journeys, REMEMBERED),
            floor=_floor(journeys, REMEMBERED),
            unit="steps/s",
            aim=at_least(3 / 6.6),  # three million where the floor does six and a half
        ),
    ]


def computed(journeys: Journeys, at_least_steps: int) -> int:
    """Compute every step of the chart, again and again; return how many that were."""
    chart, facts, steps = journeys.chart, journeys.facts, journeys.steps
    rounds = at_least_steps // len(steps) + 1
    for _ in repeat(None, rounds):
        for standing, event in steps:
            Macrostep(chart, standing, facts).answer(event)
    return rounds * len(steps)


def remembered(journeys: Journeys, at_least_steps: int) -> int:
    """Ask for every step of the chart, again and again; return how many led somewhere."""
    chart, facts, steps = journeys.chart, journeys.facts, journeys.steps
    rounds = at_least_steps // len(steps) + 1
    moved = 0
    for _ in repeat(None, rounds):
        for standing, event in steps:
            if step(chart, standing, event, facts) is not None:
                moved += 1
    assert moved == rounds * len(steps)
    return moved


def _floor(journeys: Journeys, at_least_steps: int) -> Callable[[], int]:
    """Return the same questions to a table of state and event, with one fact as a guard."""
    numbers = {standing: number for number, standing in enumerate(journeys.standings)}
    steps = [(numbers[standing], event) for standing, event in journeys.steps]
    rows = dict.fromkeys(steps, (0, "it may"))
    facts = {"it may": True}
    rounds = at_least_steps // len(steps) + 1

    def look_up() -> int:
        moved = 0
        for _ in repeat(None, rounds):
            for state, event in steps:
                _, guard = rows[state, event]
                if facts[guard]:
                    moved += 1
        return moved

    return look_up
