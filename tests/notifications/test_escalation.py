"""What nobody answers moves up one level, once, until somebody takes it in hand."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, update
from sqlmodel import col, select

from models.acts.corrections import reopen
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.people.acknowledging import acknowledge
from models.people.reminding import pause_escalation, resume_escalation
from models.rules.ladder import Anchor, LadderStep
from models.storage.database import reading, transaction
from models.tables import Message, Rung
from models.vocabulary import Modality, Responsibility, SubjectKind
from notifications.outbox import revive
from tests.factories import (
    OWNER,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
    an_organisation,
)
from tests.notifications.days import (
    FIVE_BEFORE,
    LATEST,
    counted_statements,
    given_up,
    messages,
    reminders,
    run,
    sent,
    sweep,
    tell,
)

TOLD = FIVE_BEFORE  # a Wednesday
NEXT_DAY = date(2026, 9, 24)
TWO_LATER = date(2026, 9, 25)  # two working days later
FOUR_LATER = date(2026, 9, 29)
LEVELS = {"eigenaar": "owner", "baas": "accountable", "pm": "programme_manager"}


def a_chain(engine: Engine, *, without: str = "", escalates: bool = True) -> None:
    """Register milestone ``m1``; only its owner is told five working days before its bound."""
    steps = (LadderStep(Anchor.BOUND, -5, OWNER, escalates=escalates),)
    with transaction(engine) as session:
        rulebook = a_rulebook(dict.fromkeys(Modality, steps))
        ledger = a_ledger(session, rulebook=rulebook)
        kamer = an_organisation(ledger, "kamer", "parliament")
        milestone = a_milestone(ledger, a_cluster(ledger), addressee=kamer)
        for key, level in LEVELS.items():
            contact = a_contact(ledger, key)
            if key != without:
                an_assignment(ledger, milestone, contact, Responsibility(level))


def escalated(engine: Engine) -> list[str]:
    return [who for who, _, anchor, _, _ in reminders(engine) if anchor == "escalation"]


def words_told_on(engine: Engine, day: date) -> str:
    """Return what the one message of a day says, on one line."""
    (told,) = (each for each in messages(engine) if each.day == day)
    return " ".join(told.body_text.split())


def do(engine: Engine, day: date, act: Callable[[Ledger], object], actor: str = "tester") -> None:
    with transaction(engine) as session:
        act(a_ledger(session, on=day, actor=actor))


def test_two_working_days_without_an_answer_move_it_one_level_up(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)

    tell(engine, NEXT_DAY)
    assert escalated(engine) == []
    swept = sweep(engine, TWO_LATER)

    assert escalated(engine) == ["baas"]
    assert swept.escalated == 1


def test_two_more_days_move_it_to_the_programme_manager_and_no_further(engine: Engine) -> None:
    a_chain(engine)

    for ahead in range(14):
        tell(engine, TOLD + timedelta(days=ahead))

    assert escalated(engine) == ["baas", "pm"]
    days = dict(_escalated_on(engine))
    assert days == {"baas": TWO_LATER, "pm": FOUR_LATER}  # the weekend does not count


def test_what_was_never_sent_does_not_move_up(engine: Engine) -> None:
    a_chain(engine)
    run(engine, TOLD)  # planned, and the mail server is down

    tell(engine, FOUR_LATER)

    assert escalated(engine) == []


def test_a_message_that_was_given_up_moves_up_like_silence(engine: Engine) -> None:
    a_chain(engine)
    run(engine, TOLD)
    given_up(engine, TOLD)

    tell(engine, NEXT_DAY)
    assert escalated(engine) == []
    tell(engine, TWO_LATER)
    tell(engine, FOUR_LATER)

    assert escalated(engine) == ["baas", "pm"]


def test_who_hears_of_it_then_reads_that_a_message_could_not_be_delivered(engine: Engine) -> None:
    a_chain(engine)
    run(engine, TOLD)
    given_up(engine, TOLD)

    run(engine, TWO_LATER)

    told = words_told_on(engine, TWO_LATER)
    assert "een eerder bericht hierover kon niet worden bezorgd" in told
    assert "reageerde niet" not in told


def test_what_came_and_was_not_answered_is_not_called_undeliverable(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)

    run(engine, TWO_LATER)

    told = words_told_on(engine, TWO_LATER)
    assert "reageerde niet binnen twee werkdagen" in told
    assert "bezorgd" not in told


def test_who_acted_while_the_message_was_being_given_up_has_answered_it(engine: Engine) -> None:
    a_chain(engine)
    run(engine, TOLD)
    do(engine, NEXT_DAY, lambda ledger: acknowledge(ledger, "m1", "eigenaar"), actor="eigenaar")
    given_up(engine, TWO_LATER)

    tell(engine, FOUR_LATER)

    assert escalated(engine) == []


def test_a_dead_letter_that_comes_back_to_life_does_not_move_up_again(engine: Engine) -> None:
    a_chain(engine, without="pm")
    run(engine, TOLD)
    given_up(engine, TOLD)
    tell(engine, TWO_LATER)
    (dead,) = (each for each in messages(engine) if each.day == TOLD)
    with transaction(engine) as session:
        assert dead.id is not None
        assert revive(session, dead.id, morning_of(TWO_LATER))
    sent(engine, TOLD)

    for ahead in range(3, 10):
        tell(engine, TOLD + timedelta(days=ahead))

    assert escalated(engine) == ["baas"]


def test_a_weekend_is_no_time_to_answer(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, date(2026, 9, 24))  # Thursday

    sweep(engine, date(2026, 9, 26))
    sweep(engine, date(2026, 9, 27))
    assert escalated(engine) == []
    sweep(engine, date(2026, 9, 28))

    assert escalated(engine) == ["baas"]


@pytest.mark.parametrize(
    "answer",
    [
        lambda ledger: acknowledge(ledger, "m1", "eigenaar"),
        lambda ledger: milestones.forecast(ledger, "m1", date(2026, 9, 28)),
        lambda ledger: milestones.replan(
            ledger, "m1", "30 november 2026", code="input_awaited", reason="Later"
        ),
        lambda ledger: milestones.achieve(ledger, "m1", NEXT_DAY, evidence="Kamerstuk 1"),
        lambda ledger: advance(ledger, SubjectKind.MILESTONE, "m1", "voldoe_deels"),
    ],
    ids=["acknowledged", "forecast", "replanned", "achieved", "advanced"],
)
def test_whoever_takes_it_in_hand_stops_it(
    engine: Engine, answer: Callable[[Ledger], object]
) -> None:
    a_chain(engine)
    tell(engine, TOLD)
    do(engine, NEXT_DAY, answer)

    tell(engine, TWO_LATER)
    tell(engine, FOUR_LATER)

    assert escalated(engine) == []


def test_whoever_reopens_what_was_told_while_it_was_closed_has_it_in_hand(engine: Engine) -> None:
    """Found by the simulation, seed 854."""
    a_chain(engine)
    run(engine, TOLD)
    do(engine, TOLD, lambda ledger: milestones.achieve(ledger, "m1", TOLD, evidence="Kamerstuk 1"))
    with transaction(engine) as session:
        session.execute(update(Message).values(sent_at=morning_of(NEXT_DAY)))
    do(
        engine,
        TWO_LATER,
        lambda ledger: reopen(ledger, SubjectKind.MILESTONE, "m1", reason="Toch niet"),
    )

    sweep(engine, FOUR_LATER)

    assert escalated(engine) == []


def test_an_answer_from_before_it_was_told_does_not_count(engine: Engine) -> None:
    a_chain(engine)
    do(engine, date(2026, 9, 20), lambda it: milestones.forecast(it, "m1", date(2026, 9, 28)))
    tell(engine, TOLD)

    sweep(engine, TWO_LATER)

    assert escalated(engine) == ["baas"]


def test_an_answer_before_the_next_level_is_told_takes_it_back(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)
    sweep(engine, TWO_LATER)  # it moved up, and no message was made yet
    do(engine, TWO_LATER, lambda ledger: acknowledge(ledger, "m1", "eigenaar"))

    assert escalated(engine) == []
    with reading(engine) as session:
        assert session.exec(select(Rung).where(col(Rung.anchor) == "escalation")).all() == []


def test_where_nobody_is_accountable_it_moves_to_the_programme_manager(engine: Engine) -> None:
    a_chain(engine, without="baas")
    tell(engine, TOLD)

    sweep(engine, TWO_LATER)

    assert escalated(engine) == ["pm"]


def test_a_level_that_was_told_of_the_same_rung_is_passed_over(engine: Engine) -> None:
    steps = (LadderStep(Anchor.BOUND, -5, (Responsibility.OWNER, Responsibility.ACCOUNTABLE)),)
    with transaction(engine) as session:
        ledger = a_ledger(session, rulebook=a_rulebook(dict.fromkeys(Modality, steps)))
        milestone = a_milestone(ledger, a_cluster(ledger))
        for key, level in LEVELS.items():
            an_assignment(ledger, milestone, a_contact(ledger, key), Responsibility(level))
    tell(engine, TOLD)

    sweep(engine, TWO_LATER)

    assert escalated(engine) == ["pm"]


def test_what_its_ladder_lets_rest_does_not_move_up(engine: Engine) -> None:
    a_chain(engine, escalates=False)
    tell(engine, TOLD)

    sweep(engine, TWO_LATER)

    assert escalated(engine) == []


def test_while_it_is_paused_nothing_moves_up_and_afterwards_it_does(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)
    do(engine, NEXT_DAY, lambda it: pause_escalation(it, "m1", FOUR_LATER, reason="Overleg"))

    for ahead in range(2, 7):
        tell(engine, TOLD + timedelta(days=ahead))
    assert escalated(engine) == []
    sweep(engine, LATEST)

    assert escalated(engine) == ["baas"]


def test_resuming_lets_the_next_sweep_look_at_once(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)
    do(engine, TOLD, lambda it: pause_escalation(it, "m1", date(2026, 12, 1), reason="Overleg"))
    tell(engine, TWO_LATER)
    do(engine, TWO_LATER, lambda it: resume_escalation(it, "m1"))

    sweep(engine, date(2026, 9, 28))

    assert escalated(engine) == ["baas"]


def test_sweeping_again_or_late_moves_it_up_once(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)

    for day in (LATEST, LATEST, TWO_LATER, LATEST):
        sweep(engine, day)

    assert escalated(engine) == ["baas"]


def test_two_sweeps_at_once_move_it_up_once(engine: Engine) -> None:
    a_chain(engine)
    tell(engine, TOLD)
    together = Barrier(2)

    def sweep_with_the_other() -> None:
        together.wait()
        sweep(engine, TWO_LATER)

    threads = [Thread(target=sweep_with_the_other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert escalated(engine) == ["baas"]


def test_moving_up_costs_the_same_statements_for_ten_times_as_many(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        contacts = {key: a_contact(ledger, key) for key in LEVELS}
        for number in range(10):
            latest = LATEST if number < 1 else date(2026, 10, 7)
            milestone = a_milestone(ledger, cluster, f"m{number}", latest=latest)
            for key, level in LEVELS.items():
                an_assignment(ledger, milestone, contacts[key], Responsibility(level))
    tell(engine, date(2026, 9, 1))
    tell(engine, TOLD)
    with counted_statements(engine) as one:
        first = sweep(engine, TWO_LATER)
    tell(engine, LATEST)
    with counted_statements(engine) as ten:
        second = sweep(engine, date(2026, 10, 2))

    # The owners of nine, the two who heard on the last day of the tenth, and who it moved up to.
    assert (first.escalated, second.escalated) == (1, 9 + 1 + 1)
    assert len(ten) <= len(one) + 1 <= 8  # one more where something is late


def _escalated_on(engine: Engine) -> list[tuple[str, date]]:
    query = "SELECT s.key, r.swept_on FROM reminder r JOIN subject s ON s.id = r.contact_id"
    with reading(engine) as session:
        rows = session.connection().exec_driver_sql(f"{query} WHERE r.anchor = 'escalation'")
        return [(key, date.fromisoformat(str(day))) for key, day in rows]
