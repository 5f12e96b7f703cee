"""In which step a cluster is, which gate comes next, and what keeps it shut."""

import re
from collections.abc import Iterable, Mapping

from sqlmodel import Session

from models.facts import Finding, findings
from models.lifecycle import NextStep, next_steps
from models.records import current
from models.statechart import Chart, Kind, Standing, Transition
from models.statechart.bitset import bitset
from models.statechart.elements import Label, sendable
from models.tables import ChecklistItem, Cluster
from models.vocabulary import SubjectKind
from reports.figures.names import title_of
from reports.figures.structure import ChecklistLine, FactLine, Gate, Stage, Step
from reports.state import Row, State
from reports.words import FACTS, UNKNOWN, Text, label

# The rows of a fact that counts instead of naming ("9 van 13"); all others are titles or keys.
_COUNT = re.compile(r"\d+ van (\d+|onbekend)")


def step_of(state: State, cluster: Row[Cluster]) -> Step:
    """Return the step bar; a candidate whose step nobody knows stands nowhere."""
    chart = state.chart_of(cluster.subject)
    if chart is None or not cluster.subject.standing:
        return Step(None, ())
    standing = chart.read(cluster.subject.standing)
    known = cluster.detail.step_is_known
    stages = tuple(
        Stage(stage.id, _text(stage.label), progress if known else None)
        for stage, progress in chart.progress(standing)
    )
    if not known:
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


def gates_of(session: Session, state: State, cluster: Row[Cluster]) -> tuple[Gate, ...]:
    """Return the steps that are possible or awaited, the one to the next stage last.

    Steps that leave the road (pausing, stopping) are not what a report waits for.
    """
    chart = state.chart_of(cluster.subject)
    if chart is None or not cluster.subject.standing or not cluster.detail.step_is_known:
        return ()
    standing = chart.read(cluster.subject.standing)
    if standing.active & chart.of_kind[Kind.FINAL] == standing.active & chart.leaves:
        return ()  # it has ended: nothing is awaited any more
    record = current(session, SubjectKind.CLUSTER, cluster.subject.key)
    leading = _leading_on(chart, standing)
    onward = {event: gate for gate in leading for event in sendable(gate)}
    inside = _events_within_stage(chart, standing)
    options = {
        option.event: option
        for option in next_steps(session, record)
        if option.event in inside or option.event in onward
    }
    shown = _shown_rows(state)
    gates = [
        _open_gate(chart, each, shown, leads_on=each.event in onward) for each in options.values()
    ]
    for event, gate in onward.items():
        if event not in options:
            names = gate.cond.names if gate.cond else ()
            found = findings(session, record, names)
            gates.append(_distant_gate(chart, gate, event, found.values(), shown))
    return tuple(sorted(gates, key=lambda each: each.leads_on))


def checklist_of(
    session: Session, state: State, cluster: Row[Cluster]
) -> tuple[ChecklistLine, ...]:
    """Return what the route map must set out, in the letter's order, and what is missing.

    Computed from the facts rather than from their sentences, so that names which the reader may
    not see can be left out.
    """
    rows = sorted(state.checklist, key=lambda row: row.detail.position)
    names = [row.detail.fact for row in rows if row.detail.fact]
    record = current(session, SubjectKind.CLUSTER, cluster.subject.key)
    found = findings(session, record, names) if rows else {}
    shown = _shown_rows(state)
    return tuple(
        _by_fact(row, found[row.detail.fact], shown) if row.detail.fact else _by_evidence(row)
        for row in rows
    )


def _by_fact(row: Row[ChecklistItem], found: Finding, shown: Mapping[str, Text]) -> ChecklistLine:
    line = _fact_line(found, shown)
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


def _open_gate(
    chart: Chart, option: NextStep, shown: Mapping[str, Text], *, leads_on: bool
) -> Gate:
    transition = next(each for each in chart.transitions if option.event in sendable(each))
    facts = (*option.holding, *option.missing)
    return Gate(
        event=option.event,
        label=_text(transition.label),
        is_open=option.is_open,
        leads_on=leads_on,
        waits_in=None,
        facts=tuple(_fact_line(each, shown) for each in facts),
    )


def _distant_gate(
    chart: Chart,
    gate: Transition,
    event: str,
    found: Iterable[Finding],
    shown: Mapping[str, Text],
) -> Gate:
    return Gate(
        event=event,
        label=_text(gate.label),
        is_open=False,
        leads_on=True,
        waits_in=_text(chart.states[gate.source].label),
        facts=tuple(_fact_line(each, shown) for each in found),
    )


def _fact_line(found: Finding, shown: Mapping[str, Text]) -> FactLine:
    rows = tuple(
        shown.get(row, Text(row, row))
        for row in found.rows
        if row in shown or _COUNT.fullmatch(row)
    )
    return FactLine(
        name=found.name,
        label=label(FACTS, found.name),
        holds=found.holds,
        text=Text(found.nl, found.en),
        rows=rows,
        rows_not_shown=len(found.rows) - len(rows),
    )


def _shown_rows(state: State) -> Mapping[str, Text]:
    """Return every title and key that the reader may see; a fact names its rows by these."""
    return {
        name: title_of(each) for each in state.subjects.values() for name in (each.title, each.key)
    }


def _text(said: Label) -> Text:
    return Text(said.say("nl"), said.say("en"))
