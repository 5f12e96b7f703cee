import csv
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.tables import as_csv
from reports.tables.table import DataTable, Value

YES, NO = True, False
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"]
STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def a_table(*values: Value) -> DataTable:
    return DataTable("tabel", "Tabel", ("Kop",) * len(values), (values,))


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


def test_days_are_iso_and_the_unknown_is_nothing() -> None:
    text = as_csv.render(a_table(date(2026, 12, 1), None, YES, NO, 3, "é, “x”"))

    assert text.splitlines()[1] == '2026-12-01,,ja,nee,3,"é, “x”"'
    assert text.endswith("\r\n")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_marked_as_text(formula: str) -> None:
    [cell] = read(as_csv.render(a_table(formula)))[1]

    assert cell.startswith("'")


def test_a_number_keeps_its_sign() -> None:
    assert as_csv.render(a_table(-3)).splitlines()[1] == "-3"


@example(["", ';"='])
@given(st.lists(st.text(alphabet=st.sampled_from("=+-@;,|\t\r\n\"' a\uff1d")), min_size=1))
@example(["", ';"='])
@example(['a;" "" =1'])
def test_no_cell_is_a_formula_wherever_a_spreadsheet_splits(texts: list[str]) -> None:
    text = as_csv.render(a_table(*texts))

    for delimiter in (",", ";", "\t", "|"):
        cells = [cell for row in read(text, delimiter)[1:] for cell in row]
        assert not any(cell.strip().startswith(STARTS) for cell in cells)


def test_every_row_has_as_many_cells_as_there_are_heads() -> None:
    rows = read(as_csv.render(a_table("a\nb", 'x"y', ";=1")))

    assert {len(row) for row in rows} == {3}
