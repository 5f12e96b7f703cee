"""Opening the database and its transactions, the same on SQLite and PostgreSQL.

The entry point opens one transaction; domain functions work in it and never commit.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session, SQLModel

import models.append_only  # noqa: F401  (fills the metadata, triggers included)
from models.errors import DatabaseLockedError, FolderUnwritableError, SettingError, Words
from models.lean_session import LeanSession

_WRITE_LOCK = "BEGIN IMMEDIATE"
_ACCEPTED = "sqlite:///pad/naar/bestand.db | postgresql+psycopg://gebruiker@host/naam"


def make_engine(url: str, *, lock_wait_seconds: int = 10) -> Engine:
    """Return an engine for ``url``; nothing is opened or created yet.

    Raises:
        SettingError: the address is not one of SQLite or PostgreSQL (psycopg).
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed, pool_pre_ping=True)
    # No reset by the pool: _opened takes back what is not committed, once.
    engine = create_engine(
        parsed, connect_args={"timeout": lock_wait_seconds}, pool_reset_on_return=None
    )
    event.listen(engine, "connect", _prepare_sqlite)
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


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Open the one writing transaction of an entry point; an exception rolls it back.

    SQLite takes its write lock at the start, so that a read inside can be trusted until commit.

    Raises:
        DatabaseLockedError: another process held the lock for longer than we wait.
    """
    with translated_errors(engine), _opened(engine, _WRITE_LOCK) as opened:
        session = LeanSession(engine, opened)
        yield session
        if session.is_used:
            session.flush()
            session.close()
        opened.commit()


@contextmanager
def trial(engine: Engine) -> Iterator[Session]:
    """Open a writing transaction that leaves everything as it was: the real act, to look at."""
    with translated_errors(engine), _opened(engine, _WRITE_LOCK) as opened:
        yield LeanSession(engine, opened)
        opened.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open a transaction that only reads; what it saw stays the same until it ends."""
    with translated_errors(engine), _opened(engine, "BEGIN") as opened:
        if engine.dialect.name == "postgresql":  # SQLite's reader has a snapshot of its own
            opened.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        session = LeanSession(engine, opened)
        yield session
        if session.is_used:
            session.close()
        opened.rollback()


def create_schema(engine: Engine) -> None:
    """Create all tables straight from the metadata (tests and benchmarks; users migrate)."""
    with transaction(engine) as session:
        SQLModel.metadata.create_all(session.connection())


@contextmanager
def _opened(engine: Engine, begin_on_sqlite: str) -> Iterator[PoolProxiedConnection]:
    """Take a connection of the pool into a transaction; what is not committed is taken back.

    PostgreSQL's driver begins by itself. SQLite's is told to, on the driver: an event of
    SQLAlchemy would make every statement of every connection slower than SQLite is.
    """
    opened = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            try:
                opened.cursor().execute(begin_on_sqlite)
            except sqlite3.OperationalError as problem:
                raise OperationalError(begin_on_sqlite, None, problem) from problem
        yield opened
    except BaseException:
        _take_back(opened)
        raise
    finally:
        opened.close()


def _take_back(opened: PoolProxiedConnection) -> None:
    """Roll back; a connection that is gone cannot, and must not hide what went wrong."""
    if not opened.is_valid:
        return
    try:
        opened.rollback()
    except Exception:  # noqa: BLE001  (the driver's own; the pool forgets the connection)
        opened.invalidate()


@contextmanager
def translated_errors(engine: Engine) -> Iterator[None]:
    """Turn "database is locked" into our own error; let everything else through."""
    try:
        yield
    except OperationalError as problem:
        if "locked" in str(problem.orig) or "busy" in str(problem.orig):
            raise DatabaseLockedError(where=engine.url.database) from problem
        raise


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
