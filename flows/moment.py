"""Which day a run is for, and what "now" is on that day."""

from dataclasses import dataclass
from datetime import date, datetime

from models import clock


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a run and its instant.

    Attributes:
        today: The day, in Amsterdam.
        now: The instant (aware, UTC).
        is_live: Whether it is really that day, so that time passes while the run lasts.
        is_ahead: Whether the day is still to come: then nothing may leave the machine.
    """

    today: date
    now: datetime
    is_live: bool
    is_ahead: bool = False


def moment_of(day: date | None) -> Moment:
    """Return this instant when ``day`` is today or not given, else the morning of that day."""
    now = clock.now()
    today = clock.local_day(now)
    if day is None or day == today:
        return Moment(today, now, is_live=True)
    return Moment(day, clock.morning_of(day), is_live=False, is_ahead=day > today)
