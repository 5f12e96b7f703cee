"""The status of a milestone, by one written rule, with its reason. Version 1.

The first line that applies decides:

1. achieved → *behaald*; lapsed → *vervallen*.
2. The formal latest day has passed → *vertraagd*.
3. A forecast that is today or later counts; one in the past does not (nobody knows any more).
   Later than the formal latest day → *vertraagd*; later than the last sitting day or the soft
   bound → *aandacht*; last confirmed more than 90 days ago → *aandacht*; else → *op schema*.
4. Without a forecast that counts: the practical bound has passed → *aandacht*; the soft bound
   is reached → *aandacht*; ten working days or fewer are left → *aandacht*; else →
   *geen prognose*.

The same rule judges the current agreement and, beside it, the first one.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import Calendar

RULE_VERSION = 1
CALENDAR_DAYS_A_CONFIRMATION_HOLDS = 90
WORKING_DAYS_THAT_ARE_NEAR = 10


class Status(StrEnum):
    """Domain section 12; the shapes and Dutch words are the reports' business."""

    ON_TRACK = "on_track"
    ATTENTION = "attention"
    DELAYED = "delayed"
    NO_FORECAST = "no_forecast"
    ACHIEVED = "achieved"
    LAPSED = "lapsed"


class Outcome(StrEnum):
    """How the life cycle of a milestone stands."""

    OPEN = "open"
    ACHIEVED = "achieved"
    LAPSED = "lapsed"


# What the final states of the definitions "duty" and "milestone" mean.
_OUTCOMES = {
    "behaald": Outcome.ACHIEVED,
    "voldaan": Outcome.ACHIEVED,
    "niet_voldaan": Outcome.LAPSED,
    "vervallen": Outcome.LAPSED,
}


def outcome_of(standing: str | None) -> Outcome:
    """Return what a milestone's standing means: open, achieved or lapsed."""
    return _OUTCOMES.get((standing or "").partition(" ")[0], Outcome.OPEN)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The days that a milestone is judged against; ``practical`` is for duties to the Kamer."""

    soft_latest: date | None
    latest: date | None
    practical: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a milestone stands, whatever was agreed."""

    outcome: Outcome = Outcome.OPEN
    achieved_on: date | None = None
    forecast_on: date | None = None
    forecast_confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A status and why, in both languages."""

    status: Status
    nl: str
    en: str


def assess(
    agreement: Agreement, progress: Progress, *, today: date, calendar: Calendar
) -> Assessment:
    """Return the status on ``today`` and the line of the rule that decided it.

    Raises:
        OutsideCalendarError: working days cannot be counted from ``today`` to the bound.
    """
    for line in (_closed, _past_latest, _by_forecast):
        found = line(agreement, progress, today)
        if found is not None:
            return found
    return _without_forecast(agreement, today, calendar)


def _closed(agreement: Agreement, progress: Progress, today: date) -> Assessment | None:
    if progress.outcome is Outcome.LAPSED:
        return Assessment(Status.LAPSED, "vervallen", "lapsed")
    if progress.outcome is Outcome.OPEN:
        return None
    day = progress.achieved_on or today
    if agreement.latest is None or day <= agreement.latest:
        return Assessment(Status.ACHIEVED, f"behaald op {day}", f"achieved on {day}")
    late = (day - agreement.latest).days
    return Assessment(
        Status.ACHIEVED,
        f"behaald op {day}, {late} dagen na {agreement.latest}",
        f"achieved on {day}, {late} days after {agreement.latest}",
    )


def _past_latest(agreement: Agreement, _progress: Progress, today: date) -> Assessment | None:
    latest = agreement.latest
    if latest is None or today <= latest:
        return None
    days = (today - latest).days
    return Assessment(
        Status.DELAYED,
        f"uiterste dag {latest} is {days} {'dag' if days == 1 else 'dagen'} voorbij",
        f"latest day {latest} passed {days} {'day' if days == 1 else 'days'} ago",
    )


def _by_forecast(agreement: Agreement, progress: Progress, today: date) -> Assessment | None:
    forecast = progress.forecast_on
    if forecast is None or forecast < today:
        return None
    for status, bound, nl, en in (
        (Status.DELAYED, agreement.latest, "de uiterste dag", "the latest day"),
        (Status.ATTENTION, agreement.practical, "de laatste vergaderdag", "the last sitting day"),
        (Status.ATTENTION, agreement.soft_latest, "de zachte grens", "the soft bound"),
    ):
        if bound is not None and forecast > bound:
            return Assessment(
                status,
                f"prognose {forecast} ligt na {nl} {bound}",
                f"forecast {forecast} is after {en} {bound}",
            )
    return _fresh_or_stale(forecast, progress.forecast_confirmed_on, today)


def _fresh_or_stale(forecast: date, confirmed: date | None, today: date) -> Assessment:
    age = None if confirmed is None else (today - confirmed).days
    if age is None or age > CALENDAR_DAYS_A_CONFIRMATION_HOLDS:
        since = confirmed or "?"
        return Assessment(
            Status.ATTENTION,
            f"prognose {forecast} is sinds {since} niet bevestigd",
            f"forecast {forecast} was not confirmed since {since}",
        )
    return Assessment(
        Status.ON_TRACK,
        f"prognose {forecast}, bevestigd op {confirmed}",
        f"forecast {forecast}, confirmed on {confirmed}",
    )


def _without_forecast(agreement: Agreement, today: date, calendar: Calendar) -> Assessment:
    if agreement.latest is None:
        return Assessment(
            Status.NO_FORECAST,
            "geen prognose en geen datum af te leiden uit de formulering",
            "no forecast, and no date can be derived from the wording",
        )
    if agreement.practical is not None and today > agreement.practical:
        return Assessment(
            Status.ATTENTION,
            f"laatste vergaderdag {agreement.practical} is voorbij, zonder prognose",
            f"last sitting day {agreement.practical} has passed without a forecast",
        )
    if agreement.soft_latest is not None and today >= agreement.soft_latest:
        return Assessment(
            Status.ATTENTION,
            f"zachte grens {agreement.soft_latest} is bereikt zonder prognose",
            f"soft bound {agreement.soft_latest} was reached without a forecast",
        )
    return _by_time_left(agreement.practical or agreement.latest, today, calendar)


def _by_time_left(bound: date, today: date, calendar: Calendar) -> Assessment:
    left = calendar.working_days_between(today, bound)
    status = Status.ATTENTION if left <= WORKING_DAYS_THAT_ARE_NEAR else Status.NO_FORECAST
    return Assessment(
        status,
        f"geen prognose; nog {left} werkdagen tot {bound}",
        f"no forecast; {left} working days left until {bound}",
    )
