"""Marking one field of one row: fewer people may read it than the row itself."""

from datetime import datetime

from sqlmodel import Session

from models.authority.consent import scope_of
from models.authority.roles import mandates_on, roles_for
from models.clock import local_day
from models.errors import InvalidAmendmentError, Words
from models.ledger.access_journal import note_access
from models.storage.records import BOOKKEEPING, DETAIL, SUBJECT, current
from models.tables import FieldMark
from models.vocabulary import AccessKind, Confidentiality, EventKind, SubjectKind

_OURS = BOOKKEEPING | {"seed_digest", "standing"}  # the state is what everybody follows


def markable(kind: SubjectKind) -> list[str]:
    """Return the fields of a kind that can be kept: those that may be unknown, and refer to none.

    A title is not among them: whoever may not read the title may not see the row.
    """
    columns = [*SUBJECT.c, *DETAIL[kind].c]
    return sorted(
        each.name
        for each in columns
        if each.nullable and not each.foreign_keys and each.name not in _OURS
    )


def mark_field(  # noqa: PLR0913  (what, how far, and who does it when)
    session: Session,
    kind: SubjectKind,
    key: str,
    field: str,
    mark: Confidentiality,
    *,
    actor: str,
    now: datetime,
) -> None:
    """Mark a field; ``public`` takes the mark away, so that the row alone decides again.

    Raises:
        UnknownSubjectError: there is no such subject.
        InvalidAmendmentError: no field that can be marked; names those that can.
        NotPermittedError: the actor may not amend the row.
    """
    subject = current(session, kind, key)
    if field not in markable(kind):
        known = ", ".join(markable(kind))
        raise InvalidAmendmentError(
            subject=subject.name,
            field=field,
            value=mark,
            problem=Words(f"te merken zijn: {known}", f"what can be marked: {known}"),
        )
    scope = scope_of(kind, subject.number("cluster_id"), subject.id)
    mandates_on(session, local_day(now)).require(
        actor,
        roles_for(EventKind.AMENDED, kind),
        scope,
        act=EventKind.AMENDED,
        subject=subject.name,
    )
    found = session.get(FieldMark, (subject.id, field))
    before = None if found is None else found.confidentiality
    if mark is Confidentiality.PUBLIC:
        if found is not None:
            session.delete(found)
    else:
        row = found or FieldMark(
            subject_id=subject.id, field=field, confidentiality=mark, marked_by=actor, marked_at=now
        )
        row.confidentiality, row.marked_by, row.marked_at = mark, actor, now
        session.add(row)
    session.flush()
    after = None if mark is Confidentiality.PUBLIC else str(mark)
    if before != after:
        note_access(
            session,
            AccessKind.FIELD_MARKED,
            by=actor,
            now=now,
            what=f"{kind}:{key} {field}",
            subject_id=subject.id,
            before={"confidentiality": before},
            after={"confidentiality": after},
        )
