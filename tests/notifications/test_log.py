"""Who was told what and when, and who will be."""

from sqlalchemy import Engine

from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from notifications.delivery import send_messages
from notifications.log import MessageState, messages_on, reminders_of, told
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment
from tests.notifications.days import (
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


def test_the_log_of_a_contact_leaves_out_what_the_reader_may_not_see(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        contact = a_contact(ledger, "eigenaar", clearance=Confidentiality.COMPANY_CONFIDENTIAL)
        secret = a_milestone(
            ledger, cluster, "geheim", confidentiality=Confidentiality.COMPANY_CONFIDENTIAL
        )
        an_assignment(ledger, secret, contact)
        an_assignment(ledger, a_milestone(ledger, cluster), contact)
    run(engine, FIVE_BEFORE)

    with reading(engine) as session:
        internal = reminders_of(
            session, contact_id=contact.id, clearance=Confidentiality.INTERNAL, at_most=9
        )
        everything = reminders_of(
            session, clearance=Confidentiality.COMPANY_CONFIDENTIAL, at_most=9
        )
        one = reminders_of(
            session,
            milestone_id=secret.id,
            clearance=Confidentiality.COMPANY_CONFIDENTIAL,
            at_most=9,
        )

    assert [each.milestone for each in internal] == ["m1"]
    assert {each.milestone for each in everything} == {"m1", "geheim"}
    assert [(each.milestone, each.contact) for each in one] == [("geheim", "eigenaar")]
