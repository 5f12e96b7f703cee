"""A statutory term in words and in ISO 8601: "zes weken", "13 weeks", ``P6W``, ``PT48H``."""

import re

from models.dates.phrases.numbers import NUMBERS
from models.dates.phrases.words import UNITS, Unit
from models.dates.terms import Term, TermUnit
from models.errors import UnreadableTermError

_ACCEPTED = "6 weken, drie maanden, 90 dagen, 1 jaar, 48 uur, P6W, PT48H"
_WORDS = re.compile(r"(\d{1,5}|[a-z]+)\s+([a-z]+)", re.ASCII)
_ISO = re.compile(r"P(?:(\d{1,5})([DWMY])|T(\d{1,5})H)", re.ASCII)
# A longer term than a century is no term but a stray number.
_LONGEST = {
    TermUnit.HOUR: 876_600,
    TermUnit.DAY: 36_525,
    TermUnit.WEEK: 5_218,
    TermUnit.MONTH: 1_200,
    TermUnit.YEAR: 100,
}
_UNITS = {
    Unit.DAY: TermUnit.DAY,
    Unit.WEEK: TermUnit.WEEK,
    Unit.MONTH: TermUnit.MONTH,
    Unit.YEAR: TermUnit.YEAR,
}
_HOURS = frozenset({"uur", "uren", "hour", "hours"})
_LETTERS = {str(unit): ours for unit, ours in _UNITS.items()}
_NAMES = {
    TermUnit.HOUR: (("uur", "uur"), ("hour", "hours")),
    TermUnit.DAY: (("dag", "dagen"), ("day", "days")),
    TermUnit.WEEK: (("week", "weken"), ("week", "weeks")),
    TermUnit.MONTH: (("maand", "maanden"), ("month", "months")),
    TermUnit.YEAR: (("jaar", "jaar"), ("year", "years")),
}


def read_term(text: str) -> Term:
    """Return the term that a text gives, in Dutch, English or ISO 8601.

    Working days are refused: the law does not know them as a unit of a term.

    Raises:
        UnreadableTermError: If the text is none, or longer than a century.
    """
    found = _from_iso(text.strip()) or _from_words(text.strip().lower())
    if found is None or not 0 < found.count <= _LONGEST[found.unit]:
        raise UnreadableTermError(text=text[:80], accepted=_ACCEPTED)
    return found


def write_term(term: Term) -> str:
    """Return a term in ISO 8601.

    >>> write_term(Term(6, TermUnit.WEEK)), write_term(Term(48, TermUnit.HOUR))
    ('P6W', 'PT48H')
    """
    letter = term.unit[0].upper()
    return f"PT{term.count}H" if term.unit is TermUnit.HOUR else f"P{term.count}{letter}"


def term_in_words(term: Term, language: str = "nl") -> str:
    """Return a term as people write it.

    >>> term_in_words(Term(6, TermUnit.WEEK)), term_in_words(Term(1, TermUnit.MONTH), "en")
    ('6 weken', '1 month')
    """
    one, more = _NAMES[term.unit][language == "en"]
    return f"{term.count} {one if term.count == 1 else more}"


def _from_iso(text: str) -> Term | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    if match[3]:
        return Term(int(match[3]), TermUnit.HOUR)
    return Term(int(match[1]), _LETTERS[match[2]])


def _from_words(text: str) -> Term | None:
    match = _WORDS.fullmatch(text.replace("één", "een"))
    if match is None:
        return None
    count = int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1], 0)
    unit = TermUnit.HOUR if match[2] in _HOURS else _unit(match[2])
    return None if unit is None else Term(count, unit)


def _unit(word: str) -> TermUnit | None:
    known = UNITS.get(word)
    return None if known is None else _UNITS.get(known)
