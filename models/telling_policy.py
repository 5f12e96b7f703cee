"""When messages may leave: hours, days, and what does not wait for them. Data, as values."""

from dataclasses import dataclass
from datetime import time

from models.ladder import Anchor
from models.vocabulary import Modality

WEEKEND = frozenset({5, 6})  # as date.weekday() counts


@dataclass(frozen=True, slots=True)
class Urgent:
    """What does not wait for the day's one message; a None matches whatever there is."""

    anchor: Anchor
    step: int | None = None
    modality: Modality | None = None

    def matches(self, anchor: Anchor, step: int, modality: Modality) -> bool:
        """Return whether a rung of a milestone of this weight is meant."""
        return (
            anchor is self.anchor
            and self.step in (None, step)
            and self.modality in (None, modality)
        )


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

    def is_urgent(self, anchor: Anchor, step: int, modality: Modality) -> bool:
        """Return whether this does not wait."""
        return any(each.matches(anchor, step, modality) for each in self.urgent)


AT_ANY_TIME = TellingPolicy(time.min, time.max, frozenset(), quiet_on_holidays=False)
"""Leaves nobody alone; for where no policy was read."""
