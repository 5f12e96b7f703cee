"""Reminders and messages as they were on a day, beside the replayed ledger."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, select
from sqlmodel import Session

from models.as_of import as_of
from models.as_of.beside import COPIED
from models.clock import morning_of
from models.errors import TransportError
from models.storage.database import reading, transaction
from models.tables import Report, Sweep
from notifications.backoff import Backoff
from notifications.outbox import claim, revive
from notifications.settling import Delivered, Failed, Outcome, settle
from tests.notifications.days import FIVE_BEFORE, an_owned_milestone, plan, sweep
from tests.notifications.post import a_failure, the_message

Copy = Mapping[str, list[Mapping[str, object]]]

DAYS = [FIVE_BEFORE + timedelta(days=number) for number in range(5)]
SWEPT, FAILED, GIVEN_UP, REVIVED, SENT = DAYS


def test_each_day_comes_back_with_the_messages_as_far_as_they_were(engine: Engine) -> None:
    an_owned_milestone(engine)
    copies = {}

    sweep(engine, SWEPT)
    plan(engine, SWEPT)
    copies[SWEPT] = _copy_now(engine)
    _try(engine, FAILED, a_failure())
    copies[FAILED] = _copy_now(engine)
    _try(engine, GIVEN_UP, a_failure(permanent=True))
    copies[GIVEN_UP] = _copy_now(engine)
    _revive_and_send(engine)
    copies[SENT] = _copy_now(engine)

    for day, copy in copies.items():
        with reading(engine) as session, as_of(session, day) as then:
            assert _copy(then) == copy, day


def test_a_reminder_whose_message_was_made_later_had_none(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, SWEPT)
    copy = _copy_now(engine)
    plan(engine, FAILED)

    with reading(engine) as session, as_of(session, SWEPT) as then:
        assert _copy(then) == copy
        assert [row["message_id"] for row in copy["reminder"]] == [None]


def test_a_report_and_a_sweep_of_later_were_not_there(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        for day in (FAILED, SENT):
            now = morning_of(day)
            session.add(Sweep(day=day, swept_at=now, reminders=0))
            session.add(
                Report(
                    subject_id=1,
                    reference_date=day,
                    edition=1,
                    digest=str(day),
                    figures="{}",
                    published_at=now,
                )
            )

    with reading(engine) as session, as_of(session, GIVEN_UP) as then:
        copy = _copy(then)
    assert [row["day"] for row in copy["sweep"]] == [FAILED]
    assert [row["reference_date"] for row in copy["report"]] == [FAILED]


def _try(engine: Engine, day: date, failure: TransportError) -> None:
    now = morning_of(day)
    (claimed,) = claim(engine, now=now, batch=1)
    _settle(engine, Failed(claimed, failure), now)


def _revive_and_send(engine: Engine) -> None:
    with transaction(engine) as session:
        revive(session, the_message(engine).id or 0, morning_of(REVIVED))
    (claimed,) = claim(engine, now=morning_of(SENT), batch=1)
    _settle(engine, Delivered(claimed), morning_of(SENT))


def _settle(engine: Engine, outcome: Outcome, now: datetime) -> None:
    settle(engine, [outcome], now=now, backoff=Backoff(), jitter=lambda: 0.5)


def _copy_now(engine: Engine) -> Copy:
    with reading(engine) as session:
        return _copy(session)


def _copy(session: Session) -> Copy:
    """Return every row by table; when the next try was due is not kept, so it is left out."""
    return {
        table.name: [
            {field: value for field, value in row.items() if field != "next_attempt_at"}
            for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in COPIED
    }
