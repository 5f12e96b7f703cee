"""What somebody wrote down, as a column of a subject holds it.

Rows do not validate by themselves, and a word that no vocabulary has would be met again by whoever
reads the row: in ``mandate.role`` it would keep everybody from writing anything ever again.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from models.errors import InvalidAmendmentError, Words
from models.storage.records import DETAIL, SUBJECT, Record
from models.storage.values import Value
from models.tables import Subject
from models.vocabulary import (
    Confidentiality,
    DocumentKind,
    Language,
    Modality,
    ParticipationRole,
    ReplanReason,
    Responsibility,
    Role,
    Side,
)

_LARGEST = 2**31 - 1  # PostgreSQL's integer
VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "amount_modality": Modality,
    "clearance": Confidentiality,
    "confidentiality": Confidentiality,
    "document_kind": DocumentKind,
    "language": Language,
    "modality": Modality,
    "owner_role": ParticipationRole,
    "replan_reason": ReplanReason,
    "person_role": Role,
    "responsibility": Responsibility,
    "role": ParticipationRole,
    "side": Side,
}


def column_value(session: Session, subject: Record, name: str, text: str | None) -> Value:
    """Return the text as the column holds it; None is *unknown*.

    Raises:
        InvalidAmendmentError: the column cannot hold this; says what it can.
    """
    columns = DETAIL[subject.kind].c
    column = columns[name] if name in columns else SUBJECT.c[name]
    if text is None:
        if not column.nullable:
            raise refused(subject, name, text, Words("mag niet onbekend zijn", "must be known"))
        return None
    read, nl, en = _READERS.get(column.type.python_type, _AS_IT_IS)
    try:
        value = read(text)
    except (ValueError, KeyError) as problem:
        raise refused(subject, name, text, Words(nl, en)) from problem
    if name in VOCABULARIES and text not in set(VOCABULARIES[name]):
        raise refused(subject, name, text, _possible(VOCABULARIES[name]))
    if column.foreign_keys and session.get(Subject, value) is None:
        raise refused(subject, name, text, Words("dat bestaat niet", "there is no such thing"))
    return value


def refused(subject: Record, name: str, text: str | None, problem: Words) -> InvalidAmendmentError:
    """Return the error that says why this column cannot hold this."""
    return InvalidAmendmentError(subject=subject.name, field=name, value=text, problem=problem)


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError(text)
    return number


def _possible(vocabulary: type[StrEnum]) -> Words:
    known = ", ".join(vocabulary)
    return Words(f"mogelijk: {known}", f"possible: {known}")


_Reader = tuple[Callable[[str], Value], str, str]
_AS_IT_IS: _Reader = (str, "verwacht tekst", "text is expected")
_READERS: Mapping[type, _Reader] = {
    date: (date.fromisoformat, "verwacht een dag, jjjj-mm-dd", "a day is expected, yyyy-mm-dd"),
    bool: (
        {"true": True, "false": False}.__getitem__,
        "verwacht true of false",
        "true or false is expected",
    ),
    int: (
        _number,
        f"verwacht een geheel getal tot {_LARGEST}",
        f"a whole number up to {_LARGEST} is expected",
    ),
}
