"""What a life cycle says of a milestone that one of its states asks for."""

from models.statechart.elements import Obligation
from models.statechart.elements import State as ChartState
from models.tables import Milestone
from reports.state import State
from reports.words import Text


def asked_in(state: State, detail: Milestone) -> Text | None:
    """Return the state that asks for a milestone, in words; None when a person agreed it."""
    found = _found(state, detail)
    if found is None:
        return None
    label = found[0].label
    return Text(label.nl, label.say("en"))


def document_of(state: State, detail: Milestone) -> str | None:
    """Return the kind of document that must then exist."""
    if detail.document_kind is not None:
        return detail.document_kind
    found = _found(state, detail)
    return (found[1].document or None) if found else None


def _found(state: State, detail: Milestone) -> tuple[ChartState, Obligation] | None:
    about = state.subjects.get(detail.about_id)
    chart = state.chart_of(about) if about is not None else None
    if chart is None or detail.obligation is None:
        return None
    pairs = ((each, obligation) for each in chart.states for obligation in each.obligations)
    return next((pair for pair in pairs if pair[1].id == detail.obligation), None)
