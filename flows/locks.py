"""Locks that end with their holder: one clock per database, one Prefect server per folder.

A file lock (``flock``) disappears with the process, however it dies, so no lock is ever stale;
what the file says about the holder is only believed while the lock is held.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from models.errors import AlreadyRunningError, FolderUnwritableError, Words

# Any number does, as long as it is always the same: "mijlpaal" on a telephone's keys.
_ADVISORY_KEY = 64576225
_TRIES = 3
_SECONDS_BETWEEN_TRIES = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, and the address of the Prefect server that it lends to others."""

    pid: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class HeldLock:
    """A lock that this process holds."""

    descriptor: int

    def say(self, url: str | None) -> None:
        """Write who we are into the file, for those who come later."""
        holder = Holder(os.getpid(), url)
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, json.dumps(asdict(holder)).encode(), 0)


@contextmanager
def try_lock(path: Path) -> Iterator[HeldLock | None]:
    """Hold the lock of ``path`` until the end; yield None when somebody else has it.

    Raises:
        FolderUnwritableError: the file cannot be made.
    """
    descriptor = _open(path)
    try:
        if _taken(descriptor):
            held = HeldLock(descriptor)
            held.say(None)
            yield held
        else:
            yield None
    finally:
        os.close(descriptor)


def holder_of(path: Path) -> Holder | None:
    """Return who holds the lock of ``path`` now; None when nobody does or has said so yet."""
    if not path.exists():
        return None
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(descriptor)
    finally:
        os.close(descriptor)
    return None


@contextmanager
def sole_clock(path: Path, engine: Engine) -> Iterator[HeldLock]:
    """Be the only clock of this folder and, on PostgreSQL, of this database.

    Raises:
        AlreadyRunningError: another process is; it names that process where it can.
    """
    with try_lock(path) as held:
        if held is None:
            holder = holder_of(path)
            raise AlreadyRunningError(what=_named(holder) if holder else path)
        with sole_on_database(engine):
            yield held


@contextmanager
def sole_on_database(engine: Engine) -> Iterator[None]:
    """Hold PostgreSQL's own lock on one connection; nothing to do for SQLite (one folder).

    Raises:
        AlreadyRunningError: a clock runs on this database.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = connection.execute(
            text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_KEY}
        )
        if not taken.scalar_one():
            name = engine.url.database
            raise AlreadyRunningError(what=Words(f"op database {name}", f"on database {name}"))
        try:
            yield
        finally:
            with suppress(DBAPIError):  # a connection that is gone holds nothing
                # At once: the server hears of a closed connection in its own time.
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_KEY})
            connection.invalidate()  # back in the pool it would keep the lock, if that failed


def _named(holder: Holder) -> Words:
    return Words(f"proces {holder.pid}", f"process {holder.pid}")


def _taken(descriptor: int) -> bool:
    """Try for a moment: somebody who only looks (``holder_of``) is gone at once."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_SECONDS_BETWEEN_TRIES)
        else:
            return True
    return False


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise FolderUnwritableError(
            folder=path.parent, problem=problem.strerror or problem
        ) from problem


def _read(descriptor: int) -> Holder | None:
    try:
        said = json.loads(os.pread(descriptor, 1000, 0))
        return Holder(pid=int(said["pid"]), url=said["url"])
    except (ValueError, KeyError, TypeError):
        return None
