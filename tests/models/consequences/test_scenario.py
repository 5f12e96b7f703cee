from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.cascading import cascade
from models.consequences.changes import Change, What
from models.consequences.consistency import Check
from models.consequences.groups import groups
from models.consequences.kinds import RULES
from models.consequences.scenario import evaluate
from models.consequences.situation import Situation
from models.vocabulary import DependencyKind, SubjectKind
from tests.factories import a_calendar
from tests.models.consequences.situations import TODAY, a_node, a_situation, an_edge, day

CALENDAR = a_calendar()
ORGANISATION, PROJECT, CONDITION = (
    SubjectKind.ORGANISATION,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
)


FIBRANT, OCI, SABIC, ANQORE = range(1, 5)


def _the_case_of_the_letter() -> Situation:
    """Return companies that the letter names, with edges that are INVENTED for this test.

    The letter says that companies supply each other and dare to invest if others do; it names no
    edge, no project of theirs and no day.
    """
    names = {FIBRANT: "fibrant", OCI: "oci", SABIC: "sabic", ANQORE: "anqore"}
    nodes = [a_node(n, ORGANISATION)._replace(key=key) for n, key in names.items()]
    project, condition = a_node(5, PROJECT), a_node(6, CONDITION, side="public", latest=90)
    duty, decision = a_node(7, latest=100, is_duty=True), a_node(8, latest=95)
    invented = "assumed"
    return a_situation(
        [*nodes, project, condition, duty, decision],
        [
            an_edge(FIBRANT, OCI, DependencyKind.FEEDSTOCK, certainty=invented),
            an_edge(ANQORE, SABIC, DependencyKind.FEEDSTOCK, certainty=invented),
            an_edge(OCI, ANQORE, DependencyKind.INVESTMENT, certainty=invented),
            an_edge(ANQORE, OCI, DependencyKind.INVESTMENT, certainty=invented),
            an_edge(5, OCI, DependencyKind.PARTICIPATION, role="owner"),
            an_edge(5, 6, DependencyKind.CONDITION),
            an_edge(8, 5, "decision"),
            an_edge(7, 5, DependencyKind.REPORTS_ON),
        ],
    )


def test_oci_that_leaves_blocks_its_project_and_decision_and_who_invests_with_it() -> None:
    found = evaluate(
        _the_case_of_the_letter(), [Change("organisation:oci", What.DROPPED)], calendar=CALENDAR
    )

    assert {e.node.name: e.kind.name for e in found.impact.touched} == {
        "organisation:fibrant": "AT_RISK",
        "organisation:anqore": "BLOCKED",
        "project:project-5": "BLOCKED",
        "milestone:milestone-7": "RE_EXAMINE",
        "milestone:milestone-8": "BLOCKED",
    }
    assert [effect.node.id for effect in found.moved] == [8]
    told = {each.organisation.key: {n.id for n in each.subjects} for each in found.told}
    assert told == {"fibrant": {FIBRANT}, "oci": {OCI, 5}, "anqore": {ANQORE}}


def test_sabic_that_leaves_reaches_the_others_through_who_it_supplies_and_fibrant_reaches_nobody() -> (
    None
):
    situation = _the_case_of_the_letter()

    def touched(key: str) -> dict[str, str]:
        change = Change(f"organisation:{key}", What.DROPPED)
        found = evaluate(situation, [change], calendar=CALENDAR).impact
        return {effect.node.name: effect.kind.name for effect in found.touched}

    assert touched("fibrant") == {}
    assert touched("sabic") == {
        "organisation:anqore": "AT_RISK",
        "organisation:oci": "AT_RISK",
        "organisation:fibrant": "AT_RISK",
        "project:project-5": "AT_RISK",
        "milestone:milestone-7": "RE_EXAMINE",
        "milestone:milestone-8": "AT_RISK",
    }


def test_oci_and_anqore_decide_together_and_wait_for_the_public_condition() -> None:
    (group,) = groups(_the_case_of_the_letter())

    assert [node.key for node in group.members] == ["anqore", "oci"]
    assert [[node.id for node in each] for each in group.unblocking.sets] == [[6]]


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
