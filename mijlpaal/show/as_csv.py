"""What ``--json`` shows, as rows of CSV (RFC 4180) for a spreadsheet."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence

from mijlpaal.show.as_json import Plain
from models.errors import ReportFormatError, Words
from models.vocabulary import Language

_BOTH = set(Language)


def print_csv(value: Plain, language: Language) -> None:
    """Write rows under the names of all their fields (``current.latest``), in one language.

    Raises:
        ReportFormatError: the command shows something that is no row.
    """
    from reports.tables.as_csv import harmless

    rows = [dict(_fields(row, language)) for row in _rows(value)]
    heads = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    if heads:
        writer.writerow([harmless(name) for name in heads])
    writer.writerows([harmless(row.get(name, "")) for name in heads] for row in rows)


def _rows(value: Plain) -> Sequence[Mapping[str, Plain]]:
    """Return the rows; a thing with rows of its own inside is none."""
    several = value if isinstance(value, list) else [value]
    rows = [row for row in several if isinstance(row, Mapping)]
    holds_rows = isinstance(value, Mapping) and any(map(_is_list_of_rows, value.values()))
    if len(rows) != len(several) or holds_rows:
        raise ReportFormatError(
            asked="--csv",
            problem=Words("dit zijn geen rijen", "these are no rows"),
            accepted="--json",
        )
    return rows


def _is_list_of_rows(value: Plain) -> bool:
    return isinstance(value, Sequence) and any(isinstance(each, Mapping) for each in value)


def _fields(row: Mapping[str, Plain], language: Language) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, Mapping) and value.keys() != _BOTH:
            yield from ((f"{name}.{deeper}", text) for deeper, text in _fields(value, language))
        else:
            yield name, _cell(value, language)


def _cell(value: Plain, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping) and value.keys() == _BOTH:
        return str(value[language])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
