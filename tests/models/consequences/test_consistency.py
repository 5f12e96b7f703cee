import pytest

from models.consequences.consistency import Check, Severity, inconsistencies
from models.consequences.situation import Situation
from models.vocabulary import DependencyKind, SubjectKind
from tests.factories import a_calendar
from tests.models.consequences.situations import TODAY, a_node, a_situation, an_edge

PROJECT, CONDITION = SubjectKind.PROJECT, SubjectKind.CONDITION
NEEDS = DependencyKind.CONDITION


def _checks(situation: Situation) -> list[tuple[Check, str]]:
    found = inconsistencies(situation, calendar=a_calendar())
    return [(finding.check, finding.subject) for finding in found]


CASES: list[tuple[Check, str, Situation]] = [
    (
        Check.LATER_THAN_WHAT_WAITS,
        "milestone:milestone-1",
        a_situation([a_node(1, latest=10), a_node(2, latest=12)], [an_edge(2, 1, lag="P3D")]),
    ),
    (
        Check.CONDITION_AFTER_DECISION,
        "condition:condition-1",
        a_situation(
            [
                a_node(1, CONDITION, latest=20),
                a_node(2, PROJECT),
                a_node(3, latest=10),
                a_node(4, SubjectKind.ORGANISATION),
            ],
            [
                an_edge(2, 1, NEEDS),
                an_edge(3, 2, "decision"),
                an_edge(2, 4, DependencyKind.PARTICIPATION),
            ],
        ),
    ),
    (
        Check.CONDITION_AFTER_DECISION,
        "condition:condition-1",
        a_situation(
            [
                a_node(1, CONDITION, latest=20),
                a_node(2, PROJECT),
                a_node(4, SubjectKind.ORGANISATION),
            ],
            [
                an_edge(2, 1, NEEDS, needed_by=TODAY),
                an_edge(2, 4, DependencyKind.PARTICIPATION),
            ],
        ),
    ),
    (
        Check.CIRCLE,
        "milestone:milestone-1",
        a_situation([a_node(1), a_node(2)], [an_edge(2, 1), an_edge(1, 2)]),
    ),
    (
        Check.REFUSED_BUT_NEEDED,
        "request:request-1",
        a_situation(
            [a_node(1, SubjectKind.REQUEST, state="afgewezen"), a_node(2, CONDITION)],
            [an_edge(2, 1, DependencyKind.REQUEST)],
        ),
    ),
    (
        Check.WINDOW_OUT_OF_ORDER,
        "milestone:milestone-1",
        a_situation([a_node(1, earliest=5, latest=4)]),
    ),
    (
        Check.MILESTONE_WITHOUT_OWNER,
        "milestone:milestone-1",
        a_situation([a_node(1, is_owned=False)]),
    ),
    (
        Check.PROJECT_WITHOUT_CONDITIONS,
        "project:project-1",
        a_situation(
            [a_node(1, PROJECT), a_node(4, SubjectKind.ORGANISATION)],
            [an_edge(1, 4, DependencyKind.PARTICIPATION)],
        ),
    ),
    (
        Check.COMPANY_UNKNOWN,
        "project:project-1",
        a_situation(
            [
                a_node(1, PROJECT),
                a_node(2, CONDITION),
                a_node(4, SubjectKind.ORGANISATION, is_named=False),
            ],
            [an_edge(1, 2, NEEDS), an_edge(1, 4, DependencyKind.PARTICIPATION)],
        ),
    ),
    (
        Check.DUTY_WITHOUT_FORECAST,
        "milestone:milestone-1",
        a_situation(
            [a_node(1), a_node(2, SubjectKind.CLUSTER), a_node(3, is_duty=True)],
            [an_edge(1, 2, "about"), an_edge(3, 2, DependencyKind.REPORTS_ON)],
        ),
    ),
    (
        Check.RECESS_ESTIMATED,
        "milestone:milestone-1",
        a_situation([a_node(1, latest=3, rests_on_estimate=True)]),
    ),
]


@pytest.mark.parametrize(("check", "subject", "situation"), CASES)
def test_what_does_not_fit_is_found_once_and_alone(
    check: Check, subject: str, situation: Situation
) -> None:
    assert _checks(situation) == [(check, subject)]


def test_what_fits_gives_no_finding() -> None:
    situation = a_situation(
        [
            a_node(1, latest=10, expected=TODAY),
            a_node(2, latest=13),
            a_node(3, PROJECT, state="ingetrokken"),
        ],
        [an_edge(2, 1, lag="P3D")],
    )

    assert _checks(situation) == []


def test_every_finding_says_what_mends_it_and_only_notes_need_nothing() -> None:
    for check, _, situation in CASES:
        (finding,) = inconsistencies(situation, calendar=a_calendar())
        assert finding.action.nl
        assert finding.action.en
        assert finding.severity.needs_action is (check is not Check.RECESS_ESTIMATED)


def test_an_end_that_no_source_names_is_a_note() -> None:
    situation = Situation(TODAY, {}, (), ("dependency:levering",))

    (finding,) = inconsistencies(situation, calendar=a_calendar())

    assert (finding.subject, finding.severity) == ("dependency:levering", Severity.NOTE)


def test_a_circle_of_ten_thousand_is_one_finding_that_names_a_few() -> None:
    many = 10_000
    situation = a_situation(
        [a_node(number) for number in range(many)],
        [an_edge((number + 1) % many, number) for number in range(many)],
    )

    (finding,) = inconsistencies(situation, calendar=a_calendar())

    assert "9995" in finding.detail.nl
