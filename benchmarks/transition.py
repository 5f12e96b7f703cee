"""A guarded, audited transition through the ledger, one per commit, against UPDATE + INSERT."""

from pathlib import Path

from sqlalchemy import Engine

from benchmarks import floor
from benchmarks.measure import SHORT_ROUNDS, Figure, at_least, compare
from benchmarks.world import a_writer, bare, one_cluster
from models.clock import now
from models.lifecycles.lifecycle import advance
from models.storage.database import transaction
from models.vocabulary import SubjectKind

STEPS = 60


def figures(folder: Path) -> list[Figure]:
    """Return the rate of steps, each in a transaction of its own, on SQLite on disk."""
    engine, cluster = one_cluster(folder / "ours.db")
    one_cluster(folder / "floor.db")[0].dispose()
    driver = bare(folder / "floor.db")
    try:
        return [
            compare(
                "transition, one per commit",
                ours=lambda: _one_by_one(engine, cluster.key),
                floor=lambda: floor.one_per_commit(driver, cluster.id, STEPS),
                unit="transitions/s",
                aim=at_least(0.5),
                rounds=SHORT_ROUNDS,
            )
        ]
    finally:
        engine.dispose()
        driver.close()


def _one_by_one(engine: Engine, key: str) -> int:
    for number in range(STEPS):
        # There and back again: what was left comes back from the history state.
        event = "hervat" if number % 2 else "pauzeer"
        with transaction(engine) as session:
            advance(a_writer(session, now()), SubjectKind.CLUSTER, key, event, reason="meting")
    return STEPS
