"""Messages in the outbox, and channels that do what a test tells them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_network

from sqlalchemy import Engine
from sqlmodel import col, select

from models.clock import morning_of
from models.errors import TransportError
from models.storage.database import reading, transaction
from models.tables import Attempt, Message
from notifications.backoff import Backoff
from notifications.channels import Channel, Deliver, Envelope, Limits
from notifications.channels.reach import Reach
from notifications.outbox import Claimed, claim
from notifications.planning import message_uid
from notifications.settling import Delivered, Failed, settle
from tests.factories import a_contact, a_ledger
from tests.notifications.days import FIVE_BEFORE

MORNING = morning_of(FIVE_BEFORE)
LOOPBACK = Reach((ip_network("127.0.0.0/8"),))  # where the servers of tests are


def an_envelope(address: str = "eigenaar@voorbeeld.example") -> Envelope:
    """Return a message as a channel gets it, with letters beyond ASCII."""
    return Envelope(
        uid=message_uid("eigenaar", FIVE_BEFORE),
        day=FIVE_BEFORE,
        language="nl",
        address=address,
        subject="Mijlpalen op 23 september 2026: 1 nabij de grens",
        body_text="Eén mijlpaal nadert de grens.\n",
        body_html='<!doctype html>\n<html lang="nl"><p>Eén mijlpaal nadert de grens.</p></html>\n',
        created_at=MORNING,
    )


def some_messages(
    engine: Engine,
    count: int = 1,
    *,
    channel: str = "email",
    due: datetime = MORNING,
    address: str | None = None,
    name: str | None = None,
) -> list[str]:
    """Put messages to as many contacts in the outbox; return their ids.

    Args:
        engine: of the outbox.
        count: how many.
        channel: the word of their channel.
        due: when they may be claimed.
        address: of all of them; one each when not given.
        name: what the contacts' keys begin with; the channel's word when not given.
    """
    name = name or channel
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for number in range(count):
            contact = a_contact(ledger, f"{name}-{number}", channel=channel)
            envelope = an_envelope(address or f"{name}-{number}@voorbeeld.example")
            session.add(
                Message(
                    uid=message_uid(contact.key, FIVE_BEFORE),
                    contact_id=contact.id,
                    day=FIVE_BEFORE,
                    channel=channel,
                    address=envelope.address,
                    language="nl",
                    subject=envelope.subject,
                    body_text=envelope.body_text,
                    body_html=envelope.body_html,
                    created_at=MORNING,
                    next_attempt_at=due,
                )
            )
    return [message_uid(f"{name}-{number}", FIVE_BEFORE) for number in range(count)]


def the_message(engine: Engine) -> Message:
    """Return the one message there is, as it is now."""
    with reading(engine) as session:
        message = session.exec(select(Message)).one()
        session.expunge(message)
    return message


def attempts(engine: Engine) -> list[tuple[int, str, str | None]]:
    """Return all tries: number, outcome and problem, by message and number."""
    query = select(Attempt).order_by(col(Attempt.message_id), col(Attempt.number))
    with reading(engine) as session:
        return [(each.number, each.outcome, each.problem) for each in session.exec(query)]


def a_failure(
    *, permanent: bool = False, retry_after: int | None = None, is_receivers: bool = False
) -> TransportError:
    """Return what a channel raises."""
    return TransportError(
        channel="proef",
        problem="mislukt",
        permanent=permanent,
        retry_after_seconds=retry_after,
        is_receivers=is_receivers,
    )


def fail(engine: Engine, failure: TransportError, now: datetime) -> bool:
    """Claim the one message and settle it as failed; return whether it is dead."""
    (claimed,) = claim(engine, now=now, batch=1)
    return settle_failed(engine, claimed, failure, now)


def settle_failed(engine: Engine, claimed: Claimed, failure: TransportError, now: datetime) -> bool:
    """Settle a message as failed; return whether it is dead."""
    settled = settle(
        engine, [Failed(claimed, failure)], now=now, backoff=Backoff(), jitter=lambda: 1.0
    )
    return settled.dead == 1


def settle_delivered(engine: Engine, claimed: Claimed, now: datetime) -> None:
    """Settle a message as delivered."""
    settle(engine, [Delivered(claimed)], now=now, backoff=Backoff(), jitter=lambda: 1.0)


@dataclass
class FakeChannel:
    """Keeps what it is given, or does what ``behave`` does with it."""

    behave: Callable[[Envelope], None] | None = None
    delivered: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)

    def receiver_of(self, _message: Envelope) -> str:
        return "proef"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        async def deliver(message: Envelope) -> None:
            if self.behave is not None:
                self.behave(message)
            self.delivered.append(message.uid)

        yield deliver


def deliver_by(channel: Channel, *messages: Envelope) -> None:
    """Open a channel, have it deliver these one by one, and close it."""

    async def run() -> None:
        async with channel.open() as deliver:
            for message in messages:
                await deliver(message)

    asyncio.run(run())


def failing(*failures: BaseException) -> Callable[[Envelope], None]:
    """Return a behaviour that raises these one by one and then delivers."""
    waiting: Sequence[BaseException] = list(failures)
    left = iter(waiting)

    def behave(_message: Envelope) -> None:
        failure = next(left, None)
        if failure is not None:
            raise failure

    return behave
