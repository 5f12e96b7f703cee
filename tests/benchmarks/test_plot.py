"""The plot of costs: a line for each curve, well formed, and nothing off the paper."""

import re

from benchmarks.plot import Curve, plot


def test_each_curve_is_a_line_with_its_name_as_written() -> None:
    drawn = plot((1, 3, 10), [Curve("due & more", (0.1, 0.3, 1.0)), Curve("all", (0.2, 0.9, 4.0))])

    assert drawn.count("<polyline ") == 2
    assert ">due &amp; more</text>" in drawn
    assert ">all</text>" in drawn


def test_who_cannot_see_the_lines_reads_how_much_each_cost_grew() -> None:
    drawn = plot((1, 3), [Curve("due", (0.1, 0.25)), Curve("all", (0.2, 0.6))])

    assert 'aria-labelledby="title costs"' in drawn
    assert (
        '<desc id="costs">Work grows ×1, ×3; the cost grows, for due: ×1, ×2.5; for all: ×1, ×3.<'
        in drawn
    )


def test_what_grows_faster_than_the_work_still_fits_on_the_paper() -> None:
    drawn = plot((1, 10), [Curve("steep", (0.01, 10.0)), Curve("falling", (1.0, 0.001))])

    heights = [float(y) for y in re.findall(r"[\d.]+,([\d.]+)", drawn)]

    assert all(0 <= height <= 400 for height in heights)
