"""What 100,000 subjects weigh in the kernel, read from rows, against their ids alone."""

import sqlite3
import tracemalloc
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from benchmarks.journeys import Journeys, cluster_journeys
from benchmarks.measure import Figure, Side, at_most

SUBJECTS = 100_000
_MEGABYTE = 1_000_000


def figures(folder: Path) -> list[Figure]:
    """Return what stays in memory once every row was read and its text is gone."""
    journeys = cluster_journeys()
    rows = _rows(folder / "standings.db", journeys)
    read = journeys.chart.read
    try:
        ours = _weight(lambda: {number: read(text) for number, text in rows.execute(_ALL)})
        floor = _weight(lambda: {number: None for number, _ in rows.execute(_ALL)})
    finally:
        rows.close()
    aim = at_most(20, Side.OURS)
    return [Figure(f"memory of {SUBJECTS:,} subjects", ours, floor, ours / floor, "MB", aim)]


_ALL = "SELECT id, standing FROM subject"


def _rows(path: Path, journeys: Journeys) -> sqlite3.Connection:
    """Return a table in which the subjects are spread over all places of the life cycle."""
    places = islice(cycle(map(journeys.chart.write, journeys.standings)), SUBJECTS)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE subject (id INTEGER PRIMARY KEY, standing TEXT NOT NULL)")
    connection.executemany("INSERT INTO subject (standing) VALUES (?)", ((at,) for at in places))
    connection.commit()
    return connection


def _weight(build: Callable[[], dict[int, object]]) -> float:
    tracemalloc.start()
    try:
        subjects = build()
        weight, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(subjects) == SUBJECTS
    return weight / _MEGABYTE
