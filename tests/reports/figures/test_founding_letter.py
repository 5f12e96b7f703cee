"""The figures of the founding letter on five days, each line checked by hand.

What was checked against which section of the domain document, on 26 November 2026:

* section 2: Chemelot stands in the elaboration phase, both strands running; its plan is delivered;
  the sentence about the route map gives the five parts of the checklist, none of which is there;
  the other clusters are candidates of which nobody knows the step;
* section 3: twelve concrete projects and that of Helix; Reju, FUREC and Helix are first of a kind;
  the kinds of conditions that the letter names, with their side, and the subsidy of Reju, which was
  granted; five requests, all to the State and the province, the last with an indicative € 150
  million on top of the others and no split;
* section 4: three bounds with their wording, modality, owner and days; D1 is an ambition of four
  parties and no duty; D2 and D3 are commitments of the cabinet;
* section 5: what the letter records, Fibrant reversible, OCI intended, SABIC without a day;
* section 8: what is unknown is counted;
* section 10: the Kamer sits Tuesday to Thursday outside recess, so that the last sitting day before
  the recess that starts on Friday 18 December (an estimate) is Thursday 17 December.

Working days were counted on a calendar of paper: Christmas is the only holiday in between.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import Engine

from models.rules.status import Status
from models.storage.database import reading
from models.vocabulary import Confidentiality, Modality, Side
from reports.figures import ClusterFigures, ProgrammeFigures
from reports.figures.duty_year import duty_year_figures
from reports.figures.kamerbrief import kamerbrief_figures
from seeds.rulebook import load_rulebook
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH, chemelot, whole_programme

AUTUMN = (date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20))
LAST_SITTING_DAY = date(2026, 12, 17)
NO_FORECAST, ATTENTION, DELAYED = Status.NO_FORECAST, Status.ATTENTION, Status.DELAYED


@dataclass(frozen=True)
class ByHand:
    """What the figures must say on a day.

    Attributes:
        day: the reference date.
        statuses: of D1, D2 and D3.
        left: working days to 20 December (D1) and to 17 December (D2, D3); None once passed.
        next_bound: the first bound that has not passed, and of what.
        slip: days, and whether it still grows.
    """

    day: date
    statuses: tuple[Status, Status, Status]
    left: tuple[int, int] | None
    next_bound: tuple[date, str, set[str]] | None
    slip: tuple[int, bool]


SOFT = (date(2026, 11, 30), "zachte grens", {ROUTE_MAP, PROGRESS})
DAYS = [
    ByHand(date(2026, 7, 1), (NO_FORECAST,) * 3, (122, 121), SOFT, (0, False)),
    ByHand(date(2026, 9, 15), (NO_FORECAST,) * 3, (68, 67), SOFT, (0, False)),
    ByHand(date(2026, 11, 23), (NO_FORECAST,) * 3, (19, 18), SOFT, (0, False)),
    # The day after the last sitting day: the practical bound has passed, the formal ones not.
    ByHand(
        date(2026, 12, 18),
        (ATTENTION,) * 3,
        None,
        (date(2026, 12, 20), "uiterste dag", {ROUTE_MAP, PROGRESS}),
        (0, False),
    ),
    # 16 days after 20 December; nobody gave a forecast, so the slip is at least that.
    ByHand(date(2027, 1, 5), (DELAYED,) * 3, None, None, (16, True)),
]


@pytest.fixture(scope="module", params=DAYS, ids=lambda each: str(each.day))
def by_hand(request: pytest.FixtureRequest) -> ByHand:
    found: ByHand = request.param
    return found


@pytest.fixture(scope="module")
def cluster(letter_world: Engine, by_hand: ByHand) -> ClusterFigures:
    return chemelot(letter_world, by_hand.day)


@pytest.fixture(scope="module")
def programme_of_day(letter_world: Engine, by_hand: ByHand) -> ProgrammeFigures:
    return whole_programme(letter_world, by_hand.day)


def test_every_figure_carries_its_reference_date(
    cluster: ClusterFigures, programme_of_day: ProgrammeFigures, by_hand: ByHand
) -> None:
    assert cluster.masthead.reference_date == by_hand.day
    assert programme_of_day.masthead.reference_date == by_hand.day


def test_chemelot_is_in_the_elaboration_phase_on_every_day(cluster: ClusterFigures) -> None:
    assert cluster.step.now is not None
    assert cluster.step.now.nl.startswith("Uitwerkingsfase: ")
    assert [(stage.label.nl, stage.progress) for stage in cluster.step.stages] == [
        ("Kandidaat", "behind"),
        ("Clusterplan in opstelling", "behind"),
        ("Clusterplan opgeleverd", "behind"),
        ("Uitwerkingsfase", "current"),
        ("Routekaart vastgesteld", "ahead"),
        ("Uitvoering", "ahead"),
        ("Afgerond", "ahead"),
    ]


def test_the_five_parts_of_the_route_map_are_missing(cluster: ClusterFigures) -> None:
    assert [(line.title.nl, line.holds) for line in cluster.checklist] == [
        ("De tijdlijnen van de projecten", False),
        ("De private randvoorwaarden", False),
        ("De publieke randvoorwaarden", False),
        ("De relevante mijlpalen", False),
        ("De samenhang tussen de projecten en hoe deze elkaar kunnen versterken", False),
    ]


def test_the_three_bounds_are_those_of_the_letter(cluster: ClusterFigures) -> None:
    found = {line.key: line for line in cluster.milestones}

    assert found.keys() == {ROUTE_MAP, PROGRESS, WHOLE_APPROACH}
    for key in (ROUTE_MAP, PROGRESS):
        agreed = found[key].current
        assert agreed.wording == "in het najaar"
        assert agreed.edtf == "2026-23"
        assert (agreed.earliest, agreed.soft_latest, agreed.latest) == AUTUMN
    last = found[WHOLE_APPROACH].current
    assert (last.wording, last.edtf) == ("uiterlijk eind dit jaar", "../2026-12-31")
    assert (last.soft_latest, last.latest) == (None, date(2026, 12, 31))
    assert all(line.first == line.current and line.replanned == 0 for line in found.values())


def test_an_ambition_is_no_promise_and_has_its_four_parties(cluster: ClusterFigures) -> None:
    found = {line.key: line for line in cluster.milestones}

    assert found[ROUTE_MAP].modality is Modality.AMBITION
    assert not found[ROUTE_MAP].is_duty
    assert found[ROUTE_MAP].practical is None
    assert found[ROUTE_MAP].owners == (
        "De dertien betrokken bedrijven",
        "Kabinet",
        "Provincie Limburg",
        "Stichting Chemelot",
    )
    for key in (PROGRESS, WHOLE_APPROACH):
        assert found[key].modality is Modality.COMMITMENT
        assert found[key].is_duty
        assert found[key].owners == ("Kabinet",)
        assert found[key].addressee == "Tweede Kamer"
        assert (found[key].practical, found[key].rests_on_estimate) == (LAST_SITTING_DAY, True)


def test_each_status_is_that_of_the_day(cluster: ClusterFigures, by_hand: ByHand) -> None:
    found = {line.key: line.judged for line in cluster.milestones}

    keys = (ROUTE_MAP, PROGRESS, WHOLE_APPROACH)
    assert tuple(found[key].status for key in keys) == by_hand.statuses
    if by_hand.left is not None:
        to_the_end, to_the_sitting = by_hand.left
        assert f"nog {to_the_end} werkdagen" in found[ROUTE_MAP].reason.nl
        for key in (PROGRESS, WHOLE_APPROACH):
            assert f"nog {to_the_sitting} werkdagen" in found[key].reason.nl


def test_the_cluster_has_the_status_of_the_route_map(
    cluster: ClusterFigures, by_hand: ByHand
) -> None:
    assert cluster.roll_up.decided_by == ROUTE_MAP
    assert cluster.roll_up.status is by_hand.statuses[0]
    assert cluster.roll_up.against_first is by_hand.statuses[0]
    needed = [line.key for line in cluster.milestones if line.is_needed_next]
    assert needed == [ROUTE_MAP]


def test_the_slip_is_that_of_the_next_gate(cluster: ClusterFigures, by_hand: ByHand) -> None:
    slip = cluster.roll_up.slip

    assert slip is not None
    assert slip.first == date(2026, 12, 20)
    assert (slip.days, slip.is_at_least) == by_hand.slip


def test_the_next_bound_is_that_of_the_day(cluster: ClusterFigures, by_hand: ByHand) -> None:
    bound = cluster.next_bound

    if by_hand.next_bound is None:
        assert bound is None
    else:
        assert bound is not None
        assert (bound.day, bound.name.nl, set(bound.milestones)) == by_hand.next_bound


def test_the_five_requests_go_to_state_and_province(cluster: ClusterFigures) -> None:
    assert [line.title.nl for line in cluster.requests] == [
        "Beschikbaar houden van generiek instrumentarium",
        "Inzet op Europees beleid",
        "Aanleg van energie-infrastructuur",
        "Een publieke grondpositie",
        "Een financiële bijdrage in clustermaatwerk",
    ]
    assert {line.addressees for line in cluster.requests} == {("Provincie Limburg", "Rijk")}
    assert [line.amount is None for line in cluster.requests] == [True] * 4 + [False]
    amount = cluster.requests[-1].amount
    assert amount is not None
    assert (amount.eur, amount.modality) == (150_000_000, Modality.INDICATIVE)
    assert (amount.is_additional, amount.split) == (True, None)


def test_the_conditions_are_counted_by_side_and_state(cluster: ClusterFigures) -> None:
    found = [(each.side, each.state.nl, each.count) for each in cluster.condition_counts]

    assert found == [
        (Side.PRIVATE, "Geformuleerd", 1),
        (Side.MIXED, "Geformuleerd", 2),
        (Side.MIXED, "Vervuld", 1),  # the NIKI subsidy of Reju: the fast track
    ]


def test_thirteen_projects_of_which_three_are_first_of_a_kind(cluster: ClusterFigures) -> None:
    first = [line for line in cluster.projects if line.is_first_of_a_kind]

    assert len(cluster.projects) == 13
    assert sorted(line.companies for line in first) == [("FUREC",), ("Helix",), ("Reju",)]
    assert [line.state.nl for line in cluster.projects].count("Concreet") == 12
    # No project is paired with a company by assumption: ten stand without one.
    assert sum(not line.companies for line in cluster.projects) == 10


def test_the_events_are_those_that_the_letter_records(cluster: ClusterFigures) -> None:
    found = [(line.earliest, line.modality, line.is_reversible) for line in cluster.occurrences]

    assert (date(2026, 4, 16), None, None) in found  # the committee debate
    assert (date(2026, 1, 1), Modality.PROVISIONAL, True) in found  # Fibrant, in January
    assert (date(2026, 6, 1), Modality.INTENDED, None) in found  # OCI Nitrogen
    sabic = next(line for line in cluster.occurrences if "SABIC" in line.title.nl)
    assert (sabic.earliest, sabic.latest) == (None, None)


def test_nothing_moved_and_nobody_was_told_yet(cluster: ClusterFigures) -> None:
    assert cluster.changes.since is None
    assert cluster.changes.lines == ()
    assert cluster.told.reminders == 0
    assert cluster.reminded == ()


def test_what_is_unknown_is_counted(cluster: ClusterFigures) -> None:
    found = {line.code: line.count for line in cluster.quality}

    assert found["estimated_recess"] == 2  # behind D2 and D3
    assert found["nominal_date"] == 3  # the letter bears no date
    assert found["milestone_without_forecast"] == 3
    assert found["open_question"] > 0


def test_the_confidential_analyses_are_kept_back(cluster: ClusterFigures) -> None:
    [kept_back] = cluster.unshown

    assert kept_back.count == 2
    assert kept_back.confidentiality is Confidentiality.COMPANY_CONFIDENTIAL


def test_the_other_clusters_are_candidates_of_unknown_step(
    programme_of_day: ProgrammeFigures, by_hand: ByHand
) -> None:
    first, *others = programme_of_day.clusters

    assert (first.key, first.roll_up.status) == ("chemelot", by_hand.statuses[0])
    assert [line.title.nl for line in others] == [
        "Cluster 6 (verspreide industrie)",
        "Noord-Nederland",
        "Noordzeekanaalgebied",
        "Rotterdam-Moerdijk",
        "Zeeland/West-Brabant",
    ]
    assert all(line.step.now is None and line.roll_up.status is None for line in others)
    assert all(line.roll_up.slip is None for line in others)


def test_the_year_page_has_both_duties_with_sentence_bound_sitting_day_and_owner(
    letter_world: Engine, by_hand: ByHand
) -> None:
    with reading(letter_world) as session:
        page = duty_year_figures(
            session, 2026, reference_date=by_hand.day, calendar=load_rulebook().calendar
        )
        empty = duty_year_figures(
            session, 2027, reference_date=by_hand.day, calendar=load_rulebook().calendar
        )

    assert [line.key for line in page.duties] == [PROGRESS, WHOLE_APPROACH]
    first, second = page.duties
    assert (first.source_words or "").startswith("In het najaar zal het kabinet de Kamer")
    assert (second.source_words or "").startswith(
        "het kabinet zal uw Kamer uiterlijk eind dit jaar"
    )
    assert [line.current.latest for line in page.duties] == [date(2026, 12, 20), date(2026, 12, 31)]
    assert {line.practical for line in page.duties} == {LAST_SITTING_DAY}
    assert {line.owners for line in page.duties} == {("Kabinet",)}
    assert empty.duties == ()


@pytest.mark.parametrize(
    ("key", "chapters"), [(PROGRESS, 1), (WHOLE_APPROACH, 6)], ids=["d2", "d3"]
)
def test_each_letter_is_to_be_sent_by_the_last_sitting_day(
    letter_world: Engine, by_hand: ByHand, key: str, chapters: int
) -> None:
    """D2 is about Chemelot alone, D3 about the whole approach and the other clusters."""
    with reading(letter_world) as session:
        letter = kamerbrief_figures(
            session, [key], reference_date=by_hand.day, calendar=load_rulebook().calendar
        )

    assert (letter.due_on, letter.due_rests_on_estimate) == (LAST_SITTING_DAY, True)
    assert letter.addressee == "Tweede Kamer"
    assert len(letter.chapters) == chapters
    assert letter.is_about_everything is (key == WHOLE_APPROACH)
    assert all(chapter.text is None for chapter in letter.chapters)
