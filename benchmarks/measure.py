"""How a figure is taken: rounds of ours and of the floor in turn, medians, and their ratio.

The machine is noisy, so absolute times say little; taking turns lets both suffer alike, and the
ratio is the median over pairs of rounds that stood next to each other.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ROUNDS = 5
SHORT_ROUNDS = 25  # for what waits on the disk, which is slow for seconds on end now and then

Run = Callable[[], int]
"""Does the work once and returns how many units it did."""


class Side(StrEnum):
    """What an aim is about."""

    OURS = "ours"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound on our figure or on its ratio to the floor, from below or from above."""

    bound: float
    of: Side
    at_most: bool = False

    def __str__(self) -> str:
        """Return ``ratio >= 0.5`` or ``ours <= 20``."""
        return f"{self.of} {'<=' if self.at_most else '>='} {self.bound:,g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; ``ours`` and ``floor`` are in ``unit``, whichever way is better."""

    name: str
    ours: float
    floor: float
    ratio: float  # ours as a fraction of the floor: at 1.0 they are alike
    unit: str
    aim: Aim

    @property
    def is_met(self) -> bool:
        """Return whether the aim is reached."""
        reached = self.ours if self.aim.of is Side.OURS else self.ratio
        return reached <= self.aim.bound if self.aim.at_most else reached >= self.aim.bound


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A line of the table that could not be taken here, and why."""

    name: str
    reason: str


Line = Figure | NotMeasured


def at_least(bound: float, of: Side = Side.RATIO) -> Aim:
    """Return an aim that more is better for."""
    return Aim(bound, of)


def at_most(bound: float, of: Side = Side.RATIO) -> Aim:
    """Return an aim that less is better for."""
    return Aim(bound, of, at_most=True)


def compare(  # noqa: PLR0913  (a figure has as many parts)
    name: str,
    *,
    ours: Run,
    floor: Run,
    unit: str,
    aim: Aim,
    before: Callable[[], None] = lambda: None,
    rounds: int = ROUNDS,
) -> Figure:
    """Return both median rates per second over rounds that take turns; ``before`` is not timed."""
    pairs = [(_rate(before, floor), _rate(before, ours)) for _ in range(rounds)]
    return _figure(name, pairs, unit, aim)


def compare_durations(name: str, *, ours: Run, floor: Run, aim: Aim) -> Figure:
    """Return both median durations of one run in seconds, over rounds that take turns."""
    pairs = [(_seconds(floor), _seconds(ours)) for _ in range(ROUNDS)]
    return _figure(name, pairs, "s", aim)


def _figure(name: str, pairs: list[tuple[float, float]], unit: str, aim: Aim) -> Figure:
    """Return the medians of pairs of the floor's and our rounds."""
    return Figure(
        name,
        ours=statistics.median(ours for _, ours in pairs),
        floor=statistics.median(floor for floor, _ in pairs),
        ratio=statistics.median(ours / floor for floor, ours in pairs),
        unit=unit,
        aim=aim,
    )


def _rate(before: Callable[[], None], run: Run) -> float:
    before()
    start = time.perf_counter()
    units = run()
    return units / (time.perf_counter() - start)


def _seconds(run: Run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
