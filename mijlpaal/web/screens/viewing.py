"""What lists have in common whose address is the saved view: its query, its pages, its files."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from fastapi.responses import Response

from models.vocabulary import Language
from reports.tables import as_csv, as_xlsx
from reports.tables.table import DataTable

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NUMBER = 6


def query_of(given: Mapping[str, object], page: int) -> str:
    """Return the query of an address, without what is so by itself.

    >>> query_of({"zoek": "a b", "status": "", "vanaf": None}, 2)
    'zoek=a+b&blz=2'
    """
    kept = {name: str(value) for name, value in given.items() if value}
    return urlencode(kept | ({"blz": str(page)} if page > 1 else {}))


def text_in(said: str) -> str:
    """Return what somebody searches for, no longer than anything is called."""
    return said.strip()[:100]


def day_in(said: str) -> date | None:
    """Return the day that an address names; None when it names none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def page_in(said: str) -> int:
    """Return the page that an address names, the first when it names none.

    >>> page_in("3"), page_in("-1"), page_in("drie")
    (3, 1, 1)
    """
    return max(1, int(said)) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else 1


def csv_file(table: DataTable, name: str, language: Language) -> Response:
    """Give a table as CSV, with a byte order mark: by that Excel knows that it is UTF-8."""
    made = as_csv.render(table, language).encode("utf-8-sig")
    return file_of(made, "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_file(table: DataTable, name: str, language: Language, day: date) -> Response:
    """Give a table as a workbook."""
    made = as_xlsx.render([table], title=table.title, reference_date=day, language=language)
    return file_of(made, _XLSX, f"{name}.xlsx")


def file_of(made: bytes, media_type: str, name: str) -> Response:
    """Give a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=media_type, headers=headers)
