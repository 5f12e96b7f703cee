"""What was wrong with a form: kept beside what was typed, and shown where it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mijlpaal.columns import name_of
from mijlpaal.web.posted import MOST_BYTES
from mijlpaal.web.screens.words import say_word
from models.errors import (
    ConflictError,
    InvalidAmendmentError,
    InvalidInputError,
    MijlpaalError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    Words,
)
from models.vocabulary import Language
from reports.spelling import compact

UNPROCESSABLE = 422
_COMMAND = re.compile(r" \((?:--|mijlpaal )[^)]*\)")
CONFLICT = 409
TOO_LARGE = 413
_FORBIDDEN, _NOT_FOUND, _UNAVAILABLE = 403, 404, 503


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; ``field`` is the id of the field on the page, empty for the form as a whole."""

    field: str
    text: str


def problem_of(error: MijlpaalError, fields: Mapping[str, str], language: Language) -> Problem:
    """Return what an error says, at the field that it is about.

    Args:
        error: with its facts.
        fields: the field of the page by the name that the error knows it by.
        language: of the reader.
    """
    named = error.facts.get("field")
    name = named.nl if isinstance(named, Words) else named
    known = fields.get(name, "") if isinstance(name, str) else ""
    said = without_commands(_said(error, language))
    return Problem(known or fields.get(type(error).__name__, ""), said)


def too_large(language: Language) -> Problem:
    """Return what is wrong with a file that is larger than is taken, at its field."""
    most = MOST_BYTES // 1_000_000
    return Problem("bestand", say_word("too_large", language, most=most))


def without_commands(sentence: str) -> str:
    """Return a sentence without what only the command line can use: ``(--reason)``.

    >>> without_commands("Dit vraagt om een toelichting (--reason).")
    'Dit vraagt om een toelichting.'
    """
    return _COMMAND.sub("", sentence)


def _said(error: MijlpaalError, language: Language) -> str:
    """Return the sentence of an error; a column by the name that people know it by.

    The page itself says which row it is about.
    """
    column, value = error.facts.get("field"), error.facts.get("value")
    name = name_of(column, language) if isinstance(column, str) else None
    if not isinstance(error, InvalidAmendmentError) or name is None:
        return error.say(language)
    problem = error.facts["problem"]
    why = problem.say(language) if isinstance(problem, Words) else problem
    label = name[0].upper() + name[1:]
    if value in (None, ""):
        return say_word("field_refused", language, field=label, problem=why)
    given = compact(value, language) if isinstance(value, date) else value
    return say_word("value_refused", language, field=label, value=given, problem=why)


def status_of(error: MijlpaalError) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, NotPermittedError):
        return _FORBIDDEN
    if isinstance(error, NotFoundError):
        return _NOT_FOUND
    if isinstance(error, (ConflictError, RefusedError)):
        return CONFLICT
    return UNPROCESSABLE if isinstance(error, InvalidInputError) else _UNAVAILABLE


def status_of_form(error: MijlpaalError) -> int:
    """Return the HTTP status of an error about what was typed.

    The page itself is there, so what is not found was typed.
    """
    return UNPROCESSABLE if isinstance(error, NotFoundError) else status_of(error)
