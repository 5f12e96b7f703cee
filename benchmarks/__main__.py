"""``python -m benchmarks [name …]``: take the figures, print one table, write it as JSON too."""

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import (
    api,
    bulk,
    chains,
    consequences,
    delivery,
    help_time,
    kernel,
    libraries,
    memory,
    organisation,
    pages,
    reports,
    scale,
    sweep,
    transition,
)
from benchmarks.measure import Line
from benchmarks.table import table, write

SUBJECTS: Mapping[str, Callable[[Path], Sequence[Line]]] = {
    "kernel": kernel.figures,
    "memory": memory.figures,
    "transition": transition.figures,
    "libraries": libraries.figures,
    "bulk": bulk.figures,
    "chains": chains.figures,
    "sweep": sweep.figures,
    "delivery": delivery.figures,
    "help_time": help_time.figures,
    "consequences": consequences.figures,
    "api": api.figures,
    "reports": reports.figures,
    "pages": pages.figures,
    "organisation": organisation.figures,
    "scale": scale.figures,
}


def main() -> None:
    """Take the figures that were asked for, or all, each subject in a folder of its own."""
    lines: list[Line] = []
    for name in _wanted():
        with tempfile.TemporaryDirectory() as folder:
            lines += SUBJECTS[name](Path(folder))
    print(table(lines))
    write(lines)


def _wanted() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(SUBJECTS))
    names: list[str] = parser.parse_args().names
    if unknown := set(names) - SUBJECTS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(SUBJECTS)}")
    return names or list(SUBJECTS)


if __name__ == "__main__":
    main()
