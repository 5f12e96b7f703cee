"""When somebody must hear of a milestone: the reminder ladder, as data by name.

Every modality has a ladder of its own name; more can be named, for a milestone that needs another
one than its modality. Steps are working days, so weekends and holidays never spend a rung. Four
anchors: ``soft`` (the soft bound: warn), ``recess`` (the summer recess before which it was agreed),
``bound`` (the day the ladder counts to) and ``late`` (the formal latest day has passed; repeated
weekly by the sweep until the milestone closes).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.dates import Calendar
from models.vocabulary import EventKind, Responsibility

WORKING_DAYS_BETWEEN_LATE_RUNGS = 5
WORKING_DAYS_TO_ANSWER = 2

# Whoever does one of these shows that the milestone is in somebody's hands.
ANSWERS = frozenset(
    {
        EventKind.ACKNOWLEDGED,
        EventKind.FORECAST,
        EventKind.FORECAST_CONFIRMED,
        EventKind.REPLANNED,
        EventKind.ACHIEVED,
        EventKind.ADVANCED,
        EventKind.BACKDATED,
        EventKind.REOPENED,
    }
)

_SUMMER_RECESS = "zomerreces"
# "Voor de zomer" ends on the Thursday before the recess (domain section 10); whatever was agreed
# for the last week of sittings is due before the summer just as much.
_LAST_WEEK = timedelta(days=7)


class Anchor(StrEnum):
    """What kind of day a rung counts from.

    ``CHANGE`` is for reminders of an event, ``HAND_OVER`` for what somebody takes over.
    """

    SOFT = "soft"
    RECESS = "recess"
    BOUND = "bound"
    LATE = "late"
    ESCALATION = "escalation"  # nobody answered a rung: its step and bound, one level up
    CHANGE = "change"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class LadderStep:
    """Tell ``responsibilities`` at ``step`` working days from the anchor (negative: before).

    Attributes:
        anchor: What kind of day is counted from.
        step: Working days.
        responsibilities: Who is told.
        escalates: Whether the next level hears when nobody answers.
    """

    anchor: Anchor
    step: int
    responsibilities: tuple[Responsibility, ...]
    escalates: bool = True


Ladders = Mapping[str, tuple[LadderStep, ...]]
"""Ladders by name; the names of the modalities are always among them."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that a milestone's ladder counts from; an absent one has no rungs."""

    soft: date | None
    bound: date | None
    late: date | None
    recess: date | None = None  # first day of the summer recess that it was agreed to precede

    def of(self, anchor: Anchor) -> date | None:
        """Return the day behind an anchor."""
        return {
            Anchor.SOFT: self.soft,
            Anchor.RECESS: self.recess,
            Anchor.BOUND: self.bound,
            Anchor.LATE: self.late,
        }.get(anchor)


@dataclass(frozen=True, slots=True)
class DueRung:
    """One rung with the day it falls due."""

    anchor: Anchor
    step: int
    bound: date
    responsibility: Responsibility
    due_on: date
    escalates: bool = True


def rungs(
    steps: tuple[LadderStep, ...],
    bounds: Bounds,
    calendar: Calendar,
    *,
    to_parliament: bool = False,
) -> Iterator[DueRung]:
    """Yield every rung of a ladder laid against ``bounds``, in the ladder's order.

    Args:
        steps: of the ladder.
        bounds: the days to count from.
        calendar: of working days and recesses.
        to_parliament: it is a duty to the Kamer. What would then be told in a recess is told on
            the last working day before it, while there is still a Kamer to inform; only what is
            late cannot be told sooner.

    Raises:
        OutsideCalendarError: a rung would fall on a day the calendar does not know.
    """
    for step in steps:
        bound = bounds.of(step.anchor)
        if bound is None:
            continue
        due_on = calendar.add_working_days(bound, step.step)
        if to_parliament and step.anchor is not Anchor.LATE:
            due_on = before_recess(due_on, calendar)
        for responsibility in step.responsibilities:
            yield DueRung(step.anchor, step.step, bound, responsibility, due_on, step.escalates)


def before_recess(day: date, calendar: Calendar) -> date:
    """Return the last working day before the recess in which ``day`` lies; else ``day`` itself.

    Raises:
        OutsideCalendarError: the calendar does not reach it.
    """
    recess = calendar.recess_on(day)
    if recess is None:
        return day
    return calendar.add_working_days(recess.first - timedelta(days=1), 0)


def summer_recess_behind(last_day: date | None, calendar: Calendar) -> date | None:
    """Return the first day of the summer recess, when ``last_day`` lies in the week before it.

    None when it does not, or when the dates of that recess are not known. Source: domain section
    11, item 6.
    """
    recess = calendar.recess_starting_in(last_day.year, _SUMMER_RECESS) if last_day else None
    if recess is None or last_day is None:
        return None
    return recess.first if recess.first - _LAST_WEEK <= last_day < recess.first else None
