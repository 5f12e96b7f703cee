"""A web server that takes whatever is posted and says 204, in a process of its own.

It reads only as much HTTP as httpx writes. Both sides of a figure post to the same one.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"
_LENGTH = b"content-length:"
_REPOSITORY = Path(__file__).parent.parent


@contextmanager
def a_receiver() -> Iterator[str]:
    """Start the server; yield its address. It ends with its input."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=_REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/haak"
        process.stdin.close()


class _Receiver(asyncio.Protocol):
    def __init__(self) -> None:
        self._read = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            whole = end + 4 + _length(self._read[:end])
            if len(self._read) < whole:
                return
            self._read = self._read[whole:]
            assert self._transport is not None
            self._transport.write(_ANSWER)


def _length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.find(_LENGTH)
    return int(lowered[start + len(_LENGTH) :].split(b"\r\n", 1)[0]) if start >= 0 else 0


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Receiver, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
