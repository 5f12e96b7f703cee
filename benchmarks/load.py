"""A load over kept connections: as many requests as can be had, or a fixed number each second.

With a fixed number the time of a request counts from the moment it was due, not from when a
connection came free: a server that falls behind shows it (no coordinated omission).
"""

import asyncio
import time
from dataclasses import dataclass

_OK = b" 200 "


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of whom, over how many connections."""

    port: int
    path: str
    secret: str
    connections: int = 16

    @property
    def said(self) -> bytes:
        """The request as it goes over the line."""
        head = f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\n"
        return f"{head}Authorization: Bearer {self.secret}\r\n\r\n".encode()


def requests_per_second(asked: Asked, seconds: float) -> float:
    """Return how many are answered when each connection asks as soon as it was answered."""

    async def run() -> float:
        end = time.perf_counter() + seconds

        async def keep_asking() -> int:
            reader, writer = await asyncio.open_connection("127.0.0.1", asked.port)
            count = 0
            while time.perf_counter() < end:
                await _ask(reader, writer, asked.said)
                count += 1
            writer.close()
            return count

        counts = await asyncio.gather(*(keep_asking() for _ in range(asked.connections)))
        return sum(counts) / seconds

    return asyncio.run(run())


def waits_at(asked: Asked, rate: int, seconds: float) -> list[float]:
    """Return the waits in milliseconds, shortest first, at so many requests a second."""

    async def run() -> list[float]:
        begin = time.perf_counter() + 0.1
        due = iter([begin + number / rate for number in range(int(rate * seconds))])
        waits: list[float] = []

        async def keep_asking() -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", asked.port)
            for moment in due:
                await asyncio.sleep(max(0.0, moment - time.perf_counter()))
                await _ask(reader, writer, asked.said)
                waits.append((time.perf_counter() - moment) * 1000)
            writer.close()

        await asyncio.gather(*(keep_asking() for _ in range(asked.connections)))
        return sorted(waits)

    return asyncio.run(run())


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, said: bytes) -> None:
    writer.write(said)
    head = await reader.readuntil(b"\r\n\r\n")
    assert _OK in head.partition(b"\r\n")[0], head
    length = next(
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    await reader.readexactly(length)
