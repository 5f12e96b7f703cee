"""Who was told says that they know; once, without a mandate."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.commands import Command, Verb
from models.acts.mandates import give
from models.acts.proposals import confirm, submit
from models.errors import TransitionRefusedError, UnknownSubjectError
from models.ledger.chain import events_of
from models.people.acknowledging import acknowledge
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import a_contact, a_ledger
from tests.notifications.days import FIVE_BEFORE, LATEST, an_owned_milestone, tell


def test_the_contact_is_the_actor_and_saying_it_again_writes_nothing(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)

    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        first = acknowledge(ledger, "m1", "eigenaar")
        again = acknowledge(ledger, "m1", "eigenaar")
        events = events_of(session, first.milestone.id)

    assert (first.is_new, again.is_new) == (True, False)
    assert [(each.kind, each.actor) for each in events][1:] == [
        (EventKind.ACKNOWLEDGED, "eigenaar")
    ]


def test_after_the_next_message_it_can_be_said_again(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        acknowledge(a_ledger(session, on=FIVE_BEFORE), "m1", "eigenaar")
    tell(engine, LATEST)

    with transaction(engine) as session:
        assert acknowledge(a_ledger(session, on=LATEST), "m1", "eigenaar").is_new


def test_who_was_told_needs_no_mandate(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)

    with transaction(engine) as session:
        give(a_ledger(session), "anna", Role.ADMINISTRATOR)
        done = acknowledge(a_ledger(session, on=FIVE_BEFORE, actor="wie-dan-ook"), "m1", "eigenaar")

    assert done.is_new


def test_who_was_not_told_cannot_acknowledge(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        a_contact(a_ledger(session), "ander")
    tell(engine, FIVE_BEFORE)

    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        with pytest.raises(TransitionRefusedError, match="no message about it"):
            acknowledge(ledger, "m1", "ander")
        with pytest.raises(UnknownSubjectError):
            acknowledge(ledger, "m1", "niemand")


def test_a_closed_milestone_has_nothing_to_acknowledge(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)

    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        ledger.record(milestone, EventKind.ADVANCED, {"standing": "vervallen"})
        with pytest.raises(TransitionRefusedError, match="closed"):
            acknowledge(ledger, "m1", "eigenaar")


def test_an_acknowledgement_does_not_undo_what_waits_for_a_second_person(engine: Engine) -> None:
    an_owned_milestone(engine)
    tell(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        give(a_ledger(session), "anna", Role.ADMINISTRATOR)
        for name in ("bert", "carla"):
            give(a_ledger(session, actor="anna"), name, Role.POLICY_OFFICER)
        arguments = {"wording": "30 november 2026", "code": "input_awaited", "reason": "Later"}
        command = Command(Verb.REPLAN, SubjectKind.MILESTONE, "m1", arguments)
        kept = submit(a_ledger(session, on=FIVE_BEFORE, actor="bert"), command).proposal
        assert kept is not None

        acknowledge(a_ledger(session, on=FIVE_BEFORE), "m1", "eigenaar")
        done = confirm(a_ledger(session, on=FIVE_BEFORE, actor="carla"), kept.key)

    assert done.day("latest") == date(2026, 11, 30)
