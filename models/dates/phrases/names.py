"""Names that come back every year: a day of a month, a month, a season, a quarter, a half, a week.

A name alone is not a date yet; ``recurring.py`` finds the year that it belongs to. Each reader
here returns the name at a position, or None when something else stands there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from models.dates import periods
from models.dates.phrases.english import AHEAD_OF_A_NAME
from models.dates.phrases.grammar import Size
from models.dates.phrases.numbers import LAST, ORDINALS
from models.dates.phrases.tokens import Kind, Token, Tokens
from models.dates.phrases.words import (
    DOUBTFUL_MONTHS,
    DOUBTFUL_SEASONS,
    ENGLISH_VERBS,
    HALF_WORDS,
    HALF_YEAR_WORDS,
    MONTHS,
    OF,
    PARTS,
    QUARTER_WORDS,
    QUARTERS_WORDS,
    SEASONS,
    SHIFTS,
    SHORT_MONTHS,
    WEEK_WORDS,
)
from models.dates.remarks import Remark
from models.dates.window import Window

ALL_MONTHS = MONTHS | SHORT_MONTHS
_HALF_MONTH = 15
_QUARTERS = range(1, 5)
_WEEKS = range(1, 54)
_DAY_NUMBERS = range(100)
_HALF_OF_THE_YEAR = (("helft", "van", "het", "jaar"), ("half", "of", "the", "year"))
# Words behind a month with which no verb goes on.
_BEHIND_A_MONTH = frozenset(
    {
        *("and", "or", "to", "until", "till", "through", "of", "at", "onwards", "this", "next"),
        *("last", "en", "tot", "t/m", "of", "van", "jl", "as", "a", "s", "j", "l"),
    }
)
OF_THE_MONTH = OF | {"maand", "month"}  # "eind van de maand maart"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that denotes one window in each year.

    Attributes:
        of: The window in a year; None in a year that lacks it (29 February, week 53).
        after: Position of the first token behind the name.
        size: The sort of period.
        is_whole_only_with_year: Whether the words need a year ("de tweede helft" of what?).
        remarks: What a reader should check.
    """

    of: Callable[[int], Window | None]
    after: int
    size: Size
    is_whole_only_with_year: bool = False
    remarks: tuple[Remark, ...] = ()


ReadName = Callable[[Tokens, int], Name | None]


def day_name(tokens: Tokens, at: int) -> Name | None:
    """Read "27 mei", "1e juni", "1 June" or "June 1"."""
    day, month = tokens[at], tokens[at + 1]
    after = at + 2
    if month.text in ("of", "van"):
        month, after = tokens[at + 2], at + 3
    elif day.text in ORDINALS:
        return None  # "first June" is the first one; "first of June" is its day
    if day.text in MONTHS or day.text in SHORT_MONTHS:
        day, month = tokens[at + 1], tokens[at]
        after = at + 2
    number, month_number = day_number(day), ALL_MONTHS.get(month.text)
    if month_number is None or number is None or number not in _DAY_NUMBERS:
        return None  # "januari 2027" is a month and its year, not a day that does not exist
    if is_a_verb(tokens, after - 1 if month is not tokens[at] else at, after):
        return None  # "no more than 20 may apply"
    if month.text in SHORT_MONTHS and tokens[after].text == ".":
        after += 1
    return Name(lambda year: _day_of(year, month_number, number), after, Size.DAY)


def month_name(tokens: Tokens, at: int) -> Name | None:
    """Read "oktober"; a doubtful word ("jan", "may") only with a year behind it."""
    word = tokens[at].text
    number = ALL_MONTHS.get(word)
    if number is None or _is_day_number(tokens, at - 1) or is_a_verb(tokens, at, at + 1):
        # "31 februari" is a day that does not exist, not the month of February.
        return None
    after = at + 2 if word in SHORT_MONTHS and tokens[at + 1].text == "." else at + 1
    return Name(
        lambda year: periods.month(year, number),
        after,
        Size.MONTH,
        is_whole_only_with_year=word in DOUBTFUL_MONTHS and not _is_a_name(tokens, at),
    )


def season_name(tokens: Tokens, at: int) -> Name | None:
    """Read "najaar" or "autumn"."""
    word = tokens[at].text
    season = SEASONS.get(word)
    if season is None:
        return None
    doubtful = word in DOUBTFUL_SEASONS and not _is_a_season(tokens, at)
    return Name(
        lambda year: periods.season(year, season),
        at + 1,
        Size.SEASON,
        is_whole_only_with_year=doubtful,
    )


def quarter_name(tokens: Tokens, at: int) -> Name | None:
    """Read "Q3", "derde kwartaal", "3e kwartaal", "kwartaal 3" or "laatste kwartaal"."""
    number = ordinal(tokens, at, last=4)
    after = at + 2
    if tokens[at].text == "last" and tokens[at - 1].text != "the" and tokens[after].text != "of":
        return None  # "last quarter" is the previous one
    if tokens[at].kind is Kind.QUARTER:
        number, after = tokens[at].number, at + 1
    elif tokens[at].text in QUARTER_WORDS:
        number = tokens[at + 1].number
    elif tokens[at + 1].text not in QUARTERS_WORDS:
        return None
    if number is None or number not in _QUARTERS:
        return None
    return Name(lambda year: periods.quarter(year, number), after, Size.QUARTER)


def half_year_name(tokens: Tokens, at: int) -> Name | None:
    """Read "H1", "eerste halfjaar", "tweede half jaar"; "tweede helft" when a year follows."""
    number = tokens[at].number if tokens[at].kind is Kind.HALF else ordinal(tokens, at, last=2)
    if number not in (1, 2):
        return None
    half, word = number, tokens[at + 1].text
    if tokens[at].kind is Kind.HALF:
        after, needs_year = at + 1, False
    elif word in HALF_YEAR_WORDS:
        after, needs_year = at + 2, False
    elif tokens.starts_with(("half", "jaar"), at + 1):
        after, needs_year = at + 3, False
    elif any(tokens.starts_with(words, at + 1) for words in _HALF_OF_THE_YEAR):
        after, needs_year = at + 5, False
    elif word in HALF_WORDS:
        after, needs_year = at + 2, True
    else:
        return None
    return Name(lambda year: periods.half(year, half), after, Size.HALF, needs_year)


def half_month_name(tokens: Tokens, at: int) -> Name | None:
    """Read "tweede helft van oktober": days 1-15, or 16 to the end."""
    number = ordinal(tokens, at, last=2)
    if number not in (1, 2) or tokens[at + 1].text not in HALF_WORDS:
        return None
    position = tokens.skip(OF_THE_MONTH, at + 2)
    month = month_name(tokens, position)
    if month is None:
        return None
    month_number = ALL_MONTHS[tokens[position].text]

    def half_of(year: int) -> Window:
        return half_of_month(date(year, month_number, 1), number)

    return replace(month, of=half_of, size=Size.SPAN)


def half_of_month(first: date, number: int) -> Window:
    """Return days 1-15 of the month that begins on a day, or 16 to the end."""
    if number == 1:
        return Window(first, None, first.replace(day=_HALF_MONTH))
    end = periods.end_of_month(first.year, first.month)
    return Window(first.replace(day=_HALF_MONTH + 1), None, end)


def week_name(tokens: Tokens, at: int) -> Name | None:
    """Read "week 42" as the ISO week, Monday to Sunday."""
    number = tokens[at + 1].number
    if tokens[at].text not in WEEK_WORDS or number is None or number not in _WEEKS:
        return None
    if tokens[at + 2].text in MONTHS:
        return None  # "in de week 12 oktober": the week of that day
    return Name(lambda year: _iso_week(year, number), at + 2, Size.WEEK)


def ordinal(tokens: Tokens, at: int, *, last: int) -> int | None:
    """Return the value of "eerste" or "2e"; of "laatste" what counts as the last one."""
    token = tokens[at]
    if token.kind is Kind.ORDINAL:
        return token.number
    return last if token.text in LAST else ORDINALS.get(token.text)


def is_a_verb(tokens: Tokens, at: int, after: int) -> bool:
    """Return whether "may" or "march" stands at a position as a verb: "they may apply"."""
    if tokens[at].text not in ENGLISH_VERBS or tokens.is_capital(at):
        return False
    behind = tokens[after]
    return behind.kind is Kind.WORD and behind.text not in _BEHIND_A_MONTH


def _is_a_name(tokens: Tokens, at: int) -> bool:
    """Return whether "May" needs no year to be a month: "in May", "early May", "next May"."""
    before = tokens[at - 1].text
    if before == "-":
        before = tokens[at - 2].text
    if before == "of":
        return tokens[at - 2].text in PARTS or tokens[at - 2].text in HALF_WORDS | WEEK_WORDS
    if before in SHIFTS:
        return tokens.is_capital(at)
    return tokens[at].text in ENGLISH_VERBS and (before in AHEAD_OF_A_NAME or before in PARTS)


def _is_a_season(tokens: Tokens, at: int) -> bool:
    """Return whether "spring" or "fall" is a season here, and no verb or jump."""
    if tokens[at + 1].text in ("of", "in", "to", "by", "within"):
        return False  # "the fall in emissions"
    before, further = tokens[at - 1].text, tokens[at - 2].text
    if before == "the":
        return further in AHEAD_OF_A_NAME or (further == "of" and tokens[at - 3].text in PARTS)
    if before == "-" or (before == "of" and further in PARTS):
        before = further
    return before in AHEAD_OF_A_NAME or before in SHIFTS or before in PARTS


def day_number(day: Token) -> int | None:
    """Return the day of a month that figures or an ordinal in words name."""
    if day.kind in (Kind.NUMBER, Kind.ORDINAL):
        return day.number
    return ORDINALS.get(day.text)


def _is_day_number(tokens: Tokens, at: int) -> bool:
    """Return whether a number of one or two digits stands there: no year, so a day."""
    number = tokens[at].number
    return tokens[at].kind in (Kind.NUMBER, Kind.ORDINAL) and number in _DAY_NUMBERS


def _day_of(year: int, month: int, day: int) -> Window | None:
    """Return a day of a year, None when the year lacks it."""
    if not 1 <= day <= periods.end_of_month(year, month).day:
        return None
    return periods.day(date(year, month, day))


def _iso_week(year: int, number: int) -> Window | None:
    # 28 December always lies in the last ISO week of its year.
    if number > date(year, 12, 28).isocalendar().week:
        return None
    return periods.week(date.fromisocalendar(year, number, 1))
