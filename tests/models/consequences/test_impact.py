from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.changes import Change, What, changed
from models.consequences.impact import Impact, impact
from models.consequences.kinds import RULES, EffectKind
from models.consequences.situation import Edge, Situation
from models.errors import InvalidAmendmentError, UnknownSubjectError
from models.vocabulary import DependencyKind, SubjectKind
from tests.factories import a_calendar
from tests.models.consequences.situations import FTS, TODAY, a_node, a_situation, an_edge, day

CALENDAR = a_calendar()
ORGANISATION, PROJECT, CONDITION = (
    SubjectKind.ORGANISATION,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
)


def _dropped(situation: Situation, number: int) -> Impact:
    name = situation.nodes[number].name
    return impact(situation, [Change(name, What.DROPPED)], calendar=CALENDAR)


def _late(situation: Situation, number: int, until: int) -> Impact:
    name = situation.nodes[number].name
    change = Change(name, What.LATEST, day(until).isoformat())
    return impact(situation, [change], calendar=CALENDAR)


def _kinds(found: Impact) -> dict[int, EffectKind]:
    return {node: effect.kind for node, effect in found.effects.items()}


def test_without_a_change_nothing_is_touched() -> None:
    situation = a_situation([a_node(1, latest=1), a_node(2, latest=2)], [an_edge(2, 1)])

    assert impact(situation, [], calendar=CALENDAR).effects == {}


def test_a_company_that_drops_out_reaches_project_condition_decision_and_duty_in_layers() -> None:
    situation = a_situation(
        [
            a_node(1, ORGANISATION),
            a_node(2, PROJECT),
            a_node(3, CONDITION),
            a_node(4, latest=30),
            a_node(5, SubjectKind.CLUSTER),
            a_node(6, latest=60, is_duty=True),
            a_node(7, ORGANISATION),
        ],
        [
            an_edge(2, 1, DependencyKind.PARTICIPATION, role="owner"),
            an_edge(2, 3, DependencyKind.CONDITION),
            an_edge(3, 2, "serves"),
            an_edge(4, 2, "decision"),
            an_edge(5, 2, "part_of"),
            an_edge(6, 5, DependencyKind.REPORTS_ON),
            an_edge(7, 1, DependencyKind.FEEDSTOCK),
        ],
    )

    found = _dropped(situation, 1)

    assert _kinds(found) == {
        1: EffectKind.BLOCKED,
        2: EffectKind.BLOCKED,
        3: EffectKind.RE_EXAMINE,
        4: EffectKind.BLOCKED,
        5: EffectKind.RE_EXAMINE,
        6: EffectKind.RE_EXAMINE,
        7: EffectKind.AT_RISK,
    }
    assert [effect.layer for effect in found.touched] == [1, 1, 2, 2, 2, 3]
    assert [edge.kind for edge in found.chain_to(6)] == ["participation", "part_of", "reports_on"]


def test_a_party_that_leaves_makes_a_project_uncertain_and_its_owner_blocks_it() -> None:
    nodes = [a_node(1, ORGANISATION), a_node(2, PROJECT)]

    for role, kind in (("party", EffectKind.AT_RISK), ("owner", EffectKind.BLOCKED)):
        edge = an_edge(2, 1, DependencyKind.PARTICIPATION, role=role)
        assert _kinds(_dropped(a_situation(nodes, [edge]), 1))[2] is kind


def test_a_slip_moves_what_follows_by_the_days_that_the_slack_does_not_take() -> None:
    situation = a_situation(
        [a_node(1, latest=10), a_node(2, latest=25), a_node(3, latest=26, bound=26)],
        [an_edge(2, 1, lag="P10D"), an_edge(3, 2)],
    )

    found = _late(situation, 1, 20)

    assert {node: effect.days_late for node, effect in found.effects.items()} == {1: 10, 2: 5, 3: 4}
    assert found.effects[3].breaks_bound
    assert found.effects[3].expected is not None
    assert found.effects[3].expected.latest == day(30)


def test_a_milestone_that_slips_reaches_the_duty_that_tells_about_its_cluster_and_no_other() -> (
    None
):
    situation = a_situation(
        [
            a_node(1, latest=10),
            a_node(2, SubjectKind.CLUSTER),
            a_node(3, latest=20, is_duty=True),
            a_node(4, latest=20),
        ],
        [
            an_edge(1, 2, "about"),
            an_edge(2, 1, "progress"),
            an_edge(3, 2, DependencyKind.REPORTS_ON),
            an_edge(4, 2, "about"),
        ],
    )

    found = _kinds(_late(situation, 1, 15))

    assert found[3] is EffectKind.RE_EXAMINE
    assert 4 not in found


def test_slack_stops_a_slip() -> None:
    situation = a_situation(
        [a_node(1, latest=10), a_node(2, latest=25), a_node(3, latest=26)],
        [an_edge(2, 1), an_edge(3, 2)],
    )

    assert _late(situation, 1, 25).touched == ()


def test_a_lag_in_working_days_passes_over_the_weekend() -> None:
    friday = date(2026, 9, 4)
    situation = a_situation([a_node(1, latest=2), a_node(2, latest=3)], [an_edge(2, 1, lag="P2B")])

    found = impact(
        situation,
        [Change("milestone:milestone-1", What.LATEST, friday.isoformat())],
        calendar=CALENDAR,
    )

    assert found.effects[2].expected is not None
    assert found.effects[2].expected.latest == date(2026, 9, 8)  # Tuesday


def test_a_window_slips_as_a_whole() -> None:
    situation = a_situation(
        [a_node(1, earliest=0, latest=10), a_node(2, earliest=2, latest=12)], [an_edge(2, 1)]
    )

    span = _late(situation, 1, 20).effects[2].expected

    assert span is not None
    assert (span.earliest, span.latest) == (day(10), day(20))


def test_a_late_condition_reaches_the_decision_through_its_project_and_says_by_which_chain() -> (
    None
):
    situation = a_situation(
        [a_node(1, CONDITION, latest=10), a_node(2, PROJECT), a_node(3, latest=15)],
        [an_edge(2, 1, DependencyKind.CONDITION), an_edge(3, 2, "decision")],
    )

    found = _late(situation, 1, 40)

    assert (found.effects[2].kind, found.effects[3].kind) == (EffectKind.AT_RISK, EffectKind.LATE)
    assert found.effects[3].days_late == 25
    assert [edge.dependent for edge in found.chain_to(3)] == [2, 3]


def test_a_decision_with_slack_is_not_called_uncertain_because_its_project_has_no_day() -> None:
    situation = a_situation(
        [a_node(1, CONDITION, latest=10), a_node(2, PROJECT), a_node(3, latest=90)],
        [an_edge(2, 1, DependencyKind.CONDITION), an_edge(3, 2, "decision")],
    )

    assert 3 not in _late(situation, 1, 40).effects


def test_a_project_is_late_by_the_day_that_its_condition_was_needed() -> None:
    situation = a_situation(
        [a_node(1, CONDITION, latest=10), a_node(2, PROJECT)],
        [an_edge(2, 1, DependencyKind.CONDITION, needed_by=day(30))],
    )

    assert _late(situation, 1, 30).touched == ()
    assert _late(situation, 1, 33).effects[2].days_late == 3


def test_milestones_that_wait_for_each_other_are_named_and_get_no_day() -> None:
    situation = a_situation(
        [a_node(number, latest=10) for number in (1, 2, 3, 4)],
        [an_edge(2, 1), an_edge(3, 2), an_edge(2, 3), an_edge(4, 3)],
    )

    found = _late(situation, 1, 20)

    assert found.effects[2].circle == {2, 3}
    assert _kinds(found) == {
        1: EffectKind.LATE,
        2: EffectKind.BLOCKED,
        3: EffectKind.BLOCKED,
        4: EffectKind.BLOCKED,
    }


def test_what_is_met_or_gone_is_not_touched_any_more() -> None:
    situation = a_situation(
        [a_node(1, latest=1), a_node(2, latest=1, state="behaald"), a_node(3, latest=1)],
        [an_edge(2, 1), an_edge(3, 2)],
    )

    assert _dropped(situation, 1).touched == ()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("afgewezen", EffectKind.BLOCKED),
        ("deels_gehonoreerd", EffectKind.AT_RISK),
        ("in_onderzoek", None),
    ],
)
def test_a_request_that_comes_to_stand_in_a_state_has_the_effect_of_that_state(
    state: str, kind: EffectKind | None
) -> None:
    situation = a_situation(
        [a_node(1, SubjectKind.REQUEST), a_node(2, CONDITION)],
        [an_edge(2, 1, DependencyKind.REQUEST)],
    )
    name = situation.nodes[1].name

    found = impact(situation, [Change(name, What.STATE, state)], calendar=CALENDAR)

    assert _kinds(found).get(2) is kind


def test_a_lag_beyond_every_calendar_leaves_a_day_out_instead_of_failing() -> None:
    situation = a_situation(
        [a_node(1, latest=10), a_node(2, latest=25)], [an_edge(2, 1, lag="P9999B")]
    )

    found = _late(situation, 1, 20)

    assert (found.effects[2].kind, found.effects[2].expected) == (EffectKind.AT_RISK, None)


def test_what_is_not_there_and_a_day_that_is_none_are_refused() -> None:
    situation = a_situation([a_node(1, latest=10), a_node(2, PROJECT)])

    with pytest.raises(UnknownSubjectError):
        impact(situation, [Change("milestone:nergens", What.DROPPED)], calendar=CALENDAR)
    for name, to in (("milestone:milestone-1", "morgen"), ("project:project-2", "2026-12-01")):
        with pytest.raises(InvalidAmendmentError):
            impact(situation, [Change(name, What.LATEST, to)], calendar=CALENDAR)


def test_a_circle_and_a_chain_of_ten_thousand_are_walked_without_recursion() -> None:
    many = 10_000
    nodes = [a_node(number, latest=10) for number in range(many)]
    chain = [an_edge(number + 1, number, lag="P1D") for number in range(many - 1)]

    circle = _late(a_situation(nodes, [*chain, an_edge(0, many - 1)]), 0, 20)
    straight = _dropped(a_situation(nodes, chain), 0)

    assert len(circle.effects) == many
    assert len(straight.chain_to(many - 1)) == many - 1


def test_thinking_something_through_leaves_the_situation_as_it_was() -> None:
    situation = a_situation([a_node(1, latest=10)])

    after = changed(situation, [Change("milestone:milestone-1", What.LATEST, "2026-12-01")])

    assert after.nodes[1].expected == date(2026, 12, 1)
    assert situation.nodes[1].expected is None
    assert changed(situation, []) == situation


# --- what holds for every graph ----------------------------------------------------------------

SIZE = 7
_NODE_KINDS = st.lists(
    st.sampled_from([PROJECT, CONDITION, SubjectKind.MILESTONE, ORGANISATION]),
    min_size=SIZE,
    max_size=SIZE,
)
_DAYS = st.lists(st.none() | st.integers(0, 40), min_size=SIZE, max_size=SIZE)
_ENDS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda e: e[0] != e[1])
_LAGS = st.sampled_from([None, "P3D", "P2B", "-P2D", "P1M"])


@st.composite
def edges_of_any_kind(draw: st.DrawFn) -> Edge:
    (dependent, on), kind = draw(_ENDS), draw(st.sampled_from(sorted(RULES)))
    return an_edge(
        dependent, on, kind, lag=draw(_LAGS), role=draw(st.sampled_from([None, "party"]))
    )


@given(
    kinds=_NODE_KINDS,
    days=_DAYS,
    edges=st.lists(edges_of_any_kind(), max_size=14),
    more=edges_of_any_kind(),
    slip=st.none() | st.integers(1, 60),
)
@settings(max_examples=200)
def test_an_edge_more_never_takes_an_effect_away(
    kinds: list[SubjectKind],
    days: list[int | None],
    edges: list[Edge],
    more: Edge,
    slip: int | None,
) -> None:
    kinds[0] = SubjectKind.MILESTONE
    nodes = [
        a_node(number, kind, latest=latest)
        for number, (kind, latest) in enumerate(zip(kinds, days, strict=True))
    ]

    def found(with_edges: Sequence[Edge]) -> Impact:
        situation = a_situation(nodes, with_edges)
        return _dropped(situation, 0) if slip is None else _late(situation, 0, slip)

    fewer, all_of_them = found(edges), found([*edges, more])

    for node, effect in fewer.effects.items():
        assert all_of_them.effects[node].kind >= effect.kind
        if all_of_them.effects[node].kind is EffectKind.LATE:
            assert all_of_them.effects[node].days_late >= effect.days_late
    for node, effect in all_of_them.effects.items():
        chain = all_of_them.chain_to(node)
        assert len(chain) == effect.layer
        assert [edge.on for edge in chain] == [0, *(edge.dependent for edge in chain)][: len(chain)]


@given(
    days=st.lists(st.integers(0, 40), min_size=SIZE, max_size=SIZE),
    edges=st.lists(st.tuples(_ENDS, _LAGS), max_size=12),
    slip=st.integers(1, 60),
)
@settings(max_examples=150)
def test_the_critical_path_is_the_longest_path(
    days: list[int], edges: list[tuple[tuple[int, int], str | None]], slip: int
) -> None:
    nodes = [a_node(number, latest=latest) for number, latest in enumerate(days)]
    forward = [an_edge(max(ends), min(ends), lag=lag) for ends, lag in edges]
    situation = a_situation(nodes, forward)

    found = _late(situation, 0, slip)

    expected: dict[int, date] = {}
    if slip > days[0]:
        for node, latest in _by_every_path(situation, 0, day(slip)):
            expected[node] = max(latest, expected.get(node, latest))
    assert {
        node: cast("date", effect.expected.latest)
        for node, effect in found.effects.items()
        if effect.expected
    } == expected


def _by_every_path(situation: Situation, node: int, latest: date) -> Iterator[tuple[int, date]]:
    """Yield where every path leads and on which day, until a window takes the slip."""
    from models.consequences.lags import moved

    yield node, latest
    for edge in situation.dependents.get(node, ()):
        arrival = moved(latest, edge.lag, calendar=CALENDAR)
        own = situation.nodes[edge.dependent].latest
        assert arrival is not None
        assert own is not None
        if arrival > own:
            yield from _by_every_path(situation, edge.dependent, arrival)


def test_days_of_these_tests_are_in_the_calendar() -> None:
    assert CALENDAR.first <= TODAY <= CALENDAR.last - timedelta(days=365)
    assert FTS in RULES
