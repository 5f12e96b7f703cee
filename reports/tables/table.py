"""What a table of data is, and how its columns are declared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from reports.sentences import Sentences
from reports.tables.words import COLUMNS, TITLES
from reports.words import Text

Value = str | int | bool | date | None
"""What a cell holds; None is unknown or does not apply."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table in one language; ``name`` is the same in all, ``title`` is for people."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name among ``COLUMNS``, and what of a row stands in it."""

    name: str
    value: Callable[[Sentences, Row], Value]


Columns = tuple[Column[Row], ...]


def filled(
    name: str, columns: Columns[Row], rows: Iterable[Row], say: Sentences, reference_date: date
) -> DataTable:
    """Return a table of rows; its last column is the reference date, without which no figure goes.

    Args:
        name: of the table, among ``TITLES``.
        columns: what stands in it.
        rows: of the figures.
        say: the phrases in the language of the table.
        reference_date: of the figures.
    """
    head = [COLUMNS[column.name].say(say.language) for column in columns]
    return DataTable(
        name=name,
        title=TITLES[name].say(say.language),
        head=(*head, say.t("reference_date")),
        rows=tuple(
            (*(column.value(say, row) for column in columns), reference_date) for row in rows
        ),
    )


def said(say: Sentences, text: Text | None) -> str | None:
    """Return a text; None for what is absent, of which running text says *unknown*."""
    return None if text is None else say.say(text)


def word(say: Sentences, of: str, key: str | None) -> str | None:
    """Return the word for a key of a vocabulary; None for what is absent."""
    return None if key is None else say.label(of, key)
