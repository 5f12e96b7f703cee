"""Feast days by which letters date things, for any year: fixed ones, and those that follow Easter.

Which of them are public holidays is the calendar's business (Algemene termijnenwet, art. 3); here
they are only names for days.
"""

from datetime import date, timedelta
from enum import StrEnum

from models.dates.window import Window

_SUNDAY = 6


class Feast(StrEnum):
    """A feast that has one day, or two in a row."""

    NEW_YEAR = "new-year"
    EASTER = "easter"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    KINGS_DAY = "kings-day"
    LIBERATION = "liberation"
    SAINT_NICHOLAS = "saint-nicholas"
    CHRISTMAS = "christmas"


_FIXED = {
    Feast.NEW_YEAR: (1, 1),
    Feast.LIBERATION: (5, 5),
    Feast.SAINT_NICHOLAS: (12, 5),
    Feast.CHRISTMAS: (12, 25),
}
_DAYS_AFTER_EASTER = {Feast.EASTER: 0, Feast.ASCENSION: 39, Feast.PENTECOST: 49}
_TWO_DAYS = frozenset({Feast.EASTER, Feast.PENTECOST, Feast.CHRISTMAS})


def feast(year: int, which: Feast) -> Window:
    """Return the day of a feast in a year, or its two days where it has a second one."""
    first = _first_day(year, which)
    return Window(first, None, first + timedelta(days=which in _TWO_DAYS))


def _first_day(year: int, which: Feast) -> date:
    if which in _FIXED:
        return date(year, *_FIXED[which])
    if which is Feast.KINGS_DAY:
        # 27 April, on a Sunday the day before it.
        day = date(year, 4, 27)
        return day - timedelta(days=day.weekday() == _SUNDAY)
    return easter(year) + timedelta(days=_DAYS_AFTER_EASTER[which])


def easter(year: int) -> date:
    """Return Easter Sunday (J. Meeus, Astronomical Algorithms, chapter 8: Gregorian calendar)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, past_leap = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - past_leap) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
