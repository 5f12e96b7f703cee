"""The one module that reads the clock; everybody else is told what time it is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WORKDAY_START = time(8, 0)


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def local_day(instant: datetime) -> date:
    """Return the calendar day in Amsterdam on which ``instant`` falls."""
    return instant.astimezone(AMSTERDAM).date()


def morning_of(day: date) -> datetime:
    """Return 08:00 Amsterdam time on ``day`` as a UTC instant: "now" on a day that is not today."""
    return datetime.combine(day, WORKDAY_START, AMSTERDAM).astimezone(UTC)


def hour_of(day: date, hour: int) -> datetime:
    """Return a whole hour of ``day`` in Amsterdam as a UTC instant."""
    return datetime.combine(day, time(hour), AMSTERDAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the midnight in Amsterdam that ends ``day``, the first instant later than it (UTC)."""
    return datetime.combine(day + timedelta(days=1), time.min, AMSTERDAM).astimezone(UTC)
