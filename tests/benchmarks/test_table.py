"""A table of figures says what was reached, whichever way is better."""

import json
from pathlib import Path

import pytest

from benchmarks.measure import Aim, Figure, NotMeasured, Side, at_least, at_most
from benchmarks.table import table, write


@pytest.mark.parametrize(
    "aim, ours, ratio, is_met",
    [
        (at_least(0.5), 50, 0.5, True),
        (at_least(0.5), 50, 0.49, False),
        (at_most(20, Side.OURS), 20, 3.0, True),
        (at_most(20, Side.OURS), 21, 3.0, False),
        (at_least(100_000, Side.OURS), 99_999, 3.0, False),
    ],
)
def test_an_aim_is_met_on_its_own_side_of_the_bound(
    aim: Aim, ours: float, ratio: float, is_met: bool
) -> None:
    assert _figure(aim, ours=ours, ratio=ratio).is_met is is_met


def test_the_table_shows_the_verdict_beside_the_aim() -> None:
    shown = table([_figure(at_most(20, Side.OURS), ours=8.5), _figure(at_least(2), ratio=1.5)])

    _, weight, rate = shown.splitlines()
    assert "8.50" in weight
    assert "ours <= 20" in weight
    assert "✓" in weight
    assert "ratio >= 2" in rate
    assert "✗" in rate


def test_what_was_not_measured_says_why_and_stays_out_of_the_columns() -> None:
    shown = table([_figure(at_least(2)), NotMeasured("others", "they are not installed")])

    assert shown.splitlines()[-1] == "others: not measured, they are not installed"


def test_the_figures_can_be_read_back_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"

    write([_figure(at_least(2), ratio=3.0), NotMeasured("others", "they are not installed")], path)

    read = json.loads(path.read_text(encoding="utf-8"))
    assert (read["figure"]["ratio"], read["figure"]["is_met"]) == (3.0, True)
    assert read["others"] == {"not_measured": "they are not installed"}


def _figure(aim: Aim, *, ours: float = 1.0, ratio: float = 1.0) -> Figure:
    return Figure("figure", ours=ours, floor=1.0, ratio=ratio, unit="MB", aim=aim)
