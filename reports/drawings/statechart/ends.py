"""Which ends of arrows lie on the border of each box, and in which order from top to bottom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.statechart import Chart
from reports.drawings.statechart.arrows import Arrow, stack_of
from reports.drawings.statechart.boxes import End


@dataclass(frozen=True)
class Ends:
    """The ends of all arrows but those that go straight down."""

    chart: Chart
    arrows: tuple[Arrow, ...]

    @cached_property
    def at(self) -> Mapping[int, list[End]]:
        """The ends of each box.

        Upward ones first, the nearest on top; then downward ones, the farthest on top: so lines
        that turn off together do not cross.
        """
        found: defaultdict[int, list[End]] = defaultdict(list)
        for number, arrow in enumerate(self.arrows):
            if not arrow.is_straight:
                for place, box in enumerate((arrow.source, *arrow.targets)):
                    found[box].append((number, place))
        for ends in found.values():
            ends.sort(key=lambda end: (not self.leads_up(end), -self._distance(end), end))
        return found

    def leads_up(self, end: End) -> bool:
        """Return whether the other end of the arrow lies higher."""
        return self._distance(end) < 0

    def _distance(self, end: End) -> int:
        """Return how many boxes below this end the other one is; negative: above."""
        arrow = self.arrows[end[0]]
        here = arrow.targets[end[1] - 1] if end[1] else arrow.source
        there = arrow.source if end[1] else arrow.targets[0]
        return self._rank[there] - self._rank[here]

    @cached_property
    def _rank(self) -> Mapping[int, int]:
        """The order of all boxes from top to bottom."""
        order: list[int] = []
        waiting = [0]
        while waiting:
            number = waiting.pop()
            order.append(number)
            if number >= 0:
                waiting += reversed(stack_of(self.chart.states[number]))
        return {number: place for place, number in enumerate(order)}
