"""What is written once stays: triggers by which the database itself refuses to change history.

The ledger and the access journal never update or delete an event, and nobody changes a published
definition or an edition of a report; this is for whoever would go around them. A migration that
rebuilds one of these tables (Alembic's batch mode on SQLite) must run ``append_only_statements``
again: a test looks whether they are there after the last migration.
"""

from collections.abc import Sequence

from sqlalchemy import DDL, event
from sqlmodel import SQLModel

import models.tables  # noqa: F401  (fills the metadata)

APPEND_ONLY = ("event", "definition", "report", "accessevent")
_REFUSAL = "is append-only: record a correction, the past stays"


def append_only_statements(dialect: str, tables: Sequence[str] = APPEND_ONLY) -> list[str]:
    """Return the statements that make the tables append-only, for ``sqlite`` or ``postgresql``."""
    if dialect == "postgresql":
        return [_POSTGRESQL_FUNCTION, *(_on_postgresql(table) for table in tables)]
    return [_on_sqlite(table, action) for table in tables for action in ("update", "delete")]


def trigger_names(dialect: str, tables: Sequence[str] = APPEND_ONLY) -> set[str]:
    """Return the names of the triggers that must be there."""
    if dialect == "postgresql":
        return {f"{table}_is_append_only" for table in tables}
    return {
        f"{table}_is_append_only_{action}" for table in tables for action in ("update", "delete")
    }


def _on_sqlite(table: str, action: str) -> str:
    return (
        f"CREATE TRIGGER {table}_is_append_only_{action} BEFORE {action.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {_REFUSAL}'); END"
    )


# One function serves all tables; it learns from TG_TABLE_NAME where it was called.
_POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_to_change_the_past() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' {_REFUSAL}'; END $$"
)


def _on_postgresql(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_past()"
    )


def _with_the_tables() -> None:
    """Make the triggers whenever the tables are made from the metadata (tests, benchmarks)."""
    for name in APPEND_ONLY:
        statements = [("postgresql", _POSTGRESQL_FUNCTION), ("postgresql", _on_postgresql(name))]
        statements += [("sqlite", _on_sqlite(name, action)) for action in ("update", "delete")]
        for dialect, statement in statements:
            made = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(SQLModel.metadata.tables[name], "after_create", made)


_with_the_tables()
