"""Years as letters write them: a number, a number with a footnote glued on, "dit jaar"."""

from dataclasses import dataclass
from datetime import date

from models.dates.phrases.contexts import (
    IN_REFERENCES,
    NO_YEAR_BEFORE,
    NO_YEAR_BEHIND,
    REFERENCES,
)
from models.dates.phrases.tokens import Kind, Token, Tokens
from models.dates.phrases.words import SHIFTS, YEAR_WORDS, Shift
from models.dates.remarks import Remark

_PLAUSIBLE = range(1900, 2200)
_CONNECTIVES = frozenset({"van", "of", "het", "de", "jaar", "year", ",", "-", "/"})
_BETWEEN_A_YEAR_AND_ITS_NAME = frozenset({"s", "op", "in", "on", "met", "bij"})
# Years of two figures up to this one are of this century (as POSIX reads them).
_LAST_OF_THIS_CENTURY = 68
_YEARS_ON = {
    Shift.PREVIOUS: -1,
    Shift.PAST: -1,
    Shift.THIS: 0,
    Shift.COMING: 1,
    Shift.NEXT: 1,
}


@dataclass(frozen=True, slots=True)
class StatedYear:
    """A year that the words name, and the first token behind it."""

    number: int
    after: int
    remarks: tuple[Remark, ...] = ()


def year_number_at(tokens: Tokens, at: int, *, may_be_glued: bool) -> StatedYear | None:
    """Return the year written in figures at a position.

    Args:
        tokens: The phrase.
        at: Position of the figures.
        may_be_glued: Whether five or six digits may be a year with a footnote number ("24 juni
            20222", domain section 10: traps). Only where nothing but a year can stand.
    """
    number = tokens[at].number
    if number is None or tokens[at].kind is not Kind.NUMBER:
        return None
    if number in _PLAUSIBLE and not _is_a_quantity(tokens, at):
        return StatedYear(number, at + 1)
    digits = tokens[at].text
    is_long = len(digits) in (5, 6) and int(digits[:4]) in _PLAUSIBLE
    if may_be_glued and is_long and not _is_a_quantity(tokens, at):
        return StatedYear(int(digits[:4]), at + 1, (Remark.FOOTNOTE_DIGITS,))
    return None


def relative_year_at(tokens: Tokens, at: int, said_on: date) -> StatedYear | None:
    """Return the calendar year of "dit jaar", "volgend jaar" or "vorig jaar"."""
    shift = SHIFTS.get(tokens[at].text)
    if shift is None or tokens[at + 1].text not in YEAR_WORDS:
        return None
    return StatedYear(said_on.year + _YEARS_ON[shift], at + 2)


def year_behind(tokens: Tokens, at: int, said_on: date) -> StatedYear | None:
    """Return the year that follows the name of a day, month or season, "van" or not between."""
    position = tokens.skip(_CONNECTIVES, at, most=4)
    return (
        year_number_at(tokens, position, may_be_glued=True)
        or _brief_year_at(tokens, position)
        or relative_year_at(tokens, position, said_on)
    )


def year_of(tokens: Tokens, words: range, said_on: date) -> StatedYear | None:
    """Return the year behind these words, or the one ahead: "next year's Budget Day"."""
    behind = year_behind(tokens, words.stop, said_on)
    if behind is not None:
        return behind
    before = words.start - 1
    if tokens[before].text in _BETWEEN_A_YEAR_AND_ITS_NAME:
        before -= 1
    ahead = year_number_at(tokens, before, may_be_glued=False) or relative_year_at(
        tokens, before - 1, said_on
    )
    return StatedYear(ahead.number, words.stop, ahead.remarks) if ahead else None


def of_this_century(two_figures: int) -> int:
    """Return the year of two figures: 27 is 2027, 95 is 1995."""
    return two_figures + (2000 if two_figures <= _LAST_OF_THIS_CENTURY else 1900)


def is_next_in_brief(tokens: Tokens, at: int, year: int) -> bool:
    """Return whether the year after this one stands there in two figures: 2026/27."""
    return len(tokens[at].text) == len("27") and tokens[at].number == (year + 1) % 100


def _brief_year_at(tokens: Tokens, at: int) -> StatedYear | None:
    """Return the year of "'27"; two figures without an apostrophe are no year."""
    number = tokens[at].number
    is_brief = tokens[at].kind is Kind.NUMBER and len(tokens[at].text) == len("27")
    if number is None or not is_brief or not tokens.stands_behind_an_apostrophe(at):
        return None
    return StatedYear(of_this_century(number), at + 1)


def _is_a_quantity(tokens: Tokens, at: int) -> bool:
    """Return whether the words around a number make it an amount or a reference."""
    before = tokens[at - 1].text
    if before == ".":
        before = tokens[at - 2].text
    if before in NO_YEAR_BEHIND or _counts_things(tokens, at):
        return True
    return _is_in_a_reference(tokens, at) or _is_numbered(tokens, at)


def _counts_things(tokens: Tokens, at: int) -> bool:
    """Return whether a unit follows: "2030 euro"; in "in 2030 EUR 12 million" it is the next's."""
    return tokens[at + 1].text in NO_YEAR_BEFORE and tokens[at + 2].kind is not Kind.NUMBER


def _is_in_a_reference(tokens: Tokens, at: int) -> bool:
    """Return whether a word like "Kamerstukken" stands ahead, marks and numbers between."""
    position = at - 1
    while position > at - 7 and _may_stand_in_a_reference(tokens[position]):
        position -= 1
    return tokens[position].text in REFERENCES


def _may_stand_in_a_reference(token: Token) -> bool:
    return token.kind is Kind.NUMBER or token.text in IN_REFERENCES


def _is_numbered(tokens: Tokens, at: int) -> bool:
    """Return whether a slash and a number of a document follow: 2024/1735, 2010/75."""
    behind = tokens[at + 2]
    if tokens[at + 1].text != "/" or behind.kind is not Kind.NUMBER:
        return False
    year = tokens[at].number or 0
    return behind.number not in _PLAUSIBLE and not is_next_in_brief(tokens, at + 2, year)
