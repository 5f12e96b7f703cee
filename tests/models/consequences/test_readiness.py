from models.consequences.readiness import Hurdle, awaited_of, hanging_on_each, readiness
from models.vocabulary import DependencyKind, SubjectKind
from tests.models.consequences.situations import a_node, a_situation, an_edge

ORGANISATION, PROJECT, CONDITION = (
    SubjectKind.ORGANISATION,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
)
NEEDS, HOLDER = DependencyKind.CONDITION, DependencyKind.HOLDER


def test_what_stands_in_the_way_is_one_list_with_the_worst_first() -> None:
    project = a_node(1, PROJECT)
    situation = a_situation(
        [
            project,
            a_node(2, CONDITION, latest=10),
            a_node(3, CONDITION),
            a_node(4, CONDITION, latest=60),
            a_node(5, CONDITION, latest=-1),
            a_node(6, CONDITION, state="afgewezen"),
            a_node(7, CONDITION, state="vervuld"),
            a_node(8, ORGANISATION),
            a_node(9, latest=30),
            a_node(10, ORGANISATION),
        ],
        [
            *(an_edge(1, number, NEEDS) for number in range(2, 8)),
            an_edge(1, 8, DependencyKind.INVESTMENT),
            an_edge(9, 1, "decision"),
            an_edge(2, 10, HOLDER),
        ],
    )

    found = readiness(situation, project)

    assert [(item.node.id, item.hurdle) for item in found.items] == [
        (6, Hurdle.REFUSED),
        (5, Hurdle.OVERDUE),
        (4, Hurdle.AFTER_THE_DECISION),
        (3, Hurdle.WITHOUT_A_DAY),
        (2, Hurdle.DUE),
        (8, Hurdle.OTHERS_DECIDE),
    ]
    assert [node.id for node in found.met] == [7]
    assert found.decision is not None
    assert found.decision.id == 9
    assert [node.id for node in found.items[4].holders] == [10]
    assert found.items[4].hanging == 2


def test_of_alternatives_one_is_enough() -> None:
    project = a_node(1, PROJECT)
    situation = a_situation(
        [project, a_node(2, CONDITION, state="vervuld"), a_node(3, CONDITION)],
        [an_edge(1, 2, NEEDS, alternative="gas"), an_edge(1, 3, NEEDS, alternative="gas")],
    )

    assert readiness(situation, project).items == ()


def test_a_project_without_conditions_says_so_and_one_that_was_decided_on_as_well() -> None:
    bare, decided = a_node(1, PROJECT), a_node(2, PROJECT, state="realisatie")
    situation = a_situation([bare, decided])

    assert readiness(situation, bare).without_conditions
    assert readiness(situation, decided).is_decided


def test_a_holder_sees_first_what_most_hangs_on() -> None:
    holder = a_node(1, ORGANISATION)
    situation = a_situation(
        [
            holder,
            a_node(2, CONDITION, latest=1),
            a_node(3, CONDITION, latest=90),
            a_node(4, CONDITION, state="vervuld"),
            a_node(5, PROJECT),
            a_node(6, PROJECT),
        ],
        [
            *(an_edge(number, 1, HOLDER) for number in (2, 3, 4)),
            an_edge(5, 2, NEEDS),
            an_edge(5, 3, NEEDS),
            an_edge(6, 3, NEEDS),
        ],
    )

    found = awaited_of(situation, holder)

    assert [(each.node.id, each.hanging) for each in found] == [(3, 2), (2, 1)]
    assert [node.id for node in found[0].waiting] == [5, 6]


def test_a_circle_counts_everything_in_it_once() -> None:
    situation = a_situation(
        [a_node(number) for number in range(4)],
        [an_edge(1, 0), an_edge(2, 1), an_edge(1, 2), an_edge(3, 2)],
    )

    assert hanging_on_each(situation, [0, 1]) == {0: 3, 1: 2}


def test_ten_thousand_that_wait_in_a_row_are_counted_without_recursion() -> None:
    many = 10_000
    situation = a_situation(
        [a_node(number) for number in range(many)],
        [an_edge(number + 1, number) for number in range(many - 1)],
    )

    assert hanging_on_each(situation, [0]) == {0: many - 1}
