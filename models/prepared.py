"""Core statements that run on the driver itself: put together once, bound and executed ever after.

SQLAlchemy needs some 40 µs to get a statement to SQLite, which needs 4 µs to run it. What runs at
every step of every subject goes this way; everything else through the session. The statement,
its types and its dialects stay SQLAlchemy's, so nothing is written twice for two databases.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

Values = Mapping[str, object]
_Processor = Callable[[object], object]


class _Cursor(Protocol):
    """What both drivers have (PEP 249)."""

    rowcount: int

    def execute(self, sql: str, parameters: object) -> object: ...
    def executemany(self, sql: str, parameters: object) -> object: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one database wants it."""

    sql: str
    constants: Values  # what the statement itself brings, in the driver's terms
    order: tuple[str, ...] | None  # of the parameters; None: the driver takes them by name
    binders: tuple[tuple[str, _Processor], ...]  # what must be put into the driver's terms
    readers: tuple[tuple[int, _Processor], ...]  # … and columns that must be taken out of them

    def bind(self, values: Values) -> object:
        """Return the values as the driver takes them."""
        if self.binders or self.constants:
            bound = {name: binder(values[name]) for name, binder in self.binders}
            values = {**self.constants, **values, **bound}
        return values if self.order is None else [values[name] for name in self.order]


class Prepared:
    """One statement, compiled once per database and set of parameters."""

    def __init__(self, statement: UpdateBase | Select[*tuple[object, ...]]) -> None:
        """Keep the statement; it is compiled when it first runs."""
        self._statement = statement
        self._forms: dict[tuple[str, ...], _Form] = {}

    def run(self, session: Session, values: Values) -> int:
        """Execute with these parameters; return how many rows that touched."""
        cursor, dialect = _cursor(session)
        form = self._form(dialect, values)
        _call(cursor.execute, dialect, form.sql, form.bind(values))
        return cursor.rowcount

    def run_many(self, session: Session, rows: Sequence[Values]) -> int:
        """Execute once per row of parameters, all of the same names; return the rows touched."""
        if not rows:
            return 0
        cursor, dialect = _cursor(session)
        form = self._form(dialect, rows[0])
        _call(cursor.executemany, dialect, form.sql, [form.bind(row) for row in rows])
        return cursor.rowcount

    def fetch(self, session: Session, values: Values) -> list[tuple[object, ...]]:
        """Execute and return all rows, in Python's types."""
        cursor, dialect = _cursor(session)
        form = self._form(dialect, values)
        _call(cursor.execute, dialect, form.sql, form.bind(values))
        rows = cursor.fetchall()
        return [_read(row, form.readers) for row in rows] if form.readers else rows

    def _form(self, dialect: Dialect, values: Values) -> _Form:
        key = (dialect.name, *values)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = _compiled(self._statement, dialect, tuple(values))
        return form


def _compiled(
    statement: UpdateBase | Select[*tuple[object, ...]], dialect: Dialect, names: tuple[str, ...]
) -> _Form:
    is_query = isinstance(statement, Select)
    compiled = statement.compile(dialect=dialect, column_keys=None if is_query else list(names))
    binders = {name: _binder(bind.type, dialect) for name, bind in compiled.binds.items()}
    constants = {
        name: _put(value, binders[name])
        for name, value in compiled.params.items()
        if name not in names
    }
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    readers = ((i, _reader(column.type, dialect)) for i, column in enumerate(columns))
    order = compiled.positiontup
    return _Form(
        str(compiled),
        constants,
        None if order is None else tuple(order),
        tuple((name, binder) for name, binder in binders.items() if binder and name in names),
        tuple((i, reader) for i, reader in readers if reader),
    )


def _binder(kind: TypeEngine[object], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _put(value: object, binder: _Processor | None) -> object:
    return value if binder is None else binder(value)


def _reader(kind: TypeEngine[object], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _call(
    run: Callable[[str, object], object], dialect: Dialect, sql: str, parameters: object
) -> None:
    """Run, and raise what SQLAlchemy would have raised for the driver's error."""
    driver = dialect.loaded_dbapi
    try:
        run(sql, parameters)
    except driver.Error as problem:
        raise DBAPIError.instance(sql, None, problem, driver.Error, dialect=dialect) from problem


def _read(
    row: tuple[object, ...], readers: tuple[tuple[int, _Processor], ...]
) -> tuple[object, ...]:
    values = list(row)
    for index, reader in readers:
        values[index] = reader(values[index])
    return tuple(values)


def _cursor(session: Session) -> tuple[_Cursor, Dialect]:
    bind = session.bind
    # A writing session is bound to its connection (models.database.transaction).
    connection = bind if isinstance(bind, Connection) else session.connection()
    return cast("_Cursor", connection.connection.cursor()), connection.dialect
