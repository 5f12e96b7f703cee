"""A process that is killed at its k-th statement, and one that does the killing.

Run as a program it reads lines ``act kill_at url``, forks for each, and answers with the exit
code. One interpreter that forks is a hundred times quicker than an interpreter per statement.

Counted is what reaches the driver, whoever sends it: SQLAlchemy, ``models.storage.prepared``, BEGIN and
COMMIT. ``os._exit`` stops at once: no ``finally``, no rollback, no goodbye to the server.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import psycopg
from sqlalchemy import Engine, event

from models.storage.database import make_engine, transaction, trial
from tests.attack.acts import perform

KILLED = 17
SURVIVED = 0
_REPOSITORY = Path(__file__).parents[2]


@dataclass
class Killer:
    """The other process, asked over its pipes."""

    asked: IO[str]
    answers: IO[str]

    def run(self, act: str, url: str, *, kill_at: int) -> int:
        """Return the exit code: KILLED, or SURVIVED when there were fewer statements."""
        self.asked.write(f"{act} {kill_at} {url}\n")
        self.asked.flush()
        return int(self.answers.readline())


@contextmanager
def a_killer() -> Iterator[Killer]:
    """Start the interpreter that forks; it ends with its input."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=_REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Killer(process.stdin, process.stdout)
        process.stdin.close()


@dataclass
class Count:
    """How many statements there were; at the one to kill at, the process is gone."""

    kill_at: int = 0  # at none
    statements: int = 0

    def start(self, kill_at: int) -> None:
        """Count from the beginning."""
        self.kill_at, self.statements = kill_at, 0

    def one_more(self, *_: object) -> None:
        """Count a statement that is about to run."""
        self.statements += 1
        if self.statements == self.kill_at:
            os._exit(KILLED)


def _count_on_psycopg(count: Count) -> None:
    for place, name in (
        (psycopg.Cursor, "execute"),
        (psycopg.Cursor, "executemany"),
        (psycopg.Connection, "commit"),
    ):
        setattr(place, name, _counted(getattr(place, name), count))


def _counted(method: Callable[..., object], count: Count) -> Callable[..., object]:
    def run(*arguments: object, **named: object) -> object:
        count.one_more()
        return method(*arguments, **named)

    return run


class _Traced(Protocol):
    def set_trace_callback(self, callback: object) -> None: ...


def _engine(url: str, count: Count) -> Engine:
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":

        def trace(connection: _Traced, _entry: object) -> None:
            connection.set_trace_callback(count.one_more)

        event.listen(engine, "connect", trace)
    return engine


def _serve() -> None:
    count = Count()
    _count_on_psycopg(count)
    engines: dict[str, Engine] = {}
    for line in sys.stdin:
        act, kill_at, url = line.split()
        if url not in engines:
            engines[url] = _warmed_up(act, _engine(url, count))
        child = os.fork()
        if child == 0:
            count.start(int(kill_at))
            _perform_and_die(act, engines[url])
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _warmed_up(act: str, engine: Engine) -> Engine:
    """Return the engine after it has seen the act, so that its children need compile nothing."""
    with trial(engine) as session:
        perform(act, session)
    engine.dispose()  # a connection must not be shared with a child
    return engine


def _perform_and_die(act: str, engine: Engine) -> None:
    try:
        with transaction(engine) as session:
            perform(act, session)
        os._exit(SURVIVED)  # after the commit, and without closing anything
    finally:
        os._exit(1)


if __name__ == "__main__":
    _serve()
