"""The two cuts of a report: what is never read for the public, as columns and as statements.

A row carries a mark (``Subject.confidentiality``), and some columns of a public row are for
insiders all the same. The statement for the public does not name those columns, so that no later
step can let one slip. Statements are built once and run on the driver (``models.prepared``):
a report reads a dozen tables, and putting the statements together took longer than running them.

What one reader may see (``models.reading``) differs from reader to reader; those statements are put
together by SQLAlchemy, which keeps their form.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import SimpleNamespace
from typing import TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    null,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, SQLModel

from models.chain import EVENT
from models.prepared import Prepared
from models.reading.condition import field_is_readable, readable
from models.reading.sight import Sight
from models.records import DETAIL, DETAIL_TABLES, SUBJECT
from models.vocabulary import REPLACING_THE_AGREEMENT, Confidentiality, SubjectKind

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
_BOOKKEEPING = frozenset({"seed_digest", "version", "last_hash"})


def rows_of(  # noqa: PLR0913  (what, and four things that say for whom)
    session: Session,
    kind: SubjectKind,
    table: type[Detail],
    *,
    clearance: Confidentiality,
    cluster_id: int | None,
    sight: Sight | None = None,
    marked: frozenset[str] = frozenset(),
) -> Mapping[int, Detail]:
    """Return the readable rows of a kind by id, with no more columns than the reader may see.

    Args:
        session: where to read.
        kind: of the subjects.
        table: of that kind.
        clearance: of the reader.
        cluster_id: only of this cluster and of what is programme-wide; None: of everything.
        sight: what one reader may see, which then decides instead of the clearance.
        marked: the fields of this kind that are kept from somebody.
    """
    assert DETAIL_TABLES[kind] is table  # noqa: S101  (callers write the pair out)
    if sight is not None:
        seen = _seen(session, _details_for(sight, kind, marked), DETAIL[kind].c.keys(), cluster_id)
        return {row.subject_id: cast("Detail", row) for row in seen}
    statement, names = _details(kind, clearance, is_narrowed=cluster_id is not None)
    found = _fetch(session, statement, names, cluster_id)
    return {row.subject_id: cast("Detail", row) for row in found}


def subjects_of(
    session: Session,
    *,
    clearance: Confidentiality,
    cluster_id: int | None,
    but: Sequence[SubjectKind],
    sight: Sight | None = None,
    marked: frozenset[str] = frozenset(),
) -> Sequence[SimpleNamespace]:
    """Return the readable subjects in scope, of all kinds but those that no report shows.

    Args:
        session: where to read.
        clearance: of the reader.
        cluster_id: only of this cluster and of what is programme-wide; None: of everything.
        but: the kinds that are left out.
        sight: what one reader may see, which then decides instead of the clearance.
        marked: the fields that are kept from somebody.
    """
    if sight is not None:
        shown = [column for column in SUBJECT.c if column.name not in _BOOKKEEPING]
        query = select(*(_unless_marked(sight, each, marked) for each in shown)).where(
            readable(sight), SUBJECT.c.kind.not_in([str(kind) for kind in but])
        )
        return _seen(session, query, [each.name for each in shown], cluster_id)
    statement, names = _subjects(clearance, tuple(but), is_narrowed=cluster_id is not None)
    return _fetch(session, statement, names, cluster_id)


def payload_for(clearance: Confidentiality, sight: Sight | None = None) -> ColumnElement[str]:
    """Return what an event changed, for the public without what is kept back and without notes."""
    if sight is not None:
        return case((_from_inside(sight), _PAYLOAD), else_=_Published(_PAYLOAD))
    return _PAYLOAD if clearance is not Confidentiality.PUBLIC else _Published(_PAYLOAD)


def reason_for(clearance: Confidentiality, sight: Sight | None = None) -> ColumnElement[str | None]:
    """Return why; in public only for a new agreement, where the reason is owed with the new bound.

    Other reasons are notes of people at work, who did not write them for publication.
    """
    is_owed = EVENT.c.kind.in_(sorted(map(str, REPLACING_THE_AGREEMENT)))
    if sight is not None:
        return case((or_(is_owed, _from_inside(sight)), _REASON))
    return _REASON if clearance is not Confidentiality.PUBLIC else case((is_owed, _REASON))


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


def _from_inside(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a reader is an insider to a row, as its internal fields ask it."""
    return field_is_readable(sight, SubjectKind.MILESTONE, "internal_target")


def _seen(
    session: Session,
    query: Select[*tuple[object, ...]],
    names: Sequence[str],
    cluster_id: int | None,
) -> Sequence[SimpleNamespace]:
    wanted = query if cluster_id is None else query.where(_in_cluster())
    values = {} if cluster_id is None else {"wanted": cluster_id}
    rows = session.execute(wanted, values)
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]


def _unless_marked(
    sight: Sight, column: ColumnElement[object], marked: frozenset[str]
) -> ColumnElement[object]:
    """Return a column of every kind of subject; its mark hides it, no kind does."""
    name = str(column.key)
    if name not in marked:
        return column
    return case((field_is_readable(sight, SubjectKind.PROGRAMME, name), column)).label(name)


def _details_for(
    sight: Sight, kind: SubjectKind, marked: frozenset[str]
) -> Select[*tuple[object, ...]]:
    """Select the rows of a kind as one reader may see them; a field kept from them is NULL."""
    table, inside = DETAIL[kind], _from_inside(sight)
    kept_back = KEPT_BACK.get(kind, frozenset())

    def shown(column: ColumnElement[object]) -> ColumnElement[object]:
        name = str(column.key)
        may = [field_is_readable(sight, kind, name)] if name in marked else []
        if name in kept_back:
            may.append(inside)
        elif kind is SubjectKind.MILESTONE and name == "bound":
            may.append(or_(table.c.latest.is_not(None), inside))
        return case((and_(*may), column)).label(name) if may else column

    return (
        select(*(shown(column) for column in table.c))
        .join(SUBJECT, SUBJECT.c.id == table.c.subject_id)
        .where(SUBJECT.c.kind == str(kind), readable(sight, kind))
    )


@cache
def _details(
    kind: SubjectKind, clearance: Confidentiality, *, is_narrowed: bool
) -> tuple[Prepared, tuple[str, ...]]:
    table = DETAIL[kind]
    query = (
        select(*_columns(kind, table, clearance))
        .join(SUBJECT, SUBJECT.c.id == table.c.subject_id)
        .where(SUBJECT.c.kind == str(kind), _readable(clearance))
    )
    if is_narrowed:
        query = query.where(_in_cluster())
    return Prepared(query), tuple(table.c.keys())


@cache
def _subjects(
    clearance: Confidentiality, but: tuple[SubjectKind, ...], *, is_narrowed: bool
) -> tuple[Prepared, tuple[str, ...]]:
    columns = [column for column in SUBJECT.c if column.name not in _BOOKKEEPING]
    query = select(*columns).where(
        _readable(clearance), and_(*(SUBJECT.c.kind != str(kind) for kind in but))
    )
    if is_narrowed:
        query = query.where(_in_cluster())
    return Prepared(query), tuple(column.name for column in columns)


def _columns(
    kind: SubjectKind, table: Table, clearance: Confidentiality
) -> list[ColumnElement[object]]:
    if clearance is not Confidentiality.PUBLIC:
        return list(table.c)
    kept_back = KEPT_BACK.get(kind, frozenset())
    return [_public(kind, column, kept_back) for column in table.c]


def _public(
    kind: SubjectKind, column: ColumnElement[object], kept_back: frozenset[str]
) -> ColumnElement[object]:
    """Return a column as the public may see it: without a latest day the bound is internal."""
    if column.key in kept_back:
        return cast("ColumnElement[object]", null().label(column.key))
    if kind is SubjectKind.MILESTONE and column.key == "bound":
        latest = DETAIL[kind].c.latest
        return case((latest.is_not(None), column)).label("bound")
    return column


def _readable(clearance: Confidentiality) -> ColumnElement[bool]:
    return or_(*(SUBJECT.c.confidentiality == str(mark) for mark in clearance.readable()))


def _in_cluster() -> ColumnElement[bool]:
    return or_(
        SUBJECT.c.cluster_id == bindparam("wanted"),
        SUBJECT.c.id == bindparam("wanted"),
        SUBJECT.c.cluster_id.is_(None) & (SUBJECT.c.kind != str(SubjectKind.CLUSTER)),
    )
