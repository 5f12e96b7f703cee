"""Marks on single fields, as every query of a report asks them: of columns and of what changed.

The database leaves out what a mark keeps from a reader. Marks are few: which fields bear one is
asked first, so that a programme without marks pays nothing for them.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    Table,
    and_,
    case,
    exists,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.tables import FieldMark
from models.vocabulary import Confidentiality, SubjectKind

Marks = Mapping[SubjectKind, frozenset[str]]
"""The fields of each kind that are kept from somebody."""

# An alias: the rules of reading ask of the table itself, for the row that they stand beside.
_FIELD_MARK = cast("Table", FieldMark.__table__).alias("its_mark")  # type: ignore[attr-defined]

_AT_ONCE = 50  # fields; SQLite gives a function 127 arguments, and each field is two of them


def marks_in(session: Session) -> Marks:
    """Return which fields of each kind are kept from somebody."""
    found: dict[SubjectKind, frozenset[str]] = {}
    for kind, field in cast("list[tuple[str, str]]", _marks().fetch(session, {})):
        known = SubjectKind(kind)
        found[known] = found.get(known, frozenset()) | {field}
    return found


def fields_of(marks: Marks) -> frozenset[str]:
    """Return the fields that are kept from somebody, of whatever kind."""
    return frozenset[str]().union(*marks.values())


def is_open_to(
    clearance: Confidentiality, name: str, row: FromClause = SUBJECT
) -> ColumnElement[bool]:
    """Return the condition that no mark keeps this field of a row from a cut."""
    above = (_FIELD_MARK.c.confidentiality != str(mark) for mark in clearance.readable())
    kept = and_(_FIELD_MARK.c.subject_id == row.c.id, _FIELD_MARK.c.field == name, *above)
    return ~exists().where(kept)


def column_for(
    clearance: Confidentiality,
    column: ColumnElement[object],
    marked: frozenset[str],
    row: FromClause = SUBJECT,
) -> ColumnElement[object]:
    """Return a column as a cut may see it: NULL where its mark keeps it back."""
    name = str(column.key)
    if name not in marked:
        return column
    return case((is_open_to(clearance, name, row), column)).label(name)


def without_kept(
    payload: ColumnElement[str],
    marked: Iterable[str],
    is_open: Callable[[str], ColumnElement[bool]],
) -> ColumnElement[str]:
    """Return what an event changed without the fields that are kept back.

    Args:
        payload: what it changed.
        marked: the fields that may be kept back.
        is_open: the condition that one of them is not.
    """
    names = sorted(marked)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        asked = (part for name in some for part in (literal(name), is_open(name)))
        payload = _WithoutKept(payload, *asked)
    return payload


class _WithoutKept(FunctionElement[str]):
    """A payload, and of each field its name and the condition under which it stays."""

    type = String()
    inherit_cache = True


@compiles(_WithoutKept)
def _on_sqlite(element: _WithoutKept, compiler: SQLCompiler, **options: object) -> str:
    payload, *asked = (compiler.process(each, **options) for each in element.clauses)
    paths = ", ".join(
        f"CASE WHEN {is_open} THEN '$.-' ELSE '$.{side}.' || {name} END"
        for name, is_open in zip(asked[::2], asked[1::2], strict=True)
        for side in ("before", "after")
    )
    return f"json_remove({payload}, {paths})"


@compiles(_WithoutKept, "postgresql")
def _on_postgresql(element: _WithoutKept, compiler: SQLCompiler, **options: object) -> str:
    payload, *asked = (compiler.process(each, **options) for each in element.clauses)
    paths = " ".join(
        f"#- CASE WHEN {is_open} THEN ARRAY[]::text[] ELSE ARRAY['{side}', {name}::text] END"
        for name, is_open in zip(asked[::2], asked[1::2], strict=True)
        for side in ("before", "after")
    )
    return f"CAST(CAST({payload} AS jsonb) {paths} AS text)"


@cache
def _marks() -> Prepared:
    # From the few marks to their rows: a join may begin at all rows there are.
    kind = select(SUBJECT.c.kind).where(SUBJECT.c.id == _FIELD_MARK.c.subject_id)
    query = select(kind.scalar_subquery(), _FIELD_MARK.c.field)
    return Prepared(query.distinct())
