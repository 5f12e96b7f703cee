"""Random charts and random events: always legal, always as the naive interpreter says."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.errors import DefinitionError
from models.statechart import (
    Chart,
    Kind,
    Standing,
    Step,
    chart_from_data,
    enabled,
    initial,
    placed,
    settle,
    step,
)
from tests.models.statechart.naive import Arc, Interpreter, Node, RestlessError

MAX_DEPTH = 2
EVENTS = ("a", "a.b", "b")
FACTS = ("f", "g")


@st.composite
def trees(draw: st.DrawFn) -> Node:
    """Draw a chart with every kind of state and transition; not all can be compiled."""
    root = Node("", "compound")
    _grow(draw, root, depth=0)
    nodes = list(root.walk())[1:]
    for node in nodes:
        if node.is_history:
            node.on_initial = draw(_raised)
            continue
        if node.kind != "final":
            node.arcs = [_an_arc(draw, nodes) for _ in range(draw(st.integers(1, 3)))]
        if node.kind == "compound":
            below = [each.id for each in node.walk()][1:]
            node.initial = draw(st.sampled_from([[], [], *([each] for each in below)]))
            node.on_initial = draw(_raised)
        node.on_entry, node.on_exit = draw(_raised), draw(_raised)
    return root


_raised = st.sampled_from([[], [], [], ["c"], ["d"]])


def _grow(draw: st.DrawFn, parent: Node, *, depth: int) -> None:
    nested = ["compound", "parallel", "compound"] if depth < MAX_DEPTH else []
    ending = ["final"] if parent.kind != "parallel" else []
    for number in range(draw(st.integers(2, 3 if depth < MAX_DEPTH else 2))):
        kind = draw(st.sampled_from([*nested, "atomic", "atomic", *ending]))
        child = Node(f"{parent.id or 's'}{number}", kind, parent=parent)
        parent.children.append(child)
        if kind in nested:
            _grow(draw, child, depth=depth + 1)
    kind = draw(st.sampled_from(["deep_history", "history", ""]))
    if kind and depth:
        parent.children.append(Node(f"{parent.id}h", kind, parent=parent))


def _an_arc(draw: st.DrawFn, nodes: list[Node]) -> Arc:
    done = [f"done.state.{node.id}" for node in nodes if node.kind in {"compound", "parallel"}]
    event = draw(st.sampled_from([*EVENTS, *EVENTS, *EVENTS, *done[:3], "d", "*", None]))
    conds = [None, None, "f", "g", "not f"]
    return Arc(
        event=event,
        target=draw(st.sampled_from(_targets(nodes) if event is None else [[], *_targets(nodes)])),
        # An eventless transition that nothing holds back mostly makes a chart restless.
        cond=draw(st.sampled_from(conds if event else conds[2:])),
        internal=draw(st.booleans()),
        raises=draw(_raised),
    )


def _targets(nodes: list[Node]) -> list[list[str]]:
    """Return every single state, and pairs from the first two regions of each parallel."""
    pairs = [
        [left.id, right.id]
        for node in nodes
        if node.kind == "parallel"
        for left in node.states[0].walk()
        for right in node.states[1].walk()
    ]
    return [*([node.id] for node in nodes), *pairs[:6]]


def compiled(tree: Node) -> Chart:
    """Return the chart of ``tree``, or give the example up."""
    data: dict[str, object] = {"id": "toeval", "version": 1, "states": tree.data()["states"]}
    try:
        return chart_from_data(data, where="toeval")
    except DefinitionError:
        assume(condition=False)
        raise


facts_at_random = st.fixed_dictionaries({name: st.booleans() for name in FACTS})
events_at_random = st.lists(
    st.tuples(st.sampled_from(EVENTS), facts_at_random), min_size=4, max_size=8
)


def standings(chart: Chart, events: list[tuple[str, dict[str, bool]]]) -> list[Standing]:
    """Return where the chart stands at its start and after each event, until it runs wild."""
    found: list[Standing] = []
    try:
        found.append(initial(chart, dict.fromkeys(FACTS, False)).standing)
        for event, facts in events:
            taken = step(chart, found[-1], event, facts)
            found.append(taken.standing if taken else found[-1])
    except DefinitionError:
        pass
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(trees(), events_at_random)
def test_the_kernel_does_what_the_specification_says_word_for_word(
    tree: Node, events: list[tuple[str, dict[str, bool]]]
) -> None:
    chart = compiled(tree)
    naive = Interpreter(tree)
    standing = Standing()
    for event, facts in [("", dict.fromkeys(FACTS, False)), *events]:
        try:
            if event:
                moved = naive.send(event, facts)
            else:
                naive.start(facts)
                moved = True
        except RestlessError:
            with pytest.raises(DefinitionError, match="does not come to rest"):
                step(chart, standing, event, facts) if event else initial(chart, facts)
            return

        taken = step(chart, standing, event, facts) if event else initial(chart, facts)

        assert (taken is not None) is moved
        standing = taken.standing if taken else standing
        assert not taken or _told(taken) == _sorted_out(naive.log)
        assert _ids(chart, standing.active) == {node.id for node in naive.configuration}
        assert {chart.states[at].id: _ids(chart, bits) for at, bits in standing.history} == {
            at: {node.id for node in nodes} for at, nodes in naive.history.items()
        }


def _told(taken: Step) -> tuple[tuple[str, ...], ...]:
    return taken.exited, taken.entered, taken.raised


def _sorted_out(log: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return what was exited, entered and raised, each in its order."""
    exited, entered = (tuple(said[1:] for said in log if said[0] == sign) for sign in "-+")
    return exited, entered, tuple(said for said in log if said[0] not in "-+")


def _ids(chart: Chart, bits: int) -> set[str]:
    return {state.id for state in chart.states if bits >> state.index & 1}


@settings(max_examples=75, deadline=None, derandomize=True)
@given(trees(), events_at_random)
def test_every_configuration_is_legal(
    tree: Node, events: list[tuple[str, dict[str, bool]]]
) -> None:
    chart = compiled(tree)

    for standing in standings(chart, events):
        active = _ids(chart, standing.active)
        for state in chart.states:
            live = [chart.states[child].id in active for child in state.children]
            if state.id in active or state.index == 0:
                assert state.kind is not Kind.COMPOUND or live.count(True) == 1
                assert state.kind is not Kind.PARALLEL or all(live)
                assert state.parent <= 0 or chart.states[state.parent].id in active
            else:
                assert not any(live)


@settings(max_examples=75, deadline=None, derandomize=True)
@given(trees(), events_at_random, facts_at_random)
def test_what_is_offered_is_what_would_happen(
    tree: Node, events: list[tuple[str, dict[str, bool]]], facts: dict[str, bool]
) -> None:
    chart = compiled(tree)

    for standing in standings(chart, events):
        for option in enabled(chart, standing, facts):
            try:
                taken = step(chart, standing, option.event, facts)
            except DefinitionError:
                assert option.holds
                continue
            assert option.holds is (taken is not None)
            assert option.holds is not bool(option.missing)
            assert (
                taken is None or taken.transitions[: len(option.transitions)] == option.transitions
            )


@settings(max_examples=75, deadline=None, derandomize=True)
@given(trees(), events_at_random)
def test_a_standing_survives_being_written(
    tree: Node, events: list[tuple[str, dict[str, bool]]]
) -> None:
    chart = compiled(tree)

    for standing in standings(chart, events):
        assert chart.read(chart.write(standing)) == standing


@settings(max_examples=75, deadline=None, derandomize=True)
@given(trees(), events_at_random)
def test_a_subject_can_be_placed_wherever_a_chart_can_come_to_rest(
    tree: Node, events: list[tuple[str, dict[str, bool]]]
) -> None:
    chart = compiled(tree)

    for standing in standings(chart, events):
        names = sorted(_ids(chart, standing.active & chart.leaves))
        facts = dict.fromkeys(FACTS, False)
        try:
            reached = placed(chart, names, facts)
        except DefinitionError as restless:
            assert "come to rest" in str(restless)  # noqa: PT017 (the only refusal allowed)
            continue
        assert settle(chart, reached, facts) is None
