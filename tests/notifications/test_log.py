"""Who was told what and when, and who will be."""

from datetime import date

from sqlalchemy import Engine

from models.database import reading, transaction
from models.records import current
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from notifications.delivery import send_messages
from notifications.log import MessageState, Upcoming, messages_on, told, upcoming
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    QUIET_DAY,
    an_owned_milestone,
    run,
    sweep,
)
from tests.notifications.post import MORNING, FakeChannel, a_failure, failing


def test_a_message_is_listed_with_its_milestones_and_not_its_address(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)

    with reading(engine) as session:
        (message,) = messages_on(session, FIVE_BEFORE)
        assert messages_on(session, QUIET_DAY) == []

    assert (message.contact, message.function) == ("eigenaar", "Functie eigenaar")
    assert (message.state, message.attempts, message.milestones) == (MessageState.OPEN, 0, ("m1",))
    assert "voorbeeld.example" not in repr(message)


def test_the_state_of_a_message_follows_its_delivery(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    dead = FakeChannel(failing(a_failure(permanent=True)))

    def state() -> tuple[str, str | None]:
        with reading(engine) as session:
            (message,) = messages_on(session, FIVE_BEFORE)
        return message.state, message.problem

    assert state() == (MessageState.OPEN, None)
    send_messages(engine, now=MORNING, channels={"email": dead})
    assert state() == (MessageState.DEAD, "Kanaal proef leverde niet af: mislukt.")


def test_what_somebody_was_told_of_a_milestone_can_be_traced(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    send_messages(engine, now=MORNING, channels={"email": FakeChannel()})
    sweep(engine, LATEST)

    with reading(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        first, second = told(session, milestone.id)

    assert (first.contact, first.anchor, first.step, first.swept_on) == (
        "eigenaar",
        "bound",
        -5,
        FIVE_BEFORE,
    )
    assert (first.state, first.sent_at) == (MessageState.SENT, MORNING)
    assert (second.step, second.state, second.message) == (0, MessageState.WAITING, None)


def test_what_is_to_come_is_listed_with_who_will_hear(engine: Engine) -> None:
    an_owned_milestone(engine)

    with reading(engine) as session:
        found = upcoming(session, FIVE_BEFORE, DAY_AFTER)
        before = upcoming(session, QUIET_DAY, date(2026, 9, 22))

    def rung(day: date, anchor: str, step: int, role: str, contact: str | None) -> Upcoming:
        return Upcoming(day, "m1", "Mijlpaal m1", anchor, step, LATEST, role, contact)

    assert before == []
    assert found == [
        rung(FIVE_BEFORE, "bound", -5, "owner", "eigenaar"),
        rung(LATEST, "bound", 0, "owner", "eigenaar"),
        rung(LATEST, "bound", 0, "accountable", None),
        rung(DAY_AFTER, "late", 1, "owner", "eigenaar"),
        rung(DAY_AFTER, "late", 1, "accountable", None),
        rung(DAY_AFTER, "late", 1, "programme_manager", None),
    ]


def test_who_will_not_hear_is_not_among_those_to_come(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mark = Confidentiality.INTERNAL
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        outside = a_contact(ledger, "buiten", clearance=Confidentiality.PUBLIC)
        gone, here = a_contact(ledger, "vertrokken"), a_contact(ledger, "opvolger")
        an_assignment(ledger, milestone, outside)
        an_assignment(ledger, milestone, gone, Responsibility.OWNER, valid_until=QUIET_DAY)
        an_assignment(ledger, milestone, here, Responsibility.OWNER, valid_from=FIVE_BEFORE)

    with reading(engine) as session:
        found = upcoming(session, FIVE_BEFORE, FIVE_BEFORE)

    assert [rung.contact for rung in found] == ["opvolger"]
