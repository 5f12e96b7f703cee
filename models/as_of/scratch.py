"""The database that a past lies in: in memory, with our tables, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel


@contextmanager
def scratch_database() -> Iterator[Connection]:
    """Yield a connection to an empty database with our tables; it ends with the block.

    SQLite does not check references unless it is told to: a past may lack what a row points to.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            SQLModel.metadata.create_all(connection)
            yield connection
    finally:
        engine.dispose()


def close_for_writing(connection: Connection) -> None:
    """Keep what was written, and let nobody write from here on."""
    connection.commit()
    connection.exec_driver_sql("PRAGMA query_only = ON")
    connection.commit()
