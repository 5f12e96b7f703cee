from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy import text as text_

from models.errors import UnknownSubjectError
from models.lifecycles.lifecycle import advance
from models.milestones.acts import achieve, forecast, replan
from models.rules.status import Status
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, EventKind, Language, Side, SubjectKind
from reports import text
from reports.sentences import Sentences
from tests.counting import statements_counted
from tests.factories import a_milestone, a_project
from tests.reports.worlds import PROGRESS, ROUTE_MAP, chemelot, line_of, writing

DAY = date(2026, 11, 23)
NL = Sentences(Language.NL)


def test_chemelot_stands_in_the_elaboration_phase_with_both_strands(programme: Engine) -> None:
    step = chemelot(programme, DAY).step

    assert step.now is not None
    assert step.now.nl == "Uitwerkingsfase: projecten in uitwerking ∥ verzoeken in onderzoek"
    progress = {stage.key: stage.progress for stage in step.stages}
    assert progress["clusterplan_opgeleverd"] == "behind"
    assert progress["uitwerkingsfase"] == "current"
    assert progress["routekaart_vastgesteld"] == "ahead"


def test_a_candidate_cluster_has_an_unknown_step_and_no_status(programme: Engine) -> None:
    figures = chemelot(programme, DAY, key="rotterdam-moerdijk")

    assert figures.step.now is None
    assert all(stage.progress is None for stage in figures.step.stages)
    assert figures.gates == ()
    assert figures.roll_up.status is None
    assert NL.step(figures.step) == "stap onbekend"


def test_a_candidate_cluster_still_shows_what_is_owed_for_the_whole_programme(
    programme: Engine,
) -> None:
    figures = chemelot(programme, DAY, key="rotterdam-moerdijk")

    assert [line.key for line in figures.duties] == ["d3"]
    assert figures.duties[0].is_programme_wide


def test_the_gate_to_the_route_map_comes_last_and_names_what_is_missing(programme: Engine) -> None:
    gates = chemelot(programme, DAY).gates

    assert [gate.event for gate in gates] == [
        "rond_uitwerking_projecten_af",
        "rond_onderzoek_verzoeken_af",
        "stel_routekaart_vast",
    ]
    assert [gate.leads_on for gate in gates] == [False, False, True]
    requests = gates[1].facts[0]
    assert not requests.holds
    assert len(requests.rows) == 5
    assert gates[2].waits_in is not None
    assert gates[2].waits_in.nl == "routekaart ter vaststelling"


def test_a_gate_whose_facts_hold_is_open(programme: Engine) -> None:
    with writing(programme, date(2026, 10, 1)) as ledger:
        for key in (line.key for line in chemelot(programme, DAY).requests):
            advance(ledger, SubjectKind.REQUEST, key, "wijs_af", reason="nee is een antwoord")

    gate = chemelot(programme, DAY).gates[1]

    assert gate.is_open
    assert [fact.holds for fact in gate.facts] == [True]


def test_the_status_of_the_cluster_is_that_of_the_milestone_the_next_gate_needs(
    programme: Engine,
) -> None:
    figures = chemelot(programme, date(2026, 11, 30))

    assert figures.roll_up.decided_by == ROUTE_MAP
    assert figures.roll_up.status is Status.ATTENTION


def test_a_late_duty_that_the_next_gate_does_not_need_leaves_the_status_as_it_is(
    programme: Engine,
) -> None:
    with writing(programme, date(2026, 12, 1)) as ledger:
        replan(
            ledger,
            ROUTE_MAP,
            "in het eerste kwartaal van 2027",
            code="other",
            reason="meer tijd nodig",
        )
        forecast(ledger, ROUTE_MAP, date(2027, 2, 1))

    figures = chemelot(programme, date(2027, 1, 5))

    assert line_of(figures, PROGRESS).judged.status is Status.DELAYED
    assert figures.roll_up.status is Status.ON_TRACK


def test_a_cluster_that_is_on_track_after_replanning_shows_the_first_agreement_beside_it(
    programme: Engine,
) -> None:
    with writing(programme, date(2026, 12, 1)) as ledger:
        replan(
            ledger,
            ROUTE_MAP,
            "in het eerste kwartaal van 2027",
            code="other",
            reason="meer tijd nodig",
        )
        forecast(ledger, ROUTE_MAP, date(2027, 2, 1))

    figures = chemelot(programme, date(2027, 1, 5))

    assert figures.roll_up.status is Status.ON_TRACK
    assert figures.roll_up.against_first is Status.DELAYED
    assert "tegen de eerste afspraak: ◆ vertraagd" in text.render(figures)


def test_a_cluster_whose_gate_milestones_are_all_achieved_says_so(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 20)) as ledger:
        achieve(ledger, ROUTE_MAP, date(2026, 11, 19), evidence="vastgestelde routekaart")

    assert chemelot(programme, DAY).roll_up.status is Status.ACHIEVED


def test_the_next_bound_is_the_first_day_that_has_not_passed(programme: Engine) -> None:
    found = [
        chemelot(programme, day).next_bound
        for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 18), date(2027, 1, 5))
    ]

    assert [(each.day, each.name.nl) if each else None for each in found] == [
        (date(2026, 11, 30), "zachte grens"),
        (date(2026, 12, 17), "laatste vergaderdag"),
        (date(2026, 12, 20), "uiterste dag"),
        None,
    ]


def test_the_checklist_of_the_route_map_follows_the_order_of_the_letter(programme: Engine) -> None:
    lines = chemelot(programme, DAY).checklist

    assert [line.title.nl for line in lines][:2] == [
        "De tijdlijnen van de projecten",
        "De private randvoorwaarden",
    ]
    assert not any(line.holds for line in lines)


def test_the_amount_keeps_every_word_that_limits_it(programme: Engine) -> None:
    requests = chemelot(programme, DAY).requests

    assert [NL.amount(line.amount) for line in requests] == [
        *["geen bedrag genoemd"] * 4,
        "indicatief € 150 miljoen, bovenop de overige verzoeken, verdeling onbekend",
    ]
    assert Sentences(Language.EN).amount(requests[4].amount) == (
        "indicative € 150 million, on top of the other requests, split unknown"
    )
    assert requests[4].addressees == ("Provincie Limburg", "Rijk")


def test_conditions_come_by_side_and_are_counted_by_state(programme: Engine) -> None:
    figures = chemelot(programme, DAY)

    assert [line.side for line in figures.conditions] == [Side.PRIVATE, *[Side.MIXED] * 3]
    counts = [(count.side, count.state.nl, count.count) for count in figures.condition_counts]
    assert counts == [
        ("private", "Geformuleerd", 1),
        ("mixed", "Geformuleerd", 2),
        ("mixed", "Vervuld", 1),
    ]


def test_what_is_unknown_of_a_project_is_named(programme: Engine) -> None:
    projects = {line.key: line for line in chemelot(programme, DAY).projects}

    assert len(projects) == 13
    assert NL.unknowns(projects["project-reju"]) == "naam, tijdlijn"
    assert projects["project-reju"].companies == ("Reju",)
    assert projects["project-03"].companies == ()


def test_the_data_quality_list_counts_what_nobody_knows(programme: Engine) -> None:
    gaps = {line.code: line.count for line in chemelot(programme, DAY).quality}

    assert gaps["company_unnamed"] == 6
    assert gaps["project_without_conditions"] == 12
    assert gaps["project_without_company"] == 10
    assert gaps["milestone_without_forecast"] == 3
    assert gaps["amount_without_split"] == 1
    assert gaps["estimated_recess"] == 2
    assert gaps["invented"] > 0
    assert gaps["owner_without_contact"] == 1
    assert "recorded_later" not in gaps


def test_a_contact_whose_period_is_over_is_nobodys_reader(programme: Engine) -> None:
    before = {line.code: line.count for line in chemelot(programme, DAY).quality}
    open_milestones = before["milestone_without_forecast"]

    with transaction(programme) as session:
        session.execute(text_("UPDATE contact SET valid_until = '2026-11-22'"))

    after = {line.code: line.count for line in chemelot(programme, DAY).quality}
    assert after["milestone_without_contact"] >= open_milestones
    assert after["owner_without_contact"] > before["owner_without_contact"]


def test_a_change_recorded_after_the_reference_date_is_not_passed_over(programme: Engine) -> None:
    with writing(programme, date(2026, 12, 1)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10))

    gaps = {line.code: line.count for line in chemelot(programme, DAY).quality}

    assert gaps["recorded_later"] == 1


def test_every_change_is_listed_with_its_reason(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 2)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10), reason="werkplan ligt er")
        replan(
            ledger,
            PROGRESS,
            "uiterlijk 15 januari 2027",
            code="other",
            reason="wacht op de routekaart",
        )
        advance(
            ledger, SubjectKind.REQUEST, "europees-beleid", "verwijs_door", reason="niet van ons"
        )

    changes = chemelot(programme, DAY).changes

    assert changes.since is None
    assert [(line.kind, line.reason) for line in changes.lines] == [
        (EventKind.FORECAST, "werkplan ligt er"),
        (EventKind.REPLANNED, "wacht op de routekaart"),
        (EventKind.ADVANCED, "niet van ons"),
    ]
    said = [NL.say(line.text) for line in changes.lines]
    assert said[0] == "prognose 10 december 2026 (was: geen)"
    assert said[1].startswith("uitgesteld van „in het najaar” (uiterlijk 20 december 2026) naar")
    assert said[2] == "In onderzoek → Doorverwezen"


def test_of_the_reasons_only_that_of_a_replanning_is_public(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 2)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10), reason="werkplan ligt er")
        replan(
            ledger,
            PROGRESS,
            "uiterlijk 15 januari 2027",
            code="other",
            reason="wacht op de routekaart",
        )

    lines = chemelot(programme, DAY, audience=Confidentiality.PUBLIC).changes.lines

    assert [line.reason for line in lines] == [None, "wacht op de routekaart"]


def test_of_a_withdrawn_project_nothing_is_missing(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 2)) as ledger:
        advance(ledger, SubjectKind.PROJECT, "project-03", "trek_in", reason="ingetrokken")

    gaps = {line.code: line.count for line in chemelot(programme, DAY).quality}

    assert gaps["project_without_conditions"] == 11
    assert gaps["project_without_timeline"] == 12


def test_an_unknown_cluster_is_refused_with_the_names_that_come_near(programme: Engine) -> None:
    with pytest.raises(UnknownSubjectError, match="chemelot"):
        chemelot(programme, DAY, key="chemelott")


def test_a_cluster_that_the_audience_may_not_see_does_not_exist_for_it(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 2)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "cluster-6")
        ledger.record(cluster, EventKind.AMENDED, {"confidentiality": "company_confidential"})

    with pytest.raises(UnknownSubjectError):
        chemelot(programme, DAY, key="cluster-6")


def test_the_number_of_queries_does_not_grow_with_the_rows(programme: Engine) -> None:
    few = _queries(programme)
    with writing(programme, date(2026, 11, 2)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        for number in range(40):
            project = a_project(ledger, cluster, f"extra-{number}")
            a_milestone(ledger, project, f"extra-{number}", cluster_id=cluster.id)

    assert _queries(programme) == few


def _queries(engine: Engine) -> int:
    with statements_counted() as statements:
        chemelot(engine, DAY)
    return len(statements)
