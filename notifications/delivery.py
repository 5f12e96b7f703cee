"""Bringing away what is due: claim, send with no transaction open, settle.

Threads here are the simple form; sending hundreds at once belongs behind the same three steps.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.errors import TransportError
from notifications.backoff import Backoff, Jitter, any_moment
from notifications.channels.envelope import Channel
from notifications.outbox import Claimed, claim, settle_delivered, settle_failed, waiting

AT_ONCE = 4
_BATCH = 4 * AT_ONCE

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
    backoff = backoff or Backoff()
    sent = failed = dead = 0
    problems: dict[str, None] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="delivery") as threads:
        while batch := claim(engine, now=clock(), batch=_BATCH):
            for claimed, failure in _delivered(threads, batch, channels):
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


def _delivered(
    threads: ThreadPoolExecutor, batch: Sequence[Claimed], channels: Mapping[str, Channel]
) -> Iterator[tuple[Claimed, TransportError | None]]:
    """Yield each message with what went wrong, as they come back."""
    sending = {threads.submit(_deliver, claimed, channels): claimed for claimed in batch}
    for future in as_completed(sending):
        yield sending[future], future.result()


def _deliver(claimed: Claimed, channels: Mapping[str, Channel]) -> TransportError | None:
    """Hand one message to its channel; whatever happens becomes a value."""
    facts = {"uid": claimed.envelope.uid, "channel": claimed.channel, "try": claimed.attempt}
    try:
        _channel(claimed, channels).deliver(claimed.envelope)
    except TransportError as failure:
        _log.warning("message not delivered", extra={**facts, "permanent": failure.permanent})
        return failure
    except Exception as defect:  # noqa: BLE001  (the loop must go on; a defect stays its own)
        _log.exception("channel failed", extra=facts)
        return TransportError(
            channel=claimed.channel,
            problem=f"onverwachte fout ({type(defect).__name__})",
            permanent=False,
        )
    _log.info("message delivered", extra=facts)
    return None


def _channel(claimed: Claimed, channels: Mapping[str, Channel]) -> Channel:
    if claimed.channel not in channels:
        raise TransportError(
            channel=claimed.channel,
            problem="dit kanaal kent Mijlpaal niet",
            permanent=False,
        )
    return channels[claimed.channel]
