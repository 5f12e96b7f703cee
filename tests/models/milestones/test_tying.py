"""Windows that wait for an event: tied to what dates them, and following it whatever happens."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.acts.commands import Command, Verb
from models.acts.corrections import correct, reopen
from models.acts.mandates import give
from models.acts.proposals import confirm, submit
from models.as_of import as_of
from models.errors import (
    InvalidAmendmentError,
    InvalidInputError,
    OutsideCalendarError,
    ReasonMissingError,
    TransitionRefusedError,
    UnknownSubjectError,
)
from models.ledger.chain import events_of
from models.milestones import acts as milestones
from models.milestones.dating import date_event
from models.milestones.tying import tie
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.tables import Rung
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import (
    ADVICE,
    START,
    WAITING,
    a_cluster,
    a_document,
    a_ledger,
    a_milestone,
    a_waiting_milestone,
    an_occurrence,
    an_organisation,
)
from tests.invariants import broken_invariants

DAY, SIX_WEEKS_ON = date(2026, 10, 5), date(2026, 11, 16)  # Mondays
TARGET = date(2026, 12, 1)


def milestone(session: Session, key: str = "m1") -> Record:
    return current(session, SubjectKind.MILESTONE, key)


def rung_bounds(session: Session, milestone_id: int) -> set[date]:
    query = select(Rung).where(col(Rung.milestone_id) == milestone_id)
    return {rung.bound for rung in session.exec(query)}


def test_replanning_to_words_that_wait_keeps_event_and_offset_and_no_days(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))

        found = milestones.replan(
            ledger, "m1", WAITING, code="input_awaited", reason="later", internal_target=TARGET
        )

    assert (found.text("anchor_words"), found.text("anchor_offset")) == (ADVICE, "P6W")
    assert (found.day("latest"), found.day("bound")) == (None, TARGET)
    assert found.number("anchor_id") is None


def test_a_window_gets_its_days_when_its_event_is_dated_in_an_event_of_its_own(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        waiting = a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
        assert milestone(session).day("latest") is None

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", str(DAY))

        found = milestone(session)
        assert (found.day("earliest"), found.day("latest")) == (DAY, SIX_WEEKS_ON)
        assert (found.day("bound"), found.day("first_latest")) == (SIX_WEEKS_ON, SIX_WEEKS_ON)
        assert SIX_WEEKS_ON in rung_bounds(session, waiting.id)
        event = events_of(session, waiting.id)[-1]
        assert event.kind == EventKind.DATED
        assert json.loads(event.payload)["note"]["because"] == "occurrence:advies"


def test_a_duty_to_the_kamer_counts_to_the_last_sitting_day_and_is_never_extended(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger), to=chamber)
        tie(ledger, "m1", "occurrence:advies")

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", "2026-10-10")  # a Saturday

        found = milestone(session)
        assert found.day("latest") == date(2026, 11, 21)  # a Saturday: a promise runs no longer
        assert found.day("bound") == date(2026, 11, 19)  # the Thursday before


def test_a_window_that_is_tied_to_what_has_a_day_gets_it_at_once(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_document(ledger, cluster, "advies", "advice", dated_on=DAY)
        a_waiting_milestone(ledger, cluster)

        found = tie(ledger, "m1", "document:advies")

        assert found.day("latest") == SIX_WEEKS_ON
        kinds = [each.kind for each in events_of(session, found.id)]
        assert kinds == [EventKind.REGISTERED, EventKind.TIED, EventKind.DATED]


def test_a_milestone_that_is_registered_tied_gets_its_days_at_once(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        anchor = an_occurrence(ledger, "advies", earliest=DAY, latest=DAY)

        found = a_waiting_milestone(ledger, a_cluster(ledger), tied_to=anchor)

        assert (found.day("latest"), found.day("first_latest")) == (SIX_WEEKS_ON, SIX_WEEKS_ON)
        assert found.version == milestone(session).version == 2


def test_another_milestone_dates_a_window_by_being_achieved_and_no_more_when_it_is_reopened(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 10, 6))
        cluster = a_cluster(ledger)
        a_milestone(ledger, cluster, "advies", latest=date(2026, 12, 1))
        a_waiting_milestone(ledger, cluster, target=TARGET)
        tie(ledger, "m1", "milestone:advies")

        milestones.achieve(ledger, "advies", DAY, evidence="kst-1")
        achieved = milestone(session)
        reopen(ledger, SubjectKind.MILESTONE, "advies", reason="toch niet")
        reopened = milestone(session)

    assert achieved.day("latest") == SIX_WEEKS_ON
    assert (reopened.day("latest"), reopened.day("bound")) == (None, TARGET)


def test_a_row_of_windows_follows_link_by_link(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, cluster, "m1")
        a_waiting_milestone(ledger, cluster, "m2")
        tie(ledger, "m1", "occurrence:advies")
        tie(ledger, "m2", "milestone:m1")

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", str(DAY))
        only_agreed = milestone(session, "m2").day("latest")
        later = a_ledger(session, on=date(2026, 11, 2))
        milestones.achieve(later, "m1", date(2026, 11, 2), evidence="kst-1")

        assert only_agreed is None  # m1 has a bound now, and is not there yet
        assert milestone(session, "m2").day("latest") == date(2026, 12, 14)


def test_many_windows_follow_one_event(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        an_occurrence(ledger, "advies")
        for number in range(20):
            a_waiting_milestone(ledger, cluster, f"m-{number}")
            tie(ledger, f"m-{number}", "occurrence:advies")

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", str(DAY))

        latest = {milestone(session, f"m-{number}").day("latest") for number in range(20)}
        assert latest == {SIX_WEEKS_ON}


def test_another_day_of_the_event_is_a_correction_and_moves_the_window(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies", earliest=DAY, latest=DAY)
        a_waiting_milestone(ledger, a_cluster(ledger), target=TARGET)
        tie(ledger, "m1", "occurrence:advies")
        with pytest.raises(ReasonMissingError):
            date_event(ledger, SubjectKind.OCCURRENCE, "advies", "2026-10-12")

        moved = date_event(
            ledger, SubjectKind.OCCURRENCE, "advies", "2026-10-12", reason="verkeerde week"
        )
        later = milestone(session)
        date_event(ledger, SubjectKind.OCCURRENCE, "advies", None, reason="toch onbekend")
        unknown = milestone(session)

        assert events_of(session, moved.id)[-2].kind == EventKind.CORRECTED
        assert later.day("latest") == date(2026, 11, 23)
        assert (unknown.day("earliest"), unknown.day("latest")) == (None, None)
        assert unknown.day("bound") == TARGET


def test_any_correction_of_the_day_moves_the_window(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_document(ledger, cluster, "advies", "advice", dated_on=DAY)
        a_waiting_milestone(ledger, cluster)
        tie(ledger, "m1", "document:advies")

        correct(
            ledger,
            SubjectKind.DOCUMENT,
            "advies",
            fields={"dated_on": "2026-10-12"},
            reason="verkeerd overgenomen",
        )

        assert milestone(session).day("latest") == date(2026, 11, 23)


def test_a_period_is_no_day(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", "in oktober 2026")

        assert milestone(session).day("latest") is None


def test_replanning_ends_the_tie_of_the_current_agreement_and_not_of_the_first(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
        milestones.replan(ledger, "m1", "2026-12-24", code="other", reason="vaste dag gekozen")

        date_event(ledger, SubjectKind.OCCURRENCE, "advies", str(DAY))

        found = milestone(session)
        assert found.day("latest") == date(2026, 12, 24)
        assert found.day("first_latest") == SIX_WEEKS_ON


def test_a_window_is_not_tied_to_itself_however_far_round(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        for key in ("m1", "m2", "m3"):
            a_waiting_milestone(ledger, cluster, key)
        tie(ledger, "m2", "milestone:m1")
        tie(ledger, "m3", "milestone:m2")

        for to in ("milestone:m1", "milestone:m3"):
            with pytest.raises(InvalidAmendmentError, match="wait for itself: m1 → "):
                tie(ledger, "m1", to)


def test_a_tie_that_makes_no_sense_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        an_occurrence(ledger, "advies")
        a_milestone(ledger, cluster, "dated")
        a_waiting_milestone(ledger, cluster)

        with pytest.raises(InvalidAmendmentError, match="waits for no event"):
            tie(ledger, "dated", "occurrence:advies")
        for to in ("cluster:voorbeeld", "advies", ""):
            with pytest.raises(InvalidAmendmentError, match="expected: occurrence"):
                tie(ledger, "m1", to)
        with pytest.raises(UnknownSubjectError):
            tie(ledger, "m1", "occurrence:niets")
        with pytest.raises(InvalidAmendmentError, match="says already"):
            tie(ledger, "m1", None)
        milestones.achieve(ledger, "dated", START, evidence="kst-1")
        with pytest.raises(TransitionRefusedError):
            tie(ledger, "dated", "occurrence:advies")


def test_tying_anew_and_letting_loose_need_a_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies", earliest=DAY, latest=DAY)
        an_occurrence(ledger, "ander")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
        for to in ("occurrence:ander", None):
            with pytest.raises(ReasonMissingError):
                tie(ledger, "m1", to)

        found = tie(ledger, "m1", None, reason="het was een ander advies")

    assert (found.number("anchor_id"), found.day("latest")) == (None, None)


def test_tying_a_dated_window_anew_needs_a_second_person(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies", earliest=DAY, latest=DAY)
        an_occurrence(ledger, "ander", earliest=START, latest=START)
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
        give(ledger, "tester", Role.ADMINISTRATOR)
        for name in ("anna", "bert"):
            give(ledger, name, Role.PROGRAMME_MANAGER)
        arguments = {"to": "occurrence:ander", "reason": "verkeerd advies"}
        command = Command(Verb.TIE, SubjectKind.MILESTONE, "m1", arguments)

        outcome = submit(a_ledger(session, actor="anna"), command)
        waiting = milestone(session).day("latest")
        assert outcome.proposal is not None
        done = confirm(a_ledger(session, actor="bert"), outcome.proposal.key)

    assert waiting == SIX_WEEKS_ON
    assert done.day("latest") == date(2026, 8, 12)


def test_the_days_of_a_tied_window_are_not_corrected_apart_from_what_dates_it(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies", earliest=DAY, latest=DAY)
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")

        for fields in ({"latest": "2026-12-24"}, {"latest": None}):
            with pytest.raises(InvalidAmendmentError, match="correct that day"):
                correct(ledger, SubjectKind.MILESTONE, "m1", fields=fields, reason="x")
        with pytest.raises(InvalidAmendmentError, match="possible"):
            correct(ledger, SubjectKind.MILESTONE, "m1", fields={"anchor_id": "1"}, reason="x")


def test_a_bound_that_no_calendar_knows_leaves_the_event_undated(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")

    with pytest.raises(OutsideCalendarError), transaction(engine) as session:
        date_event(a_ledger(session), SubjectKind.OCCURRENCE, "advies", "2055-01-01")

    with reading(engine) as session:
        assert current(session, SubjectKind.OCCURRENCE, "advies").day("latest") is None


def test_the_past_shows_a_window_as_it_was_known_then(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
    with transaction(engine) as session:
        later = a_ledger(session, on=date(2026, 10, 6))
        date_event(later, SubjectKind.OCCURRENCE, "advies", str(DAY))

    with reading(engine) as session:
        with as_of(session, START) as then:
            assert milestone(then).day("latest") is None
        with as_of(session, date(2026, 10, 6)) as then:
            assert milestone(then).day("latest") == SIX_WEEKS_ON


def test_what_was_tied_and_dated_adds_up(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, a_cluster(ledger))
        tie(ledger, "m1", "occurrence:advies")
        date_event(ledger, SubjectKind.OCCURRENCE, "advies", str(DAY))

        assert broken_invariants(session, ledger.rulebook) == []


@pytest.mark.parametrize("kind, when", [("document", "najaar 2026"), ("occurrence", "ooit")])
def test_what_is_no_day_dates_nothing(engine: Engine, kind: str, when: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "x")
        a_document(ledger, a_cluster(ledger), "x", "advice")

        with pytest.raises(InvalidInputError, match=when):
            date_event(ledger, SubjectKind(kind), "x", when)
