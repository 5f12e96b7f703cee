"""When a message may leave: not at night, not in the weekend, not on a holiday."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from models.clock import AMSTERDAM, local_day
from models.dates import Calendar
from models.rules.telling_policy import TellingPolicy

IsQuiet = Callable[[datetime], bool]
"""Returns whether what is not urgent has to wait at an instant."""


def never(_now: datetime) -> bool:
    """Return that it is not quiet: where nothing leaves the machine, nobody is disturbed."""
    return False


def always(_now: datetime) -> bool:
    """Return that it is quiet: for whoever sends only what cannot wait."""
    return True


def earliest_moment(
    policy: TellingPolicy, now: datetime, *, urgent: bool, calendar: Calendar
) -> datetime:
    """Return the first instant from ``now`` on at which a message may leave, in UTC.

    Hours are those on the clock in Amsterdam. One that is skipped in March counts as the hour
    after it; of one that comes twice in October the first counts as the beginning.

    Args:
        policy: the hours and days on which people are left alone.
        now: the present instant.
        urgent: it does not wait for them.
        calendar: of holidays.

    Raises:
        OutsideCalendarError: the calendar ends before a day on which it may leave.
    """
    now = now.astimezone(UTC)  # an hour that comes twice equals nothing in another zone
    if urgent:
        return now
    day = local_day(now)
    while True:
        if not _is_quiet(policy, day, calendar) and now < _closing(policy, day):
            return max(now, _opening(policy, day))
        day += timedelta(days=1)


def is_quiet(policy: TellingPolicy, now: datetime, *, calendar: Calendar) -> bool:
    """Return whether what is not urgent has to wait at this instant.

    Raises:
        OutsideCalendarError: the calendar does not know this day.
    """
    return earliest_moment(policy, now, urgent=False, calendar=calendar) > now


def _is_quiet(policy: TellingPolicy, day: date, calendar: Calendar) -> bool:
    holiday = calendar.holiday_on(day)  # first, so that no day outside the calendar passes
    is_holiday = policy.quiet_on_holidays and holiday is not None
    return day.weekday() in policy.quiet_weekdays or is_holiday


def _opening(policy: TellingPolicy, day: date) -> datetime:
    return datetime.combine(day, policy.leaves_from, AMSTERDAM).astimezone(UTC)


def _closing(policy: TellingPolicy, day: date) -> datetime:
    """Return the end of the last time of day; an hour that comes twice ends the second time."""
    last = datetime.combine(day, policy.leaves_until, AMSTERDAM).replace(fold=1)
    return last.astimezone(UTC)
