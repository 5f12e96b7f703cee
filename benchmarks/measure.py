"""How a figure is taken: rounds of ours and of the floor in turn, medians, and their ratio.

The machine is noisy, so absolute times say little; taking turns lets both suffer alike.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5

Run = Callable[[], int]
"""Does the work once and returns how many units it did."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; ``ours`` and ``floor`` are units per second."""

    name: str
    ours: float
    floor: float
    unit: str
    aim: str

    @property
    def ratio(self) -> float:
        """Return ours as a fraction of the floor: 1.0 is as fast as the bare database."""
        return self.ours / self.floor


def compare(
    name: str,
    *,
    ours: Run,
    floor: Run,
    unit: str,
    aim: str,
    before: Callable[[], None] = lambda: None,
) -> Figure:
    """Return the median rate of both over rounds that take turns; ``before`` is not timed."""
    rates: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(ROUNDS):
        for side, run in (("floor", floor), ("ours", ours)):
            before()
            rates[side].append(_rate(run))
    return Figure(
        name, statistics.median(rates["ours"]), statistics.median(rates["floor"]), unit, aim
    )


def _rate(run: Run) -> float:
    start = time.perf_counter()
    units = run()
    return units / (time.perf_counter() - start)
