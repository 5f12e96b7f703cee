"""A subject as it is now, whatever its kind: where its columns lie, and how it is read."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, cast

from sqlalchemy import Column, Select, Table, bindparam, select
from sqlmodel import Session, SQLModel

from models import tables
from models.errors import UnknownSubjectError, Words
from models.storage.prepared import Prepared
from models.storage.values import Values
from models.tables import Definition, Subject
from models.vocabulary import KINDS_IN_DUTCH, SubjectKind

DETAIL_TABLES: Mapping[SubjectKind, type[SQLModel]] = {
    SubjectKind.PROGRAMME: tables.Programme,
    SubjectKind.CLUSTER: tables.Cluster,
    SubjectKind.PROJECT: tables.Project,
    SubjectKind.CONDITION: tables.Condition,
    SubjectKind.REQUEST: tables.Request,
    SubjectKind.MILESTONE: tables.Milestone,
    SubjectKind.COMPANY_TRACK: tables.CompanyTrack,
    SubjectKind.ORGANISATION: tables.Organisation,
    SubjectKind.PARTICIPATION: tables.Participation,
    SubjectKind.DOCUMENT: tables.Document,
    SubjectKind.OCCURRENCE: tables.Occurrence,
    SubjectKind.DEPENDENCY: tables.Dependency,
    SubjectKind.CHECKLIST_ITEM: tables.ChecklistItem,
    SubjectKind.OPEN_QUESTION: tables.OpenQuestion,
    SubjectKind.CONTACT: tables.Contact,
    SubjectKind.ASSIGNMENT: tables.Assignment,
    SubjectKind.MANDATE: tables.Mandate,
    SubjectKind.PROPOSAL: tables.Proposal,
    SubjectKind.STATEMENT: tables.Statement,
    SubjectKind.ABSENCE: tables.Absence,
    SubjectKind.STATUS_TEXT: tables.StatusText,
    SubjectKind.EDITION: tables.Edition,
    SubjectKind.SCENARIO: tables.Scenario,
}

SUBJECT = cast("Table", Subject.__table__)  # type: ignore[attr-defined]
DEFINITION = cast("Table", Definition.__table__)  # type: ignore[attr-defined]
DETAIL = {
    kind: cast("Table", table.__table__)  # type: ignore[attr-defined]
    for kind, table in DETAIL_TABLES.items()
}
_IDS_PER_STATEMENT = 500  # PostgreSQL plans short lists better
# Kept by the ledger itself, so no change may name them.
_KEPT = ("id", "key", "version", "last_hash")
BOOKKEEPING = frozenset({*_KEPT, "kind", "subject_id"})


class Record(NamedTuple):  # made in C, twice at every step
    """A subject as it is now: its own columns and those of its detail row in one mapping."""

    id: int
    kind: SubjectKind
    key: str
    version: int
    last_hash: str
    values: Values
    definition_digest: str | None = None  # of the life cycle it is pinned to

    @property
    def name(self) -> Words:
        """Return the kind and the key, as people read them in errors."""
        return name_of(self.kind, self.key)

    def text(self, field: str) -> str | None:
        """Return a text column, None while unknown."""
        return cast("str | None", self.values[field])

    def day(self, field: str) -> date | None:
        """Return a day column, None while unknown."""
        return cast("date | None", self.values[field])

    def number(self, field: str) -> int | None:
        """Return an integer column (an amount, a count, the id of another subject)."""
        return cast("int | None", self.values[field])


def current(session: Session, kind: SubjectKind, key: str) -> Record:
    """Return the subject of this kind and key.

    Raises:
        UnknownSubjectError: there is none; it suggests the keys that come near.
    """
    found = _read(session, kind, by="key", value=key)
    if found is None:
        raise UnknownSubjectError(
            kind=kind_in_words(kind), key=key, suggestion=_near(session, kind, key)
        )
    return found


def name_of(kind: SubjectKind, key: str) -> Words:
    """Return ``mijlpaal 'd2'`` and ``milestone 'd2'``."""
    words = kind_in_words(kind)
    return Words(f"{words.nl} '{key}'", f"{words.en} '{key}'")


@cache
def kind_in_words(kind: SubjectKind) -> Words:
    """Return what a kind of subject is called."""
    return Words(KINDS_IN_DUTCH[kind], kind.replace("_", " "))


def current_by_id(session: Session, subject_id: int) -> Record:
    """Return the subject with this id, which must exist."""
    kind = session.execute(select(SUBJECT.c.kind).where(SUBJECT.c.id == subject_id)).scalar_one()
    found = _read(session, SubjectKind(kind), by="id", value=subject_id)
    return cast("Record", found)


def _read(session: Session, kind: SubjectKind, *, by: str, value: str | int) -> Record | None:
    """Return the subject of a kind whose column ``by`` has this value."""
    query, fields = _selection(kind, by)
    rows = query.fetch(session, {"wanted": value})
    return _to_record(kind, fields, rows[0]) if rows else None


def records_by_id(session: Session, kind: SubjectKind, ids: Sequence[int]) -> list[Record]:
    """Return the subjects of a kind with these ids, by id, in a few statements."""
    found: list[Record] = []
    for start in range(0, len(ids), _IDS_PER_STATEMENT):
        some = ids[start : start + _IDS_PER_STATEMENT]
        query = _joined(kind).where(SUBJECT.c.id.in_(some)).order_by(SUBJECT.c.id)
        rows = session.connection().execute(query)
        found += [_to_record(kind, _fields(kind), row) for row in rows]
    return found


@cache
def _selection(kind: SubjectKind, by: str) -> tuple[Prepared, tuple[str, ...]]:
    joined = _joined(kind)
    statement = joined.where(SUBJECT.c.kind == str(kind), SUBJECT.c[by] == bindparam("wanted"))
    return Prepared(statement), _fields(kind)


@cache
def _joined(kind: SubjectKind) -> Select[*tuple[object, ...]]:
    detail = DETAIL[kind]
    digest = DEFINITION.c.digest.label("definition_digest")
    return (
        select(*(SUBJECT.c[name] for name in _KEPT), digest, *_columns(kind))
        .join(detail, detail.c.subject_id == SUBJECT.c.id)
        .outerjoin(DEFINITION, DEFINITION.c.id == SUBJECT.c.definition_id)
    )


def _columns(kind: SubjectKind) -> list[Column[object]]:
    """Return the columns that a change may name: the subject's own and those of its detail row."""
    both = (*SUBJECT.c, *DETAIL[kind].c)
    return [column for column in both if column.name not in BOOKKEEPING]


@cache
def _fields(kind: SubjectKind) -> tuple[str, ...]:
    return tuple(column.name for column in _columns(kind))


def _to_record(kind: SubjectKind, fields: Sequence[str], row: Sequence[object]) -> Record:
    subject_id, key, version, last_hash, digest = row[:5]
    return Record(
        subject_id,  # type: ignore[arg-type]
        kind,
        key,  # type: ignore[arg-type]
        version,  # type: ignore[arg-type]
        last_hash,  # type: ignore[arg-type]
        dict(zip(fields, row[5:], strict=True)),  # type: ignore[arg-type]
        digest,  # type: ignore[arg-type]
    )


def _near(session: Session, kind: SubjectKind, key: str) -> Words:
    keys = list(session.execute(select(SUBJECT.c.key).where(SUBJECT.c.kind == kind)).scalars())
    near = ", ".join(difflib.get_close_matches(key, keys, n=3, cutoff=0.5))
    if near:
        return Words(f"Bedoelde u: {near}?", f"Did you mean: {near}?")
    known = ", ".join(sorted(keys)[:10])
    return Words(f"Bekend: {known}.", f"Known: {known}.") if keys else Words("", "")
