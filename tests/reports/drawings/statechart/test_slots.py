from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.drawings.statechart.slots import Need, lanes_for, places_on_border

heights = st.integers(0, 300)
needs = st.lists(st.builds(Need, st.integers(1, 60), st.integers(1, 20)), max_size=5)


def test_lines_that_do_not_meet_share_a_lane() -> None:
    assert lanes_for([(0, 10), (30, 40)], apart=12) == [0, 0]


def test_of_lines_that_meet_the_short_one_takes_the_inner_lane() -> None:
    assert lanes_for([(0, 100), (40, 60)], apart=12) == [1, 0]


def test_an_end_moves_past_a_line_that_already_crosses_the_border() -> None:
    places, height = places_on_border([Need(10, 10)], [], [20.0], 100)

    assert places == [pytest.approx(36)]
    assert height == 100


def test_a_border_grows_when_its_ends_do_not_fit() -> None:
    _, height = places_on_border([Need(40, 8)], [Need(40, 8)], [], 38)

    assert height >= 2 * 48


@given(needs, needs, st.lists(heights, max_size=6), st.integers(20, 200))
def test_no_two_ends_meet_and_none_meets_a_line_whatever_the_order(
    up: list[Need], down: list[Need], taken: list[int], height: int
) -> None:
    inside = [line for line in taken if line < height]

    places, tall = places_on_border(up, down, inside, height)

    found = sorted(zip(places, [*up, *down], strict=True), key=lambda each: each[0])
    assert all(y - need.above >= 0 and y + need.below <= tall for y, need in found)
    for (y, need), (later, other) in pairwise(found):
        assert y + need.below <= later - other.above + 1e-9
    assert not any(y - n.above < line < y + n.below for y, n in found for line in inside)
