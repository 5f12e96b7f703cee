"""Two transitions for one event: without a rule of ours, the order of the file would choose.

SCXML takes the first in document order. That is a decision nobody took, made by whoever moved a
line, so it is refused. What an inner state overrides of an outer one is no such case: the place
says which counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from models.errors import Words
from models.statechart.chart import Chart, Standing
from models.statechart.elements import Transition
from models.statechart.gate.exploration import Example, Exploration
from models.statechart.gate.flaw import Flaw, Rule, clipped, truths, upon
from models.statechart.gate.truth import TooManyFactsError, TruthTables

_MAX_PAIRS = 20


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A transition that an earlier one of the same state can silently precede."""

    later: Transition
    flaw: Flaw


def ambiguous(chart: Chart) -> list[Ambiguity]:
    """Return the pairs of transitions of one state that one event enables together.

    At most so many as a person can repair at once; when looking has become too much work, the
    last one says that.
    """
    tables = TruthTables()
    found: list[Ambiguity] = []
    for one, other, event in _pairs(chart):
        state = chart.states[one.source].id
        try:
            facts = tables.example([one.cond, other.cond])
        except TooManyFactsError:
            found.append(Ambiguity(other, _undecided(state, one, other, event)))
        else:
            if facts is not None:
                found.append(Ambiguity(other, _together(state, (one, other), event, facts)))
        if tables.is_spent or len(found) == _MAX_PAIRS:
            break
    return found


def rivals(explored: Exploration) -> Iterator[Flaw]:
    """Yield the pairs of transitions of two regions of which one would silently be dropped."""
    chart = explored.chart
    for (winner, dropped), case in explored.rivals.items():
        yield _dropped(chart, winner, dropped, case)


def _pairs(chart: Chart) -> Iterator[tuple[Transition, Transition, str]]:
    """Yield the pairs of one state that wait for the same event (empty: for none), and which."""
    for state in chart.states:
        own = [chart.transitions[index] for index in state.transitions]
        seen = set()
        for waiting in _by_first_token(own):
            for one, other in combinations(waiting, 2):
                event = _shared(one, other)
                if event is not None and (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other, event


def _by_first_token(own: Sequence[Transition]) -> Iterator[list[Transition]]:
    """Yield the transitions per first token of their events: only these can share an event."""
    listening: dict[str, list[Transition]] = {}
    for each in own:
        for token in _tokens(each):
            listening.setdefault(token, []).append(each)
    anything = listening.pop("*", [])
    if not anything:
        yield from listening.values()
        return
    for waiting in listening.values() or [[]]:
        yield sorted({*anything, *waiting}, key=lambda each: each.index)


def _tokens(transition: Transition) -> set[str]:
    return {event.partition(".")[0] for event in transition.events} or {""}


def _shared(one: Transition, other: Transition) -> str | None:
    """Return an event that both wait for (empty: both are eventless), or None."""
    if not one.events and not other.events:
        return ""
    for first in one.events:
        for second in other.events:
            longest = second if first == "*" or len(second) > len(first) else first
            if one.matches(longest) and other.matches(longest):
                return longest
    return None


def _together(
    state: str, pair: tuple[Transition, Transition], event: str, facts: dict[str, bool]
) -> Flaw:
    said, under = upon(event), truths(facts)
    numbers = " en ".join(_number(each) for each in pair), " and ".join(map(_number, pair))
    return Flaw(
        Rule.AMBIGUOUS,
        state,
        pair[1].place,
        Words(
            f"overgang {numbers[0]} kunnen {said.nl} tegelijk open staan ({under.nl})",
            f"transitions {numbers[1]} can be enabled together {said.en} ({under.en})",
        ),
        Words(
            "Laat hun voorwaarden elkaar uitsluiten: zet bij de tweede 'not (…)' van de eerste, "
            "of verwijder er een.",
            "Let their conditions exclude each other: give the second the 'not (…)' of the "
            "first, or remove one.",
        ),
    )


def _undecided(state: str, one: Transition, other: Transition, event: str) -> Flaw:
    said = upon(event)
    numbers = _number(one), _number(other)
    return Flaw(
        Rule.TOO_LARGE,
        state,
        other.place,
        Words(
            f"of overgang {numbers[0]} en {numbers[1]} {said.nl} tegelijk open kunnen staan is "
            "niet na te gaan: te veel feiten",
            f"whether transitions {numbers[0]} and {numbers[1]} can be enabled together {said.en} "
            "cannot be checked: too many facts",
        ),
        Words(
            "Vat de voorwaarden samen in minder feiten (hooguit 12 in één vergelijking).",
            "Sum the conditions up in fewer facts (12 at most in one comparison).",
        ),
    )


def _dropped(chart: Chart, winner: Transition, dropped: Transition, case: Example) -> Flaw:
    said, under = upon(case.event), truths(case.facts)
    here, there = (chart.states[each.source].id for each in (dropped, winner))
    standing = clipped(chart.write(Standing(case.standing.active)))
    return Flaw(
        Rule.RIVALS,
        here,
        dropped.place,
        Words(
            f"in {standing} kan {said.nl} ook de overgang van '{there}' open staan, in een ander "
            f"deelspoor; die verlaat beide, en deze zou stil vervallen ({under.nl})",
            f"in {standing} the transition of '{there}' can be enabled as well {said.en}, in "
            f"another region; it leaves both, and this one would silently be dropped ({under.en})",
        ),
        Words(
            "Geef de twee verschillende gebeurtenissen, of zet één overgang op de toestand om "
            "beide deelsporen heen.",
            "Give the two different events, or put one transition on the state around both "
            "regions.",
        ),
    )


def _number(transition: Transition) -> str:
    """Return the number of a transition within its state, from 1."""
    at = transition.place[-1] if transition.place else transition.index
    return str(at + 1 if isinstance(at, int) else at)
