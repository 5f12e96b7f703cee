"""Migrations: from nothing to the schema of the tables, on both databases."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from models.errors import DatabaseMissingError, DatabaseVersionError
from models.storage.append_only import trigger_names
from models.storage.database import make_engine, reading, transaction
from models.storage.migrate import require_current, schema_status, upgrade


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


def test_what_was_told_before_urgent_messages_is_still_known(empty: Engine) -> None:
    from alembic import command

    from models.storage.migrate import _config

    config = _config()
    with transaction(empty) as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0002")
        for statement in _A_TOLD_REMINDER:
            session.execute(text(statement))

    upgrade(empty)

    with reading(empty) as session:
        asked = "SELECT m.kind, m.matter, a.outcome FROM reminder r, message m, attempt a"
        (row,) = session.execute(
            text(f"{asked} WHERE r.message_id = m.id AND a.message_id = m.id")
        ).all()
    assert tuple(row) == ("daily", "", "delivered")


_SUBJECT = (
    "INSERT INTO subject (id, kind, key, title, confidentiality, is_invented, version, last_hash)"
)
_A_TOLD_REMINDER = (
    f"{_SUBJECT} VALUES (1, 'milestone', 'm1', 'M', 'public', true, 1, 'x')",
    f"{_SUBJECT} VALUES (2, 'contact', 'c', 'C', 'public', true, 1, 'x')",
    (
        "INSERT INTO message (id, uid, contact_id, day, channel, address, language, subject, body_text,"
        " body_html, created_at, attempts, next_attempt_at) VALUES (1, 'u', 2, '2026-09-01', 'email',"
        " 'a', 'nl', 's', 't', 'h', '2026-09-01 05:00:00', 1, '2026-09-01 05:00:00')"
    ),
    (
        "INSERT INTO attempt (message_id, number, at, outcome)"
        " VALUES (1, 1, '2026-09-01 05:00:00', 'delivered')"
    ),
    (
        "INSERT INTO reminder (id, milestone_id, contact_id, anchor, step, bound, responsibility,"
        " swept_on, message_id)"
        " VALUES (1, 1, 2, 'bound', 0, '2026-09-01', 'owner', '2026-09-01', 1)"
    ),
)


def test_downgrading_takes_everything_away_again(empty: Engine) -> None:
    from alembic import command

    from models.storage.migrate import _config

    upgrade(empty)
    config = _config()
    with transaction(empty) as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")

    assert inspect(empty).get_table_names() == ["alembic_version"]
