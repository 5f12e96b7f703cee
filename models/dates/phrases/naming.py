"""Any name at a position, and its parts: "begin juni", "eind van het eerste kwartaal"."""

from dataclasses import replace

from models.dates import periods
from models.dates.phrases import counted, names, openings, special_days
from models.dates.phrases.grammar import Size
from models.dates.phrases.names import OF_THE_MONTH, Name, ReadName
from models.dates.phrases.numbers import ORDINALS
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import (
    AHEAD_OF_A_PART,
    HALF_WORDS,
    PART_VERBS,
    PARTS,
    YEAR_WORDS,
    Part,
)
from models.dates.remarks import Remark
from models.dates.window import Window

# Each sort of name with the words and figures with which it begins; the first that fits wins.
_NAMES: tuple[tuple[frozenset[str], ReadName], ...] = (
    (openings.COUNTED, counted.weekday_of_month),
    (openings.COUNTED, counted.week_of_month),
    (openings.DAY, names.day_name),
    (openings.COUNTED, names.half_month_name),
    (openings.MONTH, names.month_name),
    (openings.SEASON, names.season_name),
    (openings.QUARTER, names.quarter_name),
    (openings.HALF, names.half_year_name),
    (openings.WEEK, names.week_name),
    (openings.FEAST, special_days.feast_name),
    (openings.FEAST, special_days.turn_of_the_year),
    (openings.FEAST, special_days.year_end),
    (openings.SCHOOL, special_days.school_year),
)
_READERS: dict[str, list[ReadName]] = {
    opening: [read for begins_with, read in _NAMES if opening in begins_with]
    for opening in openings.NAME
}


def name_at(tokens: Tokens, at: int) -> Name | None:
    """Return the name at a position, of whatever sort."""
    for read in _READERS.get(tokens[at].opening, ()):
        name = read(tokens, at)
        if name is not None:
            return name
    return None


def part_at(tokens: Tokens, at: int) -> Part | None:
    """Return the part that a word singles out; in "first half of May" it is a half."""
    word = tokens[at].text
    if word in HALF_WORDS and _counts_halves(tokens, at):
        return None
    if word in PART_VERBS and _is_said_of_something(tokens, at):
        return None  # "the works start next year", "end in March"
    return PARTS.get(word)


def _is_said_of_something(tokens: Tokens, at: int) -> bool:
    """Return whether "start" or "end" is a verb: what starts stands ahead, or "in" behind."""
    before = tokens[at - 1]
    if tokens[at + 1].text == "in":
        return True
    if before.text == "to":
        return not tokens[at - 2].opens_a_period  # "from 2027 to end 2028"
    return before.kind is Kind.WORD and before.text not in AHEAD_OF_A_PART


def _counts_halves(tokens: Tokens, at: int) -> bool:
    before, behind = tokens[at - 1], tokens[at + 1].text
    if before.text in ORDINALS or before.kind is Kind.ORDINAL or behind in YEAR_WORDS:
        return True
    return behind == "of" and tokens[at + 2].text not in PARTS


def part_name(tokens: Tokens, at: int) -> Name | None:
    """Read "begin juni", "medio december" or "eind van het eerste kwartaal" as a name too.

    A name, so that the year is chosen for the part: on 15 June, "begin juni" is over.
    """
    part = part_at(tokens, at)
    inner = name_at(tokens, tokens.skip(OF_THE_MONTH, at + 1)) if part else None
    if part is None or inner is None:
        return None

    def part_of_year(year: int) -> Window | None:
        whole = inner.of(year)
        return part_of(whole, inner.size, part)[0] if whole else None

    remarks = () if inner.size in PARTED else (Remark.PART_NOT_DEFINED,)
    return replace(inner, of=part_of_year, size=Size.SPAN, remarks=remarks)


# Periods whose parts the conventions define (domain section 10).
PARTED = frozenset({Size.YEAR, Size.MONTH, Size.QUARTER})


def part_of(window: Window, size: Size, part: Part) -> tuple[Window, tuple[Remark, ...]]:
    """Return a part of a period; the whole, with a remark, where there is no convention.

    Of a year January-March, May-August, October-December; of a month days 1-10, 11-20, 21 to
    the end; of a quarter its first, second or last month (domain section 10).
    """
    first = window.earliest
    if first is None or size not in PARTED:
        return window, (Remark.PART_NOT_DEFINED,)
    if size is Size.YEAR:
        begin, count = {Part.BEGIN: (1, 3), Part.MIDDLE: (5, 4), Part.END: (10, 3)}[part]
        return periods.months(first.replace(month=begin), count), ()
    if size is Size.QUARTER:
        step = (Part.BEGIN, Part.MIDDLE, Part.END).index(part)
        return periods.months(first.replace(month=first.month + step), 1), ()
    begin, end = {Part.BEGIN: (1, 10), Part.MIDDLE: (11, 20), Part.END: (21, 0)}[part]
    latest = first.replace(day=end) if end else window.latest
    return Window(first.replace(day=begin), None, latest), ()
