"""A statechart in words: what the picture shows, for those who hear it or read its table."""

from collections.abc import Iterator

from models.statechart import Chart, Kind, Standing, State, Transition
from models.vocabulary import Language
from reports.drawings.statechart.wording import condition_of, event_of, kind_of, name_of
from reports.words import Text

_STATES = Text("Toestanden: {}.", "States: {}.")
_NOW = Text("Staat nu in: {}.", "Stands now in: {}.")
_POSSIBLE = Text("Stappen vanaf hier: {}.", "Steps from here: {}.")
_ENDED = Text("Vanaf hier is geen stap mogelijk.", "No step is possible from here.")
_SIDE_BY_SIDE = Text("naast elkaar: ", "side by side: ")
_TO = Text("{} naar {}", "{} to {}")
_STAYS = Text("{} en blijft waar het is", "{} and stays where it is")
_IF = Text(", als {}", ", if {}")


def title_of(chart: Chart, language: Language) -> str:
    """Return the name of the drawing."""
    return chart.states[0].label.say(language)


def description_of(chart: Chart, standing: Standing | None, language: Language) -> str:
    """Return all states, where it stands, and the steps that lead from there."""
    top = (chart.states[child] for child in chart.states[0].children)
    states = "; ".join(_with_parts(chart, state, language) for state in top)
    said = [_STATES.say(language).format(states)]
    if standing is not None:
        here = chart.describe(standing, language)
        steps = "; ".join(_step(chart, each, language) for each in steps_from(chart, standing))
        said.append(_NOW.say(language).format(here))
        said.append(_POSSIBLE.say(language).format(steps) if steps else _ENDED.say(language))
    return " ".join(said)


def steps_from(chart: Chart, standing: Standing) -> Iterator[Transition]:
    """Yield the transitions from the states where it stands, whatever their conditions."""
    return (each for each in chart.transitions if standing.active >> each.source & 1)


def targets_of(chart: Chart, transition: Transition, language: Language) -> str:
    """Return where a transition leads; empty if it stays where it is."""
    return " ∥ ".join(name_of(chart, chart.states[each], language) for each in transition.targets)


def _step(chart: Chart, transition: Transition, language: Language) -> str:
    event, where = event_of(transition, language), targets_of(chart, transition, language)
    said = _TO.say(language).format(event, where) if where else _STAYS.say(language).format(event)
    condition = condition_of(transition, language)
    return said + _IF.say(language).format(condition) if condition else said


def _with_parts(chart: Chart, state: State, language: Language) -> str:
    name = name_of(chart, state, language)
    if state.kind is Kind.FINAL:
        name += f" ({kind_of(state).say(language)})"
    inside = "; ".join(
        _with_parts(chart, chart.states[each], language)
        for each in (*state.children, *state.histories)
    )
    beside = _SIDE_BY_SIDE.say(language) if state.kind is Kind.PARALLEL else ""
    return f"{name} ({beside}{inside})" if inside else name
