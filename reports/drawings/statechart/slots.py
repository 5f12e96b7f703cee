"""Where lines may run so that none meets another's text: plain arithmetic on heights."""

from collections.abc import Sequence
from dataclasses import dataclass

EDGE = 10.0  # kept free at both ends of a border, for its round corners
_CLEAR = 6.0  # between a line and the text of another


@dataclass(frozen=True, slots=True)
class Need:
    """The room that the end of an arrow takes on a border, above and below its line."""

    above: float
    below: float


def lanes_for(spans: Sequence[tuple[float, float]], apart: float) -> list[int]:
    """Return a lane for each span, such that those on one lane keep apart; short ones inside."""
    lanes: list[list[tuple[float, float]]] = []
    found = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda n: (spans[n][1] - spans[n][0], n)):
        low, high = spans[number]
        free = (
            place
            for place, lane in enumerate(lanes)
            if all(high + apart <= begin or end + apart <= low for begin, end in lane)
        )
        place = next(free, len(lanes))
        if place == len(lanes):
            lanes.append([])
        lanes[place].append((low, high))
        found[number] = place
    return found


def places_on_border(
    up: Sequence[Need], down: Sequence[Need], taken: Sequence[float], height: float
) -> tuple[list[float], float]:
    """Return a place for each end, those going up from the top, those going down from below.

    Args:
        up: the ends that lead upward, from top to bottom.
        down: the ends that lead downward, from top to bottom.
        taken: where lines already cross the border.
        height: of the border.

    Returns:
        The places of all ends in that order, and the height, greater where it had to grow.
    """
    while True:
        from_top = _downward(up, taken)
        from_below = _upward(down, taken, height)
        begin = from_top[-1] + up[-1].below if up else EDGE
        end = from_below[0] - down[0].above if down else height - EDGE
        if begin <= end:
            return from_top + from_below, height
        height += max(begin - end, 1.0)


def _downward(needs: Sequence[Need], taken: Sequence[float]) -> list[float]:
    found, cursor = [], EDGE
    for need in needs:
        y = cursor + need.above
        for line in sorted(taken):
            if y - need.above - _CLEAR < line < y + need.below + _CLEAR:
                y = line + need.above + _CLEAR
        found.append(y)
        cursor = y + need.below
    return found


def _upward(needs: Sequence[Need], taken: Sequence[float], height: float) -> list[float]:
    found, cursor = [], height - EDGE
    for need in reversed(needs):
        y = cursor - need.below
        for line in sorted(taken, reverse=True):
            if y - need.above - _CLEAR < line < y + need.below + _CLEAR:
                y = line - need.below - _CLEAR
        found.append(y)
        cursor = y - need.above
    return found[::-1]
