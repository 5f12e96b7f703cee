"""Reports: the figures of a cluster, its PDF, and 200 clusters in every form, each a new state.

Floors: of the figures, the driver that fetches the cluster's subjects and events; of a PDF, the
same document once more, of which typst has all but the writing at hand; of publishing, the same
bytes written to files.

The clusters are copies with titles of their own: what they say alike typst sets once for several,
as it does for real ones with their labels, heads and life cycles. Where no text is like another a
PDF takes a quarter more than here.
"""

import os
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.measure import Aim, Figure, Side, at_most
from benchmarks.programme import RULEBOOK, programme_of
from models.clock import morning_of
from models.storage.database import reading
from reports import formats
from reports.figures import ClusterFigures, cluster_figures
from reports.form import Form
from reports.formats import Order
from reports.publishing import publish_reports

CLUSTERS, ONES = 200, 30
DAY = date(2026, 9, 15)
_SUBJECTS = """
    SELECT * FROM subject WHERE id = :wanted OR cluster_id = :wanted OR cluster_id IS NULL
"""
_EVENTS = """
    SELECT event.* FROM event JOIN subject ON subject.id = event.subject_id
    WHERE subject.id = :wanted OR subject.cluster_id = :wanted OR subject.cluster_id IS NULL
"""


def figures(folder: Path) -> list[Figure]:
    """Return the figures of one cluster, of its PDF and of publishing all."""
    path = folder / "reports.db"
    engine, keys = programme_of(path, CLUSTERS - 1)
    ones = keys[1 : ONES + 1]
    found = _of_figures(engine, path, ones)
    found += _of_pdf([_read(engine, key) for key in ones])
    press = _Press(engine, folder / "reports")
    return found + press.figures(f"{CLUSTERS} clusters, every form", at_most(60, Side.OURS))


def _of_figures(engine: Engine, path: Path, keys: Sequence[str]) -> list[Figure]:
    with sqlite3.connect(path) as bare:
        ids = dict(bare.execute("SELECT key, id FROM subject WHERE kind = 'cluster'").fetchall())
        _read(engine, keys[0])
        ours = [_taken(lambda key=key: _read(engine, key)) for key in keys]  # type: ignore[misc]
        floor = [_taken(lambda key=key: _fetch(bare, ids[key])) for key in keys]  # type: ignore[misc]
    return _lines("figures of one cluster", ours, floor, at_most(10, Side.OURS))


def _of_pdf(found: Sequence[ClusterFigures]) -> list[Figure]:
    warm = found[0]
    formats.render(Order(warm), Form.PDF)
    first, again = [], []
    for each in found[1:]:
        first.append(_taken(lambda each=each: formats.render(Order(each), Form.PDF)))  # type: ignore[misc]
        again.append(_taken(lambda each=each: formats.render(Order(each), Form.PDF)))  # type: ignore[misc]
    return _lines("PDF of one cluster", first, again, at_most(50, Side.OURS))


@dataclass(slots=True)
class _Press:
    """Publishing everything once, in Dutch for readers inside, and what it took.

    ``publish_reports`` of the flows does this for two cuts in two languages, four times as much.
    """

    engine: Engine
    folder: Path
    weights: list[float] = field(default_factory=list)

    def figures(self, name: str, aim: Aim) -> list[Figure]:
        """Return how long it took on the wall and in the processor, and whether memory grew."""
        wall, processor = _taken(self._publish)
        floor = _taken(self._copy)
        half, end = self.weights[len(self.weights) // 2], self.weights[-1]
        flat = Figure(f"memory after {name}", end, half, end / half, "MB", at_most(1.1))
        return [
            _line(name, wall / 1000, floor[0] / 1000, "s", aim),
            _line(f"{name}, processor", processor / 1000, floor[1] / 1000, "s", aim),
            flat,
        ]

    def _publish(self) -> None:
        published = publish_reports(
            self.engine,
            today=DAY,
            now=morning_of(DAY),
            rulebook=RULEBOOK,
            folder=self.folder,
            progress=lambda _done, _total, _name: self.weights.append(_weight()),
        )
        assert not published.failures, published.failures

    def _copy(self) -> None:
        copies = self.folder.with_name(f"{self.folder.name}-copies")
        copies.mkdir()
        for path in (self.folder / DAY.isoformat()).iterdir():
            (copies / path.name).write_bytes(path.read_bytes())


def _read(engine: Engine, key: str) -> ClusterFigures:
    with reading(engine) as session:
        return cluster_figures(session, key, reference_date=DAY, calendar=RULEBOOK.calendar)


def _fetch(bare: sqlite3.Connection, cluster: int) -> None:
    for query in (_SUBJECTS, _EVENTS):
        bare.execute(query, {"wanted": cluster}).fetchall()


def _taken(run: Callable[[], object]) -> tuple[float, float]:
    """Return how long a run took in milliseconds: on the wall, and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _lines(
    name: str,
    ours: Sequence[tuple[float, float]],
    floor: Sequence[tuple[float, float]],
    aim: Aim,
) -> list[Figure]:
    """Return the medians on the wall and of the processor."""
    return [
        _line(said, _median(ours, place), _median(floor, place), "ms", aim)
        for place, said in enumerate((name, f"{name}, processor"))
    ]


def _line(name: str, ours: float, floor: float, unit: str, aim: Aim) -> Figure:
    return Figure(name, ours, floor, ours / floor, unit, aim)


def _median(taken: Sequence[tuple[float, float]], place: int) -> float:
    return statistics.median(each[place] for each in taken)


def _weight() -> float:
    """Return how much memory the process holds now, in megabytes; at most ever, where unknown."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
