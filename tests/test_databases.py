"""The databases that all other tests stand on."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from tests.databases import Databases, PostgresDatabases, postgresql

REPOSITORY = Path(__file__).resolve().parent.parent


def test_a_database_is_empty_and_takes_rows(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []

        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY)"))
        connection.execute(text("INSERT INTO note VALUES (1)"))

        assert connection.execute(text("SELECT id FROM note")).scalars().all() == [1]
    engine.dispose()


def test_two_databases_know_nothing_of_each_other(databases: Databases) -> None:
    first, second = databases.fresh(), databases.fresh()

    _create_note(first)

    assert _tables(first) == ["note"]
    assert _tables(second) == []
    databases.discard(first)
    databases.discard(second)


def test_a_template_is_prepared_once_and_copied(databases: Databases) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        _create_note(url)

    copies = [databases.fresh(prepare) for _ in range(3)]

    assert len(prepared) == 1
    assert [_tables(copy) for copy in copies] == [["note"]] * 3
    assert prepared[0] not in copies
    for copy in copies:
        databases.discard(copy)


def test_the_engine_has_the_schema_and_no_rows(engine: Engine) -> None:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        assert "subject" in tables
        assert connection.execute(text("SELECT count(*) FROM subject")).scalar_one() == 0


@pytest.mark.postgres
def test_postgresql_does_not_listen_on_the_network(postgres_databases: PostgresDatabases) -> None:
    url = postgres_databases.fresh()
    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()
    postgres_databases.discard(url)

    assert row == ("",)


@pytest.mark.postgres
def test_postgresql_is_gone_after_the_block() -> None:
    with postgresql() as databases:
        folder = databases.socket_folder
        assert (folder / ".s.PGSQL.5432").is_socket()

    assert not folder.exists()


@pytest.mark.postgres
def test_postgresql_is_gone_even_when_the_tests_are_killed() -> None:
    program = (
        "import time; from tests.databases import postgresql\n"
        "with postgresql() as databases:\n"
        "    print(databases.socket_folder, flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        folder = Path(tests.stdout.readline().strip())
        postmaster = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert _is_running(postmaster)

        tests.kill()

    assert _ends(postmaster)


def _create_note(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY)"))
    engine.dispose()


def _tables(url: str) -> list[str]:
    engine = create_engine(url)
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return tables


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _ends(process: int, *, within_seconds: float = 20) -> bool:
    deadline = time.monotonic() + within_seconds
    while _is_running(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
