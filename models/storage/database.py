"""Opening the database and its transactions, the same on SQLite and PostgreSQL.

The entry point opens one transaction; domain functions work in it and never commit.
"""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel

import models.storage.append_only  # noqa: F401  (fills the metadata, triggers included)
from models.errors import DatabaseLockedError, FolderUnwritableError, SettingError, Words
from models.storage.clock_mark import CLOCK
from models.storage.connections import keep_at_hand, put_back, take
from models.storage.driver_errors import in_sqlalchemys_words
from models.storage.lean_session import LeanSession

_WRITE_LOCK = "BEGIN IMMEDIATE"
_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# A cable that is cut says nothing, and the kernel would wait for a quarter of an hour to two. Here
# a server that does not answer is given up after ten seconds, a connection that fell silent after
# a minute: half of it without a word, then three questions. What the address says wins.
_PATIENCE = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds; the only one in them
}
# With the five that stay: one for each thread that serves pages (AnyIO has forty).
_BESIDE_THE_POOL = 35
_ACCEPTED = "sqlite:///pad/naar/bestand.db | postgresql+psycopg://gebruiker@host/naam"


def make_engine(url: str, *, lock_wait_seconds: int = 10) -> Engine:
    """Return an engine for ``url``; nothing is opened or created yet.

    ``lock_wait_seconds`` is also how long a connection is waited for when all are in use.
    Its errors and its log never repeat the values of a statement: names, addresses, texts.

    Raises:
        SettingError: the address is not one of SQLite or PostgreSQL (psycopg).
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        patience = {name: each for name, each in _PATIENCE.items() if name not in parsed.query}
        return create_engine(
            parsed,
            pool_pre_ping=True,
            pool_timeout=lock_wait_seconds,
            max_overflow=_BESIDE_THE_POOL,
            hide_parameters=True,
            connect_args=patience,
        )
    # No reset by the pool: a transaction takes back what is not committed, once.
    pool: dict[str, Any] = {}
    if sqlite_path(url) is not None:
        pool = {"pool_timeout": lock_wait_seconds, "max_overflow": _BESIDE_THE_POOL}
    engine = create_engine(
        parsed,
        connect_args={"timeout": lock_wait_seconds},
        **pool,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    keep_at_hand(engine)
    return engine


def create_home(url: str) -> None:
    """Make the folder of a SQLite database.

    Raises:
        FolderUnwritableError: the folder cannot be made.
    """
    database = sqlite_path(url)
    if database is None:
        return
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FolderUnwritableError(
            folder=database.parent, problem=problem.strerror or problem
        ) from problem


def sqlite_path(url: str) -> Path | None:
    """Return the file behind a SQLite address; None for PostgreSQL or an in-memory database."""
    parsed = _parse(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))


def transaction(engine: Engine) -> AbstractContextManager[Session]:
    """Open the one writing transaction of an entry point; an exception rolls it back.

    SQLite takes its write lock at the start, so that a read inside can be trusted until commit.

    Raises:
        DatabaseLockedError: the lock, or every connection, was held for longer than we wait.
    """
    return _Transaction(engine, _WRITE_LOCK, stays=True)


def trial(engine: Engine) -> AbstractContextManager[Session]:
    """Open a writing transaction that leaves everything as it was: the real act, to look at."""
    return _Transaction(engine, _WRITE_LOCK)


def reading(engine: Engine) -> AbstractContextManager[Session]:
    """Open a transaction that only reads; what it saw stays the same until it ends."""
    return _Transaction(engine, "BEGIN", on_postgresql=_SNAPSHOT)


def create_schema(engine: Engine) -> None:
    """Create all tables straight from the metadata (tests and benchmarks; users migrate)."""
    with transaction(engine) as session:
        for metadata in (SQLModel.metadata, CLOCK.metadata):
            metadata.create_all(session.connection())


class _Transaction:
    """A session in a transaction; what does not stay, or ends by an exception, is taken back.

    A class, because generators inside each other cost more than beginning and ending does.
    """

    __slots__ = ("_engine", "_first", "_opened", "_session", "_stays")

    def __init__(
        self,
        engine: Engine,
        on_sqlite: str,
        *,
        on_postgresql: str | None = None,
        stays: bool = False,
    ) -> None:
        # PostgreSQL's driver begins by itself. SQLite's is told to, on the driver: an event of
        # SQLAlchemy would make every statement of every connection slower than SQLite is.
        self._engine = engine
        self._first = on_sqlite if engine.dialect.name == "sqlite" else on_postgresql
        self._stays = stays

    def __enter__(self) -> Session:
        try:
            self._opened = take(self._engine)
        except OperationalError as problem:
            _say_in_known_words(self._engine, problem)
            raise
        except PoolTimeoutError as problem:
            raise DatabaseLockedError(where=self._engine.url.database) from problem
        self._session = LeanSession(self._engine, self._opened)
        if self._first is not None:
            try:
                self._opened.cursor.execute(self._first)
            except BaseException as problem:
                self._take_back()
                _say_in_known_words(self._engine, problem)
                raise
        return self._session

    def __exit__(
        self, kind: object, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is None and self._stays:
            try:
                if self._session.is_used:
                    self._session.flush()
                    self._session.close()
                self._opened.driver.commit()
            except BaseException as late:
                self._take_back()
                _say_in_known_words(self._engine, late)
                raise
            put_back(self._opened)
            return
        self._take_back()
        _say_in_known_words(self._engine, problem)

    def _take_back(self) -> None:
        """Undo what was done; a connection that cannot even do that is given up."""
        pooled = self._opened.pooled
        if not pooled.is_valid:
            return
        try:
            if self._session.is_used:
                self._session.close()
            self._opened.driver.rollback()
        except (DBAPIError, self._engine.dialect.loaded_dbapi.Error):
            pooled.invalidate()
        else:
            put_back(self._opened)


def _say_in_known_words(engine: Engine, problem: BaseException | None) -> None:
    """Raise our own error for "database is locked", SQLAlchemy's for another one of the driver."""
    if isinstance(problem, OperationalError | sqlite3.OperationalError):
        said = str(getattr(problem, "orig", problem))
        if "locked" in said or "busy" in said:
            raise DatabaseLockedError(where=engine.url.database) from problem
    if problem is not None and isinstance(problem, engine.dialect.loaded_dbapi.Error):
        raise in_sqlalchemys_words(problem, engine.dialect) from problem


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as problem:
        raise SettingError(
            setting="MIJLPAAL_DATABASE_URL",
            problem=Words("onleesbaar adres", "an unreadable address"),
            accepted=_ACCEPTED,
        ) from problem
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise SettingError(
            setting="MIJLPAAL_DATABASE_URL", problem=parsed.drivername, accepted=_ACCEPTED
        )
    return parsed


def _prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transaction control is switched off: _connection says BEGIN itself.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit survives a power cut. With NORMAL a promise that was recorded could be gone.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
