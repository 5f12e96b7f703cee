"""What a party did to rows that are of others: every event of its own, and every row of theirs."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from models.storage.records import DETAIL, SUBJECT
from models.tables import Event, FieldMark
from models.vocabulary import EventKind, SubjectKind

IsOwn = Callable[[str], bool]
"""Whether a row, ``kind:key``, is the party's own, by what the test registered."""


def strayed(session: Session, actor: str, is_own: IsOwn) -> list[str]:
    """Return what this person did to rows of others; that they know of one is no change of it."""
    query = (
        select(SUBJECT.c.kind, SUBJECT.c.key, col(Event.kind))
        .join(SUBJECT, SUBJECT.c.id == col(Event.subject_id))
        .where(col(Event.actor) == actor, col(Event.kind) != EventKind.ACKNOWLEDGED)
        .order_by(col(Event.id))
    )
    found = ((f"{kind}:{key}", act) for kind, key, act in session.execute(query))
    return [f"{name} {act}" for name, act in found if not is_own(name)]


def rows_of_others(session: Session, is_own: IsOwn) -> Mapping[str, object]:
    """Return every row that is not the party's own, with all its columns and its marks."""
    rows: dict[str, object] = {}
    for kind in SubjectKind:
        detail = DETAIL[kind]
        query = select(SUBJECT, detail).join(detail, detail.c.subject_id == SUBJECT.c.id)
        for row in session.execute(query):
            name = f"{kind}:{row.key}"
            if not is_own(name):
                rows[name] = tuple(row)
    marks = select(col(FieldMark.subject_id), col(FieldMark.field), col(FieldMark.confidentiality))
    return rows | {f"mark:{number}:{field}": mark for number, field, mark in session.execute(marks)}
