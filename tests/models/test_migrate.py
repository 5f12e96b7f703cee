"""Migrations: from nothing to the schema of the tables, on both databases."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from models.append_only import trigger_names
from models.database import make_engine, reading, transaction
from models.errors import DatabaseMissingError, DatabaseVersionError
from models.migrate import require_current, schema_status, upgrade


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_upgrading_an_empty_database_gives_the_schema_of_the_tables(empty: Engine) -> None:
    applied = upgrade(empty)

    assert applied[0].startswith("0001")
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_after_the_last_migration_the_past_is_protected(empty: Engine) -> None:
    upgrade(empty)

    with reading(empty) as session:
        asked = {
            "sqlite": "SELECT name FROM sqlite_master",
            "postgresql": "SELECT tgname FROM pg_trigger",
        }
        found = set(session.execute(text(asked[empty.dialect.name])).scalars())
    assert trigger_names(empty.dialect.name) <= found


def test_upgrading_twice_does_nothing_the_second_time(empty: Engine) -> None:
    upgrade(empty)

    assert upgrade(empty) == []
    assert schema_status(empty).is_current
    require_current(empty)


def test_a_database_without_schema_is_missing_and_says_how_to_make_it(empty: Engine) -> None:
    with pytest.raises(DatabaseMissingError, match="mijlpaal init"):
        require_current(empty)


def test_a_database_newer_than_the_code_is_left_alone(empty: Engine) -> None:
    upgrade(empty)
    with transaction(empty) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseVersionError, match="9999"):
        require_current(empty)
    with pytest.raises(DatabaseVersionError, match="newer"):
        upgrade(empty)


def test_a_migration_that_fails_leaves_nothing_half_done(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(op, "create_index", fail, raising=True)
    monkeypatch.setattr("alembic.operations.BatchOperations.create_index", fail)
    with pytest.raises(RuntimeError):
        upgrade(empty)

    assert inspect(empty).get_table_names() == []


def test_downgrading_takes_everything_away_again(empty: Engine) -> None:
    from alembic import command

    from models.migrate import _config

    upgrade(empty)
    config = _config()
    with transaction(empty) as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")

    assert inspect(empty).get_table_names() == ["alembic_version"]
