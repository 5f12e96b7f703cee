"""What moved since the previous report, each change in one sentence."""

from collections.abc import Sequence

from models.statechart import Chart
from models.tables import Subject
from models.vocabulary import (
    REPLACING_THE_AGREEMENT,
    Confidentiality,
    EventKind,
    SubjectKind,
)
from reports.figures.names import title_of
from reports.figures.structure import Change
from reports.history import Happening
from reports.state import State
from reports.words import EVENT_KINDS, LABELS, NONE, Text


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
        reason=_reason(state, happening),
        effective_on=happening.effective_on,
    )


def _reason(state: State, happening: Happening) -> str | None:
    """Return why; in public only for a new agreement, where the reason is owed with the new bound.

    Other reasons are notes of people at work, who did not write them for publication.
    """
    if (
        state.scope.clearance is Confidentiality.PUBLIC
        and happening.kind not in REPLACING_THE_AGREEMENT
    ):
        return None
    return happening.reason


def _sentence(chart: Chart | None, happening: Happening) -> Text:
    before, after = happening.before, happening.after
    match happening.kind:
        case _ if chart is not None and _moves(happening):
            return _moved(chart, str(before.get("standing") or ""), str(after["standing"]))
        case EventKind.FORECAST:
            old, new = before.get("forecast_on"), after.get("forecast_on")
            return Text(
                f"prognose {new} (was: {old or NONE.nl})", f"forecast {new} (was: {old or NONE.en})"
            )
        case kind if kind in REPLACING_THE_AGREEMENT:
            return _replanned(happening) if kind is EventKind.REPLANNED else _with_term(happening)
        case EventKind.ACHIEVED:
            day, proof = after.get("achieved_on"), after.get("evidence")
            return Text(f"behaald op {day} ({proof})", f"achieved on {day} ({proof})")
        case EventKind.FORECAST_CONFIRMED:
            return Text("prognose bevestigd", "forecast confirmed")
        case _:
            count = len(after)
            return Text(f"gegevens gewijzigd ({count})", f"data amended ({count})")


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
    return Text(
        f"van {old.nl} (uiterlijk {before.get('latest') or NONE.nl}) naar {new.nl}"
        f" (uiterlijk {after.get('latest') or NONE.nl}), {times}e keer",
        f"from {old.en} (not later than {before.get('latest') or NONE.en}) to {new.en}"
        f" (not later than {after.get('latest') or NONE.en}), time {times}",
    )


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
