"""Databases to measure in: one cluster, or many that were all registered the same way.

The many are copies of one that the ledger registered. Each has a first event of its own, hashed
with the ledger's own function, so ours moves on from chains that verify.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Engine, Table, insert, select
from sqlmodel import Session

from models.ledger.entries import chain_name
from models.ledger.hashing import chain_hash
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, transaction
from models.storage.records import DETAIL, SUBJECT, Record
from models.tables import Event
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger, a_rulebook

RULEBOOK = a_rulebook()  # an entry point reads it once, however many steps follow

_Row = dict[str, object]
_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
_ROWS_AT_A_TIME = 10_000
_NOT_HASHED = ("id", "subject_id", "hash")


def one_cluster(path: Path) -> tuple[Engine, Record]:
    """Return a new SQLite database and the cluster in it, a candidate.

    It can pause and resume, and neither there nor back a state asks for a milestone: one step is
    one event, as it is for the floor.
    """
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    with transaction(engine) as session:
        return engine, a_cluster(a_ledger(session), "cluster")


def many_clusters(path: Path, count: int) -> tuple[Engine, list[str]]:
    """Return a new SQLite database and the keys of the ``count`` clusters in it."""
    engine, original = one_cluster(path)
    keys = [original.key, *(f"cluster-{number}" for number in range(1, count))]
    with transaction(engine) as session:
        _copy(session, original, keys[1:])
    return engine, keys


def a_writer(session: Session, at: datetime) -> Ledger:
    """Return somebody who moves clusters."""
    return Ledger(session, RULEBOOK, actor="tester", at=at)


def bare(path: Path) -> sqlite3.Connection:
    """Return the driver alone on a database, as durable as ours (``models.storage.database``)."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    return connection


def _copy(session: Session, original: Record, keys: list[str]) -> None:
    subject, detail, event = (_row_of(session, each, original.id) for each in _TABLES)
    first = original.id + 1
    for start in range(0, len(keys), _ROWS_AT_A_TIME):
        numbered = list(enumerate(keys[start : start + _ROWS_AT_A_TIME], first + start))
        events = list(_first_events(event, numbered))
        hashes = [each["hash"] for each in events]
        subjects = [
            {**subject, "id": number, "key": key, "last_hash": digest}
            for (number, key), digest in zip(numbered, hashes, strict=True)
        ]
        session.execute(insert(SUBJECT), subjects)
        details = [{**detail, "subject_id": number} for number, _ in numbered]
        session.execute(insert(DETAIL[SubjectKind.CLUSTER]), details)
        session.execute(insert(_EVENT), events)


_TABLES = (SUBJECT, DETAIL[SubjectKind.CLUSTER], _EVENT)


def _row_of(session: Session, table: Table, subject_id: int) -> _Row:
    own = table.c.id if table is SUBJECT else table.c.subject_id
    row = session.execute(select(table).where(own == subject_id)).mappings().one()
    return dict(row)


def _first_events(event: _Row, numbered: list[tuple[int, str]]) -> Iterator[_Row]:
    hashed = {field: value for field, value in event.items() if field not in _NOT_HASHED}
    for number, key in numbered:
        digest = chain_hash(chain_name(SubjectKind.CLUSTER, key), hashed)  # type: ignore[arg-type]
        yield {**hashed, "subject_id": number, "hash": digest}
