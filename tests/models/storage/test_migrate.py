"""Migrations: from nothing to the schema of the tables, on both databases."""

import ast
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, text
from sqlmodel import SQLModel, select

from models.clock import morning_of
from models.errors import DatabaseMissingError, DatabaseVersionError
from models.storage import migrate
from models.storage.append_only import trigger_names
from models.storage.clock_mark import CLOCK
from models.storage.database import make_engine, reading, transaction
from models.storage.floor import FLOOR, floor_of
from models.storage.migrate import require_current, require_usable, schema_status, upgrade
from models.tables import Sweep
from tests.factories import START


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """The migrations of a release after this one: one more, which only adds a column."""
    there = tmp_path / "migrations"
    shutil.copytree(migrate._MIGRATIONS, there, ignore=shutil.ignore_patterns("__pycache__"))
    (there / "versions" / "9999_more.py").write_text(_MORE.format(head()), encoding="utf-8")
    return there


@contextmanager
def code_of(migrations: Path) -> Iterator[None]:
    """Be the code that has these migrations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "_MIGRATIONS", migrations)
        migrate._revisions.cache_clear()
        yield
    migrate._revisions.cache_clear()
    migrate._warn_of_newer.cache_clear()


def head() -> str:
    return str(migrate._revisions().get_current_head())


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
        every_table = MetaData()
        for table in (*SQLModel.metadata.sorted_tables, FLOOR, CLOCK):
            table.to_metadata(every_table)
        assert compare_metadata(context, every_table) == []


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


def test_code_goes_on_working_on_a_newer_database_that_lets_it(
    empty: Engine, next_release: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with code_of(next_release):
        upgrade(empty)

    for _ in range(2):  # every flow run and page asks; one line of the log is enough
        assert require_usable(empty).found == "9999"

    with transaction(empty) as session:
        session.add(Sweep(day=START, swept_at=morning_of(START), reminders=0))
    with reading(empty) as session:
        assert session.exec(select(Sweep)).one().reminders == 0
    (said,) = [each for each in caplog.records if "newer" in each.message]
    assert (vars(said)["found"], vars(said)["expected"]) == ("9999", head())


def test_code_stays_away_from_a_newer_database_that_is_not_for_it_any_more(
    empty: Engine, next_release: Path
) -> None:
    with code_of(next_release):
        upgrade(empty)
    with transaction(empty) as session:
        session.execute(text("UPDATE schema_floor SET revision = '9999'"))

    with pytest.raises(DatabaseVersionError, match=r"9999.*newer"):
        require_usable(empty)


def test_a_newer_database_that_says_nothing_is_for_newer_code_alone(empty: Engine) -> None:
    upgrade(empty)
    with transaction(empty) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.execute(text("DROP TABLE schema_floor"))

    with pytest.raises(DatabaseVersionError, match=r"9999.*newer"):
        require_usable(empty)


def test_code_never_migrates_or_copies_a_newer_database(empty: Engine, next_release: Path) -> None:
    with code_of(next_release):
        upgrade(empty)

    for refusing in (upgrade, require_current):
        with pytest.raises(DatabaseVersionError, match=r"9999.*newer"):
            refusing(empty)

    with reading(empty) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).one() == ("9999",)


def test_the_floor_of_a_database_is_a_revision_of_this_code(empty: Engine) -> None:
    upgrade(empty)

    with reading(empty) as session:
        floor = floor_of(session)

    assert floor is not None
    assert "0016" <= floor <= head()


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


_MORE = """import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{}"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sweep", sa.Column("more", sa.String()))
"""
# What leaves to older code all that it knows.
_ADDING = {"create_table", "create_index", "add_column", "batch_alter_table", "bulk_insert", "f"}


def only_adds(migration: str) -> bool:
    """Whether older code need not notice: the table of docs/decisions/0037."""
    way_up = ast.parse(migration[migration.index("def upgrade") :].partition("\ndef downgrade")[0])
    calls = [each for each in ast.walk(way_up) if isinstance(each, ast.Call)]
    done = {
        each.func.attr
        for each in calls
        if isinstance(each.func, ast.Attribute)
        and isinstance(each.func.value, ast.Name)
        and each.func.value.id != "sa"
    }
    in_new_tables = {
        id(inside)
        for each in calls
        if ast.unparse(each.func) == "op.create_table"
        for inside in ast.walk(each)
    }
    asked = [ast.unparse(each) for each in calls if id(each) not in in_new_tables]
    gone, made = (_indexes(calls, verb) for verb in ("drop_index", "create_index"))
    if gone <= made:  # made anew
        done.discard("drop_index")
    return done <= _ADDING and not any(
        "unique=True" in each or ("nullable=False" in each and "server_default" not in each)
        for each in asked
    )


def _indexes(calls: list[ast.Call], verb: str) -> set[str]:
    return {ast.unparse(each.args[0]) for each in calls if ast.unparse(each.func) == f"op.{verb}"}


@pytest.mark.parametrize(
    ("revision", "adds"),
    [
        ("0006", True),
        ("0014", True),
        ("0015", True),
        ("0017", True),
        ("0009", False),
        ("0010", False),
    ],
)
def test_a_migration_is_known_to_add_or_to_break(revision: str, adds: bool) -> None:
    assert only_adds(text_of(revision)) is adds


def test_a_migration_that_older_code_does_not_survive_raises_the_floor() -> None:
    revisions = [each.revision for each in migrate._revisions().walk_revisions()]
    later = [each for each in revisions if each > "0016"]

    silent = [
        each
        for each in later
        if not only_adds(text_of(each)) and "UPDATE schema_floor" not in text_of(each)
    ]

    assert silent == []


def text_of(revision: str) -> str:
    return Path(migrate._revisions().get_revision(revision).path).read_text(encoding="utf-8")


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
