"""Writing sets of rows, also such as may be there already; the same on both databases."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Insert = sqlite.Insert | postgresql.Insert
Facts = Mapping[str, str | int | date | datetime]


def dialect_of(session: Session) -> str:
    """Return ``sqlite`` or ``postgresql``."""
    return session.get_bind().dialect.name


def insert_new(dialect: str, table: type[SQLModel]) -> Insert:
    """Return an INSERT that knows ``on_conflict_do_nothing`` in this dialect."""
    if dialect == "postgresql":
        return postgresql.insert(table_of(table))
    return sqlite.insert(table_of(table))


def table_of(table: type[SQLModel]) -> Table:
    """Return the Core table behind a class; statements on it skip the ORM."""
    return cast("Table", table.__table__)  # type: ignore[attr-defined]


def execute(
    session: Session, statement: Executable, facts: Facts | None = None
) -> CursorResult[*tuple[object, ...]]:
    """Run a statement on the session's own connection; the result knows its row count."""
    # Without the option psycopg's count of an INSERT is dropped.
    return session.connection().execute(
        statement, facts, execution_options={"preserve_rowcount": True}
    )
