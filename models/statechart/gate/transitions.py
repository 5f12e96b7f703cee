"""Transitions that are never taken: somebody will wait for them."""

from collections.abc import Collection, Iterator

from models.errors import Words
from models.statechart.elements import Transition, is_internal
from models.statechart.gate.exploration import Exploration
from models.statechart.gate.flaw import Flaw, Rule
from models.statechart.gate.truth import TooManyFactsError, TruthTables

_REMOVE = Words(
    "Verwijder haar, of verander wat haar in de weg staat.",
    "Remove it, or change what is in its way.",
)


def never_taken(explored: Exploration, *, apart_from: Collection[int]) -> Iterator[Flaw]:
    """Yield the transitions that are taken in no configuration, whatever the facts.

    Args:
        explored: what the chart can do.
        apart_from: numbers of transitions of which the reason was told already.
    """
    if not explored.is_complete:
        return
    tables = TruthTables()
    for transition in explored.chart.transitions:
        source = explored.chart.states[transition.source]
        is_told = transition.index in apart_from or not explored.seen >> source.index & 1
        if transition.index not in explored.taken and not is_told:
            problem = _why(explored, transition, tables)
            yield Flaw(Rule.NEVER_TAKEN, source.id, transition.place, problem, _REMOVE)


def _why(explored: Exploration, transition: Transition, tables: TruthTables) -> Words:
    if transition.cond and _can_never_hold(transition, tables):
        text = transition.cond.text
        return Words(
            f"zij wordt nooit genomen: de voorwaarde '{text}' kan niet waar zijn",
            f"it is never taken: the condition '{text}' cannot be true",
        )
    occurring = (*explored.chart.events, *explored.raised)
    if transition.events and not any(map(transition.matches, occurring)):
        listed = ", ".join(transition.events)
        return Words(
            f"zij wordt nooit genomen: '{listed}' doet zich niet voor",
            f"it is never taken: '{listed}' does not occur",
        )
    inner = _first_inside(explored, transition)
    if inner:
        return Words(
            f"zij wordt nooit genomen: de overgang van '{inner}' gaat altijd voor",
            f"it is never taken: the transition of '{inner}' always goes first",
        )
    return Words(
        f"zij wordt in geen van {len(explored.standings)} standen genomen",
        f"it is taken in none of {len(explored.standings)} configurations",
    )


def _can_never_hold(transition: Transition, tables: TruthTables) -> bool:
    try:
        return tables.example([transition.cond]) is None
    except TooManyFactsError:
        return False


def _first_inside(explored: Exploration, transition: Transition) -> str:
    """Return the state inside the source that answers the same events, if there is one."""
    chart = explored.chart
    for other in chart.transitions:
        is_inside = chart.descendants[transition.source] >> other.source & 1
        named = [event for event in transition.events if event != "*" and not is_internal(event)]
        if is_inside and other.index in explored.taken and any(map(other.matches, named)):
            return chart.states[other.source].id
    return ""
