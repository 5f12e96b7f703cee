"""Channels with a will of their own, and a server that does to a connection what a test says."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

from notifications.channels import Deliver, Envelope, Limits

HOST = "127.0.0.1"

Behaviour = Callable[[Envelope], Awaitable[None]]


@dataclass
class Receivers:
    """A channel of many receivers: that of a message is the part of its address after the @.

    Attributes:
        behave: What each of them does with a message; others take it at once.
        limits: How hard they may be driven.
        delivered: Who has what, in order.
        tried: How often each was tried.
        most_at_once: The most messages that were on their way to one of them together.
    """

    behave: dict[str, Behaviour] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    delivered: list[tuple[str, str]] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    _at_once: Counter[str] = field(default_factory=Counter)

    def receiver_of(self, message: Envelope) -> str:
        return message.address.rpartition("@")[2]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        yield self._deliver

    async def _deliver(self, message: Envelope) -> None:
        name = self.receiver_of(message)
        self.tried[name] += 1
        self._at_once[name] += 1
        self.most_at_once[name] = max(self.most_at_once[name], self._at_once[name])
        try:
            if name in self.behave:
                await self.behave[name](message)
        finally:
            self._at_once[name] -= 1
        self.delivered.append((name, message.uid))


def taking(seconds: float) -> Behaviour:
    """Return the behaviour of one who takes so long over each message."""

    async def behave(_message: Envelope) -> None:
        await asyncio.sleep(seconds)

    return behave


def raising(*failures: Exception | None, then: Exception | None = None) -> Behaviour:
    """Return the behaviour of one who fails like this, one by one, and ``then`` for ever."""
    left = iter(failures)

    async def behave(_message: Envelope) -> None:
        failure = next(left, then)
        if failure is not None:
            raise failure

    return behave


@contextmanager
def a_raw_server(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Run a server that does this with each connection, in a thread; yield its port."""
    with socket.create_server((HOST, 0)) as server:

        def accept_all() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    Thread(target=_serve_one, args=(serve, connection), daemon=True).start()

        thread = Thread(target=accept_all)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve_one(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with connection, suppress(OSError):
        serve(connection)


def silent(connection: socket.socket) -> None:
    """Read, and answer nothing until the other side is gone."""
    while connection.recv(65_536):
        pass


def saying(answer: bytes) -> Callable[[socket.socket], None]:
    """Return a server that reads a request and says this, whatever it was."""

    def serve(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_WR)  # to close on unread bytes would reset it
        while connection.recv(65_536):
            pass

    return serve
