"""Core statements that run on the driver itself: put together once, bound and executed ever after.

SQLAlchemy needs some 40 µs to get a statement to SQLite, which needs 4 µs to run it. What runs at
every step of every subject goes this way; everything else through the session. The statement,
its types and its dialects stay SQLAlchemy's, so nothing is written twice for two databases.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from sqlalchemy import Date, Dialect, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from models.storage.driver_errors import in_sqlalchemys_words
from models.storage.lean_session import driver_of
from models.tables.columns import Instant

_SQLITE = sqlite.dialect()
_INSTANT = Instant()
Values = Mapping[str, object]
_Processor = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one database wants it."""

    sql: str
    constants: Values  # what the statement itself brings
    binders: Mapping[str, _Processor | None]  # what puts a parameter into the driver's terms
    order: tuple[tuple[str, _Processor | None], ...] | None  # None: the driver takes them by name
    readers: tuple[tuple[int, _Processor], ...]  # what takes a column out of the driver's terms

    def bind(self, values: Values) -> object:
        """Return the values as the driver takes them."""
        if self.constants:
            values = {**self.constants, **values}
        if self.order is None:
            return self.bind_shared(values)
        return [
            values[name] if binder is None else binder(values[name]) for name, binder in self.order
        ]

    def bind_shared(self, values: Values) -> dict[str, object]:
        """Return some of the values, still by name, in the driver's terms."""
        binders = self.binders
        return {
            name: value if (binder := binders.get(name)) is None else binder(value)
            for name, value in values.items()
        }

    def spread(
        self,
        shared: Values,
        names: tuple[str, ...],
        rows: Iterable[tuple[str | int | None, ...]],
    ) -> Iterator[object]:
        """Yield the parameters of each row, the shared ones in their places."""
        if self.order is None:
            yield from ({**shared, **dict(zip(names, row, strict=True))} for row in rows)
            return
        place = {name: index for index, name in enumerate(names)}
        fixed = [shared.get(name) for name, _ in self.order]
        moving = [(at, place[name]) for at, (name, _) in enumerate(self.order) if name in place]
        for row in rows:
            parameters = fixed.copy()
            for at, index in moving:
                parameters[at] = row[index]
            yield parameters


class Prepared:
    """One statement, compiled once per database and set of parameters."""

    def __init__(self, statement: UpdateBase | Select[*tuple[object, ...]]) -> None:
        """Keep the statement; it is compiled when it first runs."""
        self._statement = statement
        self._forms: dict[tuple[str, ...], _Form] = {}

    def run(self, session: Session, values: Values) -> int:
        """Execute with these parameters; return how many rows that touched."""
        cursor, dialect = driver_of(session)
        form = self._form(dialect, values)
        _call(cursor.execute, dialect, form.sql, form.bind(values))
        return cursor.rowcount

    def run_batch(
        self,
        session: Session,
        shared: Values,
        names: tuple[str, ...],
        rows: Sequence[tuple[str | int | None, ...]],
    ) -> int:
        """Execute once per row; return how many rows that touched in all.

        Args:
            session: of the transaction.
            shared: the parameters that are the same for every row.
            names: of the parameters that differ; plain text and numbers only.
            rows: their values, in the order of the names.
        """
        if not rows:
            return 0
        cursor, dialect = driver_of(session)
        form = self._form(dialect, {**shared, **dict.fromkeys(names)})
        bound = form.bind_shared({**form.constants, **shared})
        _call(cursor.executemany, dialect, form.sql, form.spread(bound, names, rows))
        return cursor.rowcount

    def fetch(self, session: Session, values: Values) -> list[tuple[object, ...]]:
        """Execute and return all rows, in Python's types."""
        cursor, dialect = driver_of(session)
        form = self._form(dialect, values)
        _call(cursor.execute, dialect, form.sql, form.bind(values))
        rows = cast("list[tuple[object, ...]]", cursor.fetchall())
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
    # What it looks up in a list of its own has a place for each member.
    state = compiled.construct_expanded_state(dict.fromkeys(names))
    binders = {name: _binder(bind.type, dialect) for name, bind in compiled.binds.items()}
    for name, members in state.parameter_expansion.items():
        binders |= dict.fromkeys(members, binders[name])
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    readers = ((i, _reader(column.type, dialect)) for i, column in enumerate(columns))
    order = state.positiontup
    return _Form(
        state.statement,
        {name: value for name, value in state.parameters.items() if name not in names},
        binders,
        None if order is None else tuple((name, binders[name]) for name in order),
        tuple((i, reader) for i, reader in readers if reader),
    )


def _binder(kind: TypeEngine[object], dialect: Dialect) -> _Processor | None:
    if dialect.name == "sqlite":
        # SQLAlchemy puts days and instants together field by field, in Python, each time.
        if isinstance(kind, Instant):
            return _sqlite_instant
        if isinstance(kind, Date):
            return _sqlite_day
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _sqlite_instant(value: object) -> object:
    """Return the text that SQLAlchemy would store: UTC, without the zone, microseconds always."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        return _INSTANT.process_bind_param(cast("datetime | None", value), _SQLITE)
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _sqlite_day(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _reader(kind: TypeEngine[object], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _call(run: Callable[..., object], dialect: Dialect, sql: str, parameters: object) -> None:
    """Run, and raise what SQLAlchemy would have raised for the driver's error."""
    try:
        run(sql, parameters)
    except dialect.loaded_dbapi.Error as problem:
        raise in_sqlalchemys_words(problem, dialect, sql) from problem


def _read(
    row: tuple[object, ...], readers: tuple[tuple[int, _Processor], ...]
) -> tuple[object, ...]:
    values = list(row)
    for index, reader in readers:
        values[index] = reader(values[index])
    return tuple(values)
