"""A table as text: UTF-8, parted by semicolons or commas."""

import csv
import io

from intake.letter import Source
from intake.tables.table import COLUMNS, Flaw, Table, table_of, unfit
from models.errors import Words


def read_csv(source: Source) -> Table:
    """Return the table.

    Raises:
        UnfitTableError: no text in UTF-8, or no table of these columns.
    """
    try:
        text = source.content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        lines = [(reader.line_num, line) for line in reader]
    except (UnicodeDecodeError, csv.Error) as broken:
        said = Words("geen CSV in UTF-8", "no CSV in UTF-8")
        raise unfit([Flaw(1, "", said, ", ".join(COLUMNS))]) from broken
    return table_of(lines)
