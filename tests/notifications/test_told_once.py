"""Nobody is told twice for one rung and bound, whatever the order of the days."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.clock import morning_of
from models.errors import TransitionRefusedError
from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.storage.database import trial
from models.tables import Message, Reminder
from models.vocabulary import Responsibility, SubjectKind
from notifications.deadlines import check_deadlines
from notifications.planning import plan_messages
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
    an_organisation,
)

FIRST = date(2026, 9, 1)

LAST = FIRST + timedelta(days=121)

# What the test ladder tells the owner of a milestone with a soft bound on 20 September.
OF_THE_LADDER = {("soft", 0), ("bound", -5), ("bound", 0)}

Said = dict[tuple[int, str, int, date], int]

days = st.integers(0, 120).map(lambda ahead: FIRST + timedelta(days=ahead))
steps = st.one_of(
    st.tuples(st.just("run"), days),
    st.tuples(st.just("sweep"), days),
    st.tuples(st.just("replan"), days),
    st.tuples(st.just("advance"), days),
    st.tuples(st.just("forecast"), days),
)


@contextmanager
def undone(engine: Engine) -> Iterator[Session]:
    """Open a transaction that leaves nothing behind, so that one schema serves all examples."""
    with trial(engine) as session:
        yield session


def do(session: Session, what: str, day: date) -> None:
    now = morning_of(day)
    ledger = a_ledger(session, on=day)
    if what in {"run", "sweep"}:
        check_deadlines(session, today=day, now=now, calendar=a_calendar())
    if what == "run":
        plan_messages(session, today=day, now=now, rulebook=a_rulebook())
    if what == "replan":
        latest = f"{day.day} december 2026"
        milestones.replan(ledger, "m1", latest, code="other", reason="Later")
    if what == "advance":
        with suppress(TransitionRefusedError):  # the second time
            advance(ledger, SubjectKind.MILESTONE, "m1", "voldoe_deels")
    if what == "forecast":
        milestones.forecast(ledger, "m1", day)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=1, max_size=12))
def test_nobody_is_told_twice_whatever_the_order_of_days(
    engine: Engine, plan: list[tuple[str, date]]
) -> None:
    with undone(engine) as session:
        ledger = a_ledger(session)
        kamer = an_organisation(ledger, "kamer", "parliament")
        duty = a_milestone(ledger, a_cluster(ledger), addressee=kamer)
        for role in (Responsibility.OWNER, Responsibility.ACCOUNTABLE):
            an_assignment(ledger, duty, a_contact(ledger, role), role)

        said: Said = {}
        for what, day in plan:
            do(session, what, day)
            before, said = said, said_in_messages(session)
            # What was told stays told, in the message that told it.
            assert before.items() <= said.items()

        written = session.exec(select(Message)).all()
        messages = Counter((message.contact_id, message.day, message.matter) for message in written)
        assert set(messages.values()) <= {1}
        assert set(said.values()) == {message.id for message in written}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(days, min_size=1, max_size=8), st.data())
def test_who_is_told_of_the_ladder_does_not_depend_on_which_days_were_run(
    engine: Engine, run_days: set[date], data: st.DataObject
) -> None:
    in_order = sorted(run_days)
    shuffled = data.draw(st.permutations(in_order))

    assert ladder_told(engine, in_order) == ladder_told(engine, shuffled) == OF_THE_LADDER


def said_in_messages(session: Session) -> Said:
    session.expire_all()
    reminders = session.exec(select(Reminder)).all()
    keys = [(each.contact_id, each.anchor, each.step, each.bound) for each in reminders]
    assert len(set(keys)) == len(keys)
    return {
        key: reminder.message_id
        for key, reminder in zip(keys, reminders, strict=True)
        if reminder.message_id is not None
    }


def ladder_told(engine: Engine, run_days: list[date]) -> set[tuple[str, int]]:
    """Return what the owner was told of the ladder around the bound once all days have run."""
    with undone(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), soft_latest=date(2026, 9, 20))
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
        for day in (*run_days, LAST):
            do(session, "run", day)
        told = session.exec(select(Reminder)).all()
        return {(each.anchor, each.step) for each in told if each.anchor != "late"}
