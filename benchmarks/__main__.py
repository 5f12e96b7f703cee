"""``python -m benchmarks``: take every figure, print one table, write ``build/bench.json``."""

import json
import tempfile
from pathlib import Path

from benchmarks import help_time, sweep, transition
from benchmarks.measure import Figure

RESULT = Path("build/bench.json")
SUBJECTS = (transition, sweep, help_time)


def main() -> None:
    """Take all figures, one subject after the other, each in a folder of its own."""
    figures: list[Figure] = []
    for subject in SUBJECTS:
        with tempfile.TemporaryDirectory() as folder:
            figures += subject.figures(Path(folder))
    _print(figures)
    _write(figures)


def _print(figures: list[Figure]) -> None:
    width = max(len(figure.name) for figure in figures)
    print(f"{'figure':<{width}}  {'ours':>12}  {'floor':>12}  {'ratio':>6}  aim       unit")
    for figure in figures:
        print(
            f"{figure.name:<{width}}  {figure.ours:>12,.1f}  {figure.floor:>12,.1f}"
            f"  {figure.ratio:>6.2f}  {figure.aim:<8}  {figure.unit}"
        )


def _write(figures: list[Figure]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    table = {
        figure.name: {
            "ours": figure.ours,
            "floor": figure.floor,
            "ratio": figure.ratio,
            "unit": figure.unit,
        }
        for figure in figures
    }
    RESULT.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
