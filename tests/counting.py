"""Counting what is asked of the database: through SQLAlchemy, and past it on the driver."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from models.storage import prepared
from models.storage.prepared import Values


@contextmanager
def statements_counted() -> Iterator[list[str]]:
    """Note the text of every statement that runs meanwhile, on whichever of the two ways."""
    found: list[str] = []
    on_driver = prepared._execute

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        found.append(statement)

    def execute(
        cursor: DBAPICursor, dialect: Dialect, form: prepared._Form, values: Values
    ) -> None:
        found.append(form.sql)
        on_driver(cursor, dialect, form, values)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with patch.object(prepared, "_execute", execute):
            yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
