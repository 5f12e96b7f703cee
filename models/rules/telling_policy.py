"""When messages may leave: hours, days, and what does not wait for them. Data, as values."""

from dataclasses import dataclass, replace
from datetime import time

from models.rules.ladder import Anchor
from models.vocabulary import Modality, Responsibility

WEEKEND = frozenset({5, 6})  # as date.weekday() counts


@dataclass(frozen=True, slots=True)
class Urgent:
    """What does not wait for the day's one message; a None matches whatever there is.

    Attributes:
        anchor: What the reminder counts from.
        step: Its working days.
        modality: The weight of the words.
        responsibility: Of the reader.
        to_parliament: Whether only duties to a chamber count.
    """

    anchor: Anchor
    step: int | None = None
    modality: Modality | None = None
    responsibility: Responsibility | None = None
    to_parliament: bool = False


@dataclass(frozen=True, slots=True)
class TellingPolicy:
    """When people are left alone.

    Attributes:
        leaves_from: First time of day in Amsterdam at which a message may leave.
        leaves_until: First time of day, later than that, at which it may not any more.
        quiet_weekdays: Days of the week on which nothing leaves, Monday is 0.
        quiet_on_holidays: Whether nothing leaves on a public holiday.
        urgent: What leaves at once all the same.
    """

    leaves_from: time
    leaves_until: time
    quiet_weekdays: frozenset[int] = WEEKEND
    quiet_on_holidays: bool = True
    urgent: tuple[Urgent, ...] = ()

    def at_any_time(self) -> "TellingPolicy":
        """Return the same policy where nobody is disturbed, as by a file."""
        return replace(AT_ANY_TIME, urgent=self.urgent)


AT_ANY_TIME = TellingPolicy(time.min, time.max, frozenset(), quiet_on_holidays=False)
"""Leaves nobody alone; for where no policy was read."""
