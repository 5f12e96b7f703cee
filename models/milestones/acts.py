"""What people do with a milestone: agree, forecast, confirm, re-plan, achieve.

First agreement, current agreement and forecast are kept apart: only re-planning changes the
current agreement, nothing changes the first one, and the old bound stays in the ledger for ever.
"""

from datetime import date

from models.dates import Tense, read_moment
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of
from models.lifecycles.lifecycle import advance, require_reason
from models.milestones.open_milestone import open_milestone
from models.milestones.terms import without_term
from models.rules.agreements import ACHIEVING_EVENT, agreed, is_to_parliament
from models.rules.override import WITHOUT_OVERRIDE
from models.rules.status import Agreement, Progress, outcome_of
from models.storage.records import Record, current
from models.storage.values import Value, Values
from models.vocabulary import EventKind, ReplanReason, SubjectKind

POSTPONING_EVENT = "stel_uit"


def forecast(ledger: Ledger, key: str, expected: date, *, reason: str | None = None) -> Record:
    """Record when the owner now expects the milestone; this confirms it as well.

    Raises:
        InvalidAmendmentError: the day lies in the past: then it is achieved, or unknown.
        OutsideCalendarError: the calendars do not reach that day.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = open_milestone(ledger, key, Words("prognose", "forecast"))
    _refuse_past(ledger, milestone, "forecast_on", expected)
    ledger.rulebook.calendar.is_working_day(expected)  # or OutsideCalendarError
    changes: Values = {"forecast_on": expected, "forecast_confirmed_on": ledger.today}
    return ledger.record(milestone, EventKind.FORECAST, changes, reason=reason)


def confirm(ledger: Ledger, key: str) -> Record:
    """Record that the forecast still stands today.

    Raises:
        InvalidAmendmentError: there is no forecast, or it lies in the past.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = open_milestone(ledger, key, Words("bevestiging", "confirmation"))
    expected = milestone.day("forecast_on")
    if expected is None or expected < ledger.today:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="forecast_on",
            value=expected,
            problem=Words(
                "er is geen prognose om te bevestigen; geef er eerst een"
                f" (mijlpaal milestone forecast {key} DAG)",
                "there is no forecast to confirm; give one first"
                f" (mijlpaal milestone forecast {key} DAY)",
            ),
        )
    changes: Values = {"forecast_confirmed_on": ledger.today}
    return ledger.record(milestone, EventKind.FORECAST_CONFIRMED, changes)


def replan(  # noqa: PLR0913  (what, and the why, until when and since when of it)
    ledger: Ledger,
    key: str,
    wording: str,
    *,
    code: str | None,
    reason: str | None,
    internal_target: date | None = None,
    said_on: date | None = None,
) -> Record:
    """Replace the current agreement by a new date or phrase; the old one stays in the ledger.

    Args:
        ledger: who does this, and in which transaction.
        key: of the milestone.
        wording: a date or a phrase.
        code: why, as a word of ``ReplanReason``, so that reasons can be counted.
        reason: why, in the actor's words.
        internal_target: demanded where the wording gives no latest day.
        said_on: the day on which the wording was said, if not today.

    Raises:
        ReasonMissingError: no reason was given.
        UnreadablePhraseError: no rule reads the wording.
        InvalidAmendmentError: there is no such code; the wording gives no bound and there is no
            internal target (domain section 4: a bound is never lost silently); or the new days
            have passed.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = open_milestone(ledger, key, Words("herplannen", "re-planning"))
    reason = require_reason(Words("Herplannen", "Re-planning"), milestone.name, reason)
    code = _require_code(milestone, code)
    calendar = ledger.rulebook.calendar
    reading = read_moment(wording, said_on or ledger.today, tense=Tense.PLANNED, calendar=calendar)
    if reading.window.latest is None and internal_target is None:
        raise without_internal_target(milestone, "wording", wording)
    _refuse_past(ledger, milestone, "latest", reading.window.latest)
    _refuse_past(ledger, milestone, "internal_target", internal_target)
    to_parliament = is_to_parliament(ledger.session, milestone.values)
    changes: dict[str, Value] = {
        **agreed(reading, to_parliament=to_parliament, calendar=calendar),
        **without_term(milestone.values),
        "internal_target": internal_target,
        "replanned": (milestone.number("replanned") or 0) + 1,
        "replan_reason": code,
        **WITHOUT_OVERRIDE,
    }
    if internal_target is not None and changes["bound"] is None:
        changes["bound"] = internal_target
    return advance(
        ledger,
        SubjectKind.MILESTONE,
        key,
        POSTPONING_EVENT,
        reason=reason,
        changes=changes,
        recorded_as=EventKind.REPLANNED,
    )


def achieve(
    ledger: Ledger, key: str, on: date, *, evidence: str, reason: str | None = None
) -> Record:
    """Close a milestone as achieved on a day, with what proves it (a Kamerstuk number).

    Raises:
        InvalidAmendmentError: the day lies in the future, or there is no evidence.
        TransitionRefusedError: it is closed already.
    """
    milestone = current(ledger.session, SubjectKind.MILESTONE, key)
    said_on = milestone.day("said_on")
    if on > ledger.today or (said_on is not None and on < said_on):
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="achieved_on",
            value=on,
            problem=Words(
                f"die dag ligt niet tussen {said_on}, toen het werd gezegd, en vandaag",
                f"that day does not lie between {said_on}, when it was said, and today",
            ),
        )
    if not evidence.strip():
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="evidence",
            value=evidence,
            problem=Words(
                "noem een bewijsstuk, bijvoorbeeld een Kamerstuknummer",
                "name the evidence, for instance the number of a Kamerstuk",
            ),
        )
    chart = chart_of(ledger.session, milestone)
    return advance(
        ledger,
        SubjectKind.MILESTONE,
        key,
        ACHIEVING_EVENT[chart.id],
        reason=reason,
        effective_on=on,
        changes={"achieved_on": on, "evidence": evidence.strip()},
        recorded_as=EventKind.ACHIEVED,
    )


def agreement_of(values: Values, *, first: bool = False) -> Agreement:
    """Return the days to judge against: of the current agreement, or of the first one."""
    prefix = "first_" if first else ""
    latest = _day(values[f"{prefix}latest"])
    bound = _day(values[f"{prefix}bound"])
    waits_for = values[f"{prefix}anchor_words"] if latest is None else None
    return Agreement(
        soft_latest=_day(values[f"{prefix}soft_latest"]),
        latest=latest or bound,  # without a latest day the bound is the internal target
        practical=bound if latest is not None and bound != latest else None,
        is_internal=latest is None and bound is not None,
        waits_for=None if waits_for is None else str(waits_for),
    )


def progress_of(values: Values) -> Progress:
    """Return where the milestone stands."""
    return Progress(
        outcome=outcome_of(str(values["standing"] or "")),
        achieved_on=_day(values["achieved_on"]),
        forecast_on=_day(values["forecast_on"]),
        forecast_confirmed_on=_day(values["forecast_confirmed_on"]),
    )


def without_internal_target(milestone: Record, field: str, value: object) -> InvalidAmendmentError:
    """Return the error that a bound would be lost without anything in its place."""
    return InvalidAmendmentError(
        subject=milestone.name,
        field=field,
        value=value,
        problem=Words(
            "hieruit volgt geen uiterste dag; geef een intern streven (--internal-target)",
            "no latest day follows from this; give an internal target (--internal-target)",
        ),
    )


def _require_code(milestone: Record, code: str | None) -> str:
    if code in set(ReplanReason):
        return str(code)
    known = ", ".join(ReplanReason)
    raise InvalidAmendmentError(
        subject=milestone.name,
        field=Words("code van de reden", "code of the reason"),
        value=code or "",
        problem=Words(f"kies er een (--code): {known}", f"choose one (--code): {known}"),
    )


def _refuse_past(ledger: Ledger, milestone: Record, field: str, day: date | None) -> None:
    if day is not None and day < ledger.today:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field=field,
            value=day,
            problem=Words("die dag is al voorbij", "that day lies in the past"),
        )


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
