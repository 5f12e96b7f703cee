"""Bringing away what is due: claim, send with no transaction open, settle."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.errors import TransportError
from notifications.backoff import Backoff, Jitter, any_moment
from notifications.channels.channel import Channel, Deliver
from notifications.outbox import Claimed, claim, settle_delivered, settle_failed, waiting

_BATCH = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a round of sending came to.

    Attributes:
        sent: Messages that their receivers have.
        failed: Tries that failed and will be repeated.
        dead: Messages given up in this round.
        waiting: Messages that nobody has yet and that will be tried again, those of earlier
            rounds included.
        problems: What went wrong, each sentence once, in Dutch, for the person who runs this.
    """

    sent: int = 0
    failed: int = 0
    dead: int = 0
    waiting: int = 0
    problems: tuple[str, ...] = ()


def send_messages(
    engine: Engine,
    *,
    now: datetime | Callable[[], datetime],
    channels: Mapping[str, Channel],
    backoff: Backoff | None = None,
    jitter: Jitter = any_moment,
) -> Delivery:
    """Send all that is due; one channel that fails stops no other.

    Args:
        engine: no transaction may be open on this thread.
        now: the clock, or the one instant of a day that is run as if it were today.
        channels: by the word that a contact carries.
        backoff: how long to wait after a failure, and when to give up.
        jitter: the dice of the wait.

    Raises:
        DatabaseLockedError: the outbox cannot be read or settled; what was claimed stays due.
    """
    clock = now if callable(now) else lambda: now
    return asyncio.run(_send(engine, clock, channels, backoff or Backoff(), jitter))


async def _send(
    engine: Engine,
    clock: Callable[[], datetime],
    channels: Mapping[str, Channel],
    backoff: Backoff,
    jitter: Jitter,
) -> Delivery:
    sent = failed = dead = 0
    problems: dict[str, None] = {}
    async with AsyncExitStack() as opened:
        deliver = {
            word: await opened.enter_async_context(channel.open())
            for word, channel in channels.items()
        }
        while batch := claim(engine, now=clock(), batch=_BATCH):
            for result in asyncio.as_completed([_deliver(each, deliver) for each in batch]):
                claimed, failure = await result
                if failure is None:
                    settle_delivered(engine, claimed, now=clock())
                    sent += 1
                    continue
                problems[failure.say()] = None
                given_up = settle_failed(
                    engine, claimed, failure, now=clock(), backoff=backoff, jitter=jitter
                )
                dead, failed = dead + given_up, failed + (not given_up)
    return Delivery(sent, failed, dead, waiting(engine), tuple(problems))


async def _deliver(
    claimed: Claimed, deliver: Mapping[str, Deliver]
) -> tuple[Claimed, TransportError | None]:
    """Hand one message to its channel; whatever happens becomes a value."""
    facts = {"uid": claimed.envelope.uid, "channel": claimed.channel, "try": claimed.attempt}
    try:
        await _channel(claimed, deliver)(claimed.envelope)
    except TransportError as failure:
        _log.warning("message not delivered", extra={**facts, "permanent": failure.permanent})
        return claimed, failure
    except Exception as defect:  # noqa: BLE001  (the loop must go on; a defect stays its own)
        _log.exception("channel failed", extra=facts)
        return claimed, TransportError(
            channel=claimed.channel,
            problem=f"onverwachte fout ({type(defect).__name__})",
            permanent=False,
        )
    _log.info("message delivered", extra=facts)
    return claimed, None


def _channel(claimed: Claimed, deliver: Mapping[str, Deliver]) -> Deliver:
    if claimed.channel not in deliver:
        raise TransportError(
            channel=claimed.channel,
            problem="dit kanaal kent Mijlpaal niet",
            permanent=False,
        )
    return deliver[claimed.channel]
