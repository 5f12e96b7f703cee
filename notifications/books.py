"""The outbox as a round of sending uses it: in one thread, and patient with the database.

A sender in mid-round holds the only knowledge of what has arrived. When the database goes away or
is locked, it waits for it rather than forgets that.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from models.errors import DatabaseLockedError

_log = logging.getLogger(__name__)

Result = TypeVar("Result")

PAUSES_SECONDS = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)


@dataclass(frozen=True, slots=True)
class Books:
    """The database, and the one thread in which a round speaks to it."""

    engine: Engine
    thread: ThreadPoolExecutor
    pauses: Sequence[float]

    async def do(self, work: Callable[[Engine], Result], *, is_patient: bool = True) -> Result:
        """Do this with the engine; it is done again when the database went away meanwhile.

        Args:
            work: what to do, in a transaction of its own.
            is_patient: whether to try more than once.

        Raises:
            DatabaseLockedError: the database stayed locked.
            OperationalError: it stayed away.
        """
        loop = asyncio.get_running_loop()
        for pause in self.pauses if is_patient else ():
            try:
                return await loop.run_in_executor(self.thread, work, self.engine)
            except _passing(self.engine) as problem:
                _log.warning("database away", extra={"problem": type(problem).__name__})
                await asyncio.sleep(pause)
        return await loop.run_in_executor(self.thread, work, self.engine)


@contextmanager
def open_books(engine: Engine) -> Iterator[Books]:
    """Yield the books; what they are doing at the end is done first."""
    with ThreadPoolExecutor(1, thread_name_prefix="books") as thread:
        yield Books(engine, thread, PAUSES_SECONDS)


def _passing(engine: Engine) -> tuple[type[Exception], ...]:
    """Return what may be over in a moment; the driver's own, for rolling back says it unwrapped."""
    ours = (DatabaseLockedError, OperationalError, InterfaceError)
    driver = engine.dialect.loaded_dbapi
    return (*ours, driver.OperationalError, driver.InterfaceError)
