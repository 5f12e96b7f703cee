"""A table in the first sheet of a workbook (.xlsx, Office Open XML).

openpyxl reads it; before it may, every part is unpacked within bounds, and none has a document
type: what expands or fetches is refused before anybody looks at it.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import ParseError  # the error alone: nothing is parsed with it

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from intake.letter import Source
from intake.tables.table import COLUMNS, MOST_ROWS, Table, table_of
from intake.xml_parts import require_no_doctype
from intake.zipped import Parts, damaged, unpacked
from models.errors import OversizedLetterError, Words

KIND: Final = "xlsx"
MAX_UNPACKED_BYTES: Final = 20_000_000  # of all parts; a thousand rows are some hundred kB
_MOST_PARTS: Final = 500
_MOST_LINES: Final = 2 * MOST_ROWS + 2  # empty ones included
_MOST_COLUMNS: Final = 100  # a sheet may say that it is 16,384 wide, and hold nothing there
_XML: Final = (".xml", ".rels", ".vml")
# What openpyxl lets out of a file that is none.
_TROUBLE: Final = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, OSError),
    *(ParseError, zipfile.BadZipFile, InvalidFileException),
)


def read_workbook(source: Source) -> Table:
    """Return the table of the first sheet.

    Raises:
        DamagedLetterError: it is no workbook.
        LockedLetterError: a part is encrypted.
        OversizedLetterError: it unpacks to more than is read here.
        UnfitTableError: no table of these columns.
    """
    with unpacked(source, KIND) as parts:
        _require_harmless(source, parts)
    try:
        lines = list(_lines(source))
    except _TROUBLE as problem:
        raise damaged(source, KIND) from problem
    return table_of(lines)


def _require_harmless(source: Source, parts: Parts) -> None:
    read = 0
    for count, name in enumerate(sorted(parts.names)):
        content = parts.require(name)
        read += len(content)
        if read > MAX_UNPACKED_BYTES or count >= _MOST_PARTS:
            raise OversizedLetterError(
                file=source.name,
                problem=Words("het is veel groter uitgepakt", "it is much larger unpacked"),
                limit=f"{MAX_UNPACKED_BYTES // 1_000_000} MB",
            )
        if name.lower().endswith(_XML):
            require_no_doctype(content, source, KIND)


def _lines(source: Source) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines of the first sheet, as wide as the first that says anything."""
    book = load_workbook(
        io.BytesIO(source.content), read_only=True, data_only=True, keep_links=False
    )
    try:
        width = 0
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=_MOST_LINES, max_col=_MOST_COLUMNS, values_only=True)
        for line, row in enumerate(rows, 1):
            cells = [_text(each) for each in row]
            filled = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
            width = width or min(filled, len(COLUMNS) + 1)
            cells = cells[: max(width, filled)]
            yield line, cells + [""] * (width - len(cells))
    finally:
        book.close()


def _text(value: object) -> str:
    """Return a cell as it would be typed; of an instant the day."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
