"""A statutory term on a milestone: its bound follows from it, and stands still with it."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from models.acts.corrections import correct
from models.as_of import Past, as_of
from models.dates import StandsStill
from models.errors import (
    InvalidAmendmentError,
    InvalidInputError,
    OutsideCalendarError,
    ReasonMissingError,
    SuspensionError,
    TransitionRefusedError,
    UnreadableTermError,
)
from models.ledger.chain import events_of, verify
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.milestones.terms import resume, set_term, suspend, term_of
from models.storage.database import reading, transaction, trial
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.factories import a_calendar, a_cluster, a_ledger, a_milestone
from tests.models.milestones.test_acts import rungs_of

MARCH = date(2026, 3, 2)  # a Monday
TODAY = date(2026, 7, 1)
KIND = SubjectKind.MILESTONE


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    """Somebody writing on 1 July 2026, with a milestone m1 that has no date."""
    with transaction(engine) as session:
        found = a_ledger(session, on=TODAY)
        a_milestone(found, a_cluster(found), latest=None)
        yield found


def with_a_term(ledger: Ledger, length: str = "13 weken") -> Record:
    """The milestone with a term from Monday 1 June 2026."""
    return set_term(ledger, "m1", date(2026, 6, 1), length)


def test_the_bound_follows_from_the_term(ledger: Ledger) -> None:
    found = with_a_term(ledger)

    assert (found.day("latest"), found.day("bound")) == (date(2026, 8, 31), date(2026, 8, 31))
    assert found.text("wording") == "13 weken na 1 juni 2026"
    assert found.text("edtf") == "../2026-08-31"
    assert {bound for _, _, bound in rungs_of(ledger.session, found.id)} == {date(2026, 8, 31)}


def test_a_term_that_ends_in_a_weekend_gives_the_bound_by_law(ledger: Ledger) -> None:
    found = set_term(ledger, "m1", date(2026, 6, 6), "P2W")

    assert found.day("bound") == date(2026, 6, 22)


def test_the_first_agreement_stays_what_it_was(ledger: Ledger) -> None:
    a_milestone(ledger, a_cluster(ledger, "ander"), "m2", latest=date(2026, 9, 30))

    found = set_term(ledger, "m2", date(2026, 6, 1), "P13W", reason="Awb 4:13")

    assert found.day("first_latest") == date(2026, 9, 30)
    event = events_of(ledger.session, found.id)[-1]
    assert (event.kind, event.reason) == ("term_set", "Awb 4:13")
    assert json.loads(event.payload)["before"]["latest"] == "2026-09-30"


def test_a_term_instead_of_a_date_needs_a_reason(ledger: Ledger) -> None:
    a_milestone(ledger, a_cluster(ledger, "ander"), "m2", latest=date(2026, 9, 30))

    with pytest.raises(ReasonMissingError):
        set_term(ledger, "m2", date(2026, 6, 1), "P13W")
    with_a_term(ledger)
    with pytest.raises(ReasonMissingError):
        set_term(ledger, "m1", date(2026, 6, 2), "P13W")


def test_the_same_term_again_is_refused(ledger: Ledger) -> None:
    with_a_term(ledger)

    with pytest.raises(InvalidAmendmentError, match="runs already"):
        set_term(ledger, "m1", date(2026, 6, 1), "P13W", reason="nog eens")


def test_what_is_no_term_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnreadableTermError):
        with_a_term(ledger, "spoedig")
    with pytest.raises(OutsideCalendarError):
        set_term(ledger, "m1", date(2031, 12, 30), "1 week")


def test_while_a_term_stands_still_there_is_no_bound_and_no_rung(ledger: Ledger) -> None:
    milestone = with_a_term(ledger)

    found = suspend(ledger, "m1", TODAY, reason="aanvulling gevraagd")

    assert (found.day("latest"), found.day("bound"), found.text("edtf")) == (None, None, None)
    assert found.text("wording") == (
        "13 weken na 1 juni 2026, opgeschort sinds 1 juli 2026, nog 62 dagen"
    )
    assert rungs_of(ledger.session, milestone.id) == []
    term = term_of(found.values)
    assert term is not None
    assert term.end(a_calendar()) == StandsStill(TODAY, 62)


def test_a_resumed_term_gets_its_bound_and_its_rungs_in_the_same_transaction(
    ledger: Ledger,
) -> None:
    milestone = with_a_term(ledger)
    suspend(ledger, "m1", date(2026, 6, 15), reason="aanvulling gevraagd")

    found = resume(ledger, "m1", date(2026, 6, 29), reason="aangevuld")

    assert found.day("bound") == date(2026, 9, 14)
    assert found.text("suspensions") == "2026-06-15/2026-06-28"
    assert {bound for _, _, bound in rungs_of(ledger.session, milestone.id)} == {date(2026, 9, 14)}
    kinds = [event.kind for event in events_of(ledger.session, milestone.id)]
    assert kinds == ["registered", "term_set", "suspended", "resumed"]


def test_a_suspension_takes_effect_on_its_day_and_at_the_latest_today(ledger: Ledger) -> None:
    milestone = with_a_term(ledger)
    suspend(ledger, "m1", date(2026, 6, 15), reason="gevraagd")
    resume(ledger, "m1", date(2026, 7, 20), reason="de gestelde termijn loopt dan af")

    effective = [event.effective_on for event in events_of(ledger.session, milestone.id)][1:]
    assert effective == [date(2026, 6, 1), date(2026, 6, 15), TODAY]


def test_suspending_needs_a_reason_and_so_does_resuming(ledger: Ledger) -> None:
    with_a_term(ledger)
    with pytest.raises(ReasonMissingError):
        suspend(ledger, "m1", TODAY, reason=" ")
    suspend(ledger, "m1", TODAY, reason="gevraagd")
    with pytest.raises(ReasonMissingError):
        resume(ledger, "m1", TODAY, reason=None)


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2020, 1, 1)])
def test_a_suspension_outside_the_term_is_refused(ledger: Ledger, day: date) -> None:
    with_a_term(ledger)

    with pytest.raises(SuspensionError, match="2026-06-02 to 2026-08-31"):
        suspend(ledger, "m1", day, reason="gevraagd")


def test_without_a_term_there_is_nothing_to_suspend_or_resume(ledger: Ledger) -> None:
    for act in (suspend, resume):
        with pytest.raises(SuspensionError, match="milestone term m1"):
            act(ledger, "m1", TODAY, reason="gevraagd")


def test_a_term_that_runs_is_not_resumed_and_one_that_stands_still_not_suspended(
    ledger: Ledger,
) -> None:
    with_a_term(ledger)
    with pytest.raises(SuspensionError, match="nothing to resume"):
        resume(ledger, "m1", TODAY, reason="x")
    suspend(ledger, "m1", TODAY, reason="x")
    with pytest.raises(SuspensionError, match="stands still since 2026-07-01"):
        suspend(ledger, "m1", TODAY, reason="x")


def test_a_closed_milestone_has_no_term_to_set_or_suspend(ledger: Ledger) -> None:
    with_a_term(ledger)
    milestones.achieve(ledger, "m1", TODAY, evidence="besluit")

    with pytest.raises(TransitionRefusedError, match="closed"):
        suspend(ledger, "m1", TODAY, reason="x")
    with pytest.raises(TransitionRefusedError, match="closed"):
        set_term(ledger, "m1", MARCH, "P1W", reason="x")


def test_a_milestone_can_be_achieved_while_its_term_stands_still(ledger: Ledger) -> None:
    with_a_term(ledger)
    suspend(ledger, "m1", TODAY + timedelta(days=1), reason="gevraagd")

    found = milestones.achieve(ledger, "m1", TODAY, evidence="besluit")

    assert found.day("achieved_on") == TODAY


def test_a_suspension_begins_tomorrow_at_the_latest(ledger: Ledger) -> None:
    with_a_term(ledger)

    with pytest.raises(SuspensionError, match="still to come"):
        suspend(ledger, "m1", TODAY + timedelta(days=2), reason="x")
    found = suspend(ledger, "m1", TODAY + timedelta(days=1), reason="vandaag gevraagd")
    assert found.text("suspensions") == "2026-07-02/.."


def test_another_start_keeps_the_suspensions(ledger: Ledger) -> None:
    with_a_term(ledger)
    suspend(ledger, "m1", date(2026, 6, 15), reason="gevraagd")
    resume(ledger, "m1", date(2026, 6, 29), reason="aangevuld")

    found = set_term(ledger, "m1", date(2026, 6, 3), "13 weken", reason="later ontvangen")

    assert found.text("suspensions") == "2026-06-15/2026-06-28"
    assert found.day("bound") == date(2026, 9, 16)
    with pytest.raises(SuspensionError):
        set_term(ledger, "m1", date(2026, 6, 15), "13 weken", reason="nog later ontvangen")


def test_re_planning_ends_the_term(ledger: Ledger) -> None:
    with_a_term(ledger)

    found = milestones.replan(
        ledger, "m1", "1 december 2026", code="parties_not_agreed", reason="met instemming"
    )

    assert term_of(found.values) is None
    assert found.day("bound") == date(2026, 12, 1)


# --- corrections -----------------------------------------------------------------------------


def test_a_corrected_suspension_moves_the_bound(ledger: Ledger) -> None:
    with_a_term(ledger)
    suspend(ledger, "m1", date(2026, 6, 15), reason="gevraagd")
    resume(ledger, "m1", date(2026, 6, 29), reason="aangevuld")

    found = correct(
        ledger,
        KIND,
        "m1",
        fields={"suspensions": "2026-06-15/2026-06-21"},
        reason="verkeerde dag",
    )

    assert found.day("bound") == date(2026, 9, 7)
    none_left = correct(ledger, KIND, "m1", fields={"suspensions": None}, reason="nooit gevraagd")
    assert none_left.day("bound") == date(2026, 8, 31)


@pytest.mark.parametrize("field", ["latest", "bound"])
def test_what_follows_from_the_term_is_not_corrected_by_itself(ledger: Ledger, field: str) -> None:
    with_a_term(ledger)

    with pytest.raises(InvalidAmendmentError, match="follows from the term"):
        correct(ledger, KIND, "m1", fields={field: "2026-12-31"}, reason="x")


@pytest.mark.parametrize("fields", [{"term": None}, {"term_starts_on": None}])
def test_a_correction_does_not_end_a_term(ledger: Ledger, fields: dict[str, str | None]) -> None:
    with_a_term(ledger)

    with pytest.raises(InvalidAmendmentError, match="by a correction"):
        correct(ledger, KIND, "m1", fields=fields, reason="x")


def test_a_correction_does_not_begin_a_term(ledger: Ledger) -> None:
    with pytest.raises(InvalidAmendmentError, match="milestone term m1"):
        correct(ledger, KIND, "m1", fields={"term": "P1W"}, reason="x")


@pytest.mark.parametrize(
    "text", ["gisteren", "2026-06-15/2026-06-01", "2031-01-01/..", "2026-06-15/9999-12-31"]
)
def test_a_correction_to_no_suspension_is_refused(ledger: Ledger, text: str) -> None:
    with_a_term(ledger)

    with pytest.raises(InvalidInputError):
        correct(ledger, KIND, "m1", fields={"suspensions": text}, reason="x")


# --- the past --------------------------------------------------------------------------------


def test_the_past_shows_the_term_as_it_was_known(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 6, 2))
        a_milestone(ledger, a_cluster(ledger), latest=None)
        with_a_term(ledger)
    with transaction(engine) as session:
        suspend(a_ledger(session, on=date(2026, 6, 20)), "m1", date(2026, 6, 15), reason="x")

    assert _suspensions(engine, Past(date(2026, 6, 16))) is None
    assert _suspensions(engine, Past(date(2026, 6, 16), hindsight=True)) == "2026-06-15/.."
    assert _suspensions(engine, Past(date(2026, 6, 14), hindsight=True)) is None
    with reading(engine) as session:
        assert list(verify(session)) == []


def _suspensions(engine: Engine, past: Past) -> str | None:
    with reading(engine) as session, as_of(session, past.day, hindsight=past.hindsight) as then:
        return current(then, KIND, "m1").text("suspensions")


# --- any sequence ----------------------------------------------------------------------------

STEPS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20)), max_size=5)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_through_the_ledger_no_day_is_lost_or_won(
    engine: Engine, steps: list[tuple[int, int]]
) -> None:
    with trial(engine) as session:
        ledger = a_ledger(session, on=date(2027, 7, 1))
        a_milestone(ledger, a_cluster(ledger), latest=None)
        with_a_term(ledger)
        still = _walk(session, ledger, steps)

        found = current(session, KIND, "m1")
        assert found.day("latest") == date(2026, 8, 31) + still


def _walk(session: Session, ledger: Ledger, steps: list[tuple[int, int]]) -> timedelta:
    """Suspend and resume by these steps; return for how long the term stood still."""
    day, still = date(2026, 6, 2), timedelta(0)
    for running, stopped in steps:
        day += timedelta(days=running)
        latest = current(session, KIND, "m1").day("latest")
        if latest is None or day > latest:
            break
        suspend(ledger, "m1", day, reason="x")
        assert current(session, KIND, "m1").day("bound") is None
        day += timedelta(days=stopped)
        resume(ledger, "m1", day, reason="x")
        still += timedelta(days=stopped)
    return still
