"""Agree, forecast, confirm, re-plan, achieve: what people do with a milestone."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.errors import (
    InvalidAmendmentError,
    OutsideCalendarError,
    ReasonMissingError,
    TransitionRefusedError,
    UnreadablePhraseError,
)
from models.ledger.chain import events_of
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import current
from models.tables import Rung
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, an_organisation


def rungs_of(session: Session, milestone_id: int) -> list[tuple[str, int, date]]:
    query = select(Rung).where(col(Rung.milestone_id) == milestone_id)
    found = {(rung.anchor, rung.step, rung.bound) for rung in session.exec(query)}
    return sorted(found)


def test_a_milestone_is_born_with_its_ladder(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)

        milestone = a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))

        assert rungs_of(session, milestone.id) == [
            ("bound", -5, date(2026, 9, 30)),
            ("bound", 0, date(2026, 9, 30)),
            ("late", 1, date(2026, 9, 30)),
        ]


def test_a_milestone_without_a_bound_has_no_ladder(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)

        milestone = a_milestone(ledger, a_cluster(ledger), latest=None)

        assert rungs_of(session, milestone.id) == []


def test_a_forecast_confirms_itself_and_moves_no_rung(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 8, 3))
        milestone = a_milestone(ledger, a_cluster(ledger))
        before = rungs_of(session, milestone.id)

        found = milestones.forecast(ledger, "m1", date(2026, 9, 15))

        assert found.day("forecast_on") == date(2026, 9, 15)
        assert found.day("forecast_confirmed_on") == date(2026, 8, 3)
        assert rungs_of(session, milestone.id) == before


def test_a_forecast_in_the_past_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 8, 3))
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="past"):
            milestones.forecast(ledger, "m1", date(2026, 8, 2))


def test_only_a_live_forecast_can_be_confirmed(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        with pytest.raises(InvalidAmendmentError, match="no forecast"):
            milestones.confirm(ledger, "m1")
        milestones.forecast(ledger, "m1", date(2026, 9, 15))

        later = a_ledger(session, on=date(2026, 9, 1))
        found = milestones.confirm(later, "m1")

        assert found.day("forecast_confirmed_on") == date(2026, 9, 1)


def test_replanning_moves_the_current_agreement_and_keeps_the_first_and_the_old_one(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 1))
        milestone = a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))

        found = milestones.replan(
            ledger, "m1", "uiterlijk 31 oktober 2026", code="other", reason="ziekte"
        )

        assert found.day("latest") == date(2026, 10, 31)
        assert found.day("first_latest") == date(2026, 9, 30)
        assert (found.number("replanned"), found.text("standing")) == (1, "uitgesteld")
        event = events_of(session, milestone.id)[-1]
        assert json.loads(event.payload)["before"]["latest"] == "2026-09-30"
        assert (event.kind, event.reason) == ("replanned", "ziekte")
        assert {bound for _, _, bound in rungs_of(session, milestone.id)} == {date(2026, 10, 31)}


def test_a_new_agreement_does_not_lie_in_the_past(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 11, 23))
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="past"):
            milestones.replan(
                ledger, "m1", "1 oktober 2026", code="other", reason="te laat bedacht"
            )
        with pytest.raises(InvalidAmendmentError, match="past"):
            milestones.replan(
                ledger,
                "m1",
                "zo spoedig mogelijk",
                code="other",
                reason="x",
                internal_target=date(2025, 1, 1),
            )


def test_a_forecast_beyond_the_calendars_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(OutsideCalendarError):
            milestones.forecast(ledger, "m1", date(2055, 1, 1))


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_replanning_without_a_reason_is_refused(engine: Engine, reason: str | None) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(ReasonMissingError):
            milestones.replan(ledger, "m1", "2026-12-01", code="other", reason=reason)

        assert len(events_of(session, milestone.id)) == 1


def test_as_soon_as_possible_in_place_of_a_bound_demands_an_internal_target(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        with pytest.raises(InvalidAmendmentError, match="internal target"):
            milestones.replan(
                ledger, "m1", "zo spoedig mogelijk", code="other", reason="advies laat"
            )

        target = date(2026, 11, 2)
        found = milestones.replan(
            ledger,
            "m1",
            "zo spoedig mogelijk",
            code="other",
            reason="advies laat",
            internal_target=target,
        )

        assert (found.day("latest"), found.day("bound")) == (None, target)
        assert {bound for _, _, bound in rungs_of(session, milestone.id)} == {target}


@pytest.mark.parametrize("code", [None, "", "zomaar"])
def test_replanning_without_a_code_that_can_be_counted_is_refused(
    engine: Engine, code: str | None
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="input_awaited"):
            milestones.replan(ledger, "m1", "2026-12-01", code=code, reason="ziekte")

        assert len(events_of(session, milestone.id)) == 1


def test_the_code_and_the_reason_are_in_the_event_of_each_replanning(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))

        milestones.replan(ledger, "m1", "2026-12-01", code="input_awaited", reason="advies laat")
        milestones.replan(ledger, "m1", "2026-12-24", code="more_work", reason="meer werk")

        events = events_of(session, milestone.id)[1:]
        codes = [json.loads(each.payload)["after"]["replan_reason"] for each in events]
        assert codes == ["input_awaited", "more_work"]
        assert [each.reason for each in events] == ["advies laat", "meer werk"]


def test_an_internal_target_is_judged_by_and_never_called_a_promise(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        found = milestones.replan(
            ledger,
            "m1",
            "zo spoedig mogelijk",
            code="other",
            reason="x",
            internal_target=date(2026, 11, 2),
        )

    agreement = milestones.agreement_of(found.values)
    assert (agreement.latest, agreement.practical) == (date(2026, 11, 2), None)
    assert agreement.is_internal


def test_a_phrase_that_no_rule_reads_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(UnreadablePhraseError):
            milestones.replan(ledger, "m1", "als de kalveren", code="other", reason="grap")


def test_achieving_closes_the_milestone_and_its_ladder(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 20))
        milestone = a_milestone(ledger, a_cluster(ledger))

        found = milestones.achieve(ledger, "m1", date(2026, 9, 18), evidence="Kamerstuk 1")

        assert (found.text("standing"), found.day("achieved_on")) == (
            "behaald",
            date(2026, 9, 18),
        )
        assert rungs_of(session, milestone.id) == []
        with pytest.raises(TransitionRefusedError):
            milestones.forecast(ledger, "m1", date(2026, 9, 25))


def test_a_duty_to_the_chamber_is_fulfilled_not_achieved(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 20))
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        a_milestone(ledger, a_cluster(ledger), "d2", addressee=chamber)

        found = milestones.achieve(ledger, "d2", date(2026, 9, 18), evidence="Kamerstuk 1")

        assert found.text("standing") == "voldaan"


@pytest.mark.parametrize(
    "on, evidence", [(date(2026, 9, 21), "Kamerstuk 1"), (date(2026, 9, 18), " ")]
)
def test_achieving_in_the_future_or_without_evidence_is_refused(
    engine: Engine, on: date, evidence: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 20))
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError):
            milestones.achieve(ledger, "m1", on, evidence=evidence)

        assert current(session, SubjectKind.MILESTONE, "m1").text("standing") == "openstaand"


def test_a_duty_to_the_chamber_counts_to_the_last_sitting_day(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        sunday = date(2026, 12, 20)

        duty = a_milestone(ledger, a_cluster(ledger), "d2", latest=sunday, addressee=chamber)

        assert (duty.day("latest"), duty.day("bound")) == (sunday, date(2026, 12, 17))


def test_judging_against_the_first_agreement_ignores_a_later_bound(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 1))
        a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))
        found = milestones.replan(ledger, "m1", "2026-12-01", code="other", reason="ziekte")

    assert milestones.agreement_of(found.values).latest == date(2026, 12, 1)
    assert milestones.agreement_of(found.values, first=True).latest == date(2026, 9, 30)


def test_the_first_agreement_keeps_its_own_last_sitting_day(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 1))
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        sunday = date(2026, 12, 20)
        a_milestone(ledger, a_cluster(ledger), "d2", latest=sunday, addressee=chamber)

        found = milestones.replan(
            ledger, "d2", "uiterlijk 31 maart 2027", code="other", reason="later"
        )

    assert milestones.agreement_of(found.values, first=True).practical == date(2026, 12, 17)
    assert milestones.agreement_of(found.values).latest == date(2027, 3, 31)
