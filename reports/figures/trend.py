"""The milestone trend: what was expected on each of some reference dates.

A line that rises slips. Slips are told per milestone and never summed: their sum means nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.figures.structure import MilestoneLine

MOST_DAYS = 12  # columns that an upright sheet of A4 can hold
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One milestone: the day that was expected on each reference date, None where there was none.

    Up to the first reference date on which it was achieved that is the forecast, on it the day
    itself, and nothing after it.
    """

    milestone: MilestoneLine
    expected: tuple[date | None, ...]

    @property
    def slip(self) -> timedelta | None:
        """Return how much later the last expected day is than the first; None with one only."""
        known = [day for day in self.expected if day is not None]
        return known[-1] - known[0] if len(known) > 1 else None

    @property
    def last(self) -> date:
        """Return the day that was expected, or achieved, last."""
        return [day for day in self.expected if day is not None][-1]


@dataclass(frozen=True, slots=True)
class Trend:
    """The reference dates, oldest first, and the milestones that ever had a forecast."""

    days: tuple[date, ...]
    lines: tuple[TrendLine, ...]

    @property
    def is_one(self) -> bool:
        """Return whether there is anything to compare: two reference dates and a line."""
        return len(self.days) > 1 and bool(self.lines)


def trend_of(
    lines: Sequence[MilestoneLine], reference_date: date, *, most: int = MOST_DAYS
) -> Trend:
    """Return the trend up to a reference date, in the order of the milestones.

    Its reference dates are the day of the first forecast, the last days of months and the
    reference date itself; where those are more than ``most`` (three at least), of every second,
    third, … month.
    """
    given = [each.given_on for line in lines for each in line.forecasts]
    begin = min((day for day in given if day <= reference_date), default=None)
    if begin is None:
        return Trend((), ())
    days = _reference_days(begin, reference_date, most)
    found = (TrendLine(line, tuple(_expected(line, days))) for line in lines)
    return Trend(days, tuple(line for line in found if any(line.expected)))


def _reference_days(begin: date, end: date, most: int) -> tuple[date, ...]:
    ends = [day for day in _ends_of_months(begin, end) if begin < day < end]
    room = max(1, most - 2)
    step = -(-len(ends) // room) or 1
    return tuple(sorted({begin, *ends[::-step], end}))


def _ends_of_months(begin: date, end: date) -> Iterator[date]:
    first, last = (day.year * _MONTHS + day.month for day in (begin, end))
    for number in range(first, last + 1):
        yield date(number // _MONTHS, number % _MONTHS + 1, 1) - timedelta(days=1)


def _expected(line: MilestoneLine, days: Sequence[date]) -> Iterator[date | None]:
    is_told = False
    for day in days:
        if line.achieved_on is not None and line.achieved_on <= day:
            yield None if is_told or not line.forecasts else line.achieved_on
            is_told = True
        else:
            yield _known_on(line, day)


def _known_on(line: MilestoneLine, day: date) -> date | None:
    known = [each.expected for each in line.forecasts if each.given_on <= day]
    return known[-1] if known else None
