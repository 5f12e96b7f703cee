"""When somebody must hear of a milestone: the reminder ladder, as data per modality.

Steps are working days, so weekends and holidays never spend a rung. Three anchors: ``soft`` (the
soft bound: warn), ``bound`` (the day the ladder counts to) and ``late`` (the formal latest day
has passed; repeated weekly by the sweep until the milestone closes).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import Calendar
from models.vocabulary import Modality, Responsibility

WORKING_DAYS_BETWEEN_LATE_RUNGS = 5


class Anchor(StrEnum):
    """What kind of day a rung counts from.

    ``CHANGE`` is for reminders of an event, ``HAND_OVER`` for what somebody takes over.
    """

    SOFT = "soft"
    BOUND = "bound"
    LATE = "late"
    ESCALATION = "escalation"  # nobody answered a rung: its step and bound, one level up
    CHANGE = "change"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class LadderStep:
    """Tell ``responsibilities`` at ``step`` working days from the anchor (negative: before)."""

    anchor: Anchor
    step: int
    responsibilities: tuple[Responsibility, ...]


Ladders = Mapping[Modality, tuple[LadderStep, ...]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that a milestone's ladder counts from; an absent one has no rungs."""

    soft: date | None
    bound: date | None
    late: date | None

    def of(self, anchor: Anchor) -> date | None:
        """Return the day behind an anchor."""
        return {Anchor.SOFT: self.soft, Anchor.BOUND: self.bound, Anchor.LATE: self.late}.get(
            anchor
        )


@dataclass(frozen=True, slots=True)
class DueRung:
    """One rung with the day it falls due."""

    anchor: Anchor
    step: int
    bound: date
    responsibility: Responsibility
    due_on: date


def rungs(steps: tuple[LadderStep, ...], bounds: Bounds, calendar: Calendar) -> Iterator[DueRung]:
    """Yield every rung of a ladder laid against ``bounds``, in the ladder's order.

    Raises:
        OutsideCalendarError: a rung would fall on a day the calendar does not know.
    """
    for step in steps:
        bound = bounds.of(step.anchor)
        if bound is None:
            continue
        due_on = calendar.add_working_days(bound, step.step)
        for responsibility in step.responsibilities:
            yield DueRung(step.anchor, step.step, bound, responsibility, due_on)
