"""The walk over all chains, as the doctor makes it, against reading and hashing the same text."""

import hashlib
from pathlib import Path

from benchmarks.measure import Figure, at_least, compare
from benchmarks.world import bare, many_clusters
from models.ledger.chain import verify
from models.storage.database import reading

CLUSTERS = 50_000
_ROUNDS = 3
_OF_BARE = 0.1
_ALL = "SELECT * FROM event ORDER BY subject_id, sequence"


def figures(folder: Path) -> list[Figure]:
    """Return how many events a second are verified, each with its row."""
    path = folder / "chains.db"
    engine, _keys = many_clusters(path, CLUSTERS)
    connection = bare(path)

    def ours() -> int:
        with reading(engine) as session:
            assert list(verify(session)) == []
        return CLUSTERS

    def floor() -> int:
        return sum(bool(_digest(row)) for row in connection.execute(_ALL))

    try:
        return [
            compare(
                f"verify of {CLUSTERS:,} events",
                ours=ours,
                floor=floor,
                unit="events/s",
                aim=at_least(_OF_BARE),
                rounds=_ROUNDS,
            )
        ]
    finally:
        connection.close()
        engine.dispose()


def _digest(row: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()
