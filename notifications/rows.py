"""Writing sets of rows, also such as may be there already; the same on both databases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CursorResult,
    Date,
    Executable,
    Integer,
    Select,
    Table,
    bindparam,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from models.tables.columns import Instant

_IDS_AT_ONCE = 5_000

Insert = sqlite.Insert | postgresql.Insert
Owed = Select[int, int, str, int, date, str, date]
"""Reminders to be: milestone, contact, anchor, step, bound, responsibility, day of the sweep."""
Facts = Mapping[str, str | int | date | datetime]


def day_fact(name: str) -> ColumnElement[date]:
    """Return the place of a day among the facts that a statement is run with."""
    return bindparam(name, type_=Date())


def instant_fact(name: str) -> ColumnElement[datetime]:
    """Return the place of an instant among the facts that a statement is run with."""
    return bindparam(name, type_=Instant())


def ids_fact(name: str) -> BindParameter[int]:
    """Return the place of some ids, for ``in_``, among the facts that a statement is run with."""
    return bindparam(name, type_=Integer(), expanding=True)


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield so many ids at a time as a statement may name."""
    return (ids[start : start + _IDS_AT_ONCE] for start in range(0, len(ids), _IDS_AT_ONCE))


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
