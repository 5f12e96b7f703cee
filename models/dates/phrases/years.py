"""Years as letters write them: a number, a number with a footnote glued on, "dit jaar"."""

from dataclasses import dataclass
from datetime import date

from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import (
    NO_YEAR_BEFORE,
    NO_YEAR_BEHIND,
    SHIFTS,
    YEAR_WORDS,
    Shift,
)
from models.dates.remarks import Remark

_PLAUSIBLE = range(1900, 2200)
_CONNECTIVES = frozenset({"van", "of", "het", "de", "jaar", "year", ",", "-", "/"})
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
    if may_be_glued and len(digits) in (5, 6) and int(digits[:4]) in _PLAUSIBLE:
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
    return year_number_at(tokens, position, may_be_glued=True) or relative_year_at(
        tokens, position, said_on
    )


def _is_a_quantity(tokens: Tokens, at: int) -> bool:
    """Return whether the words around a number make it an amount or a reference."""
    before = tokens[at - 1].text
    if before == ".":
        before = tokens[at - 2].text
    return before in NO_YEAR_BEHIND or tokens[at + 1].text in NO_YEAR_BEFORE
