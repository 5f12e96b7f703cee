"""The oldest revision whose code still works on a database, as the database itself says it.

Migrations write it (docs/decisions/0037); who is older than the database asks.
"""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import Column, MetaData, String, Table, inspect, select
from sqlmodel import Session

from models.tables.columns import Instant

_Value = TypeVar("_Value")

# Beside the tables of the domain, as Alembic's own: a copy is migrated, and its floor not copied.
FLOOR = Table(
    "schema_floor",
    MetaData(),
    Column("revision", String, primary_key=True),
    Column("made_at", Instant, nullable=False),
)


def floor_of(session: Session) -> str | None:
    """Return the floor of a database; None when it has none, as before revision 0016."""
    return _there(session, FLOOR.c.revision)


def made_at(session: Session) -> datetime | None:
    """Return when this database was made, or came to revision 0016 if it is older."""
    return _there(session, FLOOR.c.made_at)


def _there(session: Session, column: Column[_Value]) -> _Value | None:
    if not inspect(session.connection()).has_table(FLOOR.name):
        return None
    return session.execute(select(column)).scalar_one_or_none()
