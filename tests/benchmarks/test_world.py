"""What the benchmarks start from must be what the ledger would have written."""

from pathlib import Path

from benchmarks.world import a_writer, many_clusters
from models.clock import morning_of
from models.ledger.chain import verify
from models.lifecycles.bulk import advance_many
from models.storage.database import reading, transaction
from models.vocabulary import SubjectKind
from tests.factories import START


def test_copied_clusters_have_chains_that_verify(tmp_path: Path) -> None:
    engine, keys = many_clusters(tmp_path / "world.db", 12)

    with reading(engine) as session:
        tampered = list(verify(session))
    engine.dispose()

    assert (len(set(keys)), tampered) == (12, [])


def test_copied_clusters_move_on_and_their_chains_still_verify(tmp_path: Path) -> None:
    engine, keys = many_clusters(tmp_path / "world.db", 12)

    with transaction(engine) as session:
        ledger = a_writer(session, morning_of(START))
        moved = advance_many(ledger, SubjectKind.CLUSTER, keys, "pauzeer", reason="meting").moved
    with reading(engine) as session:
        tampered = list(verify(session))
    engine.dispose()

    assert (moved, tampered) == (12, [])
