"""What cannot wait leaves at once, beside the daily message, and once a day per milestone."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine, insert
from sqlmodel import col, select

from models.clock import hour_of, morning_of
from models.rules.ladder import Anchor
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.tables import Message, Reminder
from models.vocabulary import MessageKind, Modality, Responsibility, SubjectKind
from notifications.planning import Planned, message_uid
from notifications.rows import table_of
from seeds.telling import load_telling
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
    an_organisation,
)
from tests.notifications import days
from tests.notifications.days import DAY_AFTER, LATEST, messages

DAILY, URGENT = MessageKind.DAILY, MessageKind.URGENT
POLICY = replace(a_rulebook(), telling=load_telling())


def plan(engine: Engine, day: date) -> Planned:
    """Plan a day by the policy as it is."""
    return days.plan(engine, day, rulebook=POLICY)


def run(engine: Engine, day: date) -> Planned:
    """Sweep and plan a day by the policy as it is."""
    return days.run(engine, day, rulebook=POLICY)


def a_duty(engine: Engine, key: str = "d2", *, modality: Modality = Modality.COMMITMENT) -> None:
    """Register a duty to the Kamer of contact ``eigenaar``, past its bound on DAY_AFTER."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        duty = a_milestone(
            ledger, a_cluster(ledger), key, latest=LATEST, modality=modality, addressee=chamber
        )
        an_assignment(ledger, duty, a_contact(ledger, "eigenaar", digest_hour=11))


def _and_another(engine: Engine, key: str = "m1") -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        milestone = a_milestone(ledger, cluster, key, latest=LATEST)
        an_assignment(ledger, milestone, current(session, SubjectKind.CONTACT, "eigenaar"))


def _another_duty(engine: Engine, key: str) -> None:
    """Register one more duty to the Kamer of the same contact."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        chamber = current(session, SubjectKind.ORGANISATION, "tweede-kamer")
        duty = a_milestone(ledger, cluster, key, latest=LATEST, addressee=chamber)
        an_assignment(ledger, duty, current(session, SubjectKind.CONTACT, "eigenaar"))


def _kinds(engine: Engine) -> list[tuple[str, str]]:
    return [(message.kind, message.matter) for message in messages(engine)]


def test_a_broken_promise_to_the_kamer_does_not_wait(engine: Engine) -> None:
    a_duty(engine)

    planned = run(engine, DAY_AFTER)

    assert (planned.messages, planned.urgent) == (1, 1)
    assert _kinds(engine) == [(URGENT, "d2")]
    (message,) = messages(engine)
    assert message.subject.startswith("Dringend")
    assert message.uid == message_uid("eigenaar", DAY_AFTER, "d2")


def test_all_that_cannot_wait_is_one_message(engine: Engine) -> None:
    a_duty(engine)
    _another_duty(engine, "d3")
    _and_another(engine)

    planned = run(engine, DAY_AFTER)

    assert (planned.messages, planned.urgent) == (2, 1)
    urgent, _ = messages(engine)
    assert (urgent.kind, urgent.matter) == (URGENT, "d2")
    assert urgent.subject.startswith("Dringend – mijlpalen op")
    assert "Mijlpaal d2" in urgent.body_text
    assert "Mijlpaal d3" in urgent.body_text
    assert "bij deze mijlpalen een rol" in " ".join(urgent.body_text.split())


def test_what_cannot_wait_later_that_day_comes_without_what_was_said_already(
    engine: Engine,
) -> None:
    a_duty(engine)
    _another_duty(engine, "d3")
    _and_another(engine)
    run(engine, DAY_AFTER)
    for key in ("d3", "m1"):
        _escalate(session_milestone(engine, key), engine)

    planned = plan(engine, DAY_AFTER)

    assert (planned.messages, planned.urgent, planned.waiting) == (1, 1, 1)
    *_, last = messages(engine)
    assert last.matter == "m1"
    assert "Mijlpaal d3" not in last.body_text


def test_an_ambition_and_a_promise_to_others_wait_for_the_daily_message(engine: Engine) -> None:
    a_duty(engine, modality=Modality.AMBITION)
    _and_another(engine)

    planned = run(engine, DAY_AFTER)

    assert (planned.messages, planned.urgent) == (1, 0)
    assert _kinds(engine) == [(DAILY, "")]


def test_the_rest_is_in_the_one_daily_message(engine: Engine) -> None:
    a_duty(engine)
    _and_another(engine)
    _and_another(engine, "m2")

    run(engine, DAY_AFTER)

    assert _kinds(engine) == [(URGENT, "d2"), (DAILY, "")]
    urgent, daily = messages(engine)
    assert "Mijlpaal d2" not in daily.body_text
    assert "Mijlpaal m1" not in urgent.body_text


def test_it_comes_although_the_daily_message_was_sent_today(engine: Engine) -> None:
    a_duty(engine)
    _and_another(engine)
    run(engine, LATEST)
    days.sent(engine, LATEST)
    _escalate(session_milestone(engine, "m1"), engine)
    before = len(messages(engine))

    planned = plan(engine, LATEST)

    assert planned.urgent == 1
    assert _kinds(engine)[before:] == [(URGENT, "m1")]


def test_an_hour_of_ones_own_is_for_the_daily_message_only(engine: Engine) -> None:
    a_duty(engine)
    _and_another(engine)

    run(engine, DAY_AFTER)

    urgent, daily = messages(engine)
    assert urgent.next_attempt_at == morning_of(DAY_AFTER)
    assert daily.next_attempt_at == hour_of(DAY_AFTER, 11)


def test_a_second_plan_on_the_day_writes_nothing_more(engine: Engine) -> None:
    a_duty(engine)
    run(engine, DAY_AFTER)

    planned = run(engine, DAY_AFTER)

    assert (planned.messages, planned.reminders) == (0, 0)


def test_the_weekly_repetition_is_no_longer_urgent(engine: Engine) -> None:
    a_duty(engine)
    run(engine, DAY_AFTER)

    planned = run(engine, DAY_AFTER + timedelta(days=7))

    assert (planned.messages, planned.urgent) == (1, 0)


def test_an_escalation_to_the_programme_manager_does_not_wait(engine: Engine) -> None:
    a_duty(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        manager = a_contact(ledger, "programmamanager")
        duty = current(session, SubjectKind.MILESTONE, "d2")
        an_assignment(ledger, duty, manager, Responsibility.PROGRAMME_MANAGER)
    _escalate(duty, engine, to="programmamanager", responsibility="programme_manager")

    planned = plan(engine, LATEST)

    assert planned.urgent == 1
    assert "Opgeschaald" in messages(engine)[0].body_text


def session_milestone(engine: Engine, key: str) -> Record:
    """Return a milestone as it is now."""
    with reading(engine) as session:
        return current(session, SubjectKind.MILESTONE, key)


def _escalate(
    milestone: Record,
    engine: Engine,
    *,
    to: str = "eigenaar",
    responsibility: str = "programme_manager",
) -> None:
    """Write a reminder that nobody answered one, as the sweep does, and its rung."""
    from models.tables import Rung

    day = date(2026, 9, 30)
    with transaction(engine) as session:
        contact = current(session, SubjectKind.CONTACT, to)
        shared = {
            "milestone_id": milestone.id,
            "anchor": str(Anchor.ESCALATION),
            "step": -5,
            "bound": day,
            "responsibility": responsibility,
        }
        session.execute(insert(table_of(Rung)).values(**shared, due_on=day))
        session.execute(
            insert(table_of(Reminder)).values(**shared, contact_id=contact.id, swept_on=day)
        )


def test_one_day_knows_one_urgent_message_per_milestone(engine: Engine) -> None:
    a_duty(engine)
    run(engine, DAY_AFTER)
    _escalate(session_milestone(engine, "d2"), engine)

    planned = plan(engine, DAY_AFTER)

    assert (planned.messages, planned.waiting) == (0, 1)
    with reading(engine) as session:
        about = select(col(Message.matter)).where(col(Message.day) == DAY_AFTER)
        assert list(session.exec(about)) == ["d2"]
