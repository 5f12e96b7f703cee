"""A status that a person gives, in the figures of a report: never without what the rule says."""

from datetime import date

from sqlalchemy import Engine

from models.milestones.acts import forecast
from models.milestones.judging import override
from models.rules.status import Status
from models.vocabulary import Confidentiality
from tests.reports.worlds import PROGRESS, ROUTE_MAP, chemelot, line_of, whole_programme, writing

DAY = date(2026, 11, 23)


def test_a_judgement_changes_the_status_and_not_the_one_against_the_first_agreement(
    programme: Engine,
) -> None:
    with writing(programme, DAY) as ledger:
        override(ledger, PROGRESS, "delayed", reason="Concept ligt stil")

    line = line_of(chemelot(programme, DAY), PROGRESS)

    assert (line.judged.status, line.judged.computed) == (Status.DELAYED, Status.NO_FORECAST)
    assert (line.judged_first.status, line.judged_first.computed) == (Status.NO_FORECAST, None)
    assert line.judged.reason.en == (
        "judged so by tester on 23 November 2026, until 21 February 2027: “Concept ligt stil”;"
        " computed: no forecast, 18 working days left until 17 December 2026"
    )


def test_in_public_the_office_judges_and_nobody_by_name(programme: Engine) -> None:
    with writing(programme, DAY) as ledger:
        override(ledger, PROGRESS, "delayed", reason="Concept ligt stil")

    figures = chemelot(programme, DAY, audience=Confidentiality.PUBLIC)

    said = line_of(figures, PROGRESS).judged.reason
    assert "tester" not in said.nl + said.en
    assert "„Concept ligt stil”" in said.nl


def test_a_cluster_follows_a_judgement_only_of_what_its_next_step_needs(
    programme: Engine,
) -> None:
    with writing(programme, DAY) as ledger:
        override(ledger, PROGRESS, "delayed", reason="Concept ligt stil")
    by_another = chemelot(programme, DAY).roll_up
    with writing(programme, DAY) as ledger:
        override(ledger, ROUTE_MAP, "attention", reason="Een partij haakt af")

    found = chemelot(programme, DAY).roll_up

    assert by_another.status is Status.NO_FORECAST
    assert (found.status, found.decided_by) == (Status.ATTENTION, ROUTE_MAP)
    assert found.against_first is Status.NO_FORECAST
    assert "berekend: geen prognose" in found.text.nl


def test_every_line_of_a_programme_without_judgements_is_the_rules_own(programme: Engine) -> None:
    with writing(programme, DAY) as ledger:
        forecast(ledger, PROGRESS, date(2026, 11, 27))

    lines = whole_programme(programme, DAY).milestones

    assert {line.judged.computed for line in lines} == {None}
