"""Why somebody was told, will be or was not."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.milestones import acts as milestones
from models.people.acknowledging import acknowledge
from models.people.reminding import pause_escalation
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from notifications.delivery import send_messages
from notifications.untold import WhyUntold
from notifications.why import Fate, Line, Obstacle, Verdict, Why, why
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_absence,
    an_assignment,
)
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    QUIET_DAY,
    an_owned_milestone,
    run,
    sweep,
    tell,
)
from tests.notifications.post import FakeChannel, a_failure, failing


def explained(engine: Engine, day: date) -> Why:
    with reading(engine) as session:
        return why(session, "m1", rulebook=a_rulebook(), today=day, now=morning_of(day))


def line(engine: Engine, day: date, anchor: str, step: int, role: str = "owner") -> Line:
    (found,) = (
        each
        for each in explained(engine, day).lines
        if (each.anchor, each.step, each.responsibility) == (anchor, step, role)
    )
    return found


def test_before_anything_is_due_everything_is_to_come_but_what_nobody_hears(
    engine: Engine,
) -> None:
    an_owned_milestone(engine)

    lines = explained(engine, QUIET_DAY).lines

    assert [(each.responsibility, each.verdict, each.why_not) for each in lines[:3]] == [
        ("owner", Verdict.TO_COME, None),
        ("owner", Verdict.TO_COME, None),
        ("accountable", Verdict.NOT_TOLD, WhyUntold.NOBODY_ASSIGNED),
    ]


def test_a_rung_follows_its_message_from_the_sweep_to_the_reader(engine: Engine) -> None:
    an_owned_milestone(engine)
    verdicts = [line(engine, FIVE_BEFORE, "bound", -5).verdict]
    sweep(engine, FIVE_BEFORE)
    verdicts.append(line(engine, FIVE_BEFORE, "bound", -5).verdict)
    run(engine, FIVE_BEFORE)
    verdicts.append(line(engine, FIVE_BEFORE, "bound", -5).verdict)
    tell(engine, FIVE_BEFORE)
    told = line(engine, FIVE_BEFORE, "bound", -5)

    assert verdicts == [Verdict.NEXT_SWEEP, Verdict.WAITING, Verdict.ON_ITS_WAY]
    assert (told.verdict, told.told_on, told.contact) == (Verdict.TOLD, FIVE_BEFORE, "eigenaar")
    assert (told.fate, told.moves_up_on) == (Fate.MOVES_UP, date(2026, 9, 25))


def test_a_message_that_was_given_up_is_said_to_be(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    dead = FakeChannel(failing(a_failure(permanent=True)))
    send_messages(engine, now=morning_of(FIVE_BEFORE), channels={"email": dead})

    found = line(engine, FIVE_BEFORE, "bound", -5)

    assert (found.verdict, found.told_on) == (Verdict.UNDELIVERABLE, FIVE_BEFORE)
    assert (found.fate, found.moves_up_on) == (Fate.MOVES_UP, date(2026, 9, 25))


def test_an_answer_and_a_pause_are_why_nothing_moves_up(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        pause_escalation(ledger, "m1", LATEST, reason="Overleg")
    paused = line(engine, FIVE_BEFORE, "bound", -5)
    with transaction(engine) as session:
        acknowledge(a_ledger(session, on=FIVE_BEFORE), "m1", "eigenaar")
    found = explained(engine, FIVE_BEFORE)

    assert (paused.fate, paused.moves_up_on) == (Fate.PAUSED, LATEST)
    assert found.paused_until == LATEST
    assert found.answer is not None
    assert (found.answer.kind, found.answer.actor) == ("acknowledged", "eigenaar")
    assert line(engine, FIVE_BEFORE, "bound", -5).fate is Fate.ANSWERED


def test_what_moved_up_and_what_cannot_is_said(engine: Engine) -> None:
    an_owned_milestone(engine)
    for day in (FIVE_BEFORE, date(2026, 9, 25), LATEST, DAY_AFTER):
        tell(engine, day)

    assert line(engine, DAY_AFTER, "bound", -5).fate is Fate.MOVED_UP
    assert line(engine, DAY_AFTER, "late", 1).fate is Fate.TOP


def test_the_period_clearance_and_absence_of_a_contact_are_why(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.INTERNAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        gone, outside = (
            a_contact(ledger, "vertrokken"),
            a_contact(ledger, "buiten", clearance=Confidentiality.PUBLIC),
        )
        owner, stand_in = a_contact(ledger, "eigenaar"), a_contact(ledger, "vervanger")
        an_assignment(ledger, milestone, gone, valid_until=QUIET_DAY)
        for contact in (outside, owner):
            an_assignment(ledger, milestone, contact)
        an_absence(ledger, owner, stand_in, QUIET_DAY, LATEST)

    lines = [each for each in explained(engine, FIVE_BEFORE).lines if each.step == -5]

    assert [(each.contact, each.instead_of, each.why_not) for each in lines] == [
        ("buiten", None, WhyUntold.NOT_CLEARED),
        ("vervanger", "eigenaar", None),
        ("vertrokken", None, WhyUntold.OUT_OF_PERIOD),
    ]


def test_of_missed_rungs_only_the_last_still_says_something(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
    for day in (QUIET_DAY, FIVE_BEFORE, LATEST):
        sweep(engine, day)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=LATEST)
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        an_assignment(ledger, milestone, a_contact(ledger, "opvolger"))

    assert line(engine, LATEST, "bound", -5).verdict is Verdict.SUPERSEDED
    assert line(engine, LATEST, "bound", 0).verdict is Verdict.NEXT_SWEEP


def test_who_heard_in_another_role_is_said(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        contact = a_contact(ledger, "dubbel")
        for role in (Responsibility.OWNER, Responsibility.ACCOUNTABLE):
            an_assignment(ledger, milestone, contact, role)
    tell(engine, LATEST)

    found = line(engine, LATEST, "bound", 0, "accountable")

    assert found.verdict is Verdict.TOLD_OTHERWISE


@pytest.mark.parametrize("has_bound", [True, False])
def test_a_closed_or_unbounded_milestone_says_so(engine: Engine, has_bound: bool) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger), latest=LATEST if has_bound else None)
        if has_bound:
            milestones.achieve(ledger, "m1", date(2026, 7, 1), evidence="brief")

    found = explained(engine, FIVE_BEFORE)

    assert found.obstacle is (Obstacle.CLOSED if has_bound else Obstacle.NO_BOUND)
    assert found.lines == ()
