from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.groups import components, groups, unblocking
from models.consequences.situation import Situation
from models.vocabulary import DependencyKind, SubjectKind
from tests.models.consequences.situations import a_node, a_situation, an_edge

ORGANISATION, PROJECT, CONDITION = (
    SubjectKind.ORGANISATION,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
)
IF, NEEDS = DependencyKind.INVESTMENT, DependencyKind.CONDITION


def test_who_invests_only_if_the_other_does_decides_together_with_it() -> None:
    situation = a_situation(
        [a_node(1, ORGANISATION), a_node(2, ORGANISATION), a_node(3, ORGANISATION)],
        [an_edge(1, 2, IF), an_edge(2, 1, IF), an_edge(3, 1, IF)],
    )

    (group,) = groups(situation)

    assert [node.id for node in group.members] == [1, 2]
    assert len(group.edges) == 2


def test_who_waits_for_nobody_is_in_no_group() -> None:
    nodes = [a_node(1, ORGANISATION), a_node(2, ORGANISATION)]

    assert groups(a_situation(nodes, [an_edge(1, 2, IF)])) == ()


def test_a_group_waits_for_the_conditions_of_what_its_members_own_and_for_decisions_outside() -> (
    None
):
    situation = a_situation(
        [
            a_node(1, ORGANISATION),
            a_node(2, PROJECT),
            a_node(3, PROJECT, cluster_id=9),
            a_node(4, CONDITION, side="public"),
            a_node(5, CONDITION, side="private", state="vervuld"),
            a_node(6, ORGANISATION),
        ],
        [
            an_edge(1, 2, IF),
            an_edge(2, 1, IF),
            an_edge(3, 1, DependencyKind.PARTICIPATION, role="owner"),
            an_edge(3, 4, NEEDS),
            an_edge(2, 5, NEEDS),
            an_edge(2, 6, IF),
        ],
    )

    (group,) = groups(situation)

    assert [node.id for node in group.projects] == [2, 3]
    assert [(o.node.id, [n.id for n in o.needed_by]) for o in group.conditions] == [(4, [3])]
    assert [outside.node.id for outside in group.decisions] == [6]
    assert [[node.id for node in each] for each in group.unblocking.sets] == [[4]]
    assert group.clusters == {9}


def _choosing(*sides: str) -> Situation:
    """Return a group of which one project can do with any one of some conditions."""
    conditions = [a_node(10 + number, CONDITION, side=side) for number, side in enumerate(sides)]
    return a_situation(
        [a_node(1, PROJECT), a_node(2, PROJECT), *conditions],
        [
            an_edge(1, 2, IF),
            an_edge(2, 1, IF),
            *(an_edge(1, node.id, NEEDS, alternative="afnemer") for node in conditions),
        ],
    )


def test_ties_are_all_shown_and_what_asks_least_of_the_public_side_comes_first() -> None:
    (group,) = groups(_choosing("public", "private", "mixed"))

    assert group.unblocking.size == 1
    assert [each[0].id for each in group.unblocking.sets] == [11, 10, 12]


def test_one_condition_that_serves_two_choices_is_smaller_than_two() -> None:
    base = _choosing("private", "private")
    situation = a_situation(
        [*base.nodes.values(), a_node(20, CONDITION, side="private")],
        [
            *base.edges,
            an_edge(2, 11, NEEDS, alternative="stroom"),
            an_edge(2, 20, NEEDS, alternative="stroom"),
        ],
    )

    (group,) = groups(situation)

    assert [[node.id for node in each] for each in group.unblocking.sets] == [[11]]


def test_a_refused_condition_without_alternative_is_said_instead_of_a_set() -> None:
    nodes = [a_node(1, PROJECT), a_node(2, CONDITION, state="afgewezen")]

    found = unblocking(a_situation(nodes, [an_edge(1, 2, NEEDS)]), [nodes[0]])

    assert (found.sets, found.size) == ((), None)
    assert [node.id for node in found.impossible] == [2]


def test_too_many_to_try_is_said() -> None:
    conditions = [a_node(100 + number, CONDITION) for number in range(120)]
    project = a_node(1, PROJECT)
    edges = [
        an_edge(1, node.id, NEEDS, alternative=f"keuze-{number // 6}")
        for number, node in enumerate(conditions)
    ]

    found = unblocking(a_situation([project, *conditions], edges), [project])

    assert (found.sets, found.size, found.impossible) == ((), None, ())


def test_a_circle_of_ten_thousand_is_one_group() -> None:
    many = 10_000
    nodes = [a_node(number, ORGANISATION) for number in range(many)]
    edges = [an_edge(number, (number + 1) % many, IF) for number in range(many)]

    (group,) = groups(a_situation(nodes, edges))

    assert len(group.members) == many


SIZE = 6
_EDGES = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=14)


@given(ends=_EDGES)
@settings(max_examples=100)
def test_groups_are_who_can_reach_each_other(ends: list[tuple[int, int]]) -> None:
    reach = {node: {node} for node in range(SIZE)}
    for _ in range(SIZE):
        for dependent, on in ends:
            reach[dependent] |= reach[on]
    mutual = {
        frozenset(b for b in range(SIZE) if b in reach[a] and a in reach[b]) for a in range(SIZE)
    }

    found = components([an_edge(dependent, on, IF) for dependent, on in ends])

    assert set(found) == {each for each in mutual if len(each) > 1}


@given(
    needs=st.lists(
        st.tuples(st.integers(1, 2), st.integers(10, 15), st.sampled_from([None, "a", "b"])),
        max_size=10,
    )
)
@settings(max_examples=100)
def test_the_smallest_sets_are_those_of_trying_every_set(
    needs: list[tuple[int, int, str | None]],
) -> None:
    conditions = [a_node(number, CONDITION) for number in range(10, 16)]
    projects = [a_node(1, PROJECT), a_node(2, PROJECT)]
    edges = [an_edge(project, on, NEEDS, alternative=word) for project, on, word in needs]

    found = unblocking(a_situation([*projects, *conditions], edges), projects)

    groups_of_need: dict[object, set[int]] = {}
    for project, on, word in needs:
        groups_of_need.setdefault((project, word or on), set()).add(on)
    numbers = range(10, 16)
    every = chain.from_iterable(combinations(numbers, size) for size in range(7))
    good = [set(each) for each in every if all(set(each) & one for one in groups_of_need.values())]
    least = min(map(len, good))
    assert found.size == least
    assert {frozenset(node.id for node in each) for each in found.sets} == {
        frozenset(each) for each in good if len(each) == least
    }
