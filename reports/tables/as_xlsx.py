"""Tables as an Excel workbook (ISO/IEC 29500), a sheet per table, days as days.

Every text is stored as a text with Excel's own mark for it, so that it stays a text when somebody
edits the cell; no text ever becomes a formula.
"""

import re
from collections.abc import Sequence
from copy import copy as copied
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from models.vocabulary import Language
from reports.documents.characters import clean
from reports.documents.packing import packed
from reports.drawings.palette import INK, WASH
from reports.spelling import yes_or_no
from reports.tables.table import DataTable, Value

_CORE = "docProps/core.xml"
_DAY_FORMAT = "yyyy-mm-dd"
_NARROWEST, _WIDEST = 10, 60
_LONGEST_TEXT = 32_767  # what a cell can hold
_LONGEST_TITLE = 31
_BOLD = Font(bold=True, color=INK.removeprefix("#"))
_WASHED = PatternFill("solid", fgColor=WASH.removeprefix("#"))
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")


def render(
    tables: Sequence[DataTable],
    *,
    title: str,
    reference_date: date,
    language: Language = Language.NL,
) -> bytes:
    """Return a workbook of these tables; the same tables give the same bytes.

    Args:
        tables: one sheet each, in their order.
        title: of the workbook.
        reference_date: of the figures; the day of creation that the file carries.
        language: of ``ja`` and ``nee``.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_title(table.title)), table, language)
    if not tables:
        book.create_sheet("–")  # a workbook needs a sheet
    return _fixed(book, title, reference_date)


def _fill(sheet: Worksheet, table: DataTable, language: Language) -> None:
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    last = f"{get_column_letter(len(table.head))}{len(table.rows) + 1}"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.append(_head(sheet, table.head))
    for row in table.rows:
        sheet.append([_cell(sheet, value, language) for value in row])


def _head(sheet: Worksheet, names: Sequence[str]) -> list[Cell]:
    """Return the cells of the first row, in one style: to make it costs more than a row."""
    cells = [_text(sheet, name) for name in names]
    first = cells[0]
    first.font, first.fill = _BOLD, _WASHED
    first.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in cells[1:]:
        # As the manual of openpyxl copies a style; its stubs leave it out.
        cell._style = copied(first._style)  # type: ignore[attr-defined]  # noqa: SLF001
    return cells


def _cell(sheet: Worksheet, value: Value, language: Language) -> Cell:
    if isinstance(value, bool):
        return _text(sheet, yes_or_no(value, language))
    if isinstance(value, str):
        return _text(sheet, value)
    cell = Cell(sheet, 1, 1, _moment(value) if isinstance(value, date) else value)
    if isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    return cell


def _text(sheet: Worksheet, text: str) -> Cell:
    cell = Cell(sheet, 1, 1, clean(text)[:_LONGEST_TEXT])  # appending gives it its place
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _widths(table: DataTable) -> list[int]:
    """Return how wide each column is, in characters."""
    longest = (
        max((len(str(row[place])) for row in table.rows), default=0)
        for place in range(len(table.head))
    )
    return [
        min(max(found, len(name) // 2, _NARROWEST), _WIDEST) + 2
        for found, name in zip(longest, table.head, strict=True)
    ]


def _title(text: str) -> str:
    return _NOT_IN_A_TITLE.sub(" ", clean(text))[:_LONGEST_TITLE]


def _fixed(book: Workbook, title: str, day: date) -> bytes:
    """Return the file of a workbook with the day in the place of the time it was written."""
    file = BytesIO()
    ExcelWriter(book, ZipFile(file, "w")).save()  # stored: it is packed once, below
    facts = book.properties
    facts.creator, facts.title = "Mijlpaal", clean(title)
    facts.created = facts.modified = _moment(day)
    with ZipFile(file) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    core = tostring(facts.to_tree())
    return packed(((name, core if name == _CORE else old) for name, old in entries), day)


def _moment(day: date) -> datetime:
    """Return a day as a workbook keeps it: a time without a zone."""
    return datetime.combine(day, time())
