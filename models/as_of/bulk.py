"""Writing many rows of several tables, a chunk of each at a time."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, RowMapping, Table, insert

NamedRow = Mapping[str, Any] | RowMapping
"""A row by the names of its columns: made here, or as it came from a database."""

_CHUNK = 5_000  # rows; more does not go faster, and all of it is in memory


class Bulk:
    """Rows on their way into tables; ``flush`` writes what is left at the end."""

    def __init__(self, connection: Connection) -> None:
        """Write through this connection."""
        self._connection = connection
        self._waiting: defaultdict[Table, list[NamedRow]] = defaultdict(list)
        self._forms: dict[Table, _Form] = {}

    def add(self, table: Table, row: NamedRow) -> None:
        """Take one row; what is no column of the table is left out."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) == _CHUNK:
            self._write(table)

    def flush(self) -> None:
        """Write every row that waits."""
        for table in list(self._waiting):
            self._write(table)

    def _write(self, table: Table) -> None:
        if table not in self._forms:
            self._forms[table] = _form(table, self._connection.dialect)
        form, rows = self._forms[table], self._waiting.pop(table)
        self._connection.exec_driver_sql(form.statement, [form.parameters(row) for row in rows])


@dataclass(frozen=True, slots=True)
class _Form:
    """How a row of one table is handed to the driver.

    SQLAlchemy's own way there asks of every value of every row what it is; for rows of one shape
    that answer is the same each time, and asking costs more than inserting.
    """

    statement: str
    columns: Callable[[NamedRow], tuple[Any, ...]]
    conversions: tuple[tuple[int, Callable[[Any], Any]], ...]  # by place

    def parameters(self, row: NamedRow) -> tuple[Any, ...]:
        values = self.columns(row)
        if not self.conversions:
            return values
        converted = list(values)
        for place, convert in self.conversions:
            converted[place] = convert(converted[place])
        return tuple(converted)


def _form(table: Table, dialect: Dialect) -> _Form:
    processors = (each.type.dialect_impl(dialect).bind_processor(dialect) for each in table.c)
    first, *others = (column.name for column in table.c)
    return _Form(
        statement=str(insert(table).compile(dialect=dialect)),
        # Of one name alone itemgetter would give the bare value.
        columns=itemgetter(first, *others) if others else lambda row: (row[first],),
        conversions=tuple((n, each) for n, each in enumerate(processors) if each is not None),
    )
