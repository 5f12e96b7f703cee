"""The figures as people read them, and as the next run can be compared with them."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Figure, Line, NotMeasured

RESULT = Path("build/bench.json")

_HEADINGS = ("figure", "ours", "floor", "ratio", "aim", "", "unit")
_TO_THE_RIGHT = frozenset({1, 2, 3})
_MANY = 1_000  # from here on decimals only distract


def table(lines: Sequence[Line]) -> str:
    """Return one row per figure; what could not be measured follows with its reason."""
    rows = [_HEADINGS, *(_cells(line) for line in lines if isinstance(line, Figure))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    said = [_row(row, widths) for row in rows]
    unmeasured = [line for line in lines if isinstance(line, NotMeasured)]
    return "\n".join([*said, *(f"{line.name}: not measured, {line.reason}" for line in unmeasured)])


def write(lines: Sequence[Line], path: Path = RESULT) -> None:
    """Write the figures as JSON, by their names; what was not measured carries its reason."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps({line.name: _facts(line) for line in lines}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _number(figure.ours),
        _number(figure.floor),
        f"{figure.ratio:.2g}" if figure.ratio < 0.1 else f"{figure.ratio:.2f}",  # noqa: PLR2004  (two digits that say something)
        str(figure.aim),
        "✓" if figure.is_met else "✗",
        figure.unit,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= _MANY else f"{value:,.2f}"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if place in _TO_THE_RIGHT else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def _facts(line: Line) -> dict[str, object]:
    if isinstance(line, NotMeasured):
        return {"not_measured": line.reason}
    return {
        "ours": line.ours,
        "floor": line.floor,
        "ratio": line.ratio,
        "unit": line.unit,
        "aim": str(line.aim),
        "is_met": line.is_met,
    }
