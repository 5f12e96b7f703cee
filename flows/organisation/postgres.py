"""A PostgreSQL server of our own on the loopback address: where there is none to use.

For one machine that tries the organisation mode. It keeps what was committed, asks for a password,
and lives below the home folder.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from flows.organisation.programs import Account, call, find_programs
from models.errors import SettingError, StartError, Words

HOST = "127.0.0.1"
OWNER = "mijlpaal"
NEEDED = "pg_trgm"  # by Prefect; a wheel may come without it

_SECONDS_TO_START = 60.0
_SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """Where the server keeps its data, and where it listens."""

    folder: Path
    port: int
    password: str
    account: Account
    programs: Path

    @property
    def data(self) -> Path:
        """Return the folder of the data."""
        return self.folder / "data"

    def command(self) -> tuple[str, ...]:
        """Return what starts the server."""
        options = ("-c", f"listen_addresses={HOST}", "-c", "unix_socket_directories=")
        where = ("-D", str(self.data), "-p", str(self.port))
        return (str(self.programs / "postgres"), *where, *options, "-c", "max_connections=200")

    def url(self, database: str, driver: str = "psycopg") -> str:
        """Return the address of one of its databases."""
        return f"postgresql+{driver}://{OWNER}:{self.password}@{HOST}:{self.port}/{database}"

    def answers(self) -> bool:
        """Return whether the server lets us in."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def make_databases(self, *names: str) -> None:
        """Make these databases where they are missing."""
        with self._connect() as connection:
            there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for name in names:
                if name not in there:
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=HOST,
            port=self.port,
            user=OWNER,
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=2,
        )


def postgres_server(folder: Path, port: int, password: str) -> PostgresServer:
    """Return the server of this folder, with its data made the first time.

    Raises:
        SettingError: no database is set, and there is no PostgreSQL to start.
        StartError: its data cannot be made.
    """
    account = Account.current()
    folder.mkdir(parents=True, exist_ok=True)
    account.give(folder)
    try:
        found = find_programs(folder, account, extension=NEEDED)
    except RuntimeError as problem:
        raise SettingError(
            setting="MIJLPAAL_DATABASE_URL",
            problem=Words(
                f"niet ingesteld, en hier is geen PostgreSQL met {NEEDED}",
                f"not set, and no PostgreSQL with {NEEDED} is here",
            ),
            accepted="postgresql+psycopg://",
        ) from problem
    server = PostgresServer(folder, port, password, account, found)
    if not (server.data / "PG_VERSION").exists():
        _initialise(server)
    return server


def wait_for(server: PostgresServer) -> bool:
    """Return whether the server answers within a minute."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while not server.answers():
        if time.monotonic() > deadline:
            return False
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return True


def _initialise(server: PostgresServer) -> None:
    secret = server.folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(server.password, encoding="utf-8")
    server.account.give(server.folder)
    options = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C")
    who = (f"--username={OWNER}", f"--pwfile={secret}")
    command = (server.programs / "initdb", "--pgdata", server.data, *who, *options)
    try:
        call(command, server.folder, server.account)
    except RuntimeError as problem:  # as root: whoever runs it instead must reach the folder
        raise StartError(what="PostgreSQL", problem=str(problem).strip()) from problem
    finally:
        secret.unlink()
