"""Any value of ours as JSON: dataclasses by their fields, days in ISO 8601, words as they are."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from enum import Enum
from pathlib import Path

import typer

from models.vocabulary import Language

# Of one call: ``--csv``, and in which language.
IN_CSV: ContextVar[Language | None] = ContextVar("IN_CSV", default=None)
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def print_json(value: object) -> None:
    """Write a value as JSON, indented, in the order of its fields; with ``--csv`` as its rows."""
    language = IN_CSV.get()
    if language is not None:
        from mijlpaal.show.as_csv import print_csv

        print_csv(plain(value), language)
        return
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: object) -> Plain:
    """Return a value in terms of JSON.

    >>> from datetime import date
    >>> plain({"on": date(2026, 12, 17), "rows": ("a", "b")})
    {'on': '2026-12-17', 'rows': ['a', 'b']}
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date | Path):  # a datetime is a date too
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Sequence | set | frozenset):
        return [plain(each) for each in value]
    return {str(key): plain(each) for key, each in _fields(value).items()}


def _fields(value: object) -> Mapping[object, object]:
    if isinstance(value, Mapping):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")
