"""Receivers on real sockets that count what arrives, by the id that a message always has."""

import asyncio
import json
import random
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from queue import Queue
from threading import Thread

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
_SLOWEST_SECONDS = 0.04
_REFUSED = 0.03  # of the events, with 503 and uncounted


@dataclass
class Arrivals:
    """How often each message arrived, and events whose body and header disagree on the id."""

    counts: Counter[str] = field(default_factory=Counter)
    torn: int = 0


@contextmanager
def a_web_server(arrivals: Arrivals, dice: random.Random) -> Iterator[int]:
    """Run an HTTP server in a thread; yield its port."""
    ports: Queue[int] = Queue()
    stopping = asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with await asyncio.start_server(
            lambda reader, writer: _answer_all(reader, writer, arrivals, dice), HOST, 0
        ) as server:
            ports.put(server.sockets[0].getsockname()[1])
            await stopping.wait()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = Thread(target=run, name="web server")
    thread.start()
    try:
        yield ports.get()
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()


async def _answer_all(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    arrivals: Arrivals,
    dice: random.Random,
) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
            body = await reader.readexactly(int(headers["content-length"]))
            await asyncio.sleep(dice.uniform(0, _SLOWEST_SECONDS))
            if dice.random() < _REFUSED:
                writer.write(b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n")
                continue
            arrivals.counts[headers["webhook-id"]] += 1
            arrivals.torn += json.loads(body)["id"] != headers["webhook-id"]
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        writer.close()


@dataclass
class _Mailbox:
    arrivals: Arrivals
    dice: random.Random

    async def handle_DATA(  # noqa: N802  (the name is aiosmtpd's)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.dice.uniform(0, _SLOWEST_SECONDS))
        assert isinstance(envelope.content, bytes)
        uid, _, _ = message_from_bytes(envelope.content)["Message-ID"].strip("<>").partition("@")
        self.arrivals.counts[uid] += 1
        return "250 OK"


@contextmanager
def a_mail_server(arrivals: Arrivals, dice: random.Random) -> Iterator[int]:
    """Run an SMTP server in a thread; yield its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    controller = Controller(_Mailbox(arrivals, dice), hostname=HOST, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
