"""Writing in a database behind the ledger's back, as somebody would who may do anything there."""

from sqlalchemy import Connection, Engine, text


def tamper(engine: Engine, statement: str) -> int:
    """Run a statement, guards or no guards; return how many rows it changed."""
    with engine.begin() as connection:
        _take_the_guards_away(connection)
        return connection.execute(text(statement)).rowcount


def _take_the_guards_away(connection: Connection) -> None:
    """Drop the triggers that keep events as they are."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        drop = 'DROP TRIGGER "{}"'
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        drop = 'DROP TRIGGER "{}" ON event'
    for name in connection.execute(text(query)).scalars().all():
        if name.startswith("event_is_append_only"):
            connection.execute(text(drop.format(name)))
