"""Milestones and duties as a report shows them: three dates, two judgements, one reason each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from models.dates import Calendar, StandsStill, write_term
from models.dates.calendar import UNSURE
from models.milestones.acts import agreement_of, progress_of
from models.milestones.terms import term_of
from models.rules.override import override_on
from models.rules.status import Status, assess
from models.storage.values import Values
from models.tables import Milestone, Subject
from models.vocabulary import REPLACING_THE_AGREEMENT, Confidentiality, EventKind, Modality
from reports.figures.judgement import overridden, overrides_in
from reports.figures.names import name_in, parties_in, standing_in, title_of
from reports.figures.obligations import asked_in, document_of
from reports.figures.replanning import reason_in_words
from reports.figures.slip import slip_of
from reports.figures.structure import (
    Agreed,
    ForecastGiven,
    Judged,
    MilestoneLine,
    NextBound,
    Replanning,
    RollUp,
    TermLine,
)
from reports.figures.ties import dated_by
from reports.history import Happening
from reports.state import Row, State
from reports.words import FORMAL_BOUND, LAST_SITTING_DAY, SOFT_BOUND, Text

DUTY = "duty"  # the life cycle of what is owed to the Kamer
_NO_DATE_AGREED = Text(
    "geen prognose; nog geen datum afgesproken", "no forecast; no date agreed yet"
)

# Worst first. A milestone without a forecast is worse than one on track: nobody knows.
WORST_FIRST = (
    Status.DELAYED,
    Status.ATTENTION,
    Status.NO_FORECAST,
    Status.ON_TRACK,
    Status.LAPSED,
    Status.ACHIEVED,
)


@dataclass(frozen=True, slots=True)
class Judge:
    """What is needed to judge milestones: the day, the calendar, what the next gates wait for."""

    reference_date: date
    calendar: Calendar
    needed_next: Mapping[int, frozenset[str]]  # cluster → events that lead to its next step

    def lines(
        self, state: State, past: Sequence[Happening], forecasts: Sequence[Happening] = ()
    ) -> tuple[MilestoneLine, ...]:
        """Return all milestones in scope, the nearest bound first, those without one last."""
        replannings, given = _replannings(past), _forecasts(forecasts)
        rows = sorted(
            state.milestones,
            key=lambda row: (
                row.detail.bound is None,
                row.detail.bound or date.max,
                row.subject.key,
            ),
        )
        lines = (self._line(state, row, tuple(replannings[row.id])) for row in rows)
        return tuple(
            replace(line, forecasts=tuple(given[row.id])) if row.id in given else line
            for row, line in zip(rows, lines, strict=True)
        )

    def _line(
        self, state: State, row: Row[Milestone], replannings: tuple[Replanning, ...]
    ) -> MilestoneLine:
        subject, detail = row.subject, row.detail
        chart = state.chart_of(subject)
        is_duty = chart is not None and chart.id == DUTY
        addressee = name_in(state, detail.addressee_id)
        cluster = state.subjects.get(subject.cluster_id or 0)
        needed = self.needed_next.get(subject.cluster_id or 0, frozenset())
        return MilestoneLine(
            key=subject.key,
            title=title_of(subject),
            cluster_key=cluster.key if cluster else None,
            cluster=title_of(cluster) if cluster else None,
            about=name_in(state, detail.about_id),
            modality=Modality(detail.modality),
            is_duty=is_duty,
            is_programme_wide=subject.cluster_id is None,
            addressee=addressee.nl if addressee else None,
            state=standing_in(state, subject),
            said_on=detail.said_on,
            said_on_is_nominal=detail.said_on_is_nominal,
            source=subject.source if subject.source in state.letters else None,
            source_place=subject.source_place,
            source_words=subject.source_words,
            first=_first_agreed(detail),
            current=_now_agreed(detail),
            bound=detail.bound,
            practical=_practical(detail) if is_duty else None,
            rests_on_estimate=detail.bound_confidence in UNSURE,
            internal_target=detail.internal_target,
            forecast_on=detail.forecast_on,
            forecast_confirmed_on=detail.forecast_confirmed_on,
            achieved_on=detail.achieved_on,
            evidence=detail.evidence,
            judged=self._with_override(state, subject, detail),
            judged_first=self._judged(subject, detail, first=True),
            owners=owners_in(
                state, row.id, detail.about_id, detail.owner_role, self.reference_date
            ),
            needed_for=detail.needed_for,
            is_needed_next=detail.needed_for in needed,
            replanned=detail.replanned,
            replannings=replannings,
            is_invented=subject.is_invented,
            asked_in=asked_in(state, detail),
            document=document_of(state, detail),
            dated_by=dated_by(state, detail),
            term=_term_line(detail, self.calendar),
        )

    def _with_override(self, state: State, subject: Subject, detail: Milestone) -> Judged:
        """Return a person's judgement with the rule's beside it, or the rule's alone."""
        computed = self._judged(subject, detail)
        found = override_on(_values(subject, detail), self.reference_date)
        if found is None:
            return computed
        # Outside the house it is the office that judges, not somebody by name.
        is_public = state.scope.clearance is Confidentiality.PUBLIC
        return overridden(computed, found, by=None if is_public else found.by)

    def _judged(self, subject: Subject, detail: Milestone, *, first: bool = False) -> Judged:
        values = _values(subject, detail)
        assessment = assess(
            agreement_of(values, first=first),
            progress_of(values),
            today=self.reference_date,
            calendar=self.calendar,
        )
        if assessment.status is Status.NO_FORECAST and not (detail.wording or detail.bound):
            return Judged(assessment.status, _NO_DATE_AGREED)
        term = None if first else _term_line(detail, self.calendar)
        if assessment.status is Status.NO_FORECAST and term and term.stands_still:
            return Judged(assessment.status, _standing_still(term.stands_still))
        return Judged(assessment.status, Text(assessment.nl, assessment.en))


def owners_in(
    state: State, milestone_id: int, about_id: int, owner_role: str | None, day: date
) -> tuple[str, ...]:
    """Return who must see to a milestone: named on it, else by the role that its life cycle names.

    Args:
        state: what the reader may see; its participations and organisations are looked at.
        milestone_id: the milestone.
        about_id: what it is about.
        owner_role: the role in that which answers for it, where the life cycle names one.
        day: on which.
    """
    named = parties_in(state, milestone_id, ("owner", "debtor"), on=day)
    if named or owner_role is None:
        return named
    return parties_in(state, about_id, (owner_role,), on=day)


def _term_line(detail: Milestone, calendar: Calendar) -> TermLine | None:
    if detail.term is None:  # as most: nothing is worked out for them
        return None
    term = term_of(vars(detail))
    if term is None:
        return None
    end = term.end(calendar)
    return TermLine(
        starts_on=term.starts_on,
        length=write_term(term.term),
        suspensions=term.suspensions,
        end=None if isinstance(end, StandsStill) else end,
        stands_still=end if isinstance(end, StandsStill) else None,
    )


def _standing_still(still: StandsStill) -> Text:
    left = still.days_left
    return Text(
        f"geen prognose; de termijn staat stil sinds {still.since}, nog {left}"
        f" {'dag' if left == 1 else 'dagen'}",
        f"no forecast; the term stands still since {still.since}, {left}"
        f" {'day' if left == 1 else 'days'} left",
    )


def roll_up(lines: Sequence[MilestoneLine], *, step_is_known: bool, reference_date: date) -> RollUp:
    """Return the status of a cluster from its milestones that the next gate needs.

    Never the worst of everything: a late milestone that the next gate does not need leaves the
    cluster as it is (facts.md, traps of status pages).
    """
    needed = [line for line in lines if line.is_needed_next]
    slip = slip_of(needed, reference_date)
    open_ones = [line for line in needed if line.is_open]
    if open_ones:
        worst = min(open_ones, key=lambda line: WORST_FIRST.index(line.judged.status))
        first = min((line.judged_first.status for line in open_ones), key=WORST_FIRST.index)
        why = overrides_in(open_ones, but=worst, reason=worst.judged.reason)
        return RollUp(worst.judged.status, first, worst.key, why, slip)
    if needed:
        achieved = all(line.judged.status is Status.ACHIEVED for line in needed)
        return replace(_settled(needed[-1], achieved=achieved), slip=slip)
    if not step_is_known:
        why = Text("stap onbekend", "step unknown")
        return RollUp(None, None, None, why)
    why = Text(
        "geen mijlpaal geregistreerd waarop de volgende stap wacht",
        "no milestone is registered that the next step waits for",
    )
    return RollUp(None, None, None, why)


def next_bound(lines: Sequence[MilestoneLine], reference_date: date) -> NextBound | None:
    """Return the first day, today included, on which a bound of an open milestone is reached."""
    found = [
        (day, rank, line.key)
        for line in lines
        if line.is_open
        for rank, day in enumerate((line.current.latest, line.practical, line.current.soft_latest))
        if day is not None and day >= reference_date
    ]
    if not found:
        return None
    day, rank, _ = min(found)
    keys = tuple(key for other, sort, key in found if (other, sort) == (day, rank))
    estimated = any(
        line.rests_on_estimate and line.bound == day for line in lines if line.key in keys
    )
    name = (FORMAL_BOUND, LAST_SITTING_DAY, SOFT_BOUND)[rank]
    return NextBound(day, name, keys, rests_on_estimate=estimated)


def _settled(line: MilestoneLine, *, achieved: bool) -> RollUp:
    if achieved:
        why = Text(
            "alle mijlpalen voor de volgende stap zijn behaald",
            "all milestones for the next step are achieved",
        )
        return RollUp(Status.ACHIEVED, line.judged_first.status, line.key, why)
    why = Text(
        "een mijlpaal voor de volgende stap is vervallen en niet vervangen",
        "a milestone for the next step lapsed and was not replaced",
    )
    return RollUp(Status.LAPSED, line.judged_first.status, line.key, why)


def _first_agreed(detail: Milestone) -> Agreed:
    return Agreed(
        detail.first_wording or None,
        detail.first_edtf,
        detail.first_earliest,
        detail.first_soft_latest,
        detail.first_latest,
        detail.first_anchor_words,
        detail.first_anchor_offset,
    )


def _now_agreed(detail: Milestone) -> Agreed:
    return Agreed(
        detail.wording or None,
        detail.edtf,
        detail.earliest,
        detail.soft_latest,
        detail.latest,
        detail.anchor_words,
        detail.anchor_offset,
    )


def _practical(detail: Milestone) -> date | None:
    """Return the last sitting day; without a latest day the bound is an internal target."""
    return detail.bound if detail.latest is not None and detail.bound != detail.latest else None


def _values(subject: Subject, detail: Milestone) -> Values:
    return cast("Values", {**vars(detail), "standing": subject.standing})


def _replannings(past: Sequence[Happening]) -> Mapping[int, list[Replanning]]:
    found: defaultdict[int, list[Replanning]] = defaultdict(list)
    for each in past:
        if each.kind in REPLACING_THE_AGREEMENT or "latest" in each.after:
            found[each.subject_id].append(_replanning(each))
    return found


def _forecasts(past: Sequence[Happening]) -> Mapping[int, list[ForecastGiven]]:
    found: dict[int, list[ForecastGiven]] = {}
    for each in past:
        if "forecast_on" in each.after:
            expected = _day(each.after["forecast_on"])
            found.setdefault(each.subject_id, []).append(ForecastGiven(each.recorded_on, expected))
    return found


def _replanning(each: Happening) -> Replanning:
    return Replanning(
        # A term takes effect on a day of its own, which is not the one on which it was set.
        decided_on=each.effective_on if each.kind is EventKind.REPLANNED else each.recorded_on,
        old_wording=_words(each.before.get("wording")),
        old_latest=_day(each.before.get("latest")),
        new_wording=_words(each.after.get("wording")),
        new_latest=_day(each.after.get("latest")),
        # Other reasons are notes of people at work; the log has them.
        reason=each.reason if each.kind in REPLACING_THE_AGREEMENT else None,
        code=reason_in_words(each.after.get("replan_reason")),
        old_target=_day(each.before.get("internal_target")),
        new_target=_day(each.after.get("internal_target")),
        kind=each.kind,
    )


def _words(value: object) -> str | None:
    return str(value) if value else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
