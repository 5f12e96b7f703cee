"""The time axis of a drawing: days to places, and as many month labels as fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.dates.spelling import month
from models.vocabulary import Language
from reports.drawings.lettering import width_of

_STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_MONTHS = 12
LABEL_SIZE = 12.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from the first of a month to the first of another.

    Lying, from left to right; standing, from the place of its foot to that of its top.
    """

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the place of a day, rounded to a tenth; outside the axis its nearest end."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)

    def months(self, language: Language) -> list[tuple[date, str]]:
        """Return the months to label, so few that no two labels touch."""
        widest = width_of(month(self.first, language), LABEL_SIZE) + _GAP
        return [
            (day, month(day, language))
            for day in self.first_days(widest)
            if self.at(day) + width_of(month(day, language), LABEL_SIZE) <= self.right
        ]

    def first_days(self, apart: float) -> list[date]:
        """Return first days of months, evenly chosen and at least so far apart; either way up."""
        count = _month_number(self.last) - _month_number(self.first)
        room = abs(self.right - self.left) / max(1, count)
        step = next((s for s in _STEPS_IN_MONTHS if s * room >= apart), count)
        starts = range(_month_number(self.first), _month_number(self.last), max(1, step))
        return [_first_of(number) for number in starts]


def axis_over(days: Iterable[date], left: float, right: float) -> Axis:
    """Return an axis of whole months that holds all days, at least one of them."""
    found = sorted(days)
    begin, end = _month_number(found[0]), _month_number(found[-1])
    return Axis(_first_of(begin), _first_of(end + 1), left, right)


def _month_number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _first_of(number: int) -> date:
    return date(number // _MONTHS, number % _MONTHS + 1, 1)
