"""Days and weeks counted in a month: "derde dinsdag van september", "tweede week van mei"."""

from collections.abc import Callable
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.grammar import Size
from models.dates.phrases.names import ALL_MONTHS, OF_THE_MONTH, Name, month_name, ordinal
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import WEEKDAYS
from models.dates.remarks import Remark
from models.dates.window import Window

_LAST = 9  # more than a month has of anything that is counted here
_IN_A_MONTH = range(1, 6)
_WEEK = timedelta(days=7)


def weekday_of_month(tokens: Tokens, at: int) -> Name | None:
    """Read "derde dinsdag van september", "laatste vrijdag in juni"."""
    weekday = WEEKDAYS.get(tokens[at + 1].text)
    number = ordinal(tokens, at, last=_LAST)
    if weekday is None or number is None:
        return None

    def of(month: date) -> Window | None:
        first = month + timedelta(days=(weekday - month.weekday()) % 7)
        return _counted(number, first, timedelta(), month)

    return _in_a_month(of, tokens, at + 2, Size.DAY)


def week_of_month(tokens: Tokens, at: int) -> Name | None:
    """Read "tweede week van september": days 8-14, in sevens from the first day of the month."""
    number = ordinal(tokens, at, last=_LAST)
    if tokens[at + 1].text != "week" or number is None:
        return None

    def of(month: date) -> Window | None:
        if number == _LAST:
            end = periods.end_of_month(month.year, month.month)
            return Window(end - timedelta(days=6), None, end)
        return _counted(number, month, timedelta(days=6), month)

    return _in_a_month(of, tokens, at + 2, Size.WEEK, Remark.WEEK_OF_MONTH)


def _in_a_month(
    of: Callable[[date], Window | None], tokens: Tokens, at: int, size: Size, *remarks: Remark
) -> Name | None:
    """Return the name of what is counted in the month behind it."""
    position = tokens.skip(OF_THE_MONTH, at)
    month = month_name(tokens, position)
    if month is None:
        return None
    month_number = ALL_MONTHS[tokens[position].text]
    return Name(
        lambda year: of(date(year, month_number, 1)),
        month.after,
        size,
        is_whole_only_with_year=month.is_whole_only_with_year,
        remarks=remarks,
    )


def _counted(number: int, first: date, length: timedelta, month: date) -> Window | None:
    """Return the window that begins ``number - 1`` weeks on; None when the month is too short."""
    end = periods.end_of_month(month.year, month.month)
    if number == _LAST:
        first += (end - first) // _WEEK * _WEEK
    elif number in _IN_A_MONTH:
        first += (number - 1) * _WEEK
    else:
        return None
    return Window(first, None, min(first + length, end)) if first <= end else None
