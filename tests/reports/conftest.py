"""The real programme, as the seeds load it from the letter, on both databases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, transaction
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.databases import Databases

LOADED_ON = date(2026, 6, 15)


@pytest.fixture
def programme(databases: Databases) -> Iterator[Engine]:
    """An engine on a database of this test's own that holds the seeds."""
    url = databases.fresh(load_seeds_at)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.discard(url)


def load_seeds_at(url: str) -> None:
    """Make the schema at this address and load the seeds as of the day of the letter."""
    engine = make_engine(url)
    create_schema(engine)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="zaaigegevens", at=morning_of(LOADED_ON))
        load(ledger, read_seeds())
    engine.dispose()


@pytest.fixture(scope="session")
def letter_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on the seeds as the letter gives them, for tests that only read."""
    url = f"sqlite:///{tmp_path_factory.mktemp('brief') / 'mijlpaal.db'}"
    load_seeds_at(url)
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def own_world(letter_world: Engine, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a copy of those seeds that a test may write in; SQLite, so that it is quick."""
    path = tmp_path / "eigen.db"
    with letter_world.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}'")
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()
