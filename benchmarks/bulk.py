"""Many clusters at once: 1,000 by their keys and all 100,000, against statements of the driver.

For the thousand the floor is a loop that moves one row after the other and commits once; for all
it is one INSERT … SELECT and one UPDATE. Both write the same columns under the same indexes.
"""

import shutil
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from sqlalchemy import Engine

from benchmarks import floor
from benchmarks.measure import Figure, at_least, compare
from benchmarks.world import a_writer, bare, many_clusters
from models.clock import now
from models.lifecycles.bulk import advance_all, advance_many
from models.storage.database import transaction
from models.vocabulary import SubjectKind

BATCH = 1_000
CLUSTERS = 100_000


def figures(folder: Path) -> list[Figure]:
    """Return the rate of steps in batches of a thousand, and of one for all, on SQLite on disk."""
    return [_batches(folder), _all(folder)]


def _batches(folder: Path) -> Figure:
    engine, keys = many_clusters(folder / "batch.db", BATCH)
    engine.dispose()  # everything is in the one file now
    driver = bare(Path(shutil.copy(folder / "batch.db", folder / "batch-floor.db")))
    seen = floor.versions(driver)
    turns = _there_and_back()
    try:
        return compare(
            f"transition, batches of {BATCH:,}",
            ours=lambda: _many(engine, keys, next(turns)),
            floor=lambda: floor.each_in_one_commit(driver, seen),
            unit="transitions/s",
            aim=at_least(0.25),
        )
    finally:
        engine.dispose()
        driver.close()


def _all(folder: Path) -> Figure:
    engine, _ = many_clusters(folder / "all.db", CLUSTERS)
    engine.dispose()
    driver = bare(Path(shutil.copy(folder / "all.db", folder / "all-floor.db")))
    turns = _there_and_back()
    try:
        return compare(
            f"transition, all of {CLUSTERS:,}",
            ours=lambda: _everybody(engine, next(turns)),
            floor=lambda: floor.all_at_once(driver),
            unit="transitions/s",
            aim=at_least(0.1),
        )
    finally:
        engine.dispose()
        driver.close()


def _many(engine: Engine, keys: Sequence[str], event: str) -> int:
    with transaction(engine) as session:
        ledger = a_writer(session, now())
        moved = advance_many(ledger, SubjectKind.CLUSTER, keys, event, reason="meting").moved
    assert moved == BATCH
    return moved


def _everybody(engine: Engine, event: str) -> int:
    with transaction(engine) as session:
        moved = advance_all(a_writer(session, now()), SubjectKind.CLUSTER, event, reason="meting")
    assert moved.moved == CLUSTERS
    return moved.moved


def _there_and_back() -> Iterator[str]:
    return cycle(("pauzeer", "hervat"))
