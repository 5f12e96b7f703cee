"""A status that a person gives: visible, with a reason, and not for ever."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.acts.corrections import correct
from models.errors import InvalidAmendmentError, ReasonMissingError, TransitionRefusedError
from models.ledger.chain import events_of
from models.milestones import acts as milestones
from models.milestones.judging import override, withdraw_override
from models.rules.override import Override, override_on
from models.rules.status import Status
from models.storage.database import transaction
from models.vocabulary import EventKind, SubjectKind
from tests.factories import START, a_cluster, a_ledger, a_milestone

UNTIL = date(2026, 8, 1)


def test_a_judgement_keeps_who_gave_it_why_and_from_when_to_when(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, actor="anna")
        a_milestone(ledger, a_cluster(ledger))

        found = override(ledger, "m1", "attention", until=UNTIL, reason="concept ligt stil")

        given = Override(Status.ATTENTION, "concept ligt stil", "anna", START, UNTIL)
        assert override_on(found.values, START) == given
        event = events_of(session, found.id)[-1]
        assert (event.kind, event.reason) == (EventKind.OVERRIDDEN, "concept ligt stil")


def test_a_judgement_counts_on_its_last_day_and_not_the_day_after(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        found = override(ledger, "m1", "delayed", until=UNTIL, reason="x")

    assert override_on(found.values, UNTIL) is not None
    assert override_on(found.values, UNTIL + timedelta(days=1)) is None


def test_a_judgement_holds_ninety_days_at_most(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        for until in (START - timedelta(days=1), START + timedelta(days=91)):
            with pytest.raises(InvalidAmendmentError, match="a day from 2026-07-01 to 2026-09-29"):
                override(ledger, "m1", "delayed", until=until, reason="x")

        found = override(ledger, "m1", "delayed", reason="x")

    assert found.day("override_until") == START + timedelta(days=90)


@pytest.mark.parametrize("status", ["achieved", "lapsed", "groen", ""])
def test_what_a_life_cycle_says_is_no_judgement(engine: Engine, status: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="on_track, attention"):
            override(ledger, "m1", status, reason="x")


@pytest.mark.parametrize("reason", [None, " "])
def test_a_judgement_without_a_reason_is_refused(engine: Engine, reason: str | None) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        with pytest.raises(ReasonMissingError):
            override(ledger, "m1", "delayed", reason=reason)
        override(ledger, "m1", "delayed", reason="x")
        with pytest.raises(ReasonMissingError):
            withdraw_override(ledger, "m1", reason=reason)


def test_a_judgement_can_be_withdrawn_once(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        override(ledger, "m1", "delayed", reason="x")

        found = withdraw_override(ledger, "m1", reason="concept is er")

        assert override_on(found.values, START) is None
        assert events_of(session, found.id)[-1].kind == EventKind.OVERRIDE_WITHDRAWN
        with pytest.raises(InvalidAmendmentError, match="rule decides"):
            withdraw_override(ledger, "m1", reason="nog eens")


def test_a_judgement_ends_with_the_agreement_that_it_was_given_for(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        override(ledger, "m1", "on_track", reason="x")

        found = milestones.replan(ledger, "m1", "2026-12-01", code="other", reason="x")

    assert override_on(found.values, START) is None


def test_a_closed_milestone_is_what_it_is(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        override(ledger, "m1", "delayed", reason="x")

        found = milestones.achieve(ledger, "m1", START, evidence="kst-1")

        assert override_on(found.values, START) is None
        with pytest.raises(TransitionRefusedError):
            override(ledger, "m1", "delayed", reason="x")


def test_a_judgement_is_not_written_by_a_correction(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="possible"):
            correct(
                ledger,
                SubjectKind.MILESTONE,
                "m1",
                fields={"override_status": "on_track"},
                reason="x",
            )
