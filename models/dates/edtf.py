"""Windows in EDTF, the Extended Date/Time Format of ISO 8601-2, so that they travel exactly.

The part that this project's windows need: day, month, year, decade (``202X``), season (21-24),
quarter (33-36), half (40-41), and intervals between any two of them, open with ``..``. The marks
for doubt (``?``, ``~``, ``%``) are refused: they say nothing about the first and the last day.
"""

import re
from datetime import date

from models.dates import periods
from models.dates.periods import Season
from models.dates.window import Window
from models.errors import UnreadablePhraseError

_OPEN = ("", "..")
_ACCEPTED = "2026-12-31, 2026-12, 2026, 202X, 2026-23, 2026-33, 2026-40, ../2026-12-31, 2026/.."
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_PART = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)
_DECEMBER = 12
_FIRST_QUARTER = 33
_FIRST_HALF = 40


def read_edtf(text: str) -> Window:
    """Return the window that an EDTF text denotes; a season brings its soft bound along.

    Raises:
        UnreadablePhraseError: If the text is no EDTF, or no EDTF that a window needs.
    """
    first, slash, second = text.strip().partition("/")
    try:
        if not slash:
            return _read_period(first)
        begin = Window() if first in _OPEN else _read_period(first)
        end = Window() if second in _OPEN else _read_period(second)
        return Window(begin.earliest, end.soft_latest, end.latest)
    except ValueError as error:
        raise UnreadablePhraseError(text=text[:80], accepted=_ACCEPTED) from error


def write_edtf(window: Window) -> str | None:
    """Return the shortest EDTF text of a window, or None for a window without any day.

    ``read_edtf`` gives the same window back. The one exception is a soft bound that is not the
    meteorological end of a season: EDTF has no word for it.
    """
    if window.earliest is None and window.latest is None:
        return None
    if window.earliest is None or window.latest is None:
        end = _season_ending(window) or _or_open(window.latest)
        return f"{_or_open(window.earliest)}/{end}"
    return _write_single(window) or _write_interval(window, window.earliest, window.latest)


def _read_period(text: str) -> Window:
    if match := _DAY.fullmatch(text):
        return periods.day(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _PART.fullmatch(text):
        return _read_part_of_year(int(match[1]), int(match[2]))
    if match := _DECADE.fullmatch(text):
        first = int(match[1]) * 10
        return Window(date(first, 1, 1), None, date(first + 9, 12, 31))
    if _YEAR.fullmatch(text):
        return periods.year(int(text))
    message = f"not a period: {text[:20]!r}"
    raise ValueError(message)


def _read_part_of_year(year: int, number: int) -> Window:
    """Read what stands behind the year: a month or one of the groupings of ISO 8601-2, 4.8."""
    if number <= _DECEMBER:
        return periods.month(year, number)
    if number in (Season.SPRING, Season.SUMMER, Season.AUTUMN, Season.WINTER):
        return periods.season(year, Season(number))
    if number in range(_FIRST_QUARTER, _FIRST_QUARTER + 4):
        return periods.quarter(year, number - _FIRST_QUARTER + 1)
    if number in range(_FIRST_HALF, _FIRST_HALF + 2):
        return periods.half(year, number - _FIRST_HALF + 1)
    message = f"no part of a year has the number {number}"
    raise ValueError(message)


def _write_single(window: Window) -> str | None:
    """Return the one period that fills the window exactly, if there is one."""
    first = window.earliest
    if first is None:
        return None
    if window == periods.day(first):
        return first.isoformat()
    if window.soft_latest is not None:
        season = _season_ending(window)
        return season if season and read_edtf(season).earliest == first else None
    return _write_aligned(window, first)


def _write_aligned(window: Window, first: date) -> str | None:
    if first.day != 1:
        return None
    year = f"{first.year:04}"
    if window == periods.year(first.year):
        return year
    if window == periods.month(first.year, first.month):
        return f"{year}-{first.month:02}"
    quarter, half = (first.month + 2) // 3, (first.month + 5) // 6
    if window == periods.quarter(first.year, quarter):
        return f"{year}-{_FIRST_QUARTER + quarter - 1}"
    if window == periods.half(first.year, half):
        return f"{year}-{_FIRST_HALF + half - 1}"
    return None


def _write_interval(window: Window, first: date, last: date) -> str:
    """Write both ends in the widest unit that fits both, as people write 2028/2033."""
    if season := _season_ending(window):
        return f"{first.isoformat()}/{season}"
    begins_month = first.day == 1
    ends_month = last == periods.end_of_month(last.year, last.month)
    if begins_month and ends_month:
        if (first.month, last.month) == (1, _DECEMBER):
            return f"{first.year:04}/{last.year:04}"
        return f"{first.year:04}-{first.month:02}/{last.year:04}-{last.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _season_ending(window: Window) -> str | None:
    """Return the season that ends on the window's two bounds, if one does."""
    if window.latest is None or window.soft_latest is None:
        return None
    for season in Season:
        year = window.latest.year - (season is Season.WINTER)
        if year < 1:
            continue
        ending = periods.season(year, season)
        if (ending.soft_latest, ending.latest) == (window.soft_latest, window.latest):
            return f"{year:04}-{season.value}"
    return None


def _or_open(day: date | None) -> str:
    return day.isoformat() if day else ".."
