"""What one reader may see of a report: roles in a cluster, data of a company, marked fields.

It differs from reader to reader (``models.reading``), so these statements are put together by
SQLAlchemy, which keeps their form; those of the two cuts (``reports.cuts``) are put together once.
"""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlmodel import Session

from models.reading.condition import field_is_readable, readable
from models.reading.public_cut import is_promised_by_a_day
from models.reading.sight import Sight
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from reports.cuts import BOOKKEEPING, KEPT_BACK, Detail, covered
from reports.field_marks import Marks, fields_of


def rows_for(
    session: Session, sight: Sight, kind: SubjectKind, *, marks: Marks, cluster_id: int | None
) -> Mapping[int, Detail]:
    """Return the rows of a kind by id as one reader may see them; a field kept from them is None.

    Args:
        session: where to read.
        sight: what the reader may see.
        kind: of the subjects.
        marks: the fields that are kept from somebody.
        cluster_id: only of this cluster and of what is programme-wide; None: of everything.
    """
    query = _details(sight, kind, marks.get(kind, frozenset()))
    seen = _seen(session, query, DETAIL[kind].c.keys(), cluster_id)
    return {row.subject_id: cast("Detail", row) for row in seen}


def subjects_for(
    session: Session,
    sight: Sight,
    *,
    marks: Marks,
    cluster_id: int | None,
    but: Sequence[SubjectKind],
) -> Sequence[SimpleNamespace]:
    """Return the subjects in scope that one reader may see, of all kinds but those of ``but``."""
    marked = fields_of(marks)
    shown = [column for column in SUBJECT.c if column.name not in BOOKKEEPING]
    query = select(*(_unless_marked(sight, each, marked) for each in shown)).where(
        readable(sight), SUBJECT.c.kind.not_in([str(kind) for kind in but])
    )
    return _seen(session, query, [each.name for each in shown], cluster_id)


def is_insider(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a reader is an insider to a row, as its internal fields ask it."""
    return field_is_readable(sight, SubjectKind.MILESTONE, "internal_target")


def _seen(
    session: Session,
    query: Select[*tuple[object, ...]],
    names: Sequence[str],
    cluster_id: int | None,
) -> Sequence[SimpleNamespace]:
    is_narrowed = cluster_id is not None
    values = {"wanted": cluster_id} if is_narrowed else {}
    rows = session.execute(query.where(covered(is_narrowed=is_narrowed)), values)
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]


def _unless_marked(
    sight: Sight, column: ColumnElement[object], marked: frozenset[str]
) -> ColumnElement[object]:
    """Return a column of every kind of subject; its mark hides it, no kind does."""
    name = str(column.key)
    if name not in marked:
        return column
    return case((field_is_readable(sight, SubjectKind.PROGRAMME, name), column)).label(name)


def _details(
    sight: Sight, kind: SubjectKind, marked: frozenset[str]
) -> Select[*tuple[object, ...]]:
    table, inside = DETAIL[kind], is_insider(sight)
    kept_back = KEPT_BACK.get(kind, frozenset())

    def shown(column: ColumnElement[object]) -> ColumnElement[object]:
        name = str(column.key)
        may = [field_is_readable(sight, kind, name)] if name in marked else []
        if name in kept_back:
            may.append(inside)
        elif kind is SubjectKind.MILESTONE and name == "bound":
            may.append(or_(is_promised_by_a_day(table.c.latest), inside))
        return case((and_(*may), column)).label(name) if may else column

    return (
        select(*(shown(column) for column in table.c))
        .join(SUBJECT, SUBJECT.c.id == table.c.subject_id)
        .where(SUBJECT.c.kind == str(kind), readable(sight, kind))
    )
