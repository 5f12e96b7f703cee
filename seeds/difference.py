"""What loading seeds would change, so that a person can look before it happens.

Three states are compared: what the seed says now, what it said when it was last loaded (the
ledger's events know) and what the row holds, which people may have amended since. Only a field
that the *seed* changed is ever overwritten.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from models.dates import Calendar
from models.ledger.chain import JsonValues, as_json, events_of
from models.storage.records import Record, current
from models.storage.values import Value, Values
from models.tables import Subject
from models.vocabulary import SubjectKind
from seeds.calendar import dutch_calendar
from seeds.collection import Seeds
from seeds.columns import columns_of
from seeds.rows import Reference, Row

# After its first load a subject moves by events, and an agreement by re-planning, never by an
# edited file. Such a change in a seed is reported and left alone.
_HELD = {"standing"}
_HELD_IN_MILESTONE = {
    *("said_on", "said_on_is_nominal", "addressee_id", "internal_target", "wording", "edtf"),
    *("earliest", "soft_latest", "latest", "bound", "bound_confidence"),
    *("first_wording", "first_edtf", "first_earliest", "first_soft_latest", "first_latest"),
    *("first_bound", "first_anchor_words", "first_anchor_offset", "first_anchor_id"),
    *("anchor_words", "anchor_offset", "anchor_id"),
}
_BOOKKEEPING = "seed_digest"
_NOT_REGISTERED = -1  # stands for the id of a row that will be registered by the same load


class What(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"  # was loaded once, no seed has it any more; it stays


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column, as it is and as the seed has it; references are shown as ``kind:key``.

    ``is_held``: only reported, because this moves by events and never by an edited file.
    """

    field: str
    old: Value
    new: Value
    is_held: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What loading does to one row."""

    what: What
    reference: Reference
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> SubjectKind:
        """Return the kind of the row."""
        return self.reference.kind

    @property
    def key(self) -> str:
        """Return the key of the row."""
        return self.reference.key


@dataclass(frozen=True, slots=True)
class Known:
    """A subject that is in the ledger already."""

    id: int
    digest: str | None


def difference(session: Session, seeds: Seeds, *, calendar: Calendar | None = None) -> list[Change]:
    """Return what loading would do to each row: the seeds in their order, then missing ones.

    Args:
        session: where to read what is there.
        seeds: what would be loaded.
        calendar: by which windows are read; the Dutch one when it is not given.

    Raises:
        OutsideCalendarError: a bound lies where the calendar holds no data.
    """
    known = known_subjects(session)
    calendar = calendar or dutch_calendar()
    changes = [_change(session, seeds, row, known, calendar) for row in seeds.rows.values()]
    gone = (ref for ref, is_known in known.items() if is_known.digest and ref not in seeds.rows)
    return [*changes, *(Change(What.MISSING, reference) for reference in sorted(gone))]


def known_subjects(session: Session) -> dict[Reference, Known]:
    """Return every subject of the ledger, with the digest of the seed it was loaded from."""
    query = select(Subject.id, Subject.kind, Subject.key, Subject.seed_digest)
    return {
        Reference(SubjectKind(kind), key): Known(subject_id, digest)
        for subject_id, kind, key, digest in session.exec(query.order_by(col(Subject.id)))
        if subject_id is not None
    }


def _change(
    session: Session,
    seeds: Seeds,
    row: Row,
    known: dict[Reference, Known],
    calendar: Calendar,
) -> Change:
    found = known.get(row.reference)
    if found is None:
        return Change(What.NEW, row.reference)
    if found.digest == row.digest:
        return Change(What.UNCHANGED, row.reference)

    def id_of(reference: Reference) -> int:
        return known[reference].id if reference in known else _NOT_REGISTERED

    subject = current(session, row.kind, row.key)
    columns = columns_of(seeds, row, id_of=id_of, calendar=calendar)
    said_before = _as_last_loaded(session, subject)
    names = {is_known.id: str(reference) for reference, is_known in known.items()}
    fields = tuple(
        FieldChange(
            field,
            _shown(field, subject.values[field], names),
            _shown(field, columns[field], names),
            is_held=_is_held(row.kind, field),
        )
        for field in _changed(columns, said_before, subject.values)
    )
    return Change(What.CHANGED, row.reference, fields)


def _as_last_loaded(session: Session, subject: Record) -> JsonValues:
    """Return what the seed said at its last load: the loader's own events carry its digest."""
    values: JsonValues = {}
    for event in events_of(session, subject.id):
        after = json.loads(event.payload)["after"]
        if after.get(_BOOKKEEPING) is not None:
            values.update(after)
    return values


def _changed(columns: Values, said_before: JsonValues, held_now: Values) -> Iterator[str]:
    """Yield the columns that the seed changed since it was loaded and that differ from the row."""
    now = as_json(held_now)
    for field, value in as_json(columns).items():
        is_same_seed = field in said_before and said_before[field] == value
        if field != _BOOKKEEPING and not is_same_seed and now[field] != value:
            yield field


def _is_held(kind: SubjectKind, field: str) -> bool:
    return field in _HELD or (kind is SubjectKind.MILESTONE and field in _HELD_IN_MILESTONE)


def _shown(field: str, value: Value, names: dict[int, str]) -> Value:
    if not field.endswith("_id") or value is None:
        return value
    return names.get(int(str(value)), "(nieuw)")
