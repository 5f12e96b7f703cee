"""On which days the rungs of a ladder fall."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.dates import Calendar
from models.dates.calendar import Confidence, Recess
from models.errors import InvalidAmendmentError, ReasonMissingError, TransitionRefusedError
from models.ledger.writer import Ledger
from models.people.reminding import choose_ladder, pause_escalation, resume_escalation
from models.rules.ladder import (
    Anchor,
    Bounds,
    LadderStep,
    before_recess,
    rungs,
    summer_recess_behind,
)
from models.rules.rulebook import Rulebook
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Rung
from models.vocabulary import EventKind, Modality, Responsibility, SubjectKind
from seeds.ladder import load_ladders
from tests.factories import (
    ALL,
    OWNER,
    a_cluster,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_organisation,
    some_ladders,
)

SUMMER = Recess("zomerreces", date(2026, 7, 3), date(2026, 8, 31), Confidence.HIGH)
AUTUMN = Recess("herfstreces", date(2026, 10, 16), date(2026, 10, 26), Confidence.LOW)
CALENDAR = Calendar(
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    recesses=(SUMMER, AUTUMN),
    recesses_complete=((date(2026, 1, 1), date(2027, 12, 31)),),
)


def days(
    step: LadderStep, *, bound: date, to_parliament: bool, recess: date | None = None
) -> set[date]:
    bounds = Bounds(soft=None, bound=bound, late=bound, recess=recess)
    return {rung.due_on for rung in rungs((step,), bounds, CALENDAR, to_parliament=to_parliament)}


# --- recess ----------------------------------------------------------------------------------


def test_a_rung_of_a_duty_to_the_kamer_is_told_before_the_recess_it_falls_in() -> None:
    step = LadderStep(Anchor.BOUND, -40, OWNER)
    bound = date(2026, 12, 15)  # forty working days before it the Kamer is in recess

    assert days(step, bound=bound, to_parliament=False) == {date(2026, 10, 20)}
    assert days(step, bound=bound, to_parliament=True) == {date(2026, 10, 15)}


def test_what_is_late_is_not_told_before_it_is_late() -> None:
    step = LadderStep(Anchor.LATE, 1, OWNER)

    assert days(step, bound=date(2026, 7, 2), to_parliament=True) == {date(2026, 7, 3)}


def test_a_day_outside_every_recess_stays() -> None:
    assert before_recess(date(2026, 9, 1), CALENDAR) == date(2026, 9, 1)
    assert before_recess(date(2026, 8, 31), CALENDAR) == date(2026, 7, 2)


@pytest.mark.parametrize(
    "last_day,recess",
    [
        (date(2026, 7, 2), SUMMER.first),  # "voor de zomer"
        (date(2026, 6, 26), SUMMER.first),
        (date(2026, 6, 25), None),
        (date(2026, 7, 3), None),
        (date(2026, 10, 15), None),  # the autumn recess is no summer
        (date(2027, 7, 1), None),  # the data do not hold that summer
        (None, None),
    ],
)
def test_what_was_agreed_for_the_last_week_of_sittings_precedes_the_summer(
    last_day: date | None, recess: date | None
) -> None:
    assert summer_recess_behind(last_day, CALENDAR) == recess


def test_everybody_is_warned_two_weeks_before_the_summer_recess(engine: Engine) -> None:
    rulebook = Rulebook(calendar=CALENDAR, ladders=load_ladders())
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 3, 2), rulebook=rulebook)
        kamer = an_organisation(ledger, "kamer", "parliament")
        a_milestone(ledger, a_cluster(ledger), addressee=kamer, latest=date(2026, 7, 2))

    warned = {
        (rung.responsibility, rung.due_on) for rung in laid(engine) if rung.anchor == "recess"
    }

    assert warned == {(str(level), date(2026, 6, 19)) for level in Responsibility}


# --- by name ---------------------------------------------------------------------------------

CLOSE = {**some_ladders(), "close": (LadderStep(Anchor.BOUND, -30, ALL),)}


def laid(engine: Engine) -> list[Rung]:
    with reading(engine) as session:
        found = list(session.exec(select(Rung).order_by(col(Rung.due_on))))
        session.expunge_all()
        return found


def a_writer(session: object, on: date = date(2026, 7, 1)) -> Ledger:
    return a_ledger(session, on=on, rulebook=a_rulebook(CLOSE))  # type: ignore[arg-type]


def test_another_ladder_lays_other_rungs_in_the_same_transaction(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_writer(session)
        a_milestone(ledger, a_cluster(ledger))
        choose_ladder(ledger, "m1", "close", reason="Alles hangt hieraan")

    assert {(rung.anchor, rung.step) for rung in laid(engine)} == {("bound", -30)}
    with reading(engine) as session:
        assert current(session, SubjectKind.MILESTONE, "m1").text("ladder") == "close"


def test_the_name_of_its_own_modality_gives_its_own_ladder_back(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_writer(session)
        a_milestone(ledger, a_cluster(ledger))
        before = len(session.exec(select(Rung)).all())
        choose_ladder(ledger, "m1", "close", reason="Alles hangt hieraan")
        own = choose_ladder(ledger, "m1", Modality.COMMITMENT, reason="Toch niet")

    assert own.text("ladder") is None
    assert len(laid(engine)) == before


def test_a_ladder_that_there_is_not_is_refused_with_those_that_there_are(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_writer(session)
        a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(InvalidAmendmentError, match="close"):
            choose_ladder(ledger, "m1", "dichtbij", reason="x")
        with pytest.raises(InvalidAmendmentError):
            choose_ladder(ledger, "m1", "commitment", reason="x")
        with pytest.raises(ReasonMissingError):
            choose_ladder(ledger, "m1", "close", reason=None)


def test_a_ladder_that_left_the_data_is_missed_where_rungs_are_laid(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_writer(session)
        a_milestone(ledger, a_cluster(ledger))
        milestone = choose_ladder(ledger, "m1", "close", reason="x")
        without = a_ledger(session)

        with pytest.raises(InvalidAmendmentError, match="commitment"):
            without.record(milestone, EventKind.AMENDED, {"latest": date(2026, 10, 1)})


# --- pausing ---------------------------------------------------------------------------------


def test_a_pause_is_kept_with_its_reason_and_ends_the_day_before_it_is_resumed(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        paused = pause_escalation(ledger, "m1", date(2026, 8, 1), reason="Overleg")
        resumed = resume_escalation(ledger, "m1")

    assert paused.day("escalation_paused_until") == date(2026, 8, 1)
    assert resumed.day("escalation_paused_until") == date(2026, 6, 30)


def test_a_pause_needs_a_reason_and_a_day_to_come_and_something_open(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))

        with pytest.raises(ReasonMissingError):
            pause_escalation(ledger, "m1", date(2026, 8, 1), reason=" ")
        with pytest.raises(InvalidAmendmentError, match="past"):
            pause_escalation(ledger, "m1", date(2026, 6, 30), reason="x")
        with pytest.raises(InvalidAmendmentError, match="not paused"):
            resume_escalation(ledger, "m1")
        ledger.record(milestone, EventKind.ADVANCED, {"standing": "vervallen"})
        with pytest.raises(TransitionRefusedError):
            pause_escalation(ledger, "m1", date(2026, 8, 1), reason="x")
