"""One day of the calendar, explained: is it worked or sat on, and which day takes its place."""

from dataclasses import dataclass
from datetime import date

from models.dates.calendar import Anchor, Calendar, Recess, SittingDay
from models.dates.working_days import CountedDay, DayOff, count_working_days, day_off
from models.errors import OutsideCalendarError


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """What a calendar knows of a day.

    Attributes:
        day: The day itself.
        is_working_day: Whether it is from Monday to Friday and no holiday.
        day_off: What it is instead; None when it is worked.
        recess: The recess in which it lies, if one is known.
        is_sitting_day: Whether the chamber sits, as far as the recesses are known.
        anchors: What happens on it.
        first_working_day: At or after it: where a statutory term that ends on it runs on to.
            None at the end of the calendar, after the last one.
        last_sitting_day: At or before it, with how sure that is; None when none is known.
        counted: The working day that was asked for, with what was passed over.
        recesses_are_known: Whether every recess on that day is in the data.
        decrees_are_known: Whether every royal decree on that day is in the data.
    """

    day: date
    is_working_day: bool
    day_off: DayOff | None
    recess: Recess | None
    is_sitting_day: bool
    anchors: tuple[Anchor, ...]
    first_working_day: date | None
    last_sitting_day: SittingDay | None
    counted: CountedDay | None
    recesses_are_known: bool
    decrees_are_known: bool


def explain_day(calendar: Calendar, day: date, count: int | None = None) -> ExplainedDay:
    """Return what a calendar knows of a day, and the working day ``count`` away from it.

    Raises:
        OutsideCalendarError: If the day, or one that is asked for, lies outside the calendar.
    """
    is_working_day = calendar.is_working_day(day)
    return ExplainedDay(
        day=day,
        is_working_day=is_working_day,
        day_off=None if is_working_day else day_off(day, calendar),
        recess=calendar.recess_on(day),
        is_sitting_day=calendar.is_sitting_day(day),
        anchors=tuple(each for each in calendar.anchors if each.day == day),
        first_working_day=day if is_working_day else _next_working_day(calendar, day),
        last_sitting_day=_last_sitting_day(calendar, day),
        counted=None if count is None else count_working_days(day, count, calendar=calendar),
        recesses_are_known=calendar.knows_recesses(day, day),
        decrees_are_known=calendar.knows_decrees(day, day),
    )


def _next_working_day(calendar: Calendar, day: date) -> date | None:
    try:
        return calendar.add_working_days(day, 1)
    except OutsideCalendarError:
        return None


def _last_sitting_day(calendar: Calendar, day: date) -> SittingDay | None:
    """Return the last sitting day; None in the first days of the calendar, before any."""
    try:
        return calendar.last_sitting_day_at_or_before(day)
    except OutsideCalendarError:
        return None
