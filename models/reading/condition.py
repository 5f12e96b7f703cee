"""The one condition that every query of a reader uses, for a row and for a field of it.

The database decides: what a reader may not see never leaves it. A row that hangs on a hidden one
(a milestone on its project, a proposal on what it is about) is hidden with it, because its title
and its wording speak of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    case,
    exists,
    false,
    or_,
    select,
    true,
    union,
)

from models.reading.sight import INTERNAL_FIELDS, NEVER_PUBLIC, Sight
from models.storage.records import DETAIL, SUBJECT
from models.tables import FieldMark
from models.vocabulary import Confidentiality, ParticipationRole, SubjectKind

# What a row hangs on, by the column that refers to it.
HANGS_ON: Mapping[SubjectKind, tuple[str, ...]] = {
    SubjectKind.CONDITION: ("project_id",),
    SubjectKind.MILESTONE: ("about_id",),
    SubjectKind.COMPANY_TRACK: ("organisation_id",),
    SubjectKind.PARTICIPATION: ("target_id", "organisation_id"),
    SubjectKind.OCCURRENCE: ("about_id",),
    SubjectKind.DEPENDENCY: ("from_id", "to_id"),
    SubjectKind.OPEN_QUESTION: ("about_id",),
    SubjectKind.ASSIGNMENT: ("milestone_id",),
    SubjectKind.PROPOSAL: ("about_id",),
    SubjectKind.STATEMENT: ("document_id",),
}
# What refers to something that itself hangs on nothing: its mark alone decides. A reference to
# anything else may lead further up.
_HANGS_ON_NOTHING = frozenset({"project_id", "organisation_id", "document_id"})
# By these a company's data is its own; whom a letter is addressed to is somebody else.
_MAKES_ITS_OWN = (
    ParticipationRole.OWNER,
    ParticipationRole.AUTHOR,
    ParticipationRole.PARTY,
    ParticipationRole.PARTICIPANT,
    ParticipationRole.HOLDER,
    ParticipationRole.DEBTOR,
)
_FIRST = (SubjectKind.CONDITION, SubjectKind.COMPANY_TRACK)
_LATER = (SubjectKind.MILESTONE, SubjectKind.OCCURRENCE)
_ORGANISATION = DETAIL[SubjectKind.ORGANISATION]
_PARTICIPATION = DETAIL[SubjectKind.PARTICIPATION]
_MARK: Table = FieldMark.__table__  # type: ignore[attr-defined]


# Putting it together takes longer than asking it, and it is the same for a reader all day.
@lru_cache(maxsize=1000)
def readable(
    sight: Sight,
    kind: SubjectKind | tuple[SubjectKind, ...] | None = None,
    row: FromClause = SUBJECT,
) -> ColumnElement[bool]:
    """Return the condition on a subject that this reader may see it.

    Args:
        sight: what the reader may see.
        kind: of the subjects, where the query itself is only about these; it then asks less. The
            condition for all kinds takes ten times as long to compile as that for milestones.
        row: the subject table, or an alias of it.
    """
    kinds = tuple(SubjectKind) if kind is None else kind if isinstance(kind, tuple) else (kind,)
    hanging = [
        _hangs_on_hidden(sight, each, row.c.id, steps=2) for each in kinds if each in HANGS_ON
    ]
    return and_(_by_mark(sight, row, kinds), *(~each for each in hanging))


def shown(
    sight: Sight, kind: SubjectKind, name: str, column: ColumnElement[object], row: FromClause
) -> ColumnElement[object]:
    """Return a column as this reader may see it: NULL where the field is kept from them."""
    return case((field_is_readable(sight, kind, name, row), column))


def field_is_readable(
    sight: Sight, kind: SubjectKind, name: str, row: FromClause = SUBJECT
) -> ColumnElement[bool]:
    """Return the condition that a field of a readable row may be read as well."""
    marked = and_(_MARK.c.subject_id == row.c.id, _MARK.c.field == name)
    kept = exists().where(marked, ~_at_mark(sight, row, _MARK.c.confidentiality))
    if name in INTERNAL_FIELDS.get(kind, frozenset()):
        return and_(~kept, _reads_internal(sight, row))
    return ~kept


def kept_fields(sight: Sight) -> Select[tuple[int, str, str, str]]:
    """Select the marked fields that this reader may not read: id, kind and key, and column."""
    return (
        select(_MARK.c.subject_id, SUBJECT.c.kind, SUBJECT.c.key, _MARK.c.field)
        .join(SUBJECT, SUBJECT.c.id == _MARK.c.subject_id)
        .where(~_at_mark(sight, SUBJECT, _MARK.c.confidentiality))
    )


def mark_is_readable(sight: Sight, row: FromClause = SUBJECT) -> ColumnElement[bool]:
    """Return the condition on a row by its mark alone, for who asks what it hangs on anyway."""
    return _by_mark(sight, row, (SubjectKind.DEPENDENCY,))


def reads_internal_fields(sight: Sight, row: FromClause = SUBJECT) -> ColumnElement[bool]:
    """Return the condition that the fields of a row that are internal everywhere may be read."""
    return _reads_internal(sight, row)


def is_a_companys(companies: frozenset[int], sight: Sight, row: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row is the own data of one of these companies."""
    if not companies:
        return false()
    return row.c.id.in_(select(_of_companies(companies, sight.today).c[0]))


# Made once per reader and day, so that a query that asks it at several places holds it once.
@lru_cache(maxsize=500)
def _of_companies(companies: frozenset[int], today: date) -> CTE:
    """Select the rows that are these companies' own on a day."""
    within = sorted(companies)
    is_one = _one_of(_ORGANISATION.c.subject_id, within)
    organisations = select(_ORGANISATION.c.subject_id).where(is_one)
    targets = select(_PARTICIPATION.c.target_id).where(
        _one_of(_PARTICIPATION.c.organisation_id, within),
        _one_of(_PARTICIPATION.c.role, map(str, _MAKES_ITS_OWN)),
        or_(_PARTICIPATION.c.valid_from.is_(None), _PARTICIPATION.c.valid_from <= today),
        or_(_PARTICIPATION.c.valid_until.is_(None), _PARTICIPATION.c.valid_until >= today),
    )
    direct = union(organisations, targets).cte()
    hanging = _with(direct, _FIRST)
    return _with(hanging, _LATER)


def _by_mark(sight: Sight, row: FromClause, kinds: tuple[SubjectKind, ...]) -> ColumnElement[bool]:
    by_mark = _at_mark(sight, row, row.c.confidentiality)
    never_public = NEVER_PUBLIC.intersection(kinds)
    if never_public.issuperset(kinds):
        by_mark = and_(by_mark, _reads_internal(sight, row))
    elif never_public:
        is_never_public = _one_of(row.c.kind, sorted(map(str, never_public)))
        by_mark = and_(by_mark, or_(~is_never_public, _reads_internal(sight, row)))
    return by_mark if sight.within is None else and_(by_mark, _lies_in(sight.within, row))


def _at_mark(sight: Sight, row: FromClause, mark: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that what bears this mark may be read; an unknown mark hides."""
    return or_(
        mark == str(Confidentiality.PUBLIC),
        and_(mark == str(Confidentiality.INTERNAL), _reads_internal(sight, row)),
        and_(
            mark == str(Confidentiality.COMPANY_CONFIDENTIAL),
            is_a_companys(sight.companies, sight, row),
        ),
    )


def _reads_internal(sight: Sight, row: FromClause) -> ColumnElement[bool]:
    if sight.everywhere is not Confidentiality.PUBLIC:
        return true()
    return _lies_in(sight.clusters, row) if sight.clusters else false()


def _lies_in(clusters: frozenset[int], row: FromClause) -> ColumnElement[bool]:
    within = sorted(clusters)
    is_one = and_(row.c.kind == str(SubjectKind.CLUSTER), _one_of(row.c.id, within))
    return or_(_one_of(row.c.cluster_id, within), is_one)


def _one_of(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these.

    Spelled out: the driver knows no list of any length, as ``IN`` is for SQLAlchemy.
    """
    return or_(false(), *(column == value for value in values))


def _hangs_on_hidden(
    sight: Sight, kind: SubjectKind, subject_id: ColumnElement[int], *, steps: int
) -> ColumnElement[bool]:
    """Return the condition that a subject of this kind hangs on something hidden.

    By what a row refers to and no other way, so that a page of 50 rows costs as much as 50 looks
    at a primary key, however many rows there are. Two steps further up are enough: a condition or
    track hangs on a project or company, a milestone or occurrence on any of these.
    """
    detail = DETAIL[kind].alias()
    return or_(
        false(),
        *(
            exists().where(
                detail.c.subject_id == subject_id,
                _is_hidden(
                    sight, detail.c[column], steps=0 if column in _HANGS_ON_NOTHING else steps
                ),
            )
            for column in HANGS_ON.get(kind, ())
        ),
    )


def _is_hidden(sight: Sight, subject_id: ColumnElement[int], *, steps: int) -> ColumnElement[bool]:
    above = SUBJECT.alias()
    by_mark = exists().where(
        above.c.id == subject_id, ~_at_mark(sight, above, above.c.confidentiality)
    )
    kinds = {2: (*_FIRST, *_LATER), 1: _FIRST}.get(steps, ())
    return or_(
        by_mark, *(_hangs_on_hidden(sight, each, subject_id, steps=steps - 1) for each in kinds)
    )


def _with(start: CTE, kinds: tuple[SubjectKind, ...]) -> CTE:
    """Select some rows, and those of these kinds that hang on them."""
    return union(
        select(start.c[0]), *(_hanging(each, HANGS_ON[each], start) for each in kinds)
    ).cte()


def _hanging(kind: SubjectKind, columns: tuple[str, ...], above: CTE) -> Select[tuple[int]]:
    """Select the rows of a kind that hang on one of others."""
    detail = DETAIL[kind].alias("hanging")
    found = or_(*(detail.c[column].in_(select(above.c[0])) for column in columns))
    return select(detail.c.subject_id).where(found)
