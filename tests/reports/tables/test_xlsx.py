from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.tables import as_xlsx
from reports.tables.table import DataTable, Value
from tests.reports.documents.reading import parts_of
from tests.reports.documents.samples import HOSTILE

YES = True
DAY = date(2026, 11, 30)


def a_book(*tables: DataTable) -> bytes:
    return as_xlsx.render(tables, title="Chemelot", reference_date=DAY)


def a_table(*values: Value, title: str = "Tabel") -> DataTable:
    return DataTable("tabel", title, ("Kop",) * len(values), (values,))


def sheet_of(file: bytes) -> Worksheet:
    [sheet] = openpyxl.load_workbook(BytesIO(file)).worksheets
    return sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", *HOSTILE[:-1]])
def test_a_text_stays_text_and_is_marked_as_such(text: str) -> None:
    cell = sheet_of(a_book(a_table(text)))["A2"]

    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_nothing_in_a_file_is_a_formula() -> None:
    parts = parts_of(a_book(a_table(*HOSTILE, "=1+1")))

    assert not any(b"<f>" in part or b"<f " in part for part in parts.values())


def test_a_day_is_a_day_and_a_number_a_number() -> None:
    sheet = sheet_of(a_book(a_table(date(2026, 12, 1), 150_000_000, None, YES)))

    day, number, unknown, fact = sheet[2]
    assert (day.value, day.number_format) == (datetime(2026, 12, 1), "yyyy-mm-dd")  # noqa: DTZ001
    assert (number.value, number.data_type) == (150_000_000, "n")
    assert unknown.value is None
    assert fact.value == "ja"


def test_the_heads_stay_in_sight_and_columns_are_as_wide_as_their_texts() -> None:
    sheet = sheet_of(a_book(a_table("een naam van een behoorlijke lengte", "x" * 500)))

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet["A1"].font.bold
    assert [sheet.column_dimensions[name].width for name in "AB"] == [37, 62]


def test_the_same_tables_give_the_same_bytes() -> None:
    assert a_book(a_table("x")) == a_book(a_table("x"))


def test_the_file_carries_the_reference_date_and_no_clock() -> None:
    file = a_book(a_table("x"))

    facts = openpyxl.load_workbook(BytesIO(file)).properties
    assert facts.created == facts.modified == datetime(2026, 11, 30)  # noqa: DTZ001
    assert facts.title == "Chemelot"


def test_a_title_that_excel_refuses_is_mended() -> None:
    assert sheet_of(a_book(a_table("x", title="a/b:[c]*?" + "x" * 40))).title.startswith("a b  c")


def test_a_workbook_without_tables_can_be_opened() -> None:
    assert sheet_of(a_book()).max_row == 1


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    assert len(str(sheet_of(a_book(a_table("x" * 40_000)))["A2"].value)) == 32_767
