"""What one reader may see of a report: roles in a cluster, data of a company, marked fields.

It differs from reader to reader (``models.reading``): each statement is put together once per
sight, and then runs on the driver like those of the two cuts (``reports.cuts``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType, SimpleNamespace
from typing import cast

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, or_, select
from sqlmodel import Session

from models.reading.condition import field_is_readable, readable
from models.reading.looking import EVERY, Narrowing
from models.reading.public_cut import is_promised_by_a_day
from models.reading.sight import Sight
from models.storage.prepared import Prepared, Values
from models.storage.records import DEFINITION, DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from reports.cuts import BOOKKEEPING, KEPT_BACK, Detail, covered, one_of
from reports.field_marks import Marks, fields_of

_OF_SUBJECT = tuple(column.name for column in SUBJECT.c if column.name not in BOOKKEEPING)
_FIRST = ("id", "key", "cluster_id", "standing", "life_cycle")
_TITLES = ("title", "title_en")
_LEAST_PLACES = 64  # putting a statement together takes longer than asking it a hundred times
_KEPT = 1000  # a dozen of each reader


def rows_for(
    session: Session,
    sight: Sight,
    kind: SubjectKind,
    *,
    marks: Marks,
    cluster_id: int | None,
    ids: Collection[int] | None = None,
) -> Mapping[int, Detail]:
    """Return the rows of a kind by id as one reader may see them; a field kept from them is None.

    Args:
        session: where to read.
        sight: what the reader may see.
        kind: of the subjects.
        marks: the fields that are kept from somebody.
        cluster_id: only of this cluster and of what is programme-wide; None: of everything.
        ids: only these.
    """
    within = _Within.of(cluster_id, ids)
    statement = _details(sight, kind, marks.get(kind, frozenset()), within)
    seen = _seen(session, statement, DETAIL[kind].c.keys(), within.values(cluster_id, ids))
    return {row.subject_id: cast("Detail", row) for row in seen}


def subjects_for(
    session: Session,
    sight: Sight,
    *,
    marks: Marks,
    cluster_id: int | None,
    but: Sequence[SubjectKind],
    ids: Collection[int] | None = None,
) -> Sequence[SimpleNamespace]:
    """Return the subjects in scope that one reader may see, of all kinds but those of ``but``.

    With ``ids`` only these.
    """
    marked = fields_of(marks)
    within = _Within.of(cluster_id, ids)
    statement = _subjects(sight, marked, tuple(but), within)
    return _seen(session, statement, _OF_SUBJECT, within.values(cluster_id, ids))


def milestones_for(
    session: Session,
    sight: Sight,
    names: Sequence[str],
    *,
    marks: Marks,
    by: Narrowing = EVERY,
    values: Values = MappingProxyType({}),
) -> Sequence[Mapping[str, object]]:
    """Return a few columns of every milestone that one reader may see.

    Args:
        session: where to read.
        sight: what the reader may see.
        names: of columns of the milestone; a field that is kept from the reader is None.
        marks: the fields that are kept from somebody.
        by: further conditions that were made before.
        values: of their parameters.
    """
    marked = marks.get(SubjectKind.MILESTONE, frozenset())
    found = _milestones(sight, tuple(names), marked, by).fetch(session, values)
    return [dict(zip((*_FIRST, *names), row, strict=True)) for row in found]


def is_insider(sight: Sight) -> ColumnElement[bool]:
    """Return the condition that a reader is an insider to a row, as its internal fields ask it."""
    return field_is_readable(sight, SubjectKind.MILESTONE, "internal_target")


@dataclass(frozen=True, slots=True)
class _Within:
    """How a statement is narrowed: what it is given each time is no part of it."""

    is_narrowed: bool
    places: int | None  # for numbers; None: of all

    @classmethod
    def of(cls, cluster_id: int | None, ids: Collection[int] | None) -> "_Within":
        """Return the form for these; more places than are needed serve other numbers as well."""
        places = None if ids is None else max(_LEAST_PLACES, 1 << (len(ids) - 1).bit_length())
        return cls(cluster_id is not None, places)

    def values(self, cluster_id: int | None, ids: Collection[int] | None) -> Values:
        """Return what the statement is given."""
        wanted = {} if cluster_id is None else {"wanted": cluster_id}
        if self.places is None or ids is None:
            return wanted
        numbers = [*sorted(ids), *[0] * (self.places - len(ids))]
        return {**wanted, **{f"these_{place}": number for place, number in enumerate(numbers)}}

    def holds(self) -> ColumnElement[bool]:
        """Return the condition on subjects."""
        if self.places is None:
            return covered(is_narrowed=self.is_narrowed)
        numbers = [bindparam(f"these_{place}", type_=Integer) for place in range(self.places)]
        return and_(covered(is_narrowed=self.is_narrowed), SUBJECT.c.id.in_(numbers))


def _seen(
    session: Session, statement: Prepared, names: Sequence[str], values: Values
) -> Sequence[SimpleNamespace]:
    found = statement.fetch(session, values)
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in found]


@lru_cache(maxsize=_KEPT)
def _subjects(
    sight: Sight, marked: frozenset[str], but: tuple[SubjectKind, ...], within: _Within
) -> Prepared:
    shown = (_unless_marked(sight, SUBJECT.c[name], marked) for name in _OF_SUBJECT)
    is_of_kind = ~one_of(SUBJECT.c.kind, but)
    kinds = tuple(kind for kind in SubjectKind if kind not in but)
    return Prepared(select(*shown).where(readable(sight, kinds), is_of_kind, within.holds()))


def _unless_marked(
    sight: Sight, column: ColumnElement[object], marked: frozenset[str]
) -> ColumnElement[object]:
    """Return a column of every kind of subject; its mark hides it, no kind does."""
    name = str(column.key)
    if name not in marked:
        return column
    return case((field_is_readable(sight, SubjectKind.PROGRAMME, name), column)).label(name)


@lru_cache(maxsize=_KEPT)
def _milestones(
    sight: Sight, names: tuple[str, ...], marked: frozenset[str], by: Narrowing
) -> Prepared:
    kind, table = SubjectKind.MILESTONE, DETAIL[SubjectKind.MILESTONE]
    shown = {name: _unless_marked(sight, SUBJECT.c[name], marked) for name in _TITLES}
    shown |= {str(column.key): column for column in _shown(sight, kind, marked)}
    *of_subject, _life_cycle = _FIRST
    return Prepared(
        select(
            *(SUBJECT.c[name] for name in of_subject),
            DEFINITION.c.key,
            *(shown[name] for name in names),
        )
        .select_from(SUBJECT)
        .join(table, table.c.subject_id == SUBJECT.c.id)
        .outerjoin(DEFINITION, DEFINITION.c.id == SUBJECT.c.definition_id)
        .where(SUBJECT.c.kind == str(kind), readable(sight, kind), *by.conditions)
    )


@lru_cache(maxsize=_KEPT)
def _details(sight: Sight, kind: SubjectKind, marked: frozenset[str], within: _Within) -> Prepared:
    table = DETAIL[kind]
    return Prepared(
        select(*_shown(sight, kind, marked))
        .join(SUBJECT, SUBJECT.c.id == table.c.subject_id)
        .where(SUBJECT.c.kind == str(kind), readable(sight, kind), within.holds())
    )


def _shown(
    sight: Sight, kind: SubjectKind, marked: frozenset[str]
) -> Sequence[ColumnElement[object]]:
    """Return the columns of a kind as one reader may see them."""
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

    return [shown(column) for column in table.c]
