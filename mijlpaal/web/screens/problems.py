"""What was wrong with a form: kept beside what was typed, and shown where it was typed."""

from dataclasses import dataclass

from models.errors import (
    ConflictError,
    InvalidInputError,
    MijlpaalError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
)
from models.vocabulary import Language

UNPROCESSABLE = 422
_FORBIDDEN, _NOT_FOUND, _CONFLICT, _UNAVAILABLE = 403, 404, 409, 503


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; ``field`` is the id of the field on the page, empty for the form as a whole."""

    field: str
    text: str


def problem_of(error: MijlpaalError, fields: dict[str, str], language: Language) -> Problem:
    """Return what an error says, at the field that it is about.

    Args:
        error: with its facts.
        fields: the field of the page by the name that the error knows it by.
        language: of the reader.
    """
    named = error.facts.get("field")
    known = fields.get(named, "") if isinstance(named, str) else ""
    return Problem(known or fields.get(type(error).__name__, ""), error.say(language))


def status_of(error: MijlpaalError) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, NotPermittedError):
        return _FORBIDDEN
    if isinstance(error, NotFoundError):
        return _NOT_FOUND
    if isinstance(error, (ConflictError, RefusedError)):
        return _CONFLICT
    return UNPROCESSABLE if isinstance(error, InvalidInputError) else _UNAVAILABLE
