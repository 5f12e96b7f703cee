from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.cascading import cascade
from models.consequences.changes import Change, What
from models.consequences.consistency import Check
from models.consequences.kinds import RULES
from models.consequences.scenario import evaluate
from models.vocabulary import DependencyKind, SubjectKind
from tests.factories import a_calendar
from tests.models.consequences.situations import TODAY, a_node, a_situation, an_edge, day

CALENDAR = a_calendar()
ORGANISATION, PROJECT, CONDITION = (
    SubjectKind.ORGANISATION,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
)


def test_the_case_of_the_letter_with_invented_edges() -> None:
    """The letter names these companies and no edge: every edge here is INVENTED test data."""
    fibrant, oci, sabic, anqore = 1, 2, 3, 4
    names = {fibrant: "fibrant", oci: "oci", sabic: "sabic", anqore: "anqore"}
    nodes = [a_node(n, ORGANISATION)._replace(key=key) for n, key in names.items()]
    project, condition = a_node(5, PROJECT), a_node(6, CONDITION, side="public", latest=90)
    duty, decision = a_node(7, latest=100, is_duty=True), a_node(8, latest=95)
    situation = a_situation(
        [*nodes, project, condition, duty, decision],
        [
            an_edge(fibrant, oci, DependencyKind.FEEDSTOCK, certainty="assumed"),
            an_edge(anqore, sabic, DependencyKind.FEEDSTOCK, certainty="assumed"),
            an_edge(oci, anqore, DependencyKind.INVESTMENT, certainty="assumed"),
            an_edge(anqore, oci, DependencyKind.INVESTMENT, certainty="assumed"),
            an_edge(5, oci, DependencyKind.PARTICIPATION, role="owner"),
            an_edge(5, 6, DependencyKind.CONDITION),
            an_edge(8, 5, "decision"),
            an_edge(7, 5, DependencyKind.REPORTS_ON),
        ],
    )

    found = evaluate(situation, [Change("organisation:oci", What.DROPPED)], calendar=CALENDAR)

    assert {e.node.name for e in found.impact.touched} == {
        "organisation:fibrant",
        "organisation:anqore",
        "project:project-5",
        "milestone:milestone-7",
        "milestone:milestone-8",
    }
    assert [effect.node.id for effect in found.moved] == [8]
    told = {each.organisation.key: {n.id for n in each.subjects} for each in found.told}
    assert told == {"fibrant": {1}, "oci": {2, 5}, "anqore": {4}}


def test_a_refused_request_leaves_a_group_stuck_and_what_no_longer_fits_is_new() -> None:
    situation = a_situation(
        [a_node(1, PROJECT), a_node(2, PROJECT), a_node(3, CONDITION, latest=5)],
        [
            an_edge(1, 2, DependencyKind.INVESTMENT),
            an_edge(2, 1, DependencyKind.INVESTMENT),
            an_edge(1, 3, DependencyKind.CONDITION),
        ],
    )

    found = evaluate(
        situation, [Change("condition:condition-3", What.STATE, "afgewezen")], calendar=CALENDAR
    )

    assert [finding.check for finding in found.found] == [Check.REFUSED_BUT_NEEDED]
    assert [[n.id for n in group.members] for group in found.stuck] == [[1, 2]]
    assert not found.is_as_today


@given(
    edges=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(sorted(RULES))), max_size=12
    ),
    days=st.lists(st.none() | st.integers(-5, 40), min_size=6, max_size=6),
)
@settings(max_examples=100)
def test_without_changes_everything_is_as_today(
    edges: list[tuple[int, int, str]], days: list[int | None]
) -> None:
    situation = a_situation(
        [a_node(number, latest=latest) for number, latest in enumerate(days)],
        [an_edge(one, other, kind) for one, other, kind in edges if one != other],
    )

    found = evaluate(situation, [], calendar=CALENDAR)

    assert found.is_as_today
    assert found.told == ()


def test_a_forecast_that_slips_proposes_one_for_each_that_waits_in_their_order() -> None:
    start = a_node(1, latest=10, expected=day(20))
    situation = a_situation(
        [start, a_node(2, latest=15, bound=18), a_node(3, latest=16), a_node(4, PROJECT)],
        [an_edge(3, 2, lag="P1D"), an_edge(2, 1), an_edge(4, 1, DependencyKind.OTHER)],
    )

    found = cascade(situation, start, calendar=CALENDAR)

    assert [(p.number, p.node.id, p.proposed, p.days_late) for p in found.proposals] == [
        (1, 2, day(20), 5),
        (2, 3, day(21), 5),
    ]
    assert [p.breaks_bound for p in found.proposals] == [True, True]
    assert len(found.proposals[1].chain) == 2


def test_without_a_forecast_that_counts_nothing_follows() -> None:
    for expected in (None, date(2026, 8, 1), TODAY):
        start = a_node(1, latest=0, expected=expected)
        situation = a_situation([start, a_node(2, latest=0)], [an_edge(2, 1)])

        assert cascade(situation, start, calendar=CALENDAR).proposals == ()
