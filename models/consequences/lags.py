"""Moving a day along an edge by its lag, in calendar or working days."""

from datetime import date

from models.dates import Calendar, window_from
from models.errors import OutsideCalendarError


def moved(day: date, lag: str | None, *, calendar: Calendar) -> date | None:
    """Return the day a lag later (earlier, for ``-P2W``); None where the calendar ends.

    A milestone after another one may fall on the same day: without a lag the day stays.

    Raises:
        UnreadablePhraseError: the lag is no duration.
    """
    if lag is None:
        return day
    try:
        return window_from(day, lag, calendar=calendar).latest
    except OutsideCalendarError:
        return None
