"""Real databases for tests: each test gets one of its own, on SQLite and on PostgreSQL.

PostgreSQL comes from a wheel (`docs/decisions/0003-postgresql-from-a-wheel.md`) and is started
once per test process, on a socket file, never on the network. A new database is a copy of a
template, which takes 10-30 ms.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from flows.organisation.programs import Account, call, environment, find_programs

Prepare = Callable[[str], None]
"""Builds something in the database of this URL and closes every connection to it."""

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0

# Nothing here has to survive a power cut, and a test must not wait for a disk.
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "shared_buffers=256MB",
    "max_connections=200",
    "log_checkpoints=off",
)

# The server lives exactly as long as our end of the pipe is open: however the test process
# ends, be it by SIGKILL, the shell reads end-of-file, stops the server and clears the folder.
# Stopping goes by the server's own file with its number: a test may have started it anew.
_GUARDIAN = """
folder=$1; control=$2; shift 2
"$@" </dev/null &
cat >/dev/null
"$control" stop --silent --mode=fast --pgdata="$folder/data"
wait
rm -rf "$folder" 2>/dev/null
"""


class Databases(Protocol):
    """What can hand out databases; one per backend."""

    def fresh(self, prepare: Prepare | None = None) -> str:
        """Return the URL of a database nobody has used, made as ``prepare`` would make it.

        ``prepare`` itself runs once per test process, in a template.
        """

    def discard(self, url: str) -> None:
        """Remove a database that ``fresh`` gave; open connections to it are cut."""


@dataclass
class SqliteDatabases:
    """SQLite files below one folder."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)
    _templates: dict[Prepare, Path] = field(default_factory=dict)

    def fresh(self, prepare: Prepare | None = None) -> str:
        """Return the URL of a file that does not exist yet, or of a copy of the template."""
        path = self.folder / f"test-{next(self._numbers)}.db"
        if prepare is not None:
            shutil.copyfile(self._template(prepare), path)
        return f"sqlite:///{path}"

    def discard(self, url: str) -> None:
        """Remove the file and what SQLite keeps beside it."""
        path = Path(url.removeprefix("sqlite:///"))
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def _template(self, prepare: Prepare) -> Path:
        if prepare not in self._templates:
            path = self.folder / f"template-{len(self._templates)}.db"
            prepare(f"sqlite:///{path}")
            self._templates[prepare] = path
        return self._templates[prepare]


@dataclass
class PostgresDatabases:
    """Databases of one running PostgreSQL server."""

    socket_folder: Path
    _server: psycopg.Connection
    _control: Callable[..., None]
    _numbers: Iterator[int] = field(default_factory=count)
    _templates: dict[Prepare, str] = field(default_factory=dict)

    def fresh(self, prepare: Prepare | None = None) -> str:
        """Return the URL of a new database, a copy of the template."""
        template = "template0" if prepare is None else self._template(prepare)
        name = f"test_{next(self._numbers)}"
        self._create(name, template)
        return self._url(name)

    def discard(self, url: str) -> None:
        """Drop the database, connections or not."""
        name = url.partition("?")[0].rpartition("/")[2]
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._server.execute(statement.format(sql.Identifier(name)))

    def close(self) -> None:
        """Close our own connection to the server."""
        self._server.close()

    def stop(self) -> None:
        """Stop the server as a crash would: every connection is cut, nothing is said."""
        self.close()
        self._control("stop", "--mode=immediate")

    def start(self) -> None:
        """Start the server that was stopped; it recovers what was committed."""
        # What it was started with is in a file of its own, which pg_ctl reads to restart it.
        self._control("restart", "--mode=immediate", f"--log={self.socket_folder / 'again.log'}")
        self._server = _connect(self.socket_folder)

    def _template(self, prepare: Prepare) -> str:
        if prepare not in self._templates:
            name = f"template_{len(self._templates)}"
            self._create(name, "template0")
            prepare(self._url(name))
            self._templates[prepare] = name
        return self._templates[prepare]

    def _create(self, name: str, template: str) -> None:
        # Copying files beats copying through the write-ahead log by two to one when fsync is off.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._server.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.socket_folder}"


@contextmanager
def postgresql() -> Iterator[PostgresDatabases]:
    """Run a PostgreSQL server of our own for the length of the block.

    Raises:
        RuntimeError: the server does not start; carries what it wrote.
    """
    # Not below pytest's own folder: that is closed to other accounts, and too deep for the
    # name of a socket file (107 bytes).
    folder = Path(tempfile.mkdtemp(prefix="mijlpaal-pg-"))
    try:
        account = Account.current()
        account.give(folder)
        programs = find_programs(folder, account)
        _initialise(folder, programs, account)

        def control(order: str, *options: str) -> None:
            where: list[str | Path] = ["--silent", "--pgdata", folder / "data"]
            call([programs / "pg_ctl", order, *where, *options], folder, account)

        with _running(folder, programs, account) as server:
            databases = PostgresDatabases(folder, server, control)
            try:
                yield databases
            finally:
                databases.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(folder: Path, programs: Path, account: Account) -> None:
    command: list[str | Path] = [programs / "initdb", "--pgdata", folder / "data"]
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    call([*command, *options], folder, account)


@contextmanager
def _running(folder: Path, programs: Path, account: Account) -> Iterator[psycopg.Connection]:
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-k", folder]
    control = programs / "pg_ctl"
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    with (folder / "server.log").open("wb") as log:
        guardian = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDIAN, "guardian", folder, control, *command, *settings],
            cwd=folder,
            env=environment(),
            user=account.user,
            group=account.group,
            extra_groups=account.groups,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for pytest, which then closes the pipe
        )
    with guardian:
        try:
            with _connect(folder) as server:
                yield server
        finally:
            assert guardian.stdin is not None
            guardian.stdin.close()
            guardian.wait(_STOP_SECONDS)


def _connect(folder: Path) -> psycopg.Connection:
    """Return a connection to the server as soon as it answers."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            return psycopg.connect(
                host=str(folder), user="postgres", dbname="postgres", autocommit=True
            )
        except psycopg.OperationalError as problem:
            written = (folder / "server.log").read_text(errors="replace")
            if "FATAL" in written.replace("FATAL:  the database system is starting up", ""):
                message = f"PostgreSQL does not start:\n{written}"
                raise RuntimeError(message) from problem
            if time.monotonic() > deadline:
                message = f"PostgreSQL does not answer in {_START_SECONDS:.0f} s:\n{written}"
                raise RuntimeError(message) from problem
        time.sleep(0.02)
