"""A disk of PostgreSQL that is full: nothing is told half, and with room again the day goes on."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, func, make_url, select, text
from sqlalchemy.exc import OperationalError

from flows.organisation.programs import Account
from flows.run import run_one_day
from models.ledger.chain import verify
from models.storage.database import make_engine, reading
from models.tables import Reminder, Sweep
from tests.databases import PostgresDatabases
from tests.flows.conftest import LATEST, make_programme

SMALL = "24m"  # an empty database takes 8


@contextmanager
def a_small_disk(folder: Path) -> Iterator[Path]:
    """Yield a folder with a file system of its own; only root can make one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "mijlpaal-test", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a disk that is full needs a mount, and this is not root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.postgres
@pytest.mark.slow
def test_a_full_disk_tells_nothing_half_and_with_room_the_day_goes_on(
    home: Path,
    postgres_databases: PostgresDatabases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = make_url(postgres_databases.fresh()).set(database="postgres")
    with a_small_disk(postgres_databases.socket_folder / "disk") as disk:
        Account.current().give(disk)
        _run(
            server,
            f"CREATE TABLESPACE small LOCATION '{disk}'",
            "CREATE DATABASE on_a_small_disk TEMPLATE template0 TABLESPACE small",
        )
        real = server.set(database="on_a_small_disk").render_as_string(hide_password=False)
        monkeypatch.setenv("MIJLPAAL_DATABASE_URL", real)
        make_programme()
        try:
            _fill(real)
            with pytest.raises(OperationalError, match="No space left on device"):
                run_one_day(LATEST, direct=True)
            assert _swept(real) == (0, 0)

            _run(make_url(real), "DROP TABLE filler")
            done = run_one_day(LATEST, direct=True)

            assert done.told.delivery.sent == 1
            assert _swept(real)[0] == 1
        finally:
            _run(server, "DROP DATABASE on_a_small_disk WITH (FORCE)", "DROP TABLESPACE small")


def _fill(url: str) -> None:
    """Write until nothing more can be written."""
    _run(make_url(url), "CREATE TABLE filler (words text)")
    many = "INSERT INTO filler SELECT md5(n::text) FROM generate_series(1, 10000) n"
    for words in (many, "INSERT INTO filler VALUES ('one more')"):
        with suppress(OperationalError):
            while True:
                _run(make_url(url), words)


def _swept(url: str) -> tuple[int, int]:
    """Return how many sweeps and reminders there are; every chain must add up."""
    engine = make_engine(url)
    try:
        with reading(engine) as session:
            assert list(verify(session)) == []
            sweeps, reminders = (
                session.scalars(select(func.count()).select_from(each)).one()
                for each in (Sweep, Reminder)
            )
            return sweeps, reminders
    finally:
        engine.dispose()


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for each in statements:
                connection.execute(text(each))
    finally:
        engine.dispose()
