"""Finding a subject by what a person types, and only what this reader may see."""

from difflib import get_close_matches

from sqlmodel import Session, col, select

from models.errors import UnknownSubjectError, Words
from models.storage.records import Record, current, kind_in_words
from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind

CLEARANCE = Confidentiality.INTERNAL  # of the command line, until people log in


def find(session: Session, text: str) -> Record:
    """Return the subject that ``kind:key`` or a key alone names.

    Raises:
        UnknownSubjectError: there is none, or a key alone names several; it suggests.
    """
    kind, has_kind, key = text.partition(":")
    if has_kind and kind in set(SubjectKind):
        return current(session, SubjectKind(kind), key)
    query = select(Subject.kind).where(col(Subject.key) == text).order_by(col(Subject.kind))
    kinds = session.exec(query).all()
    if len(kinds) == 1:
        return current(session, SubjectKind(kinds[0]), text)
    near = [f"{each}:{text}" for each in kinds] or get_close_matches(
        text, session.exec(select(Subject.key)).all(), n=3, cutoff=0.5
    )
    listed = ", ".join(dict.fromkeys(near))
    meant = Words(f"Bedoelde u: {listed}?", f"Did you mean: {listed}?")
    raise UnknownSubjectError(
        kind=Words("onderwerp", "subject"), key=text, suggestion=meant if near else ""
    )


def readable(record: Record) -> Record:
    """Return the record, or behave as if there were none when this reader may not see it.

    Raises:
        UnknownSubjectError: it is kept from this reader.
    """
    if record.text("confidentiality") in CLEARANCE.readable():
        return record
    raise UnknownSubjectError(kind=kind_in_words(record.kind), key=record.key, suggestion="")
