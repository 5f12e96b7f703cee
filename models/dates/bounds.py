"""The two rules that move a bound: the chamber's sitting days, and the law on terms.

They never meet. A *political promise* is never extended, only prepared earlier; a *statutory
term* may run on to the next working day (domain section 10).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.dates.calendar import Calendar, Confidence
from models.dates.periods import plus_months
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
        return self.confidence in (Confidence.LOW, Confidence.UNKNOWN)


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


class TermUnit(StrEnum):
    """Units in which a law expresses a term."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the law words it: six weeks, three months."""

    count: int
    unit: TermUnit


# Algemene termijnenwet art. 4, under a: the act does not apply to terms expressed in hours, in
# more than 90 days, twelve weeks or three months, or in one or more years.
_LONGEST = {TermUnit.DAY: 90, TermUnit.WEEK: 12, TermUnit.MONTH: 3}

_DAYS_THAT_NEED_TWO_WORKING_DAYS = 3
_WORKING_DAYS_NEEDED = 2


def statutory_end(
    begins_after: date, term: Term, *, calendar: Calendar, counted_back: bool = False
) -> date:
    """Return the last day of a statutory term (Algemene termijnenwet, articles 1, 2 and 4).

    Art. 1(1): a term that ends on a Saturday, Sunday or public holiday runs on to the next day
    that is none of these. Art. 1(2): not when it is counted back from a moment or an event.
    Art. 2: a term of at least three days is extended until it holds at least two working days.
    Art. 4: none of this for the long terms, nor for terms in hours.

    Args:
        begins_after: The day of the event; the term runs from the next day.
        term: Its length. Hours are counted in whole days, up.
        calendar: Its holidays are those of art. 3: 5 May each year, Good Friday, and the days
            that a royal decree equates with a holiday.
        counted_back: Whether the term lies before the event.

    Raises:
        OutsideCalendarError: If the end lies outside the calendar.
    """
    end = _count(begins_after, term, -1 if counted_back else 1)
    if counted_back or term.count > _LONGEST.get(term.unit, 0):
        return end
    if _lasts_three_days(term):
        second = calendar.add_working_days(begins_after, _WORKING_DAYS_NEEDED)
        end = max(end, second)
    return end if calendar.is_working_day(end) else calendar.add_working_days(end, 1)


def _lasts_three_days(term: Term) -> bool:
    return term.unit is not TermUnit.DAY or term.count >= _DAYS_THAT_NEED_TWO_WORKING_DAYS


def _count(start: date, term: Term, direction: int) -> date:
    count = direction * term.count
    match term.unit:
        case TermUnit.HOUR:
            return start + direction * timedelta(days=-(-term.count // 24))
        case TermUnit.DAY:
            return start + timedelta(days=count)
        case TermUnit.WEEK:
            return start + timedelta(weeks=count)
        case TermUnit.MONTH:
            return plus_months(start, count)
        case TermUnit.YEAR:
            return plus_months(start, 12 * count)
