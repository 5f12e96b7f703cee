"""Core statements that run on the driver itself: put together once, bound and executed ever after.

SQLAlchemy needs some 40 µs to get a statement to SQLite, which needs 4 µs to run it. What runs at
every step of every subject goes this way; everything else through the session. The statement,
its types and its dialects stay SQLAlchemy's, so nothing is written twice for two databases.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import CompoundSelect, Date, Dialect, Select, SelectBase
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from models.storage.driver_errors import in_sqlalchemys_words
from models.storage.iso_text import iso_text
from models.storage.lean_session import driver_of
from models.tables.columns import Instant

_SQLITE = sqlite.dialect()
_INSTANT = Instant()
Values = Mapping[str, object]
_Processor = Callable[[object], object]
_Query = Select[*tuple[object, ...]] | CompoundSelect[*tuple[object, ...]]
_Statement = _Query | UpdateBase


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one database wants it."""

    sql: str
    constants: Values  # what the statement itself brings, in the driver's terms
    binders: Mapping[str, _Processor | None]  # what puts a parameter into the driver's terms
    order: tuple[str, ...] | None  # None: the driver takes them by name
    template: list[object]  # the constants in their places
    places: tuple[tuple[int, str, _Processor | None], ...]  # where the other parameters go
    readers: tuple[tuple[int, _Processor], ...]  # what takes a column out of the driver's terms

    def bind(self, values: Values) -> Sequence[object] | Values:
        """Return the values as the driver takes them."""
        if self.order is None:
            return self.bind_shared(values)
        parameters = self.template.copy()
        for at, name, binder in self.places:
            value = values[name]
            parameters[at] = value if binder is None else binder(value)
        return parameters

    def bind_shared(self, values: Values) -> dict[str, object]:
        """Return some of the values, still by name, in the driver's terms."""
        binders = self.binders
        bound = {
            name: value if (binder := binders.get(name)) is None else binder(value)
            for name, value in values.items()
        }
        return {**self.constants, **bound}

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
        fixed = [shared.get(name) for name in self.order]
        moving = [(at, place[name]) for at, name in enumerate(self.order) if name in place]
        for row in rows:
            parameters = fixed.copy()
            for at, index in moving:
                parameters[at] = row[index]
            yield parameters


class Prepared:
    """One statement, compiled once per database; one that writes, once per set of columns."""

    def __init__(self, statement: _Statement) -> None:
        """Keep the statement; it is compiled when it first runs."""
        self._statement = statement
        self._forms: dict[tuple[str, ...], _Form] = {}

    def run(self, session: Session, values: Values) -> int:
        """Execute with these parameters; return how many rows that touched."""
        cursor, dialect = driver_of(session)
        key = (dialect.name, *values)
        form = self._forms.get(key) or self._formed(key, dialect, values)
        _execute(cursor, dialect, form, values)
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
        every = (*shared, *names)
        key = (dialect.name, *every)
        form = self._forms.get(key) or self._formed(key, dialect, every)
        bound = form.bind_shared(shared)
        try:
            # Both drivers take any iterable; SQLAlchemy's protocol only knows sequences.
            spread = cast("Sequence[Sequence[object]]", form.spread(bound, names, rows))
            cursor.executemany(form.sql, spread)
        except dialect.loaded_dbapi.Error as problem:
            raise in_sqlalchemys_words(problem, dialect, form.sql) from problem
        return cursor.rowcount

    def fetch(self, session: Session, values: Values) -> list[tuple[object, ...]]:
        """Execute and return all rows, in Python's types; it takes the same parameters always."""
        cursor, dialect = driver_of(session)
        key = (dialect.name,)
        form = self._forms.get(key) or self._formed(key, dialect, values)
        _execute(cursor, dialect, form, values)
        rows = cast("list[tuple[object, ...]]", cursor.fetchall())
        return [_read(row, form.readers) for row in rows] if rows and form.readers else rows

    def _formed(self, key: tuple[str, ...], dialect: Dialect, names: Iterable[str]) -> _Form:
        form = self._forms[key] = _compiled(self._statement, dialect, tuple(names))
        return form


def _execute(cursor: DBAPICursor, dialect: Dialect, form: _Form, values: Values) -> None:
    parameters = form.bind(values)
    try:
        cursor.execute(form.sql, parameters)
    except dialect.loaded_dbapi.Error as problem:
        raise in_sqlalchemys_words(problem, dialect, form.sql) from problem


def _compiled(statement: _Statement, dialect: Dialect, names: tuple[str, ...]) -> _Form:
    is_query = isinstance(statement, SelectBase)
    compiled = statement.compile(dialect=dialect, column_keys=None if is_query else list(names))
    # What it looks up in a list of its own has a place for each member.
    state = compiled.construct_expanded_state(dict.fromkeys(names))
    binders = {name: _binder(bind.type, dialect) for name, bind in compiled.binds.items()}
    for name, members in state.parameter_expansion.items():
        binders |= dict.fromkeys(members, binders[name])
    columns = statement.selected_columns if isinstance(statement, SelectBase) else ()
    readers = ((i, _reader(column.type, dialect)) for i, column in enumerate(columns))
    constants = {
        name: value if (binder := binders.get(name)) is None else binder(value)
        for name, value in state.parameters.items()
        if name not in names
    }
    order = None if state.positiontup is None else tuple(state.positiontup)
    in_order = list(enumerate(order or ()))
    return _Form(
        state.statement,
        constants,
        binders,
        order,
        [constants.get(name) for _, name in in_order],
        tuple((at, name, binders[name]) for at, name in in_order if name not in constants),
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
    text = iso_text(value)
    fraction = text[19:26] if value.microsecond else ".000000"
    return f"{text[:10]} {text[11:19]}{fraction}"


def _sqlite_day(value: object) -> object:
    return iso_text(value) if isinstance(value, date) else value


def _reader(kind: TypeEngine[object], dialect: Dialect) -> _Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _read(
    row: tuple[object, ...], readers: tuple[tuple[int, _Processor], ...]
) -> tuple[object, ...]:
    values = list(row)
    for index, reader in readers:
        values[index] = reader(values[index])
    return tuple(values)
