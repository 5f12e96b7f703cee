"""A TCP proxy that can be cut: what a broken network looks like from both ends."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Queue

from tests.chaos.receivers import HOST

_BLOCK = 65_536


class Proxy:
    """Passes bytes on to a port of this machine, until it is cut or falls silent."""

    def __init__(self, loop: asyncio.AbstractEventLoop, target: int) -> None:
        self.port = 0
        self.is_cut = False
        self._loop = loop
        self._passes = asyncio.Event()
        self._passes.set()
        self._target = target
        self._open: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Break every connection and let no new one through."""
        self.is_cut = True
        self._loop.call_soon_threadsafe(self._break_all)

    def fall_silent(self) -> None:
        """Keep every connection and pass nothing on: neither end is told."""
        self._loop.call_soon_threadsafe(self._passes.clear)

    def mend(self) -> None:
        """Let connections through again, and what was held back."""
        self.is_cut = False
        self._loop.call_soon_threadsafe(self._passes.set)

    async def serve(self, ready: "Queue[int]", stopping: asyncio.Event) -> None:
        """Listen until told to stop."""
        async with await asyncio.start_server(self._pass_on, HOST, 0) as server:
            ready.put(server.sockets[0].getsockname()[1])
            await stopping.wait()
            self._break_all()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        await self._passes.wait()
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self._target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._open |= both
        with suppress(asyncio.CancelledError):  # asked for at the end only
            await asyncio.gather(self._copy(reader, far_writer), self._copy(far_reader, writer))
        self._open -= both

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while block := await reader.read(_BLOCK):
                await self._passes.wait()
                writer.write(block)
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    def _break_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()


@contextmanager
def a_proxy(target: int) -> Iterator[Proxy]:
    """Run a proxy to this port in a thread of its own."""
    loop = asyncio.new_event_loop()
    proxy, ready, stopping = Proxy(loop, target), Queue[int](), asyncio.Event()

    def run() -> None:
        loop.run_until_complete(proxy.serve(ready, stopping))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=run, name="proxy")
    thread.start()
    proxy.port = ready.get()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()
