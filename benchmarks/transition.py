"""A guarded, audited transition through the ledger, against a bare UPDATE + INSERT.

The floor writes the same columns of the same schema with the driver alone: no guard, no kernel,
no hash, no check of who was first.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.measure import Figure, compare
from models.clock import now
from models.database import create_schema, make_engine, transaction
from models.ledger import Ledger
from models.lifecycle import advance
from models.records import Record
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger

PER_COMMIT = 300
BATCH = 1_000
PAYLOAD = '{"after":{"standing":"kandidaat"},"before":{"standing":"kandidaat"},"note":{}}'


def figures(folder: Path) -> list[Figure]:
    """Return one figure per commit and one per batch of 1,000, on SQLite on disk."""
    engine, cluster = _one_cluster(folder / "ours.db")
    floor = _bare(folder / "floor.db")
    try:
        return [
            compare(
                "transition, one per commit",
                ours=lambda: _one_by_one(engine, PER_COMMIT),
                floor=lambda: _bare_one_by_one(floor, cluster.id, PER_COMMIT),
                unit="transitions/s",
                aim=">= 0.5",
            ),
            compare(
                "transition, batches of 1,000",
                ours=lambda: _batch(engine, BATCH),
                floor=lambda: _bare_batch(floor, cluster.id, BATCH),
                unit="transitions/s",
                aim=">= 0.25",
            ),
        ]
    finally:
        engine.dispose()
        floor.close()


def _one_cluster(path: Path) -> tuple[Engine, Record]:
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    with transaction(engine) as session:
        return engine, a_cluster(a_ledger(session), "cluster", "uitwerkingsfase")


def _one_by_one(engine: Engine, count: int) -> int:
    for number in range(count):
        with transaction(engine) as session:
            _advance(a_ledger(session, at=now()), number)
    return count


def _batch(engine: Engine, count: int) -> int:
    with transaction(engine) as session:
        ledger = a_ledger(session, at=now())
        for number in range(count):
            _advance(ledger, number)
    return count


def _advance(ledger: Ledger, number: int) -> None:
    # There and back again: the pause leaves two parallel regions and their history comes back.
    event = "hervat" if number % 2 else "pauzeer"
    advance(ledger, SubjectKind.CLUSTER, "cluster", event, reason="meting")


def _bare(path: Path) -> sqlite3.Connection:
    engine, _ = _one_cluster(path)
    engine.dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _bare_one_by_one(connection: sqlite3.Connection, subject_id: int, count: int) -> int:
    version = _version(connection, subject_id)
    for number in range(version, version + count):
        connection.execute("BEGIN IMMEDIATE")
        _bare_transition(connection, subject_id, number)
        connection.execute("COMMIT")
    return count


def _bare_batch(connection: sqlite3.Connection, subject_id: int, count: int) -> int:
    version = _version(connection, subject_id)
    connection.execute("BEGIN IMMEDIATE")
    for number in range(version, version + count):
        _bare_transition(connection, subject_id, number)
    connection.execute("COMMIT")
    return count


def _version(connection: sqlite3.Connection, subject_id: int) -> int:
    row = connection.execute("SELECT version FROM subject WHERE id = ?", (subject_id,)).fetchone()
    return int(row[0])


def _bare_transition(connection: sqlite3.Connection, subject_id: int, version: int) -> None:
    changed = connection.execute(
        "UPDATE subject SET standing = ?, version = ?, last_hash = ? WHERE id = ? AND version = ?",
        ("kandidaat", version + 1, "0" * 64, subject_id, version),
    )
    assert changed.rowcount == 1
    connection.execute(
        "INSERT INTO event (subject_id, sequence, kind, payload, actor, reason, effective_on,"
        " recorded_at, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            subject_id,
            version + 1,
            "advanced",
            PAYLOAD,
            "tester",
            None,
            "2026-07-01",
            "2026-07-01 06:00:00.000000",
            "0" * 64,
            "0" * 64,
        ),
    )
