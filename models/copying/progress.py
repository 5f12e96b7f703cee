"""How far a copy is, in a table of the target that is there only while it is unfinished.

A database with this table has no version yet, so that nobody works with half of one.
"""

from collections.abc import Sequence

from sqlalchemy import Column, Integer, MetaData, String, Table, select, update
from sqlmodel import Session

from models.copying.contents import Contents
from models.storage.migrate import UNFINISHED_COPY

PROGRESS = Table(
    UNFINISHED_COPY,
    MetaData(),
    Column("table_name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("copied", Integer, nullable=False),
)


def begin(session: Session, contents: Sequence[Contents]) -> None:
    """Note what is to be copied."""
    PROGRESS.create(session.connection())
    notes = [
        {"table_name": each.table, "rows": each.rows, "digest": each.digest, "copied": 0}
        for each in contents
    ]
    session.execute(PROGRESS.insert(), notes)


def noted(session: Session) -> dict[str, Contents]:
    """Return what the copy that was begun is to hold, by table."""
    query = select(PROGRESS.c.table_name, PROGRESS.c.rows, PROGRESS.c.digest)
    return {name: Contents(name, rows, digest) for name, rows, digest in session.execute(query)}


def copied(session: Session, table: str) -> int:
    """Return how many rows of a table are there."""
    query = select(PROGRESS.c.copied).where(PROGRESS.c.table_name == table)
    there: int = session.execute(query).scalar_one()
    return there


def note(session: Session, table: str, before: int, after: int) -> bool:
    """Note that a table grew, in the transaction of its rows; False: somebody else made it grow."""
    grown = update(PROGRESS).where(PROGRESS.c.table_name == table, PROGRESS.c.copied == before)
    noted_for = session.execute(grown.values(copied=after).returning(PROGRESS.c.copied))
    return noted_for.one_or_none() is not None


def end(session: Session) -> None:
    """Remove the notes."""
    PROGRESS.drop(session.connection())
