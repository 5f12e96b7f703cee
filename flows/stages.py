"""The stages of a day, and how whoever runs one tells whoever watches.

The listener is a context variable, so that flows keep nothing that cannot travel to a worker;
without a listener nobody is told anything. The log always is.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol

from flows.tracing import span

_log = logging.getLogger(__name__)


class Stage(StrEnum):
    """The stages of a day, in their order."""

    SERVER = "server"
    DEADLINES = "deadlines"
    MESSAGES = "messages"
    REPORTS = "reports"


class Counted(StrEnum):
    """What stages count; ``flows.stage_words`` has the words."""

    REMINDERS = "reminders"
    RUN_OUT = "run_out"
    PLANNED = "planned"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    UNPUBLISHED = "unpublished"


Counts = dict[Counted, int]
Progress = Callable[[int, int, str], None]
"""Told before each of many: how many are done, of how many, and the name of the next, if any."""


class Listener(Protocol):
    """Who is told of stages; called in the thread that runs them."""

    def began(self, stage: Stage) -> None:
        """Hear that a stage began."""
        ...

    def moved(self, stage: Stage, done: int, total: int, name: str) -> None:
        """Hear how far a stage is that goes through many: the name is of the next one."""
        ...

    def ended(self, stage: Stage, counts: Mapping[Counted, int], seconds: float) -> None:
        """Hear that a stage ended well, and what it counted."""
        ...

    def failed(self, stage: Stage) -> None:
        """Hear that a stage ended in an error, which its caller tells."""
        ...


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def stage(name: Stage) -> Iterator[Counts]:
    """Tell the listener that a stage runs; the caller fills in what it counted."""
    counts: Counts = {}
    with span(name, counts), _noted(name, counts), _told(name, counts):
        yield counts


@contextmanager
def _noted(name: Stage, counts: Counts) -> Iterator[None]:
    """Write into the log that a stage ended, and with what."""
    begin = time.monotonic()
    try:
        yield
    except BaseException as problem:
        _log.error("stage failed", extra={"stage": name, "problem": type(problem).__name__})
        raise
    counted = {str(what): number for what, number in counts.items()}
    seconds = round(time.monotonic() - begin, 3)
    _log.info("stage done", extra={"stage": name, **counted, "seconds": seconds})


@contextmanager
def _told(name: Stage, counts: Counts) -> Iterator[None]:
    listener = _listener.get()
    if listener is None:
        yield
        return
    begin = time.monotonic()
    listener.began(name)
    try:
        yield
    except BaseException:
        listener.failed(name)
        raise
    listener.ended(name, counts, time.monotonic() - begin)


def moving(name: Stage, *others: Progress) -> Progress:
    """Return what tells the listener, and these others, how far a stage is."""
    listener = _listener.get()

    def moved(done: int, total: int, what: str) -> None:
        if listener is not None:
            listener.moved(name, done, total, what)
        for other in others:
            other(done, total, what)

    return moved


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let ``listener`` hear of the stages that run inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
