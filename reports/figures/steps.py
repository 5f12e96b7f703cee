"""In which step something is, which gate comes next, and what keeps it shut."""

from collections.abc import Mapping

from sqlmodel import Session

from models.facts import Finding, findings
from models.lifecycles.charts import standing_of
from models.lifecycles.lifecycle import NextStep, finding_of, steps_from
from models.statechart import Chart, Kind, Standing, Transition
from models.statechart.bitset import bitset
from models.statechart.elements import Label, sendable
from models.storage.records import Record
from models.tables import ChecklistItem, Cluster
from reports.figures.names import title_of
from reports.figures.structure import ChecklistLine, FactLine, Gate, Stage, Step
from reports.state import Row, State
from reports.words import UNKNOWN, Text


def step_of(state: State, cluster: Row[Cluster]) -> Step:
    """Return the step bar; a candidate whose step nobody knows stands nowhere."""
    chart = state.chart_of(cluster.subject)
    if chart is None or not cluster.subject.standing:
        return Step(None, ())
    standing = chart.read(cluster.subject.standing)
    return step_at(chart, standing, is_known=cluster.detail.step_is_known)


def step_at(chart: Chart, standing: Standing, *, is_known: bool = True) -> Step:
    """Return the step bar of anything with a life cycle."""
    stages = tuple(
        Stage(stage.id, _text(stage.label), progress if is_known else None)
        for stage, progress in chart.progress(standing)
    )
    if not is_known:
        return Step(None, stages)
    return Step(Text(chart.describe(standing, "nl"), chart.describe(standing, "en")), stages)


def events_that_lead_on(state: State) -> Mapping[int, frozenset[str]]:
    """Return for each cluster the events that take it from its present step to a later one."""
    found: dict[int, frozenset[str]] = {}
    for row in state.clusters:
        chart = state.chart_of(row.subject)
        if chart and row.subject.standing and row.detail.step_is_known:
            gates = _leading_on(chart, chart.read(row.subject.standing))
            found[row.id] = frozenset(event for gate in gates for event in sendable(gate))
    return found


def findings_in(session: Session, state: State, cluster: Record) -> Mapping[str, Finding]:
    """Return the finding of each fact that the gates and the checklist of a cluster rest on."""
    chart = state.chart_of(state.subjects[cluster.id])
    names = {*(chart.facts if chart else ()), *_named(state)}
    return findings(session, cluster, sorted(names), clearance=state.scope.clearance)


def gates_of(
    state: State, cluster: Row[Cluster], record: Record, found: Mapping[str, Finding]
) -> tuple[Gate, ...]:
    """Return the gates of a cluster, none where its step is unknown.

    Args:
        state: in scope.
        cluster: as the report reads it.
        record: as its life cycle reads it.
        found: what ``findings_in`` returned.
    """
    chart = state.chart_of(cluster.subject)
    if chart is None or not cluster.subject.standing or not cluster.detail.step_is_known:
        return ()
    return gates_at(chart, record, found)


def gates_at(chart: Chart, record: Record, found: Mapping[str, Finding]) -> tuple[Gate, ...]:
    """Return the steps that are possible or awaited, the one to the next stage last.

    Steps that leave the road (pausing, stopping) are not what anybody waits for.
    """
    standing = standing_of(chart, record)
    if standing.active & chart.of_kind[Kind.FINAL] == standing.active & chart.leaves:
        return ()  # it has ended: nothing is awaited any more
    leading = _leading_on(chart, standing)
    onward = {event: gate for gate in leading for event in sendable(gate)}
    inside = _events_within_stage(chart, standing)
    options = {
        option.event: option
        for option in steps_from(chart, record, found)
        if option.event in inside or option.event in onward
    }
    gates = [_open_gate(chart, each, leads_on=each.event in onward) for each in options.values()]
    for event, gate in onward.items():
        if event not in options:
            gates.append(_distant_gate(chart, gate, event, found))
    return tuple(sorted(gates, key=lambda each: each.leads_on))


def checklist_of(state: State, found: Mapping[str, Finding]) -> tuple[ChecklistLine, ...]:
    """Return what the route map must set out, in the letter's order, and what is missing."""
    rows = sorted(state.checklist, key=lambda row: row.detail.position)
    return tuple(
        _by_fact(row, found[row.detail.fact]) if row.detail.fact else _by_evidence(row)
        for row in rows
    )


def _named(state: State) -> set[str]:
    return {row.detail.fact for row in state.checklist if row.detail.fact}


def _by_fact(row: Row[ChecklistItem], found: Finding) -> ChecklistLine:
    line = _fact_line(found)
    return ChecklistLine(
        row.subject.key,
        title_of(row.subject),
        line.holds,
        line.text,
        line.rows,
        line.rows_not_shown,
    )


def _by_evidence(row: Row[ChecklistItem]) -> ChecklistLine:
    item = row.detail
    if item.fulfilled_on is None:
        text = Text("nog niet vastgesteld", "not yet established")
    else:
        text = Text(
            f"vastgesteld op {item.fulfilled_on} ({item.evidence or UNKNOWN.nl})",
            f"established on {item.fulfilled_on} ({item.evidence or UNKNOWN.en})",
        )
    title = title_of(row.subject)
    return ChecklistLine(row.subject.key, title, item.fulfilled_on is not None, text, (), 0)


def _leading_on(chart: Chart, standing: Standing) -> list[Transition]:
    """Return the transitions from inside the present stage to a later stage."""
    stage = chart.stage_of(standing)
    if stage is None:
        return []
    later = bitset([each.index for each in chart.stages if each.index > stage.index])
    return [
        each
        for each in _within(chart, standing)
        if any(chart.with_ancestors(1 << target) & later for target in each.targets)
    ]


def _events_within_stage(chart: Chart, standing: Standing) -> frozenset[str]:
    return frozenset(event for each in _within(chart, standing) for event in sendable(each))


def _within(chart: Chart, standing: Standing) -> list[Transition]:
    stage = chart.stage_of(standing)
    if stage is None:
        return []
    inside = chart.descendants[stage.index] | 1 << stage.index
    return [each for each in chart.transitions if inside >> each.source & 1 and sendable(each)]


def _open_gate(chart: Chart, option: NextStep, *, leads_on: bool) -> Gate:
    transition = next(each for each in chart.transitions if option.event in sendable(each))
    facts = (*option.holding, *option.missing, *option.spare)
    return Gate(
        event=option.event,
        label=_text(transition.label),
        is_open=option.is_open,
        leads_on=leads_on,
        waits_in=None,
        facts=tuple(_fact_line(each) for each in facts),
    )


def _distant_gate(
    chart: Chart,
    gate: Transition,
    event: str,
    found: Mapping[str, Finding],
) -> Gate:
    terms = gate.cond.terms if gate.cond else ()
    return Gate(
        event=event,
        label=_text(gate.label),
        is_open=False,
        leads_on=True,
        waits_in=_text(chart.states[gate.source].label),
        facts=tuple(_fact_line(finding_of(term, found)) for term in terms),
    )


def _fact_line(found: Finding) -> FactLine:
    return FactLine(
        name=found.name,
        label=Text(found.claim.nl, found.claim.en),
        holds=found.holds,
        text=Text(found.words.nl, found.words.en),
        rows=tuple(Text(row.nl, row.en) for row in found.rows),
        rows_not_shown=found.hidden,
    )


def _text(said: Label) -> Text:
    return Text(said.say("nl"), said.say("en"))
