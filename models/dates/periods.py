"""The named periods of the calendar as windows: one place that knows where each begins and ends.

EDTF and the phrase rules both speak of seasons, quarters and halves; they must agree to the day.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from models.dates.window import Window


class Season(IntEnum):
    """The seasons by their EDTF number (ISO 8601-2, 4.8)."""

    SPRING = 21
    SUMMER = 22
    AUTUMN = 23
    WINTER = 24


@dataclass(frozen=True, slots=True)
class _SeasonDays:
    """First day, meteorological end month and astronomical last day of a season."""

    first_month: int
    soft_month: int
    last: tuple[int, int]


# Union of the meteorological and the astronomical season, so that nothing is called late while
# one reading still runs; the meteorological end is the soft bound (domain section 10).
_SEASONS = {
    Season.SPRING: _SeasonDays(3, 5, (6, 20)),
    Season.SUMMER: _SeasonDays(6, 8, (9, 21)),
    Season.AUTUMN: _SeasonDays(9, 11, (12, 20)),
    Season.WINTER: _SeasonDays(12, 2, (3, 19)),
}


def day(moment: date) -> Window:
    """Return the window of one day."""
    return Window(moment, None, moment)


def months(first: date, count: int) -> Window:
    """Return ``count`` whole months from the month in which ``first`` lies."""
    begin = first.replace(day=1)
    # The last day is found without stepping past it: December 9999 has no day after it.
    index = begin.year * 12 + begin.month - 1 + count - 1
    year_of_last, month_of_last = divmod(index, 12)
    return Window(begin, None, end_of_month(year_of_last, month_of_last + 1))


def month(year_number: int, month_number: int) -> Window:
    """Return a month of a year."""
    return months(date(year_number, month_number, 1), 1)


def quarter(year_number: int, number: int) -> Window:
    """Return quarter 1 to 4 of a year."""
    return months(date(year_number, 3 * number - 2, 1), 3)


def half(year_number: int, number: int) -> Window:
    """Return half 1 or 2 of a year."""
    return months(date(year_number, 6 * number - 5, 1), 6)


def year(year_number: int) -> Window:
    """Return a calendar year."""
    return Window(date(year_number, 1, 1), None, date(year_number, 12, 31))


def season(year_number: int, which: Season) -> Window:
    """Return a season of the year in which it begins, its meteorological end as soft bound.

    Winter 2026 runs from 1 December 2026 to 19 March 2027 (domain section 10).
    """
    days = _SEASONS[which]
    last_year = year_number + (which is Season.WINTER)
    return Window(
        date(year_number, days.first_month, 1),
        end_of_month(last_year, days.soft_month),
        date(last_year, *days.last),
    )


def week(moment: date) -> Window:
    """Return the ISO week, Monday to Sunday, in which the day lies."""
    monday = moment - timedelta(days=moment.weekday())
    return Window(monday, None, monday + timedelta(days=6))


def end_of_month(year_number: int, month_number: int) -> date:
    """Return the last day of a month."""
    return date(year_number, month_number, calendar.monthrange(year_number, month_number)[1])


def plus_months(moment: date, count: int) -> date:
    """Return the same day ``count`` months on, or the last day of a month that lacks it."""
    index = moment.year * 12 + moment.month - 1 + count
    year_number, month_index = divmod(index, 12)
    last = end_of_month(year_number, month_index + 1)
    return last.replace(day=min(moment.day, last.day))


def next_occurrence(yearly: Callable[[int], Window | None], reference: date) -> Window | None:
    """Return the first yearly window that has not ended before the reference day.

    Args:
        yearly: The window in a given year; None in a year that lacks it (29 February).
        reference: Usually the day on which something was said.
    """
    # From the year before, for a winter that still runs; nine years on, because 29 February
    # can be absent for eight (1896-1904).
    for number in range(reference.year - 1, reference.year + 9):
        found = yearly(number)
        if found is not None and not found.is_passed_on(reference):
            return found
    return None


def last_occurrence(yearly: Callable[[int], Window | None], reference: date) -> Window | None:
    """Return the last yearly window that had begun by the reference day."""
    for number in range(reference.year, reference.year - 9, -1):
        found = yearly(number)
        if found is not None and found.earliest is not None and found.earliest <= reference:
            return found
    return None
