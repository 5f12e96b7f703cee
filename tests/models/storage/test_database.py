"""Opening a database: addresses, settings, and what is said when it cannot be had."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, StatementError

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


def test_a_database_that_is_held_by_another_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bezet.db"
    holder, second = make_engine(url), make_engine(url, lock_wait_seconds=0)

    with transaction(holder), pytest.raises(DatabaseLockedError, match="bezet"):
        with transaction(second):
            pass

    holder.dispose()
    second.dispose()


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
