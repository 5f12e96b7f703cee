"""What was typed about a contact, as the columns that hold it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from mijlpaal.days import a_day
from mijlpaal.roles import a_role
from models.errors import Words
from models.storage.records import current, name_of
from models.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The options of ``contact add`` and ``contact change``; None was not given, empty clears."""

    function: str | None = None
    function_en: str | None = None
    address: str | None = None
    channel: str | None = None
    language: str | None = None
    role: str | None = None
    organisation: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    hour: str | None = None
    clearance: str | None = None


def columns_of(session: Session, key: str, typed: Typed) -> dict[str, str | None]:
    """Return what was given by column, as the text that the column reads.

    Raises:
        UnknownSubjectError: there is no such organisation.
        UnreadablePhraseError: a day is no day.
        InvalidAmendmentError: the role is none.
    """
    contact = name_of(SubjectKind.CONTACT, key)
    given = {column: getattr(typed, option) for column, option in _OPTIONS.items()}
    return {
        column: _READERS.get(column, _as_it_is)(session, contact, text) if text else None
        for column, text in given.items()
        if text is not None
    }


def _as_it_is(_session: Session, _contact: Words, text: str) -> str:
    return text


def _a_day(_session: Session, _contact: Words, text: str) -> str:
    return a_day(text).isoformat()


def _a_role(_session: Session, contact: Words, text: str) -> str:
    return str(a_role(text, contact))


def _an_organisation(session: Session, _contact: Words, text: str) -> str:
    return str(current(session, SubjectKind.ORGANISATION, text).id)


_OPTIONS: Mapping[str, str] = {
    "title": "function",
    "title_en": "function_en",
    "address": "address",
    "channel": "channel",
    "language": "language",
    "person_role": "role",
    "organisation_id": "organisation",
    "valid_from": "first_day",
    "valid_until": "last_day",
    "digest_hour": "hour",
    "clearance": "clearance",
}
_READERS: Mapping[str, Callable[[Session, Words, str], str]] = {
    "person_role": _a_role,
    "organisation_id": _an_organisation,
    "valid_from": _a_day,
    "valid_until": _a_day,
}
