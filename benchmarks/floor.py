"""The floor of a step: the same rows on the same schema, by the driver alone.

No guard, no kernel, no hash, no mandate: one UPDATE and one INSERT per subject, or one of each
for all.
"""

import sqlite3

PAYLOAD = '{"after":{"standing":"kandidaat"},"before":{"standing":"kandidaat"},"note":{}}'
HASH = "0" * 64

_DONE = ("tester", "meting", "2026-07-01", "2026-07-01 06:00:00.000000")
_UPDATE = "UPDATE subject SET standing = ?, version = ?, last_hash = ? WHERE id = ? AND version = ?"
_COLUMNS = (
    "subject_id, sequence, kind, payload, actor, reason, effective_on, recorded_at,"
    " previous_hash, hash"
)
_INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, 'advanced', ?, ?, ?, ?, ?, ?, ?)"
_INSERT_ALL = (
    f"INSERT INTO event ({_COLUMNS}) SELECT id, version + 1, 'advanced', ?, ?, ?, ?, ?,"
    " last_hash, ? FROM subject WHERE kind = 'cluster'"
)
_UPDATE_ALL = (
    "UPDATE subject SET standing = ?, version = version + 1, last_hash = ? WHERE kind = 'cluster'"
)


def versions(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the version of every cluster by its id."""
    return dict(connection.execute("SELECT id, version FROM subject WHERE kind = 'cluster'"))


def one_per_commit(connection: sqlite3.Connection, subject_id: int, count: int) -> int:
    """Move one subject ``count`` times, each in a transaction; return ``count``."""
    version = versions(connection)[subject_id]
    for number in range(version, version + count):
        connection.execute("BEGIN IMMEDIATE")
        _move(connection, subject_id, number)
        connection.execute("COMMIT")
    return count


def each_in_one_commit(connection: sqlite3.Connection, seen: dict[int, int]) -> int:
    """Move every subject once, statement by statement, in one transaction; keep ``seen`` true."""
    connection.execute("BEGIN IMMEDIATE")
    for subject_id, version in seen.items():
        _move(connection, subject_id, version)
    connection.execute("COMMIT")
    seen.update({subject_id: version + 1 for subject_id, version in seen.items()})
    return len(seen)


def all_at_once(connection: sqlite3.Connection) -> int:
    """Move every cluster by one INSERT … SELECT and one UPDATE; return how many there were."""
    connection.execute("BEGIN IMMEDIATE")
    inserted = connection.execute(_INSERT_ALL, (PAYLOAD, *_DONE, HASH)).rowcount
    updated = connection.execute(_UPDATE_ALL, ("kandidaat", HASH)).rowcount
    connection.execute("COMMIT")
    assert inserted == updated
    return updated


def _move(connection: sqlite3.Connection, subject_id: int, version: int) -> None:
    new = ("kandidaat", version + 1, HASH)
    assert connection.execute(_UPDATE, (*new, subject_id, version)).rowcount == 1
    row = (subject_id, version + 1, PAYLOAD, *_DONE, HASH, HASH)
    connection.execute(_INSERT, row)
