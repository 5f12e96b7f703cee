"""From the events of one subject back to its columns, typed as the tables have them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import cast

from sqlalchemy import Column, Date

from models.ledger.chain import fold_payloads
from models.storage.records import BOOKKEEPING, DETAIL, DETAIL_TABLES, SUBJECT
from models.storage.values import Value, Values
from models.tables import Subject
from models.tables.columns import Instant
from models.vocabulary import SubjectKind

_Read = Callable[[str], Value]


def values_after(kind: SubjectKind, payloads: Iterable[str]) -> Values:
    """Return the columns of a subject and its detail row as these events leave them.

    A column that the events do not know, because it came with a later schema, has its default.
    """
    return {**_defaults(kind), **typed_values(kind, fold_payloads(payloads))}


def typed_values(kind: SubjectKind, found: Mapping[str, object]) -> Values:
    """Return values of a payload as the columns have them.

    A column that was dropped since is no longer told.
    """
    known, readers = _defaults(kind), _readers(kind)
    return {
        field: readers[field](cast("str", value))
        if field in readers and value is not None
        else cast("Value", value)
        for field, value in found.items()
        if field in known
    }


@cache
def _defaults(kind: SubjectKind) -> Values:
    return {
        column.name: _default(kind, column) for column in _columns(kind) if not column.primary_key
    }


@cache
def _readers(kind: SubjectKind) -> Mapping[str, _Read]:
    """Return how a value is read from JSON, for the columns that JSON has no type for."""
    kinds: tuple[tuple[type, _Read], ...] = (
        (Date, date.fromisoformat),
        (Instant, datetime.fromisoformat),
    )
    return {
        column.name: read
        for column in _columns(kind)
        for type_, read in kinds
        if isinstance(column.type, type_)
    }


def _columns(kind: SubjectKind) -> list["Column[object]"]:
    every = (*SUBJECT.c, *DETAIL[kind].c)
    return [column for column in every if column.name not in BOOKKEEPING]


def _default(kind: SubjectKind, column: "Column[object]") -> Value:
    table = Subject if column.table is SUBJECT else DETAIL_TABLES[kind]
    field = table.model_fields[column.name]
    return None if column.nullable or field.is_required() else cast("Value", field.default)
