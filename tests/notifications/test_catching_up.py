"""Catching up after any days without a run tells the same people of the same things, once."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.clock import morning_of
from models.storage.database import trial
from models.tables import Message, Reminder, Subject
from models.vocabulary import Responsibility
from notifications.deadlines import check_deadlines
from notifications.planning import plan_messages
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_absence,
    an_assignment,
)

FIRST = date(2026, 9, 14)
DAYS = 24
SETTLING = 8  # days that always run, so that whatever was told last could move up

Pairs = set[tuple[str, str]]
# What a run on every day tells, by database and by whether anybody is away: worked out once.
DAILY: dict[tuple[str, bool], Pairs] = {}


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.integers(0, DAYS - 1)), st.booleans())
def test_after_any_gaps_the_same_people_were_told_of_the_same_milestones(
    engine: Engine, gaps: set[int], is_anybody_away: bool
) -> None:
    ran = [day for day in range(DAYS) if day not in gaps]
    settling = range(DAYS, DAYS + SETTLING)

    every_day = (engine.dialect.name, is_anybody_away)
    if every_day not in DAILY:
        DAILY[every_day] = told(engine, [*range(DAYS), *settling], is_anybody_away=is_anybody_away)
    caught_up = told(engine, [*ran, *settling], is_anybody_away=is_anybody_away)

    assert caught_up == DAILY[every_day]


def told(engine: Engine, days: list[int], *, is_anybody_away: bool) -> Pairs:
    """Run these days, every message arriving, and return who was told of what."""
    with trial(engine) as session:
        _a_programme(session, is_anybody_away=is_anybody_away)
        for number in days:
            _run(session, FIRST + timedelta(days=number))
        reminders = session.exec(select(Reminder)).all()
        keys = [(r.contact_id, r.milestone_id, r.anchor, r.step, r.bound) for r in reminders]
        assert len(set(keys)) == len(keys)
        a_day = select(col(Message.contact_id), col(Message.day))
        written = list(session.exec(a_day))
        assert len(set(written)) == len(written)
        named = dict(session.exec(select(Subject.id, Subject.key)).all())
        said = (each for each in reminders if each.message_id is not None)
        return {(named[each.contact_id], named[each.milestone_id]) for each in said}


def _a_programme(session: Session, *, is_anybody_away: bool) -> None:
    ledger = a_ledger(session)
    cluster = a_cluster(ledger)
    contacts = {level: a_contact(ledger, level) for level in Responsibility}
    others = {level: a_contact(ledger, f"ook-{level}") for level in Responsibility}
    for key, latest, people in (
        ("m1", date(2026, 9, 25), contacts),
        ("m2", date(2026, 10, 2), others),
        ("m3", date(2026, 10, 14), contacts),
    ):
        milestone = a_milestone(ledger, cluster, key, latest=latest, soft_latest=FIRST)
        for level, contact in people.items():
            begin = date(2026, 9, 29) if level is Responsibility.ACCOUNTABLE else None
            an_assignment(ledger, milestone, contact, level, valid_from=begin)
    if is_anybody_away:  # for as long as it lasts, so that every run sees the same
        owner = contacts[Responsibility.OWNER]
        an_absence(ledger, owner, a_contact(ledger, "vervanger"), FIRST, date(2026, 12, 1))


def _run(session: Session, day: date) -> None:
    now = morning_of(day)
    check_deadlines(session, today=day, now=now, calendar=a_calendar())
    plan_messages(session, today=day, now=now, rulebook=a_rulebook())
    unsent = update(Message).where(col(Message.sent_at).is_(None)).values(sent_at=now)
    session.execute(unsent)
