"""A statechart as rows: the same content as its picture, for those who rather read than look."""

from dataclasses import dataclass

from models.statechart import Chart, Standing, State, Transition
from models.vocabulary import Language
from reports.drawings.statechart.telling import targets_of
from reports.drawings.statechart.wording import (
    Marks,
    condition_of,
    event_of,
    kind_of,
    marks_of,
    name_of,
)


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state; ``inside`` is the state around it, empty at the top, ``mark`` "now" or such."""

    state: str
    inside: str
    kind: str
    is_current: bool
    mark: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A transition; without ``to`` it stays where it is."""

    source: str
    event: str
    condition: str
    to: str
    is_from_here: bool


@dataclass(frozen=True, slots=True)
class ChartTable:
    """All states and all transitions, in document order."""

    states: tuple[StateRow, ...]
    steps: tuple[StepRow, ...]


def table_of(
    chart: Chart, standing: Standing | None = None, *, language: Language = Language.NL
) -> ChartTable:
    """Return what ``draw_statechart`` draws, as rows; ``is_from_here`` says nothing of facts."""
    marks = marks_of(chart, standing)
    return ChartTable(
        states=tuple(_state(chart, each, marks, language) for each in chart.states[1:]),
        steps=tuple(_step(chart, each, marks, language) for each in chart.transitions),
    )


def _state(chart: Chart, state: State, marks: Marks, language: Language) -> StateRow:
    around = chart.states[state.parent]
    return StateRow(
        state=name_of(chart, state, language),
        inside=name_of(chart, around, language) if around.index else "",
        kind=kind_of(state).say(language),
        is_current=bool(marks.now >> state.index & 1),
        mark=marks.word(state.index, language),
    )


def _step(chart: Chart, transition: Transition, marks: Marks, language: Language) -> StepRow:
    return StepRow(
        source=name_of(chart, chart.states[transition.source], language),
        event=event_of(transition, language),
        condition=condition_of(transition, language),
        to=targets_of(chart, transition, language),
        is_from_here=bool(marks.now >> transition.source & 1),
    )
