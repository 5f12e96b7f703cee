"""The page on scale computes with what was measured, and its plot can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "scale.md").read_text(encoding="utf-8")


def test_the_seconds_of_all_ministries_follow_from_those_of_a_thousand() -> None:
    per_thousand = [float(cells[2]) for cells in _rows_behind("| seconds per 1,000 |")]
    days = list(_rows_behind("| day | due | messages |"))

    assert len(days) == 3
    for _, due, messages, *seconds in days:
        thousands = [_number(due) / 1_000, _number(due) / 1_000, _number(messages) / 1_000]
        computed = [size * each for size, each in zip(thousands, per_thousand, strict=True)]
        assert [_number(each) for each in seconds] == pytest.approx(computed, abs=0.051)


def test_what_a_day_cost_stands_beside_how_much_it_grew() -> None:
    rows = list(_rows_behind("| what grows | on |"))

    assert len(rows) == 8
    for *_, small, three, ten in rows:
        for cost, ratio in (re.findall(r"[\d.]+", grown) for grown in (three, ten)):
            assert float(cost) / float(small) == pytest.approx(float(ratio), abs=0.15, rel=0.05)


def test_the_plot_says_in_words_what_it_shows() -> None:
    drawn = (DOCS / "scale.svg").read_text(encoding="utf-8")

    assert "![What a day costs" in PAGE
    assert "<title" in drawn
    assert drawn.count("for ") == 8, "a description names each line"


def _rows_behind(heading: str) -> Iterator[list[str]]:
    table = PAGE[PAGE.index(heading) :].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _number(cell: str) -> float:
    return float(cell.replace(",", ""))
