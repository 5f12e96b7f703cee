"""Where a chart can get, and whether it gets out again."""

from collections.abc import Iterator

from models.errors import Words
from models.statechart.bitset import bitset, members
from models.statechart.chart import ROOT, Chart, Standing
from models.statechart.elements import Kind
from models.statechart.gate.exploration import LIMITS, Example, Exploration
from models.statechart.gate.flaw import Flaw, Rule, clipped, event_in_words, truths, upon
from models.statechart.macrostep import MAX_MICROSTEPS

_MAX_TRAPS = 5  # shown; more say the same

_SMALLER = Words(
    "Splits de levensloop, of maak er minder gelijktijdig.",
    "Split the life cycle, or make less of it parallel.",
)
_TOO_LARGE = {
    "transitions": (
        Words(
            f"er zijn meer dan {LIMITS.transitions} overgangen",
            f"there are more than {LIMITS.transitions} transitions",
        ),
        _SMALLER,
    ),
    "standings": (
        Words(
            f"er zijn meer dan {LIMITS.standings} standen mogelijk",
            f"more than {LIMITS.standings} configurations are possible",
        ),
        _SMALLER,
    ),
    "work": (
        Words(
            f"er is meer mogelijk dan in {LIMITS.work} stappen is na te gaan",
            f"more is possible than can be checked in {LIMITS.work} steps",
        ),
        _SMALLER,
    ),
    "guesses": (
        Words(
            f"één gebeurtenis hangt af van meer dan {LIMITS.guesses} combinaties van feiten",
            f"one event depends on more than {LIMITS.guesses} combinations of facts",
        ),
        Words(
            "Vat de voorwaarden samen in minder feiten, of geef deelsporen elk een eigen "
            "gebeurtenis.",
            "Sum the conditions up in fewer facts, or give each region an event of its own.",
        ),
    ),
}


def unreachable(explored: Exploration) -> Iterator[Flaw]:
    """Yield the outermost states that nobody can get into."""
    chart = explored.chart
    if not explored.is_complete:
        return
    never = bitset(range(1, len(chart.states))) & ~explored.seen & ~chart.histories
    for index in members(never):
        state = chart.states[index]
        if never >> state.parent & 1:
            continue
        yield Flaw(
            Rule.UNREACHABLE,
            state.id,
            state.place,
            Words(
                f"zij is onbereikbaar, in geen van {len(explored.standings)} standen actief",
                f"it cannot be reached, in none of {len(explored.standings)} configurations",
            ),
            Words(
                "Laat een overgang ernaartoe leiden, of verwijder haar.",
                "Let a transition lead there, or remove it.",
            ),
        )


def traps(explored: Exploration) -> Iterator[Flaw]:
    """Yield the ways into configurations from which no end of the chart can be reached."""
    chart = explored.chart
    ends = bitset(chart.states[ROOT].children) & chart.of_kind[Kind.FINAL]
    if not ends:
        yield _endless()
    elif explored.is_complete:
        free = _those_that_reach(explored, ends)
        shut = [each for each in explored.standings if each not in free]
        entrances = [each for each in shut if explored.standings[each].standing not in shut]
        for standing in entrances[:_MAX_TRAPS]:
            yield _trap(explored, standing)


def restless(explored: Exploration) -> Iterator[Flaw]:
    """Yield the cases in which a chart does not come to rest."""
    chart = explored.chart
    for case in explored.restless:
        said, under = upon(case.event), truths(case.facts)
        standing = clipped(chart.write(case.standing))
        state = _innermost(chart, case.standing.active)
        yield Flaw(
            Rule.RESTLESS,
            chart.states[state].id,
            chart.states[state].place,
            Words(
                f"vanuit {standing or 'het begin'} komt zij {said.nl} in {MAX_MICROSTEPS} eigen "
                f"stappen niet tot rust ({under.nl})",
                f"from {standing or 'the start'} it does not come to rest {said.en} within "
                f"{MAX_MICROSTEPS} steps of its own ({under.en})",
            ),
            Words(
                "Zoek overgangen zonder gebeurtenis, of 'raise', die naar elkaar terugleiden.",
                "Look for eventless transitions or raised events that lead back to each other.",
            ),
        )


def too_large(explored: Exploration) -> Iterator[Flaw]:
    """Yield that there is more than the gate looks at."""
    if explored.cut_short:
        problem, remedy = _TOO_LARGE[explored.cut_short]
        yield Flaw(Rule.TOO_LARGE, "", ("states",), problem, remedy)


def _those_that_reach(explored: Exploration, ends: int) -> set[Standing]:
    """Return the standings from which one with an active member of ``ends`` can be reached."""
    before: dict[Standing, list[Standing]] = {}
    for standing, later in explored.successors.items():
        for each in later:
            before.setdefault(each, []).append(standing)
    waiting = [each for each in explored.standings if each.active & ends]
    found = set(waiting)
    while waiting:
        earlier = [each for each in before.get(waiting.pop(), ()) if each not in found]
        found.update(earlier)
        waiting += earlier
    return found


def _endless() -> Flaw:
    return Flaw(
        Rule.TRAP,
        "",
        ("states",),
        Words("er is geen eindtoestand op het hoogste niveau", "there is no final state on top"),
        Words(
            "Voeg een toestand van soort 'final' toe, met een overgang ernaartoe.",
            "Add a state of kind 'final', and a transition to it.",
        ),
    )


def _trap(explored: Exploration, standing: Standing) -> Flaw:
    chart, first = explored.chart, explored.standings[standing]
    entered = standing.active & ~first.standing.active
    state = chart.states[_innermost(chart, entered or standing.active)]
    road, where = _road(explored, first), clipped(chart.write(standing))
    return Flaw(
        Rule.TRAP,
        state.id,
        state.place,
        Words(
            f"vanuit {where} is geen einde meer te bereiken; weg erheen: {road.nl}",
            f"from {where} no end can be reached any more; the way in: {road.en}",
        ),
        Words(
            "Voeg een overgang toe die eruit leidt, of maak dit een eindtoestand (final).",
            "Add a transition that leads out, or make this a final state.",
        ),
    )


def _road(explored: Exploration, case: Example) -> Words:
    """Return the events from the start up to and with a case."""
    steps = []
    while case.standing.active:
        steps.append(event_in_words(case.event))
        case = explored.standings[case.standing]
    if not steps:
        return Words("het begin", "the start")
    steps.reverse()
    return Words(
        clipped(", ".join(each.nl for each in steps)),
        clipped(", ".join(each.en for each in steps)),
    )


def _innermost(chart: Chart, active: int) -> int:
    """Return the first active state without children; the chart itself when nothing is active."""
    return next(iter(members(active & chart.leaves)), ROOT)
