"""An event loop in which time passes at once, chance comes from a seed, and processes can be killed.

Every call of the database takes a random moment of virtual time before it is done and another
before its answer is there. So whatever runs at once is interleaved at every transaction, in another
order for each seed and in the same order for the same one. A process that is killed does nothing
from that moment on: no ``finally``, no settling.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy.exc import OperationalError

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

DATABASE_SECONDS = 0.08  # what a call takes at most before it is done, and again before its answer


@dataclass(eq=False)
class Process:
    """What lives and dies as one, with a clock of its own.

    Attributes:
        name: For the trace.
        ahead: How far its clock is from the real time.
        is_alive: Whether it was not killed.
        lost: Connections lost so far.
        connection_fails: How often a call of its database fails, from 0 to 1.
    """

    name: str
    ahead: timedelta = timedelta()
    is_alive: bool = True
    lost: int = 0
    connection_fails: float = 0.0
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)


_PROCESS: ContextVar[Process | None] = ContextVar("process", default=None)


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose time jumps to the next thing that happens."""

    def __init__(self, chance: Random, start: datetime) -> None:
        """Begin at an instant."""
        self._moment = 0.0
        self._start = start
        self._chance = chance
        self.calls = 0
        self.after_call: Callable[[], None] = lambda: None
        super().__init__(_NothingComes(self._pass))
        self.set_task_factory(_kept_task)

    def time(self) -> float:
        """Return the seconds since the start."""
        return self._moment

    def now(self, process: Process | None = None) -> datetime:
        """Return the real instant, or what the clock of a process shows."""
        ahead = process.ahead if process else timedelta()
        return self._start + timedelta(seconds=self._moment) + ahead

    def start(self, process: Process, work: Coroutine[Any, Any, None]) -> None:
        """Let a process do something, until it is done or killed."""
        context = copy_context()
        context.run(_PROCESS.set, process)
        process.tasks.append(asyncio.Task(work, loop=self, context=context))

    def call_soon(
        self,
        callback: Callable[[*Arguments], object],
        *args: *Arguments,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """Call it at this instant, unless its process is killed before."""
        return super().call_soon(_while_alive(callback, context), *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[[*Arguments], object],
        *args: *Arguments,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Call it at that time, unless its process is killed before."""
        return super().call_at(when, _while_alive(callback, context), *args, context=context)

    def run_in_executor(
        self, _executor: object, func: Callable[[*Arguments], Result], *args: *Arguments
    ) -> asyncio.Future[Result]:
        """Do it in a while, and have the answer a while later; a lost connection has none."""
        answer: asyncio.Future[Result] = self.create_future()
        process = _PROCESS.get()
        self.call_later(self._while(), self._do, answer, process, lambda: func(*args))
        return answer

    def _do(
        self, answer: asyncio.Future[Result], process: Process | None, work: Callable[[], Result]
    ) -> None:
        fails = process.connection_fails if process else 0.0
        is_lost, is_done_before = self._chance.random() < fails, self._chance.random() < 0.5
        self.calls += 1
        if is_lost and process is not None:
            process.lost += 1
            if is_done_before:  # it was committed, and nobody hears of it
                with suppress(Exception):
                    work()
            gone = OperationalError("", None, ConnectionError("gone"))
            self.call_later(self._while(), _fail, answer, gone)
            return
        try:
            result = work()
            self.after_call()
        except Exception as problem:  # noqa: BLE001  (it goes to whoever asked)
            self.call_later(self._while(), _fail, answer, problem)
        else:
            self.call_later(self._while(), _give, answer, result)

    def _while(self) -> float:
        return self._chance.random() * DATABASE_SECONDS

    def _pass(self, seconds: float | None) -> None:
        if seconds is None:
            raise RuntimeError("nothing will ever happen again")
        self._moment += seconds


def kill(process: Process) -> None:
    """Let a process do nothing any more, wherever it is."""
    process.is_alive = False


def bury(process: Process) -> None:
    """Free what a dead process held, without its last words; the loop is closed by now."""
    for task in process.tasks:
        task._log_destroy_pending = False  # type: ignore[attr-defined]
        coroutine = task.get_coro()
        with suppress(BaseException):
            if coroutine is not None:
                coroutine.close()


def _kept_task(
    loop: asyncio.AbstractEventLoop,
    coro: Coroutine[Any, Any, Result] | Generator[Any, None, Result],
    *,
    context: Context | None = None,
    **given: Any,  # noqa: ANN401  (as a later Python hands it)
) -> asyncio.Task[Result]:
    """Return a task that is kept with its process: of a dead one nothing may be cleared away."""
    task = asyncio.Task(coro, loop=loop, context=context, **given)
    process = _process_in(context)
    if process is not None:
        process.tasks.append(task)
    return task


def _while_alive(
    callback: Callable[[*Arguments], object], context: Context | None
) -> Callable[[*Arguments], object]:
    process = _process_in(context)
    if process is None:
        return callback

    def call(*args: *Arguments) -> None:
        if process.is_alive:
            callback(*args)

    return call


def _process_in(context: Context | None) -> Process | None:
    return context.get(_PROCESS) if context is not None else _PROCESS.get()


def _give(answer: asyncio.Future[Result], result: Result) -> None:
    if not answer.done():
        answer.set_result(result)


def _fail(answer: asyncio.Future[Any], problem: Exception) -> None:
    if not answer.done():
        answer.set_exception(problem)


class _NothingComes(selectors.SelectSelector):
    """A selector to which nothing comes from outside: waiting is letting the time pass."""

    def __init__(self, let_pass: Callable[[float | None], None]) -> None:
        super().__init__()
        self._let_pass = let_pass

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._let_pass(timeout)
        return []
