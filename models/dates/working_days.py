"""Working-day arithmetic that explains itself: the day, and every day off that was passed over.

``Calendar.add_working_days`` gives the day alone; this is for whoever asks why it is that one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.dates.calendar import SATURDAY, Calendar, HolidayBasis


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is no working day.

    Attributes:
        day: The day itself.
        holiday: Name of the holiday; None when it is only a Saturday or a Sunday.
        basis: What makes it a holiday; None when it is none.
    """

    day: date
    holiday: str | None = None
    basis: HolidayBasis | None = None

    @property
    def is_weekend(self) -> bool:
        """Whether it is a Saturday or a Sunday, holiday or not."""
        return self.day.weekday() >= SATURDAY


@dataclass(frozen=True, slots=True)
class CountedDay:
    """The working day that a count leads to.

    Attributes:
        start: Where counting began.
        count: How many working days; negative when counted back.
        day: The answer.
        days_off: The days that were passed over, ``start`` included if it is one, in order.
    """

    start: date
    count: int
    day: date
    days_off: tuple[DayOff, ...]

    @property
    def holidays(self) -> tuple[DayOff, ...]:
        """Return the holidays that moved it: those that no weekend would have taken anyway."""
        return tuple(each for each in self.days_off if each.holiday and not each.is_weekend)


def count_working_days(start: date, count: int, *, calendar: Calendar) -> CountedDay:
    """Return the working day ``count`` working days away, and what was passed over.

    A count as in ``Calendar.add_working_days``: a day off counts as the last working day before
    it, so that one working day (P1D) after a Friday, Saturday or Sunday is the Monday.

    Raises:
        OutsideCalendarError: If the day or the answer lies outside the calendar.
    """
    day = calendar.add_working_days(start, count)
    return CountedDay(start, count, day, days_off(start, day, calendar=calendar))


def days_off(one: date, other: date, *, calendar: Calendar) -> tuple[DayOff, ...]:
    """Return the days off from one day to another, both included, in order.

    Raises:
        OutsideCalendarError: If one of them lies outside the calendar.
    """
    first, last = sorted((one, other))
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day_off(day, calendar) for day in span if not calendar.is_working_day(day))


def day_off(day: date, calendar: Calendar) -> DayOff:
    """Return what a day off is called, if it is more than a Saturday or Sunday.

    Raises:
        OutsideCalendarError: If the calendar holds no data for the day.
    """
    holiday = calendar.holiday_at(day)
    return DayOff(day, holiday.name, holiday.basis) if holiday else DayOff(day)
