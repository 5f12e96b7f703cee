"""The two cuts of a report: what is never read for the public, as columns and as statements.

A row carries a mark (``Subject.confidentiality``), and some columns of a public row are for
insiders all the same. The statement for the public does not name those columns, so that no later
step can let one slip. Statements are built once and run on the driver
(``models.storage.prepared``): a report reads a dozen tables, and putting the statements together
took longer than running them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    Table,
    and_,
    bindparam,
    case,
    false,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, SQLModel

from models.ledger.chain import EVENT
from models.reading.public_cut import happened_in_public, is_owed_a_reason, is_promised_by_a_day
from models.storage.prepared import Prepared
from models.storage.records import DETAIL, DETAIL_TABLES, SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from reports.field_marks import Marks, column_for, fields_of

Detail = TypeVar("Detail", bound=SQLModel)

# What a public row keeps to the house: who judged or paused it, how it is reminded of, and the
# target that was set inside and promised to nobody.
KEPT_BACK: Mapping[SubjectKind, frozenset[str]] = {
    SubjectKind.MILESTONE: frozenset(
        {"internal_target", "override_by", "ladder", "escalation_paused_until", "closed_by_step"}
    ),
}
_PAYLOAD: ColumnElement[str] = EVENT.c.payload
_REASON: ColumnElement[str | None] = EVENT.c.reason
_KEPT = 256  # statements: of 12 kinds in two cuts, narrowed and whole, with and without marks
BOOKKEEPING = frozenset({"seed_digest", "version", "last_hash"})


def rows_of(
    session: Session,
    kind: SubjectKind,
    table: type[Detail],
    *,
    clearance: Confidentiality,
    cluster_id: int | None,
    marks: Marks,
) -> Mapping[int, Detail]:
    """Return the readable rows of a kind by id, with no more columns than the reader may see.

    Args:
        session: where to read.
        kind: of the subjects.
        table: of that kind.
        clearance: of the reader.
        cluster_id: only of this cluster and of what is programme-wide; None: of everything.
        marks: the fields that are kept from somebody.
    """
    assert DETAIL_TABLES[kind] is table  # noqa: S101  (callers write the pair out)
    marked_fields = marks.get(kind, frozenset())
    statement, names = _details(kind, clearance, marked_fields, is_narrowed=cluster_id is not None)
    found = _fetch(session, statement, names, cluster_id)
    return {row.subject_id: cast("Detail", row) for row in found}


def subjects_of(
    session: Session,
    *,
    clearance: Confidentiality,
    cluster_id: int | None,
    but: Sequence[SubjectKind],
    marks: Marks,
) -> Sequence[SimpleNamespace]:
    """Return the readable subjects in scope, of all kinds but those that no report shows."""
    statement, names = _subjects(
        clearance, tuple(but), fields_of(marks), is_narrowed=cluster_id is not None
    )
    return _fetch(session, statement, names, cluster_id)


def covered(*, is_narrowed: bool) -> ColumnElement[bool]:
    """Return the condition on subjects that lie in scope, readable or not.

    Args:
        is_narrowed: to the cluster ``:wanted`` and to what is programme-wide; else to nothing.
    """
    return _in_cluster() if is_narrowed else true()


def marked(subject: FromClause, clearance: Confidentiality) -> ColumnElement[bool]:
    """Return the condition on subjects whose mark lets this reader see them."""
    return or_(*(subject.c.confidentiality == str(mark) for mark in clearance.readable()))


def payload_for(clearance: Confidentiality) -> ColumnElement[str]:
    """Return what an event changed, for the public without what is kept back and without notes."""
    return _PAYLOAD if clearance is not Confidentiality.PUBLIC else _Published(_PAYLOAD)


def reason_for(clearance: Confidentiality) -> ColumnElement[str | None]:
    """Return why; in public only where it is owed."""
    if clearance is not Confidentiality.PUBLIC:
        return _REASON
    return case((is_owed_a_reason(EVENT.c.kind), _REASON))


def told_to(clearance: Confidentiality) -> ColumnElement[bool]:
    """Return the condition on events of readable subjects that they may be told of at all."""
    if clearance is not Confidentiality.PUBLIC:
        return true()
    return happened_in_public(EVENT.c.subject_id, EVENT.c.sequence)


def one_of(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these words.

    Spelled out: the driver knows no list of any length, as ``IN`` is for SQLAlchemy.
    """
    return or_(false(), *(column == str(word) for word in sorted(words)))


class _Published(FunctionElement[str]):
    """A payload without the columns that the public does not read."""

    type = String()
    inherit_cache = True


_WITHOUT = (
    *(
        (side, column)
        for side in ("before", "after")
        for column in sorted(frozenset().union(*KEPT_BACK.values()))
    ),
    ("note",),
)


@compiles(_Published)
def _on_sqlite(element: _Published, compiler: SQLCompiler, **options: object) -> str:
    paths = ", ".join(f"'$.{'.'.join(path)}'" for path in _WITHOUT)
    return f"json_remove({compiler.process(element.clauses, **options)}, {paths})"


@compiles(_Published, "postgresql")
def _on_postgresql(element: _Published, compiler: SQLCompiler, **options: object) -> str:
    paths = " ".join(f"#- '{{{','.join(path)}}}'" for path in _WITHOUT)
    return f"CAST(CAST({compiler.process(element.clauses, **options)} AS jsonb) {paths} AS text)"


def _fetch(
    session: Session, statement: Prepared, names: Sequence[str], cluster_id: int | None
) -> Sequence[SimpleNamespace]:
    values = {} if cluster_id is None else {"wanted": cluster_id}
    rows = statement.fetch(session, values)
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]


@lru_cache(maxsize=_KEPT)
def _details(
    kind: SubjectKind,
    clearance: Confidentiality,
    marked_fields: frozenset[str],
    *,
    is_narrowed: bool,
) -> tuple[Prepared, tuple[str, ...]]:
    table = DETAIL[kind]
    query = (
        select(*_columns(kind, table, clearance, marked_fields))
        .join(SUBJECT, SUBJECT.c.id == table.c.subject_id)
        .where(marked(SUBJECT, clearance))
    )
    # A row of the table is of its kind already. To say so for one cluster made SQLite walk all
    # subjects of the kind, in every cluster, instead of those of the one.
    query = query.where(_in_cluster() if is_narrowed else SUBJECT.c.kind == str(kind))
    return Prepared(query), tuple(table.c.keys())


@lru_cache(maxsize=_KEPT)
def _subjects(
    clearance: Confidentiality,
    but: tuple[SubjectKind, ...],
    marked_fields: frozenset[str],
    *,
    is_narrowed: bool,
) -> tuple[Prepared, tuple[str, ...]]:
    columns = [column for column in SUBJECT.c if column.name not in BOOKKEEPING]
    shown = (column_for(clearance, column, marked_fields) for column in columns)
    query = select(*shown).where(
        marked(SUBJECT, clearance), and_(*(SUBJECT.c.kind != str(kind) for kind in but))
    )
    if is_narrowed:
        query = query.where(_in_cluster())
    return Prepared(query), tuple(column.name for column in columns)


def _columns(
    kind: SubjectKind, table: Table, clearance: Confidentiality, marked_fields: frozenset[str]
) -> list[ColumnElement[object]]:
    shown = [column_for(clearance, column, marked_fields) for column in table.c]
    if clearance is not Confidentiality.PUBLIC:
        return shown
    kept_back = KEPT_BACK.get(kind, frozenset())
    return [_public(kind, column, kept_back) for column in shown]


def _public(
    kind: SubjectKind, column: ColumnElement[object], kept_back: frozenset[str]
) -> ColumnElement[object]:
    """Return a column as the public may see it: without a latest day the bound is internal."""
    if column.key in kept_back:
        return cast("ColumnElement[object]", null().label(column.key))
    if kind is SubjectKind.MILESTONE and column.key == "bound":
        return case((is_promised_by_a_day(DETAIL[kind].c.latest), column)).label("bound")
    return column


def _in_cluster() -> ColumnElement[bool]:
    return or_(
        SUBJECT.c.cluster_id == bindparam("wanted"),
        SUBJECT.c.id == bindparam("wanted"),
        SUBJECT.c.cluster_id.is_(None) & (SUBJECT.c.kind != str(SubjectKind.CLUSTER)),
    )
