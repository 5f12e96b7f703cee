"""Finding the table that somebody asks for by its name."""

from collections.abc import Sequence

from models.errors import ReportFormatError, Words
from reports.tables.table import DataTable

_ABSENT = Words("die tabel is er niet, of is leeg", "there is no such table, or it is empty")


def chosen(tables: Sequence[DataTable], name: str | None) -> tuple[DataTable, ...]:
    """Return all tables, or the one of this name.

    Raises:
        ReportFormatError: there is none of this name with rows; says which there are.
    """
    found = tuple(table for table in tables if name in (None, table.name))
    if name is not None and not found:
        raise ReportFormatError(
            asked=f"--table {name}",
            problem=_ABSENT,
            accepted=", ".join(table.name for table in tables),
        )
    return found
