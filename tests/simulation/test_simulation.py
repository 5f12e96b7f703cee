"""A few seeds find nothing, and a bug that is planted is found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, null, true, update
from sqlalchemy.schema import CreateTable

from models.storage.database import make_engine, transaction
from models.tables import Message, Reminder
from notifications import (
    beginners,
    deadlines,
    delivery,
    escalation,
    matters,
    outbox,
    taking_over,
    withdrawing,
)
from notifications.outbox import Claimed
from notifications.rows import table_of
from tests.databases import SqliteDatabases
from tests.simulation import simulation
from tests.simulation.running import Runner, a_folder, with_the_schema

DAYS = 10
SEEDS = range(1, 6)
_WITH_STATEMENTS = (deadlines, beginners, escalation, withdrawing, matters, taking_over)


@pytest.fixture(scope="module")
def databases() -> Iterator[SqliteDatabases]:
    with a_folder() as folder:
        yield SqliteDatabases(Path(folder))


@pytest.fixture
def built_anew() -> Iterator[None]:
    """Have the statements of a planted bug built, and forgotten afterwards."""
    _forget_statements()
    yield
    _forget_statements()


@pytest.fixture(scope="module")
def runner(databases: SqliteDatabases) -> Runner:
    return Runner(databases)


def test_nothing_is_forgotten_or_told_twice_and_a_seed_is_the_same_again(runner: Runner) -> None:
    outcome, again, another = runner.run(1, DAYS), runner.run(1, DAYS), runner.run(2, DAYS)

    assert outcome.broken is another.broken is None
    assert outcome.trace == again.trace != another.trace
    assert {"arrived", "act", "kill", "refused"} <= outcome.counts.keys() | another.counts.keys()


def test_it_finds_that_the_key_of_reminders_was_made_too_wide(databases: SqliteDatabases) -> None:
    assert "told twice" in _found(Runner(databases, _with_a_key_that_holds_the_day))


def test_it_finds_messages_that_count_as_sent_before_they_are(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _after_each_claim(monkeypatch, lambda claimed: {"sent_at": claimed.until})
    assert "nobody has it" in _found(runner)


def test_it_finds_a_claim_that_keeps_nobody_off(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _after_each_claim(
        monkeypatch, lambda claimed: {"next_attempt_at": claimed.until - outbox.CLAIM_HOLDS}
    )
    assert "arrived again" in _found(runner)


def test_it_finds_readers_who_may_not_know(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, built_anew: None
) -> None:
    for module in _WITH_STATEMENTS:
        monkeypatch.setattr(module, "cleared_for", lambda _subject: true(), raising=False)
    assert "who may not know" in _found(runner)


def test_it_finds_that_nothing_moves_up(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, built_anew: None
) -> None:
    monkeypatch.setattr(escalation, "_next_level", null)
    assert "not moved up" in _found(runner)


def test_it_finds_who_is_disturbed_at_night(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation, "is_quiet", lambda *_, **_more: False)
    assert "at a quiet hour" in _found(runner)


def _found(runner: Runner) -> str:
    """Return what the first seed that breaks says."""
    outcomes = (runner.run(seed, DAYS) for seed in SEEDS)
    return next((each.broken for each in outcomes if each.broken is not None), "nothing")


def _forget_statements() -> None:
    for module in _WITH_STATEMENTS:
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


def _after_each_claim(
    patch: pytest.MonkeyPatch, spoiled: Callable[[Claimed], dict[str, object]]
) -> None:
    """Plant a bug in claiming: of each message that was claimed something else is written."""
    claim, message = outbox.claim, table_of(Message)

    def claim_and_spoil(engine: Engine, **given: object) -> list[Claimed]:
        claimed = claim(engine, **given)  # type: ignore[arg-type]
        with transaction(engine) as session:
            for each in claimed:
                row = update(message).where(message.c.id == each.message_id)
                session.execute(row.values(**spoiled(each)))
        return claimed

    patch.setattr(delivery, "claim", claim_and_spoil)


def _with_a_key_that_holds_the_day(url: str) -> None:
    """Make the tables with a planted bug: a reminder of another day counts as another one."""
    with_the_schema(url)
    engine = make_engine(url)
    table = table_of(Reminder)
    wider = str(CreateTable(table).compile(engine)).replace(
        "step, bound)", "step, bound, swept_on)"
    )
    assert "swept_on)" in wider
    with engine.begin() as connection:
        table.drop(connection)
        connection.exec_driver_sql(wider)
    engine.dispose()
