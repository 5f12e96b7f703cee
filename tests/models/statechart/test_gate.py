"""The publish gate: what is refused, what is not, and that it sees all there is."""

import time

import pytest
from hypothesis import assume, given, settings

from models.errors import UnpublishableError
from models.statechart import Chart
from models.statechart.gate import (
    Flaw,
    GateRules,
    Limits,
    Rule,
    explore,
    flaws,
    require_publishable,
)
from tests.models.statechart.charts import Data, a_chart, a_final, a_parallel, a_state, on
from tests.models.statechart.naive import Interpreter, Node, RestlessError
from tests.models.statechart.test_random_charts import FACTS, compiled, trees

RULES = GateRules(
    facts=frozenset("abcdefgh"),
    roles=frozenset({"reader"}),
    owner_roles=frozenset({"author"}),
    modalities=frozenset({"requirement"}),
    documents=frozenset({"advice"}),
    ladders=frozenset({"requirement"}),
    is_moment=lambda words: words == "in het najaar",
)
END = a_final("einde")
LEAVE = on("sluit", "einde")


def found(*states: Data) -> tuple[Flaw, ...]:
    """Return the flaws of a chart."""
    return flaws(a_chart(*states, END), RULES)


def offended(*states: Data) -> list[tuple[str, str]]:
    """Return which rules a chart offends, and in which states."""
    return [(str(flaw.rule), flaw.state) for flaw in found(*states)]


def begin(*transitions: Data, **facts: object) -> Data:
    """Return a first state that can be left for the end."""
    return a_state("begin", transitions=[*transitions, LEAVE], **facts)


# --- what may be published --------------------------------------------------------------------


@pytest.mark.parametrize(
    "states",
    [
        pytest.param([begin()], id="one way to the end"),
        pytest.param(
            [begin(on("ga", "begin", cond="a"), on("ga", "einde", cond="not a"))],
            id="conditions that exclude each other",
        ),
        pytest.param(
            [begin(on("ga", "begin", cond="a and b"), on("ga", "einde", cond="not a or not b"))],
            id="conditions that exclude each other by de Morgan",
        ),
        pytest.param(
            [
                a_state(
                    "buiten",
                    a_state("een", transitions=[on("ga", "twee")]),
                    a_state("twee"),
                    transitions=[on("ga", "einde")],
                )
            ],
            id="an inner state that overrides the one around it",
        ),
        pytest.param(
            [
                a_parallel(
                    "samen",
                    a_state("l", a_state("l1", transitions=[on("ga", "l2")]), a_state("l2")),
                    a_state("r", a_state("r1", transitions=[on("ga", "r2")]), a_state("r2")),
                    transitions=[LEAVE],
                )
            ],
            id="two regions that answer one event, each within itself",
        ),
        pytest.param(
            [
                a_state(
                    "actief",
                    a_state(
                        "werk", a_state("een", transitions=[on("ga", "twee")]), a_state("twee")
                    ),
                    a_state("diep", kind="deep_history"),
                    transitions=[on("pauzeer", "pauze"), LEAVE],
                ),
                a_state("pauze", transitions=[on("hervat", "diep")]),
            ],
            id="a pause that remembers where it was",
        ),
        pytest.param(
            [
                a_state("heen", transitions=[on(None, "einde", cond="a"), on("wacht", "heen")]),
            ],
            id="an end that only facts lead to",
        ),
        pytest.param(
            [begin(on("ga", "tussen")), a_state("tussen", transitions=[on(None, "einde")])],
            id="a state that is only passed through",
        ),
        pytest.param(
            [
                begin(
                    obligations=[
                        {
                            "id": "advies",
                            "owner": "author",
                            "modality": "requirement",
                            "ladder": "requirement",
                            "document": "advice",
                            "wording": "in het najaar",
                            "achieved_by": "sluit",
                        }
                    ]
                )
            ],
            id="an obligation of which everything is known",
        ),
        pytest.param([begin(on("ga", "begin", authority="reader"))], id="a role that exists"),
    ],
)
def test_a_sound_definition_has_no_flaws(states: list[Data]) -> None:
    assert found(*states) == ()


# --- what may not -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "rule"),
    [
        ([begin(), a_state("eiland")], ("unreachable", "eiland")),
        ([begin(on("ga", "fuik")), a_state("fuik")], ("trap", "fuik")),
        ([begin(on("ga", "einde", cond="z"))], ("unknown_fact", "begin")),
        ([begin(on("ga", "begin", authority="minister"))], ("unknown_role", "begin")),
        ([begin(on("ga", "begin"), on("ga", "einde"))], ("ambiguous", "begin")),
        ([begin(on("ga.a", "begin"), on("ga", "einde"))], ("ambiguous", "begin")),
        (
            [begin(on("ga", "begin", cond="a"), on("ga", "einde", cond="a or b"))],
            ("ambiguous", "begin"),
        ),
        ([begin(on("ga", "begin", cond="a and not a"))], ("never_taken", "begin")),
        ([begin(on("error.x", "einde"))], ("never_taken", "begin")),
        ([begin(on(None, "begin", cond="a"))], ("restless", "begin")),
    ],
)
def test_a_flaw_names_its_rule_and_its_state(states: list[Data], rule: tuple[str, str]) -> None:
    assert rule in offended(*states)


def test_a_trap_that_needs_a_remembered_state_is_found() -> None:
    """Only who pauses in the second state comes back to where nothing leads on."""
    flawed = found(
        a_state(
            "actief",
            a_state("een", transitions=[on("ga", "twee"), LEAVE]),
            a_state("twee", transitions=[on("pauzeer", "pauze")]),
            a_state("laatst", kind="history"),
        ),
        a_state("pauze", transitions=[on("hervat", "laatst")]),
    )

    assert [(flaw.rule, flaw.state) for flaw in flawed] == [(Rule.TRAP, "twee")]
    assert "'ga'" in flawed[0].problem.nl


def test_two_regions_that_leave_together_by_one_event_are_refused_with_the_case() -> None:
    flawed = found(
        a_parallel(
            "samen",
            a_state("l", a_state("l1", transitions=[on("klaar", "einde", cond="a")])),
            a_state("r", a_state("r1", transitions=[on("klaar", "einde", cond="not b")])),
        ),
    )

    rivals = [flaw for flaw in flawed if flaw.rule is Rule.RIVALS]
    assert [flaw.state for flaw in rivals] == ["r1"]
    assert "in l1 r1" in rivals[0].problem.nl
    assert "(a = waar, b = onwaar)" in rivals[0].problem.nl


def test_the_first_flaw_is_told_and_all_are_carried() -> None:
    chart = a_chart(begin(on("ga", "fuik", cond="z")), a_state("fuik"), END)

    with pytest.raises(UnpublishableError) as refused:
        require_publishable(chart, RULES, where="proef.yaml")

    assert refused.value.say("nl") == (
        "Definitie proef.yaml, toestand 'begin', overgang 1: het feit 'z' bestaat niet. "
        "Bekend: a, b, c, d, e, f, g, h. (Nog 1; toon alles met: mijlpaal definition check.)"
    )
    assert [flaw.rule for flaw in refused.value.facts["flaws"]] == [  # type: ignore[attr-defined]
        Rule.UNKNOWN_FACT,
        Rule.TRAP,
    ]


# --- how far it looks -------------------------------------------------------------------------


def _wide(regions: int) -> Chart:
    """Return a parallel with two to the power of ``regions`` configurations."""
    states = [
        a_state(
            f"r{n}",
            a_state(f"a{n}", transitions=[on(f"e{n}", f"b{n}", cond="a")]),
            a_state(f"b{n}"),
        )
        for n in range(regions)
    ]
    return a_chart(a_parallel("samen", *states, transitions=[LEAVE]), END)


@pytest.mark.parametrize("regions", [12, 60, 300])
def test_a_huge_parallel_is_refused_within_seconds(regions: int) -> None:
    chart = _wide(regions)
    began = time.process_time()

    found = flaws(chart, RULES)

    assert [flaw.rule for flaw in found] == [Rule.TOO_LARGE]
    assert time.process_time() - began < 20  # about one; walking them all would never end


def test_only_facts_that_matter_are_guessed() -> None:
    """Forty facts of which each can decide alone are no thousands of cases."""
    chart = a_chart(begin(on("ga", "einde", cond=" and ".join(f"f{n}" for n in range(40)))), END)

    assert explore(chart, Limits(guesses=100)).is_complete


@pytest.mark.parametrize(
    "limits", [Limits(standings=1), Limits(work=1), Limits(guesses=0), Limits(transitions=1)]
)
def test_what_lies_beyond_a_limit_is_said_and_nothing_is_concluded_from_it(limits: Limits) -> None:
    chart = a_chart(begin(on("ga", "fuik", cond="a")), a_state("fuik"), a_state("eiland"), END)

    found = flaws(chart, RULES, explore(chart, limits))

    assert [flaw.rule for flaw in found] == [Rule.TOO_LARGE]


# --- that it sees all there is ----------------------------------------------------------------

Seen = tuple[frozenset[str], frozenset[tuple[str, frozenset[str]]]]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(trees())
def test_what_the_gate_reaches_is_what_a_naive_exploration_reaches(tree: Node) -> None:
    chart = compiled(tree)
    explored = explore(chart, Limits(standings=300, work=4_000))
    assume(explored.is_complete)

    reached = {
        (
            _ids(chart, standing.active),
            frozenset((chart.states[at].id, _ids(chart, bits)) for at, bits in standing.history),
        )
        for standing in explored.standings
    }

    assert reached == _naively_reached(tree, chart.events)


def _ids(chart: Chart, bits: int) -> frozenset[str]:
    return frozenset(state.id for state in chart.states if bits >> state.index & 1)


def _naively_reached(tree: Node, events: tuple[str, ...]) -> set[Seen]:
    """Return where the interpreter of the specification gets with every event and every fact."""
    cases = [{FACTS[0]: one, FACTS[1]: other} for one in (True, False) for other in (True, False)]
    found: dict[Seen, Interpreter] = {}
    waiting = []
    for facts in cases:
        fresh = Interpreter(tree)
        fresh.start(facts)
        waiting.append(fresh)
    while waiting:
        here = waiting.pop()
        if _seen(here) in found:
            continue
        found[_seen(here)] = here
        for facts in cases:
            waiting += [_after(tree, here, event, facts) for event in (None, *events)]
    return set(found)


def _after(tree: Node, here: Interpreter, event: str | None, facts: dict[str, bool]) -> Interpreter:
    there = Interpreter(tree)
    there.configuration, there.history = set(here.configuration), dict(here.history)
    there.facts = facts
    try:
        if event is None:
            there.settle()
        else:
            there.send(event, facts)
    except RestlessError as surprise:
        raise AssertionError(event) from surprise
    return there


def _seen(here: Interpreter) -> Seen:
    return (
        frozenset(node.id for node in here.configuration),
        frozenset((at, frozenset(node.id for node in nodes)) for at, nodes in here.history.items()),
    )
