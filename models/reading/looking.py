"""Looking with somebody's eyes: rows and fields that they may see, and a note of what to log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlmodel import Session

from models.errors import UnknownSubjectError, Words
from models.reading.condition import field_is_readable, is_a_companys, readable
from models.reading.sight import INTERNAL_FIELDS, Sight
from models.storage.prepared import Prepared
from models.storage.records import DEFINITION, DETAIL, SUBJECT, Record, kind_in_words
from models.tables import FieldMark
from models.vocabulary import Confidentiality, SubjectKind

_MARK = cast("Table", FieldMark.__table__)  # type: ignore[attr-defined]
_COMPANYS = str(Confidentiality.COMPANY_CONFIDENTIAL)
_ROW = "*"
_NO_LIMIT = 2**31 - 1
_DIGEST, _ANOTHERS, _MAY, _LOG = "definition_digest", "is_anothers", "may_", "log_"


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject as somebody may see it; what is kept from them is None and in ``withheld``."""

    record: Record
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Narrowing:
    """Further conditions with parameters by name: made once, and then only filled in.

    For the same fields as those of ``Looking.records``.
    """

    conditions: tuple[ColumnElement[bool], ...]


EVERY = Narrowing(())
BY_ID = Narrowing((SUBJECT.c.id == bindparam("wanted_id"),))
_BY_KEY = Narrowing((SUBJECT.c.key == bindparam("wanted_key"),))
# From the few marks to their rows: a join may begin at all rows of the kind.
_its_kind = select(SUBJECT.c.kind).where(SUBJECT.c.id == _MARK.c.subject_id).scalar_subquery()
_MARKED = Prepared(select(_MARK.c.field).where(_its_kind == bindparam("of_kind")).distinct())


@dataclass(frozen=True)
class Looking:
    """One reader looking in one transaction.

    ``noted`` gathers what must be logged; whoever opened the transaction writes it before
    anything is shown (``models.reading.log``).
    """

    session: Session
    sight: Sight
    noted: dict[int, set[str]] = field(default_factory=dict)

    def may_see(
        self, kind: SubjectKind | None = None, row: FromClause = SUBJECT
    ) -> ColumnElement[bool]:
        """Return the condition for a query of one's own; ``note`` what it then shows."""
        return readable(self.sight, kind, row)

    def record(self, kind: SubjectKind, key: str) -> Shown:
        """Return one subject.

        Raises:
            UnknownSubjectError: there is none, or not for this reader: that is told as the same.
        """
        found = self.narrowed(kind, _BY_KEY, {"wanted_key": key})
        if not found:
            raise UnknownSubjectError(
                kind=kind_in_words(kind), key=key[:80], suggestion=Words("", "")
            )
        return found[0]

    def records(
        self,
        kind: SubjectKind,
        *conditions: ColumnElement[bool],
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Shown]:
        """Return the subjects of a kind that may be seen, by key, narrowed by further conditions.

        A condition on a field that is kept from the reader would tell it; conditions are for
        ``models.storage.records.SUBJECT`` and for columns of ``DETAIL[kind]`` that nobody can mark.
        """
        guarded = self._guarded(kind)
        query = _query(self.sight, kind, guarded).where(*conditions).limit(limit).offset(offset)
        rows = self.session.execute(query).mappings().all()
        return [self._shown(kind, dict(row), guarded) for row in rows]

    def narrowed(
        self,
        kind: SubjectKind,
        by: Narrowing,
        values: Mapping[str, object],
        *,
        limit: int = _NO_LIMIT,
    ) -> list[Shown]:
        """Return the same by conditions that were made before, as ``records`` does.

        Args:
            kind: of the subjects.
            by: the conditions; the statement of a reader is put together once for each.
            values: of their parameters.
            limit: how many at most.
        """
        guarded = self._guarded(kind)
        statement, names = _statement(self.sight, kind, guarded, by)
        rows = statement.fetch(self.session, {**values, "most": limit})
        return [self._shown(kind, dict(zip(names, row, strict=True)), guarded) for row in rows]

    def count(self, kind: SubjectKind, *conditions: ColumnElement[bool]) -> int:
        """Return how many subjects of a kind may be seen."""
        joined = SUBJECT.join(DETAIL[kind], DETAIL[kind].c.subject_id == SUBJECT.c.id)
        query = select(func.count()).select_from(joined)
        seen = query.where(SUBJECT.c.kind == str(kind), self.may_see(kind), *conditions)
        return int(self.session.execute(seen).scalar_one())

    def note(self, subject_ids: Sequence[int]) -> None:
        """Note rows that a query of one's own shows: those of other companies will be logged."""
        if self.sight.companies - self.sight.own and subject_ids:
            query = select(SUBJECT.c.id).where(
                SUBJECT.c.id.in_(subject_ids), _is_anothers(self.sight)
            )
            for each in self.session.execute(query).scalars():
                self.noted.setdefault(each, set()).add(_ROW)

    def note_of_companies(self) -> None:
        """Note all that may be seen of other companies: rows, and marked fields of any row.

        For figures of everything at once, where nobody can say which of them the reader looked at:
        too much, never too little.
        """
        if not self.sight.companies - self.sight.own:
            return
        for each, name in _of_companies(self.sight).fetch(self.session, {}):
            self.noted.setdefault(cast("int", each), set()).add(str(name))

    def _guarded(self, kind: SubjectKind) -> tuple[str, ...]:
        """Return the fields of this kind that need asking: somewhere they may be kept."""
        marked = {str(each) for (each,) in _MARKED.fetch(self.session, {"of_kind": str(kind)})}
        return tuple(sorted(marked | INTERNAL_FIELDS.get(kind, frozenset())))

    def _shown(self, kind: SubjectKind, row: dict[str, Any], guarded: Sequence[str]) -> Shown:
        may = {name: bool(row.pop(f"{_MAY}{name}")) for name in guarded}
        logged = {name for name in guarded if row.pop(f"{_LOG}{name}") and may[name]}
        if row.pop(_ANOTHERS):
            logged.add(_ROW)
        if logged:
            self.noted.setdefault(row["id"], set()).update(logged)
        del row["kind"]
        record = Record(
            id=row.pop("id"),
            kind=kind,
            key=row.pop("key"),
            version=row.pop("version"),
            last_hash=row.pop("last_hash"),
            definition_digest=row.pop(_DIGEST),
            values=row,
        )
        return Shown(
            record, frozenset(name for name, is_readable in may.items() if not is_readable)
        )


def is_anothers_field(sight: Sight, name: str) -> ColumnElement[bool]:
    """Return the condition that a field bears the mark of a company that the reader is not of."""
    marked = and_(
        _MARK.c.subject_id == SUBJECT.c.id,
        _MARK.c.field == name,
        _MARK.c.confidentiality == _COMPANYS,
    )
    return and_(exists().where(marked), ~is_a_companys(sight.own, sight, SUBJECT))


@lru_cache(maxsize=1000)
def _statement(
    sight: Sight, kind: SubjectKind, guarded: tuple[str, ...], by: Narrowing
) -> tuple[Prepared, tuple[str, ...]]:
    """Return the query of a reader for a kind on the driver, and the names of its columns."""
    query = _query(sight, kind, guarded).where(*by.conditions).limit(bindparam("most"))
    return Prepared(query), tuple(each.name for each in query.selected_columns)


@lru_cache(maxsize=1000)
def _query(
    sight: Sight, kind: SubjectKind, guarded: tuple[str, ...]
) -> Select[*tuple[object, ...]]:
    """Return the query of a reader for a kind; putting it together takes longer than asking it."""
    detail = DETAIL[kind]
    columns = [*SUBJECT.c, *(each for each in detail.c if each.name != "subject_id")]
    may = {name: field_is_readable(sight, kind, name) for name in guarded}
    return (
        select(
            *(
                case((may[each.name], each)).label(each.name) if each.name in may else each
                for each in columns
            ),
            DEFINITION.c.digest.label(_DIGEST),
            _is_anothers(sight).label(_ANOTHERS),
            *(condition.label(f"{_MAY}{name}") for name, condition in may.items()),
            *(is_anothers_field(sight, name).label(f"{_LOG}{name}") for name in guarded),
        )
        .select_from(SUBJECT.join(detail, detail.c.subject_id == SUBJECT.c.id))
        .outerjoin(DEFINITION, DEFINITION.c.id == SUBJECT.c.definition_id)
        .where(SUBJECT.c.kind == str(kind), readable(sight, kind, SUBJECT))
        .order_by(SUBJECT.c.key)
    )


@lru_cache(maxsize=1000)
def _of_companies(sight: Sight) -> Prepared:
    """Select all rows of other companies that may be seen, and all fields that are marked so."""
    rows = select(SUBJECT.c.id, literal(_ROW)).where(_is_anothers(sight), readable(sight))
    marked = _MARK.c.confidentiality == _COMPANYS
    is_anothers = and_(
        is_a_companys(sight.companies, sight, SUBJECT), ~is_a_companys(sight.own, sight, SUBJECT)
    )
    # From the few marks to their rows: a join may begin at all rows there are.
    seen = exists().where(SUBJECT.c.id == _MARK.c.subject_id, is_anothers, readable(sight))
    fields = select(_MARK.c.subject_id, _MARK.c.field).where(marked, seen)
    both = union_all(rows, fields).subquery()
    return Prepared(select(both.c[0], both.c[1]))


def _is_anothers(sight: Sight) -> ColumnElement[bool]:
    is_own = is_a_companys(sight.own, sight, SUBJECT)
    return and_(SUBJECT.c.confidentiality == _COMPANYS, ~is_own)
