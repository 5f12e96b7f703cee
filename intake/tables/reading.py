"""From a file to its table: by what somebody says that it is, or by what is in it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from intake.letter import Source
from intake.tables.csv_lines import read_csv
from intake.tables.project import read_project
from intake.tables.table import Table
from intake.tables.workbook import read_workbook


class TableKind(StrEnum):
    """The kinds of file that a table can come in, by their media type."""

    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PROJECT = "application/xml"


_READERS: Mapping[TableKind, Callable[[Source], Table]] = {
    TableKind.CSV: read_csv,
    TableKind.XLSX: read_workbook,
    TableKind.PROJECT: read_project,
}
_ZIP, _XML = b"PK", b"<"


def read_table(source: Source, kind: TableKind) -> Table:
    """Return the table of a file.

    Raises:
        LetterError: it is no file of this kind, or too much of one.
        UnfitTableError: no table of the columns that are taken.
    """
    return _READERS[kind](source)


def kind_of_table(content: bytes) -> TableKind:
    """Return what a file is by its first bytes: a name can say anything."""
    if content.startswith(_ZIP):
        return TableKind.XLSX
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return TableKind.PROJECT if begins.startswith(_XML) else TableKind.CSV
