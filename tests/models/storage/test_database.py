"""Opening a database: addresses, settings, and what is said when it cannot be had."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from sqlmodel import Session

from models.clock import morning_of
from models.errors import DatabaseLockedError, FolderUnwritableError, SettingError
from models.storage.database import create_home, make_engine, reading, sqlite_path, transaction
from models.storage.settings import DatabaseSettings, read_settings
from models.tables import Sweep
from tests.factories import START


def test_without_settings_the_database_lies_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MIJLPAAL_HOME", "elders")
    monkeypatch.delenv("MIJLPAAL_DATABASE_URL", raising=False)

    assert read_settings(DatabaseSettings).url == "sqlite:///elders/mijlpaal.db"


def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MIJLPAAL_LOCK_WAIT_SECONDS", "geheim")

    with pytest.raises(SettingError, match="MIJLPAAL_LOCK_WAIT_SECONDS") as refused:
        read_settings(DatabaseSettings)

    assert "geheim" not in refused.value.say()


@pytest.mark.parametrize("url", ["mysql://host/naam", "onzin", "postgresql://host/naam"])
def test_another_database_is_refused_with_what_is_accepted(url: str) -> None:
    with pytest.raises(SettingError, match="sqlite"):
        make_engine(url)


def test_the_folder_of_a_database_is_made_when_it_is_missing(tmp_path: Path) -> None:
    create_home(f"sqlite:///{tmp_path}/nieuw/diep/mijlpaal.db")

    assert (tmp_path / "nieuw" / "diep").is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")

    with pytest.raises(FolderUnwritableError, match="bestand"):
        create_home(f"sqlite:///{tmp_path}/bestand/mijlpaal.db")


def test_a_database_whose_connections_are_all_in_use_is_busy_and_not_broken(
    engine: Engine,
) -> None:
    at = engine.url.render_as_string(hide_password=False)
    crowded = make_engine(at, lock_wait_seconds=0)

    with ExitStack() as readers:
        for _ in range(40):  # as many as threads that serve
            readers.enter_context(reading(crowded))
        with pytest.raises(DatabaseLockedError, match="busy"):
            readers.enter_context(reading(crowded))

    crowded.dispose()


def test_a_database_that_is_held_by_another_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bezet.db"
    holder, second = make_engine(url), make_engine(url, lock_wait_seconds=0)

    with transaction(holder), pytest.raises(DatabaseLockedError, match="bezet"):
        with transaction(second):
            pass

    holder.dispose()
    second.dispose()


@pytest.mark.parametrize("opening", [reading, transaction])
def test_a_database_that_is_away_says_so_in_words_that_all_catch(
    opening: Callable[[Engine], AbstractContextManager[Session]],
) -> None:
    away = make_engine("postgresql+psycopg://iemand@127.0.0.1:1/weg")

    with pytest.raises(OperationalError, match="port 1"), opening(away):
        pass


def test_a_connection_that_breaks_says_so_in_the_same_words(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("a file does not hang up")

    def cut_off(session: Session) -> None:
        own = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with transaction(engine) as other:
            other.connection().exec_driver_sql(f"SELECT pg_terminate_backend({own})")

    with pytest.raises(OperationalError), transaction(engine) as session:
        cut_off(session)  # and the commit finds nobody there


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        where = f"127.0.0.1:{silent.getsockname()[1]}"
        engine = make_engine(f"postgresql+psycopg://iemand@{where}/weg?connect_timeout=2")

        with pytest.raises(OperationalError, match="timeout"), reading(engine):
            pass


def test_a_network_that_is_cut_is_noticed_within_a_minute_unless_the_address_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, object]] = []

    def connect(*_: object, **how: object) -> None:
        asked.append(how)
        raise psycopg.OperationalError

    monkeypatch.setattr(psycopg, "connect", connect)
    for query in ("", "?tcp_user_timeout=5000&keepalives_idle=5"):
        engine = make_engine(f"postgresql+psycopg://iemand@server.voorbeeld.example/naam{query}")
        with pytest.raises(OperationalError), reading(engine):
            pass

    usual, chosen = asked
    assert usual["connect_timeout"] == chosen["connect_timeout"] == 10
    assert (usual["keepalives"], usual["keepalives_interval"]) == (1, 10)
    assert (usual["keepalives_idle"], usual["keepalives_count"]) == (30, 3)
    assert usual["tcp_user_timeout"] == 60_000
    assert (chosen["tcp_user_timeout"], chosen["keepalives_idle"]) == ("5000", "5")


def test_a_reader_is_not_held_up_by_a_writer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/samen.db"
    writer, reader = make_engine(url), make_engine(url, lock_wait_seconds=0)

    with transaction(writer), reading(reader) as session:
        assert session.connection().exec_driver_sql("SELECT 1").scalar() == 1

    writer.dispose()
    reader.dispose()


def test_only_a_file_has_a_path() -> None:
    assert sqlite_path("sqlite:///var/mijlpaal.db") == Path("var/mijlpaal.db")
    assert sqlite_path("sqlite://") is None
    assert sqlite_path("postgresql+psycopg://host/naam") is None


def test_an_instant_comes_back_aware_and_a_naive_one_is_refused(engine: Engine) -> None:
    instant = morning_of(START)
    with transaction(engine) as session:
        session.add(Sweep(day=START, swept_at=instant, reminders=0))
    with reading(engine) as session:
        found = session.get(Sweep, 1)
    assert found is not None
    assert found.swept_at == instant
    assert found.swept_at.tzinfo is not None

    naive = Sweep(day=START, swept_at=datetime(2026, 7, 1), reminders=0)  # noqa: DTZ001
    with pytest.raises(StatementError, match="naive"), transaction(engine) as session:
        session.add(naive)


def test_what_a_reader_saw_stays_the_same_until_it_ends(engine: Engine) -> None:
    with reading(engine) as reader:
        before = reader.connection().exec_driver_sql("SELECT count(*) FROM sweep").scalar()
        with transaction(engine) as writer:
            writer.add(Sweep(day=START, swept_at=morning_of(START), reminders=0))
        after = reader.connection().exec_driver_sql("SELECT count(*) FROM sweep").scalar()

    assert (before, after) == (0, 0)


def test_an_error_of_the_database_does_not_repeat_what_was_written(engine: Engine) -> None:
    asked = text("SELECT 1 FROM nergens WHERE naam = :naam")

    with pytest.raises(DBAPIError) as refused, reading(engine) as session:
        session.connection().execute(asked, {"naam": "GEHEIM"})

    assert "GEHEIM" not in str(refused.value)
