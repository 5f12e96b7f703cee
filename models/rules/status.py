"""The status of a milestone, by one written rule, with its reason. Version 2.

The first line that applies decides:

1. achieved → *behaald*; lapsed → *vervallen*.
2. The formal latest day has passed → *vertraagd*. Where the words give no latest day, the internal
   target takes its place: a vague wording must not make a delay disappear. The reason then calls
   it internal, for it was promised to nobody.
3. A forecast that is today or later counts; one in the past does not (nobody knows any more).
   Later than the formal latest day → *vertraagd*; later than the last sitting day or the soft
   bound → *aandacht*; last confirmed more than 90 days ago → *aandacht*; else → *op schema*.
4. Without a forecast that counts: the practical bound has passed → *aandacht*; the soft bound
   is reached → *aandacht*; ten working days or fewer are left → *aandacht*; else →
   *geen prognose*. Where nothing is left to count to, the reason says what the words wait for.

The same rule judges the current agreement and, beside it, the first one. What a person says
instead, visibly and with a reason, is ``models.rules.override``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import Calendar
from models.dates.spelling import in_words
from models.errors import Words
from models.vocabulary import Language

RULE_VERSION = 2
CALENDAR_DAYS_A_CONFIRMATION_HOLDS = 90
WORKING_DAYS_THAT_ARE_NEAR = 10
_SITTING_DAY = Words("de laatste vergaderdag", "the last sitting day")


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
CLOSED = frozenset(_OUTCOMES)


def outcome_of(standing: str | None) -> Outcome:
    """Return what a milestone's standing means: open, achieved or lapsed."""
    return _OUTCOMES.get((standing or "").partition(" ")[0], Outcome.OPEN)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The days that a milestone is judged against.

    Attributes:
        soft_latest: day from which it is time to warn.
        latest: last day; where the words give none, the internal target.
        practical: last sitting day before it, for duties to the Kamer.
        is_internal: ``latest`` is the internal target, which was promised to nobody.
        waits_for: the event, in the words of the agreement, that must be dated first.
    """

    soft_latest: date | None
    latest: date | None
    practical: date | None
    is_internal: bool = False
    waits_for: str | None = None

    @property
    def latest_in_words(self) -> Words:
        """Return what the last day is called."""
        if self.is_internal:
            return Words("het interne streven", "the internal target")
        return Words("de uiterste dag", "the latest day")


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
    nl, en = f"behaald op {_nl(day)}", f"achieved on {_en(day)}"
    latest = agreement.latest
    if latest is None or day <= latest:
        return Assessment(Status.ACHIEVED, nl, en)
    late, name = _days((day - latest).days), agreement.latest_in_words
    return Assessment(
        Status.ACHIEVED,
        f"{nl}, {late.nl} na {name.nl} {_nl(latest)}",
        f"{en}, {late.en} after {name.en} {_en(latest)}",
    )


def _past_latest(agreement: Agreement, _progress: Progress, today: date) -> Assessment | None:
    latest = agreement.latest
    if latest is None or today <= latest:
        return None
    passed, name = _days((today - latest).days), agreement.latest_in_words
    return Assessment(
        Status.DELAYED,
        f"{name.nl} {_nl(latest)} is {passed.nl} voorbij",
        f"{name.en} {_en(latest)} passed {passed.en} ago",
    )


def _by_forecast(agreement: Agreement, progress: Progress, today: date) -> Assessment | None:
    forecast = progress.forecast_on
    if forecast is None or forecast < today:
        return None
    for status, bound, name in (
        (Status.DELAYED, agreement.latest, agreement.latest_in_words),
        (Status.ATTENTION, agreement.practical, _SITTING_DAY),
        (Status.ATTENTION, agreement.soft_latest, Words("de zachte grens", "the soft bound")),
    ):
        if bound is not None and forecast > bound:
            return Assessment(
                status,
                f"prognose {_nl(forecast)} ligt na {name.nl} {_nl(bound)}",
                f"forecast {_en(forecast)} is after {name.en} {_en(bound)}",
            )
    return _fresh_or_stale(forecast, progress.forecast_confirmed_on, today)


def _fresh_or_stale(forecast: date, confirmed: date | None, today: date) -> Assessment:
    nl, en = f"prognose {_nl(forecast)}", f"forecast {_en(forecast)}"
    if confirmed is None:
        return Assessment(Status.ATTENTION, f"{nl} is nooit bevestigd", f"{en} was never confirmed")
    if (today - confirmed).days > CALENDAR_DAYS_A_CONFIRMATION_HOLDS:
        return Assessment(
            Status.ATTENTION,
            f"{nl} is sinds {_nl(confirmed)} niet bevestigd",
            f"{en} was not confirmed since {_en(confirmed)}",
        )
    return Assessment(
        Status.ON_TRACK,
        f"{nl}, bevestigd op {_nl(confirmed)}",
        f"{en}, confirmed on {_en(confirmed)}",
    )


def _without_forecast(agreement: Agreement, today: date, calendar: Calendar) -> Assessment:
    if agreement.latest is None:
        return _without_bound(agreement.waits_for)
    practical, soft = agreement.practical, agreement.soft_latest
    if practical is not None and today > practical:
        return Assessment(
            Status.ATTENTION,
            f"laatste vergaderdag {_nl(practical)} is voorbij, zonder prognose",
            f"last sitting day {_en(practical)} has passed without a forecast",
        )
    if soft is not None and today >= soft:
        return Assessment(
            Status.ATTENTION,
            f"zachte grens {_nl(soft)} is bereikt zonder prognose",
            f"soft bound {_en(soft)} was reached without a forecast",
        )
    return _by_time_left(agreement, practical or agreement.latest, today, calendar)


def _without_bound(waits_for: str | None) -> Assessment:
    if waits_for is None:
        return Assessment(
            Status.NO_FORECAST,
            "geen prognose en geen datum af te leiden uit de formulering",
            "no forecast, and no date can be derived from the wording",
        )
    return Assessment(
        Status.NO_FORECAST,
        f"geen prognose; de afspraak wacht op „{waits_for}”, dat nog geen dag heeft",
        f"no forecast; the agreement waits for “{waits_for}”, which has no day yet",
    )


def _by_time_left(agreement: Agreement, bound: date, today: date, calendar: Calendar) -> Assessment:
    left = calendar.working_days_between(today, bound)
    status = Status.ATTENTION if left <= WORKING_DAYS_THAT_ARE_NEAR else Status.NO_FORECAST
    target = Words("het interne streven ", "the internal target ")
    name = target if agreement.is_internal else Words("", "")
    return Assessment(
        status,
        f"geen prognose; nog {left} {'werkdag' if left == 1 else 'werkdagen'}"
        f" tot {name.nl}{_nl(bound)}",
        f"no forecast; {left} working {'day' if left == 1 else 'days'} left"
        f" until {name.en}{_en(bound)}",
    )


def _days(count: int) -> Words:
    return Words(
        f"{count} {'dag' if count == 1 else 'dagen'}", f"{count} {'day' if count == 1 else 'days'}"
    )


def _nl(day: date) -> str:
    return in_words(day, Language.NL)


def _en(day: date) -> str:
    return in_words(day, Language.EN)
