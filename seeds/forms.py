"""What a field can hold: text, a day, a number, yes or no, one of some words. Read strictly."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import read_edtf
from models.errors import InvalidValueError, UnreadablePhraseError
from models.people.contacts import FIRST_HOUR, LAST_HOUR
from models.storage.values import Value
from seeds.source import Scalar

MAX_TEXT = 2_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_HOURS = frozenset(map(str, range(FIRST_HOUR, LAST_HOUR + 1)))
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of value: what is accepted, in words, and how it is read.

    ``read`` raises ``ValueError`` with what is wrong, in words for the reader of the file.
    """

    accepted: str
    read: Callable[[Scalar], Value]


def value_of(scalar: Scalar, form: Form, field: str) -> Value:
    """Return the value that a field of this form holds.

    A field that may be unknown is left out by its caller before it is asked for its value.

    Raises:
        InvalidValueError: it cannot hold this.
    """
    try:
        return _refusing_unknown(scalar, form)
    except ValueError as problem:
        raise InvalidValueError(
            file=scalar.spot.file,
            line=scalar.spot.line,
            field=field,
            value=scalar.text[:80],
            problem=problem,
            accepted=form.accepted,
        ) from problem


def _refusing_unknown(scalar: Scalar, form: Form) -> Value:
    if scalar.is_null:
        raise ValueError("onbekend kan hier niet")
    return form.read(scalar)


def one_of(*words: str) -> Form:
    """Return the form of a field that holds one of these words."""

    def read(scalar: Scalar) -> Value:
        if scalar.text not in words:
            raise ValueError("dit woord staat niet in de lijst")
        return scalar.text

    return Form(" | ".join(words), read)


def word_of(vocabulary: type[StrEnum]) -> Form:
    """Return the form of a field that holds a word of a vocabulary."""
    return one_of(*vocabulary)


def _text(scalar: Scalar) -> Value:
    if not scalar.is_text:
        raise ValueError("zonder aanhalingstekens leest YAML dit niet als tekst")
    if not scalar.text.strip():
        raise ValueError("de tekst is leeg")
    if len(scalar.text) > MAX_TEXT:
        raise ValueError(f"langer dan {MAX_TEXT} tekens")
    return scalar.text


def _key(scalar: Scalar) -> Value:
    if not _KEY.fullmatch(scalar.text):
        raise ValueError("geen sleutel")
    return scalar.text


def _day(scalar: Scalar) -> Value:
    if not _DAY.fullmatch(scalar.text):
        raise ValueError("geen dag in de vorm JJJJ-MM-DD")
    try:
        return date.fromisoformat(scalar.text)
    except ValueError as problem:
        raise ValueError("die dag bestaat niet") from problem


def _number(scalar: Scalar) -> Value:
    if not (scalar.is_plain and _NUMBER.fullmatch(scalar.text)):
        raise ValueError("geen geheel getal")
    return int(scalar.text)


def _hour(scalar: Scalar) -> Value:
    if not (scalar.is_plain and scalar.text in _HOURS):
        raise ValueError("geen heel uur")
    return int(scalar.text)


def _truth(scalar: Scalar) -> Value:
    if not (scalar.is_plain and scalar.text in _TRUTHS):
        raise ValueError("geen true of false")
    return _TRUTHS[scalar.text]


def _edtf(scalar: Scalar) -> Value:
    try:
        read_edtf(scalar.text)
    except UnreadablePhraseError as problem:
        raise ValueError("geen EDTF") from problem
    return scalar.text


TEXT = Form("tekst", _text)
KEY = Form("kleine letters, cijfers en koppeltekens", _key)
DAY = Form("een dag als 2026-12-31", _day)
NUMBER = Form("een geheel getal", _number)
HOUR = Form(f"een heel uur, {FIRST_HOUR} t/m {LAST_HOUR}", _hour)
TRUTH = Form("true | false | null (onbekend)", _truth)
EDTF = Form("EDTF, bijvoorbeeld 2026-01 of 2026-23", _edtf)
