"""A table as CSV: UTF-8, commas, CRLF (RFC 4180), days in ISO 8601, nothing for the unknown.

A spreadsheet takes a text that begins with certain characters for a formula, also behind a
semicolon or a tab when it splits lines there, and within quotation marks. An apostrophe in front
makes it plain text.
"""

import csv
import re
from datetime import date
from functools import lru_cache
from io import StringIO

from models.vocabulary import Language
from reports.documents.characters import clean
from reports.spelling import yes_or_no
from reports.tables.table import DataTable, Value

_FORMULA = re.compile(
    r"((?:^|[;|\t\r\n])[\s\x22]*)(?=[=+\-@\t\r＝＋－＠])"  # noqa: RUF001  (wide twins)
)


def render(table: DataTable, language: Language = Language.NL) -> str:
    """Return the table as CSV text with one line of column names."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in table.head])
    writer.writerows([_written(value, language) for value in row] for row in table.rows)
    return file.getvalue()


@lru_cache(maxsize=4096)
def harmless(text: str) -> str:
    """Return a text in which no spreadsheet finds a formula.

    >>> harmless("=1+1; -2")
    "'=1+1; '-2"
    """
    return _FORMULA.sub(r"\g<1>'", text)


def _written(value: Value, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value, language)
    if isinstance(value, date):
        return value.isoformat()
    return harmless(clean(value)) if isinstance(value, str) else str(value)
