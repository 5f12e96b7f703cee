"""The practical bound of a promise to parliament: the chamber's last sitting day before it.

It never meets the law on terms (``models.dates.terms``). A *political promise* is never extended,
only prepared earlier; a *statutory term* may run on to the next working day (domain section 10).
"""

from dataclasses import dataclass
from datetime import date

from models.dates.calendar import UNSURE, Calendar, Confidence
from models.dates.window import Window


@dataclass(frozen=True, slots=True)
class PracticalBound:
    """The last day on which a duty to parliament can still be met in a sitting week.

    Attributes:
        day: The last sitting day at or before the formal bound.
        formal: The formal bound, which stays what was promised.
        confidence: How sure the recess data behind the day are.
        recess_name: The recess that decided it, None when none is near.
    """

    day: date
    formal: date
    confidence: Confidence
    recess_name: str | None

    @property
    def is_estimated(self) -> bool:
        """Whether the day rests on an estimate or on no recess data at all."""
        return self.confidence in UNSURE


def practical_bound(
    window: Window, *, to_parliament: bool, calendar: Calendar
) -> PracticalBound | None:
    """Return the last sitting day at or before the formal bound (domain section 10).

    None when the formal bound is all there is: nothing owed to parliament, no bound at all, or
    no sitting day inside the window (a letter promised for August is sent during the recess).

    Raises:
        OutsideCalendarError: If the formal bound lies outside the calendar.
    """
    formal = window.latest
    if formal is None or not to_parliament:
        return None
    sitting = calendar.last_sitting_day_at_or_before(formal)
    if window.earliest is not None and sitting.day < window.earliest:
        return None
    return PracticalBound(sitting.day, formal, sitting.confidence, sitting.recess_name)
