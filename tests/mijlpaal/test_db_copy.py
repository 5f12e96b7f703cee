"""From a SQLite file to PostgreSQL on the command line."""

import pytest

from mijlpaal.exits import Exit
from tests.databases import PostgresDatabases
from tests.mijlpaal.conftest import Mijlpaal

pytestmark = pytest.mark.postgres


def test_what_was_copied_is_worked_on_from_there(
    at_home: Mijlpaal, postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_databases.fresh()
    as_people_write_it = url.replace("+psycopg", "")
    before = at_home("overview", "--json")

    tried = at_home("db", "copy", "--to", as_people_write_it, "--dry-run")
    copied = at_home("db", "copy", "--to", as_people_write_it)
    again = at_home("db", "copy", "--to", as_people_write_it)
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", url)
    after = at_home("overview", "--json")
    written = at_home("run", "--direct")

    assert "Niets gewijzigd (--dry-run)." in tried.out
    assert copied.code == Exit.OK, copied.err
    assert "elke keten klopt" in copied.out
    assert again.code == Exit.REFUSED
    assert after.json == before.json
    assert written.code == Exit.OK, written.err
    postgres_databases.discard(url)


def test_only_from_sqlite_and_only_to_postgresql(at_home: Mijlpaal) -> None:
    ended = at_home("db", "copy", "--to", "sqlite:///elders.db")

    assert ended.code == Exit.INVALID
    assert "geen PostgreSQL-database" in ended.err


def test_the_password_of_the_target_is_not_repeated(at_home: Mijlpaal) -> None:
    ended = at_home("db", "copy", "--to", "postgresql://iemand:geheim@127.0.0.1:1/niets")

    assert ended.code == Exit.UNREACHABLE
    assert "geheim" not in ended.out + ended.err
