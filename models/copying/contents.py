"""What a table holds, as a count and a digest that are the same on SQLite and PostgreSQL.

The digest is the sum of its rows' hashes, so that no order of text has to be agreed upon.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Table, select
from sqlmodel import Session, SQLModel

import models.tables  # noqa: F401  (fills the metadata)
from models.ledger.chain import IN_CHUNKS

_SPACE = 1 << 256


@dataclass(frozen=True, slots=True)
class Contents:
    """How many rows a table has, and the digest of what is in them."""

    table: str
    rows: int
    digest: str


def all_tables() -> Sequence[Table]:
    """Return all tables, each behind the ones that it refers to."""
    return SQLModel.metadata.sorted_tables


def contents_of(session: Session) -> tuple[Contents, ...]:
    """Return what every table holds, in the order of ``all_tables``."""
    return tuple(_contents(session, table) for table in all_tables())


def rows_of(session: Session, table: Table, *, beyond: int = 0) -> Iterator[Row[tuple[object]]]:
    """Stream the rows of a table by its key, but for the first ``beyond``."""
    query = select(table).order_by(*table.primary_key).offset(beyond)
    yield from session.execute(query, execution_options=IN_CHUNKS)


def _contents(session: Session, table: Table) -> Contents:
    count = total = 0
    for row in session.execute(select(table), execution_options=IN_CHUNKS):
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
    return Contents(table.name, count, f"{total % _SPACE:064x}")
