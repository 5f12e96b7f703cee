"""Moving a SQLite database to PostgreSQL: whole, wherever it is stopped, or not at all."""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, Row, Table, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from models.access.login_links import make_link
from models.copying import copy as copying
from models.copying.contents import contents_of
from models.copying.copy import copy_database, look_ahead
from models.errors import CopyRefusedError, UnfinishedCopyError
from models.storage.append_only import trigger_names
from models.storage.database import make_engine, reading, transaction
from models.storage.migrate import require_current, upgrade
from models.tables import Event
from models.vocabulary import EventKind
from notifications.deadlines import check_deadlines
from notifications.planning import plan_messages
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.factories import (
    START,
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
    an_organisation,
)
from tests.invariants import broken_invariants
from tests.tampering import tamper

pytestmark = pytest.mark.postgres

SMALL_BATCH = 3


class StoppedError(Exception):
    """Whoever copies is stopped here."""


@pytest.fixture
def source(sqlite_databases: SqliteDatabases) -> Iterator[Engine]:
    """A database with subjects, events, rungs, reminders and a message, of today's version."""
    url = sqlite_databases.fresh(_some_history)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    sqlite_databases.discard(url)


@pytest.fixture
def target(postgres_databases: PostgresDatabases) -> Iterator[Engine]:
    """An empty PostgreSQL database."""
    url = postgres_databases.fresh()
    engine = make_engine(url)
    yield engine
    engine.dispose()
    postgres_databases.discard(url)


def test_a_copy_holds_every_row_and_every_chain(source: Engine, target: Engine) -> None:
    copied = copy_database(source, target)

    with reading(source) as here, reading(target) as there:
        assert contents_of(there) == contents_of(here) == copied.contents
        assert broken_invariants(there, a_rulebook()) == []
    assert copied.rows > 30
    require_current(target)


def test_a_copy_that_is_stopped_at_any_batch_is_whole_after_the_next(
    source: Engine, target: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH_ROWS", SMALL_BATCH)
    stops = 0
    while True:
        try:
            copied = copy_database(source, target, _stop)
        except StoppedError:
            stops += 1
            with pytest.raises(UnfinishedCopyError, match="db copy"):
                require_current(target)
        else:
            break

    # Each run keeps one batch more, and the last finds nothing left to do.
    assert stops > 10
    with reading(target) as there:
        assert contents_of(there) == copied.contents


def test_a_copy_that_is_killed_amid_a_batch_goes_on_behind_the_last(
    source: Engine, target: Engine
) -> None:
    child = multiprocessing.get_context("spawn").Process(
        target=_copy_and_die, args=(_url(source), _url(target))
    )
    child.start()
    child.join(60)
    halfway = look_ahead(source, target)

    copy_database(source, target)

    assert child.exitcode == -signal.SIGKILL
    assert halfway.goes_on
    assert 0 < halfway.copied < halfway.rows
    with reading(source) as here, reading(target) as there:
        assert contents_of(there) == contents_of(here)


def test_the_past_of_a_copy_is_as_protected_as_before(source: Engine, target: Engine) -> None:
    copy_database(source, target)

    with reading(target) as session:
        there = set(session.execute(text("SELECT tgname FROM pg_trigger")).scalars())
    assert trigger_names("postgresql") <= there
    with pytest.raises(DBAPIError, match="append-only"), transaction(target) as session:
        session.execute(text("DELETE FROM event"))


def test_a_copy_numbers_new_rows_behind_the_old(source: Engine, target: Engine) -> None:
    copy_database(source, target)

    with transaction(target) as session:
        a_cluster(a_ledger(session), "later")
    with reading(target) as session:
        ids = session.exec(select(Event.id).order_by(Event.id)).all()  # type: ignore[arg-type]
    assert len(set(ids)) == len(ids)
    assert ids[-1] == len(ids)


def test_looking_ahead_writes_nothing(source: Engine, target: Engine) -> None:
    outlook = look_ahead(source, target)

    assert (outlook.copied, outlook.goes_on) == (0, False)
    assert inspect(target).get_table_names() == []


def test_a_database_that_holds_something_is_refused(source: Engine, target: Engine) -> None:
    upgrade(target)

    with pytest.raises(CopyRefusedError) as refused:
        copy_database(source, target)

    assert "MIJLPAAL_DATABASE_URL" in refused.value.say("nl")
    require_current(target)


def test_a_finished_copy_is_not_written_over(source: Engine, target: Engine) -> None:
    copy_database(source, target)

    with pytest.raises(CopyRefusedError, match="has tables already"):
        copy_database(source, target)


def test_half_a_copy_of_a_source_that_changed_since_is_refused(
    source: Engine, target: Engine
) -> None:
    with pytest.raises(StoppedError):
        copy_database(source, target, _stop)
    with transaction(source) as session:
        an_organisation(a_ledger(session), "later")

    with pytest.raises(CopyRefusedError, match="changed since"):
        copy_database(source, target)


def test_nobody_uses_or_upgrades_half_a_copy(source: Engine, target: Engine) -> None:
    with pytest.raises(StoppedError):
        copy_database(source, target, _stop)

    with pytest.raises(UnfinishedCopyError):
        upgrade(target)


def test_a_copy_that_somebody_wrote_in_never_gets_its_version(
    source: Engine, target: Engine
) -> None:
    def tamper_at_the_end(table: str, _rows: int, _so_far: int) -> None:
        if table == "reminder":
            with target.begin() as connection:
                connection.execute(text("UPDATE subject SET title = 'Anders' WHERE id = 1"))

    with pytest.raises(CopyRefusedError, match="subject"):
        copy_database(source, target, tamper_at_the_end)

    with pytest.raises(UnfinishedCopyError):
        require_current(target)


def test_a_source_whose_chain_is_broken_is_not_copied(source: Engine, target: Engine) -> None:
    tamper(source, "UPDATE event SET reason = 'anders' WHERE sequence = 2 AND subject_id > 1")

    with pytest.raises(CopyRefusedError, match="cluster:noord"):
        copy_database(source, target)

    assert inspect(target).get_table_names() == []


def test_what_postgresql_cannot_keep_is_named_without_its_contents(
    source: Engine, target: Engine
) -> None:
    tamper(source, "UPDATE sweep SET reminders = 5000000000")

    with pytest.raises(CopyRefusedError, match="sweep") as refused:
        copy_database(source, target)

    assert "5000000000" not in refused.value.say("en")


def test_two_who_copy_at_once_make_no_row_twice(source: Engine, target: Engine) -> None:
    begun: list[str] = []

    def let_another_in(table: str, _rows: int, _so_far: int) -> None:
        if table == "subject" and not begun:
            begun.append(table)
            another = make_engine(_url(source), lock_wait_seconds=0)
            with pytest.raises(Exception, match="busy"):
                copy_database(another, target)
            another.dispose()

    copied = copy_database(source, target, let_another_in)

    assert begun
    with reading(target) as there:
        assert contents_of(there) == copied.contents


def _stop(*_so_far: object) -> None:
    raise StoppedError


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _copy_and_die(source: str, target: str) -> None:
    """Copy until the second row of the second batch of events, and be killed there."""
    copying.BATCH_ROWS = SMALL_BATCH
    written = copying._write

    def write(session: Session, target: Engine, table: Table, rows: Iterable[Row[Any]]) -> int:
        def dying() -> Iterator[Row[Any]]:
            for number, row in enumerate(rows):
                if table.name == "event" and row.id > SMALL_BATCH and number:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield row

        return written(session, target, table, dying())

    copying._write = write
    copy_database(make_engine(source), make_engine(target))


def _some_history(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        early = an_organisation(ledger, "early")
        for key in ("noord", "zuid"):
            cluster = a_cluster(ledger, key)
            ledger.record(cluster, EventKind.AMENDED, {"title": f"Cluster {key}"})
            milestone = a_milestone(ledger, cluster, f"m-{key}", latest=START)
            contact = a_contact(ledger, f"contact-{key}")
            an_assignment(ledger, milestone, contact)
        # A subject that refers to a later one: no order by number suits.
        ledger.record(early, EventKind.AMENDED, {"cluster_id": cluster.id})
        make_link(session, "anna", by="baas", now=ledger.at)
        check_deadlines(session, today=START, now=ledger.at, calendar=a_calendar())
        plan_messages(session, today=START, now=ledger.at, rulebook=a_rulebook())
    engine.dispose()
