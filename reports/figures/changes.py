"""What moved since the previous report, each change in one sentence."""

from collections.abc import Callable, Mapping, Sequence

from models.rules.status import Status
from models.statechart import Chart
from models.tables import Subject
from models.vocabulary import (
    EventKind,
    SubjectKind,
)
from reports.figures.names import title_of
from reports.figures.replanning import reason_in_words
from reports.figures.structure import Change
from reports.history import Happening
from reports.labels import LABELS
from reports.state import State
from reports.words import EVENT_KINDS, NONE, STATUSES, Text


def changes_in(state: State, past: Sequence[Happening]) -> tuple[Change, ...]:
    """Return the changes in the order in which they were recorded."""
    return tuple(
        _change(state, state.subjects[each.subject_id], each)
        for each in past
        if each.subject_id in state.subjects and state.scope.owns(state.subjects[each.subject_id])
    )


def _change(state: State, subject: Subject, happening: Happening) -> Change:
    return Change(
        kind=happening.kind,
        subject_kind=SubjectKind(subject.kind),
        subject=title_of(subject),
        text=_sentence(state.chart_of(subject), happening),
        reason=happening.reason,
        effective_on=happening.effective_on,
    )


def _sentence(chart: Chart | None, happening: Happening) -> Text:
    if chart is not None and _moves(happening):
        before, after = happening.before, happening.after
        return _moved(chart, str(before.get("standing") or ""), str(after["standing"]))
    return _SENTENCES.get(happening.kind, _amended)(happening)


def _amended(happening: Happening) -> Text:
    count = len(happening.after)
    return Text(f"gegevens gewijzigd ({count})", f"data amended ({count})")


def _forecast(happening: Happening) -> Text:
    old, new = happening.before.get("forecast_on"), happening.after.get("forecast_on")
    return Text(
        f"prognose {new} (was: {old or NONE.nl})", f"forecast {new} (was: {old or NONE.en})"
    )


def _confirmed(_happening: Happening) -> Text:
    return Text("prognose bevestigd", "forecast confirmed")


def _achieved(happening: Happening) -> Text:
    day, proof = happening.after.get("achieved_on"), happening.after.get("evidence")
    return Text(f"behaald op {day} ({proof})", f"achieved on {day} ({proof})")


def _moves(happening: Happening) -> bool:
    """Return whether it is about where the subject stands, and nothing better can be said of it."""
    says_more = happening.kind in (EventKind.REPLANNED, EventKind.ACHIEVED)
    return "standing" in happening.after and not says_more


def _moved(chart: Chart, old: str, new: str) -> Text:
    def said(language: str) -> str:
        here = chart.describe(chart.read(new), language)
        return f"{chart.describe(chart.read(old), language)} → {here}" if old else here

    return Text(said("nl"), said("en"))


def _replanned(happening: Happening) -> Text:
    before, after = happening.before, happening.after
    times = after.get("replanned")
    old, new = _quoted(before.get("wording")), _quoted(after.get("wording"))
    way = _way(before.get("latest"), after.get("latest"))
    code = reason_in_words(after.get("replan_reason")) or Text("", "")
    return Text(
        f"{way.nl} van {old.nl} (uiterlijk {before.get('latest') or NONE.nl}) naar {new.nl}"
        f" (uiterlijk {after.get('latest') or NONE.nl}), {times}e keer"
        + (f": {code.nl}" if code.nl else ""),
        f"{way.en} from {old.en} (not later than {before.get('latest') or NONE.en}) to {new.en}"
        f" (not later than {after.get('latest') or NONE.en}), time {times}"
        + (f": {code.en}" if code.en else ""),
    )


def _way(old: object, new: object) -> Text:
    """Return whether a bound was pushed out or brought forward; days are ISO 8601 here."""
    if new is None and old is not None:
        return Text("losgelaten:", "let go:")
    if old is None or new is None or str(old) == str(new):
        return Text("herijkt", "re-planned")
    later = str(new) > str(old)
    return Text("uitgesteld", "pushed out") if later else Text("vervroegd", "brought forward")


def _tied(happening: Happening) -> Text:
    if happening.after.get("anchor_id") is None:
        return Text("los van wat de afspraak dateerde", "let loose from what dated the agreement")
    return Text("gekoppeld aan wat de afspraak dateert", "tied to what dates the agreement")


def _dated(happening: Happening) -> Text:
    """Return the latest day that a window has by what it waits for."""
    old, new = happening.before.get("latest"), happening.after.get("latest")
    return Text(
        f"uiterste dag van de afspraak: {new or NONE.nl} (was: {old or NONE.nl})",
        f"latest day of the agreement: {new or NONE.en} (was: {old or NONE.en})",
    )


def _overridden(happening: Happening) -> Text:
    found = happening.after.get("override_status")
    if found is None:  # kept from this reader
        return Text("anders beoordeeld dan de regel", "judged otherwise than the rule")
    status = STATUSES[Status(str(found))]
    return Text(
        f"beoordeeld als {status.nl}, anders dan de regel",
        f"judged as {status.en}, otherwise than the rule",
    )


def _override_withdrawn(_happening: Happening) -> Text:
    return Text("de status volgt weer de regel", "the status follows the rule again")


def _with_term(happening: Happening) -> Text:
    """Return the term as it now reads, with the bound before and after."""
    words = _quoted(happening.after.get("wording"))
    old, new = happening.before.get("latest"), happening.after.get("latest")
    return Text(
        f"{EVENT_KINDS[happening.kind].nl}: {words.nl};"
        f" uiterlijk {new or NONE.nl} (was: {old or NONE.nl})",
        f"{EVENT_KINDS[happening.kind].en}: {words.en};"
        f" not later than {new or NONE.en} (was: {old or NONE.en})",
    )


def _quoted(wording: object) -> Text:
    """Return words in quotes; an obligation without a date was never put in words."""
    if not wording:
        return LABELS["no_date_agreed"]
    return Text(f"„{wording}”", f"“{wording}”")


_SENTENCES: Mapping[EventKind, Callable[[Happening], Text]] = {
    EventKind.FORECAST: _forecast,
    EventKind.FORECAST_CONFIRMED: _confirmed,
    EventKind.REPLANNED: _replanned,
    EventKind.ACHIEVED: _achieved,
    EventKind.DATED: _dated,
    EventKind.TIED: _tied,
    EventKind.TERM_SET: _with_term,
    EventKind.SUSPENDED: _with_term,
    EventKind.RESUMED: _with_term,
    EventKind.OVERRIDDEN: _overridden,
    EventKind.OVERRIDE_WITHDRAWN: _override_withdrawn,
}
