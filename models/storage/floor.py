"""The oldest revision whose code still works on a database, as the database itself says it.

Migrations write it (docs/decisions/0037); who is older than the database asks.
"""

from sqlalchemy import Column, MetaData, String, Table, inspect, select
from sqlmodel import Session

# Beside the tables of the domain, as Alembic's own: a copy is migrated, and its floor not copied.
FLOOR = Table("schema_floor", MetaData(), Column("revision", String, primary_key=True))


def floor_of(session: Session) -> str | None:
    """Return the floor of a database; None when it has none, as before revision 0016."""
    if not inspect(session.connection()).has_table(FLOOR.name):
        return None
    return session.execute(select(FLOOR.c.revision)).scalar_one_or_none()
