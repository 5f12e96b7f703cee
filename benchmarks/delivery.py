"""Delivering webhooks with all bookkeeping, against bare httpx to the same server.

The floor posts the same bodies with five clients of ten connections each and remembers nothing.
Ours claims every message, signs its event, posts it, and settles it with its attempt. Memory is
what a process of its own grows by while it delivers them all.
"""

import asyncio
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

import httpx
from sqlalchemy import Engine, insert, text

from benchmarks.measure import Figure, Line, NotMeasured, Side, at_least, at_most, compare
from benchmarks.receiver import a_receiver
from models import clock
from models.storage.database import create_schema, make_engine, transaction
from models.tables import Message
from notifications.channels.envelope import Envelope
from notifications.channels.event import event_body
from notifications.channels.webhook import Webhook, signing_keys
from notifications.delivery import send_messages
from notifications.rows import table_of
from tests.factories import a_contact, a_ledger
from tests.notifications.days import FIVE_BEFORE
from tests.notifications.post import LOOPBACK

MESSAGES = 10_000
CLIENTS = 5
CONNECTIONS = 10
SOURCE = "urn:nld:mijlpaal"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105  (made up)

_STATUS = Path("/proc/self/status")
_BODY = "Eén mijlpaal nadert de grens.\n" * 40  # as long as a daily message of some items
_SENT = datetime(2026, 9, 23, 6, tzinfo=UTC)


def figures(folder: Path) -> list[Line]:
    """Return the rate against bare httpx, and the memory that delivering takes."""
    url = f"sqlite:///{folder / 'delivery.db'}"
    engine = make_engine(url)
    create_schema(engine)
    with a_receiver() as receiver:
        fill(engine, receiver)
        try:
            rate = compare(
                f"delivery of {MESSAGES:,} webhooks",
                ours=lambda: _ours(engine),
                floor=lambda: asyncio.run(_floor(receiver)),
                unit="messages/s",
                aim=at_least(0.8),
                before=lambda: make_due(engine),
                rounds=5,
            )
            make_due(engine)
            return [rate, _memory(url)]
        finally:
            engine.dispose()


def _ours(engine: Engine) -> int:
    channel = Webhook(signing_keys(SECRET), SOURCE, clock.now, reach=LOOPBACK)
    delivery = send_messages(engine, now=clock.now, channels={"webhook": channel})
    assert delivery.sent == MESSAGES, delivery
    return MESSAGES


async def _floor(receiver: str) -> int:
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    clients = [httpx.AsyncClient(limits=limits) for _ in range(CLIENTS)]
    left = iter(range(MESSAGES))
    body = event_body(_envelope(0, receiver), SOURCE)

    async def post(client: httpx.AsyncClient) -> None:
        for _ in left:
            response = await client.post(receiver, content=body)
            assert response.is_success

    async with asyncio.TaskGroup() as tasks:
        for client, _ in zip(cycle(clients), range(CLIENTS * CONNECTIONS), strict=False):
            tasks.create_task(post(client))
    for client in clients:
        await client.aclose()
    return MESSAGES


def _memory(url: str) -> Line:
    """Return what a process that delivers everything grows by, in megabytes."""
    name = f"memory of delivering {MESSAGES:,}"
    if not _STATUS.exists():
        return NotMeasured(name, "only Linux says the peak of one process")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        before, after = alone.submit(_peaks, url).result()
    aim = at_most(150, Side.OURS)
    return Figure(name, after - before, before, (after - before) / before, "MB", aim)


def _peaks(url: str) -> tuple[float, float]:
    before = _megabytes("VmRSS")
    engine = make_engine(url)
    _ours(engine)
    engine.dispose()
    return before, _megabytes("VmHWM")


def _megabytes(name: str) -> float:
    """Return what Linux says of this process: VmRSS is what it has, VmHWM the most it had."""
    said = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
    assert said is not None
    return int(said[1]) / 1_000


def fill(engine: Engine, receiver: str, messages: int = MESSAGES) -> None:
    """Put so many messages to one receiver in the outbox."""
    with transaction(engine) as session:
        contact = a_contact(a_ledger(session), "systeem", channel="webhook")
        days = [FIVE_BEFORE.fromordinal(FIVE_BEFORE.toordinal() + n) for n in range(messages)]
        rows = [
            {
                **{name: getattr(_envelope(n, receiver), name) for name in _FIELDS},
                "day": day,
                "contact_id": contact.id,
                "channel": "webhook",
                "next_attempt_at": _SENT,
            }
            for n, day in enumerate(days)
        ]
        session.connection().execute(insert(table_of(Message)), rows)


_FIELDS: Sequence[str] = tuple(Envelope.__dataclass_fields__)


def _envelope(number: int, receiver: str) -> Envelope:
    return Envelope(
        uid=f"bericht-{number}",
        day=FIVE_BEFORE,
        language="nl",
        address=receiver,
        subject="Mijlpalen op 23 september 2026: 1 nabij de grens",
        body_text=_BODY,
        body_html=f"<!doctype html>\n<p>{_BODY}</p>\n",
        created_at=_SENT,
    )


def make_due(engine: Engine) -> None:
    """Make every message due again, as if none had been sent."""
    with transaction(engine) as session:
        session.execute(text("DELETE FROM attempt"))
        session.execute(
            text("UPDATE message SET sent_at = NULL, attempts = 0, next_attempt_at = :due"),
            {"due": "2026-09-23 06:00:00.000000"},
        )
