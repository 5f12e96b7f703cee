"""How long ``mijlpaal --help`` takes, against a Python that does nothing at all."""

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Figure, Side, at_most, compare_durations


def figures(_folder: Path) -> list[Figure]:
    """Return the figure; its ratio is how many bare interpreters fit in one help page."""
    return [
        compare_durations(
            "mijlpaal --help",
            ours=lambda: _run("-m", "mijlpaal", "--help"),
            floor=lambda: _run("-c", "pass"),
            aim=at_most(0.4, Side.OURS),
        )
    ]


def _run(*arguments: str) -> int:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return 1
