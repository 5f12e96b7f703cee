"""Statements on the driver: the types, the errors and the counts that SQLAlchemy would give."""

from datetime import UTC, date, datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Date,
    Engine,
    Integer,
    MetaData,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.types import TypeEngine

from models.storage import prepared
from models.storage.database import reading, transaction
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.tables import Sweep
from models.tables.columns import Instant
from tests.factories import a_cluster, a_ledger

SWEEP = Sweep.__table__  # type: ignore[attr-defined]
INSTANT = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
DAY = date(2026, 7, 1)
INSERT = Prepared(insert(SWEEP))
ALL = Prepared(select(SWEEP.c.day, SWEEP.c.swept_at, SWEEP.c.reminders))
NOWHERE = Table("nowhere", MetaData(), Column("id", Integer))


def test_days_and_instants_come_back_as_they_were_put_in(engine: Engine) -> None:
    with transaction(engine) as session:
        touched = INSERT.run(session, {"day": DAY, "swept_at": INSTANT, "reminders": 3})

    with reading(engine) as session:
        assert ALL.fetch(session, {}) == [(DAY, INSTANT, 3)]
    assert touched == 1


def test_a_batch_shares_what_is_the_same_and_counts_all_its_rows(engine: Engine) -> None:
    with transaction(engine) as session:
        shared = {"day": DAY, "swept_at": INSTANT}
        touched = INSERT.run_batch(session, shared, ("reminders",), [(1,), (2,), (3,)])

        assert touched == 3
        assert [row[2] for row in ALL.fetch(session, {})] == [1, 2, 3]
        assert {row[:2] for row in ALL.fetch(session, {})} == {(DAY, INSTANT)}


def test_a_batch_of_nothing_asks_the_database_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        assert Prepared(insert(NOWHERE)).run_batch(session, {}, ("id",), []) == 0


def test_a_statement_brings_its_own_constants(engine: Engine) -> None:
    only_clusters = Prepared(
        select(SUBJECT.c.key).where(
            SUBJECT.c.kind == "cluster", SUBJECT.c.version == bindparam("wanted")
        )
    )
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")

        assert only_clusters.fetch(session, {"wanted": 1}) == [("eems",)]
        assert only_clusters.fetch(session, {"wanted": 2}) == []


def test_the_same_statement_runs_with_other_parameters(engine: Engine) -> None:
    change = Prepared(update(SUBJECT).where(SUBJECT.c.id == bindparam("wanted")))
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session), "eems")

        assert change.run(session, {"wanted": cluster.id, "title": "A"}) == 1
        assert change.run(session, {"wanted": cluster.id, "title": "B", "title_en": "b"}) == 1
        assert change.run(session, {"wanted": -1, "title": "C"}) == 0


def test_an_error_of_the_driver_is_raised_as_sqlalchemys(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(engine) as session:
        INSERT.run(session, {"day": None, "swept_at": INSTANT, "reminders": 3})
    with (
        pytest.raises((OperationalError, ProgrammingError), match="nowhere"),
        reading(engine) as session,
    ):
        Prepared(select(NOWHERE)).fetch(session, {})


@given(
    instant=st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.timezones()),  # noqa: DTZ001
    day=st.dates(),
)
def test_days_and_instants_are_written_as_sqlalchemy_writes_them(
    instant: datetime, day: date
) -> None:
    dialect = sqlite.dialect()

    for kind, value in ((Instant(), instant), (Date(), day), (Date(), None), (Instant(), None)):
        usual = kind.dialect_impl(dialect).bind_processor(dialect)
        ours = prepared._binder(cast("TypeEngine[object]", kind), dialect)
        assert usual is not None
        assert ours is not None
        assert ours(value) == usual(value)


def test_a_list_of_the_statement_itself_has_a_place_for_each_member(engine: Engine) -> None:
    some = Prepared(select(SWEEP.c.reminders).where(SWEEP.c.day.in_([DAY]), SWEEP.c.reminders > 2))
    none = Prepared(select(SWEEP.c.reminders).where(SWEEP.c.reminders.in_([])))
    with transaction(engine) as session:
        shared = {"day": DAY, "swept_at": INSTANT}
        INSERT.run_batch(session, shared, ("reminders",), [(2,), (3,)])

    with reading(engine) as session:
        assert some.fetch(session, {}) == [(3,)]
        assert none.fetch(session, {}) == []
