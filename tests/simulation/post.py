"""Receivers as they are: slow, down for days, refusing, or taking a message and not saying so."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from random import Random

from models.errors import TransportError
from notifications.channels import Deliver, Envelope, Limits
from notifications.outbox import CLAIM_HOLDS
from tests.simulation.loop import Process, VirtualLoop


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message came in, and how well its sender was by then."""

    sender: Process
    lost_before: int
    ahead: timedelta
    is_answered: bool

    def explains(self, later: "Arrival") -> bool:
        """Return whether the sender may not know that it came, or the later one that it was sent.

        A claim keeps off whoever goes by the same clock.
        """
        return (
            not self.is_answered
            or not self.sender.is_alive
            or self.sender.lost > self.lost_before
            or later.ahead > self.ahead
        )


@dataclass
class Post:
    """All receivers together, and what came in there.

    Attributes:
        is_down: Whether nobody answers.
        trouble: How often a message fails, from 0 to 1.
        jumped_at: When a clock was set last, in the seconds of the loop.
    """

    chance: Random
    loop: VirtualLoop
    arrived: Callable[[str, Process], None]
    is_down: bool = False
    trouble: float = 0.0
    jumped_at: float = -inf
    arrivals: dict[str, list[Arrival]] = field(default_factory=lambda: defaultdict(list))

    def at(self, process: Process) -> "Mouth":
        """Return the channel of one sender."""
        return Mouth(self, process)

    def is_clock_new(self) -> bool:
        """Return whether a clock was set since what is claimed now was claimed, at the earliest."""
        return self.loop.time() - self.jumped_at < CLAIM_HOLDS.total_seconds()

    async def take(self, message: Envelope, sender: Process) -> None:
        """Take a message in, or do not."""
        begun_with = sender.lost, sender.ahead
        await asyncio.sleep(self.chance.expovariate(2) if self.chance.random() < 0.97 else 45)
        if self.is_down:
            raise _failure(is_receivers=True)
        if self.chance.random() < self.trouble:
            await self._refuse(message, sender, begun_with)
        self._note(message, Arrival(sender, *begun_with, is_answered=True))
        await asyncio.sleep(self.chance.random() / 20)

    async def _refuse(
        self, message: Envelope, sender: Process, begun_with: tuple[int, timedelta]
    ) -> None:
        kind = self.chance.randrange(4)
        if kind == 0:  # it has it, and the line goes dead before it can say so
            self._note(message, Arrival(sender, *begun_with, is_answered=False))
        if kind == 1:
            await asyncio.sleep(3600)
        if kind == 2:
            raise _failure(retry_after_seconds=self.chance.choice((5, 600, 90_000)))
        raise _failure(permanent=self.chance.random() < 0.05)

    def _note(self, message: Envelope, arrival: Arrival) -> None:
        self.arrivals[message.uid].append(arrival)
        self.arrived(message.uid, arrival.sender)


@dataclass(frozen=True, slots=True)
class Mouth:
    """A channel that hands over to the post."""

    post: Post
    sender: Process
    limits: Limits = field(default_factory=Limits)

    def receiver_of(self, message: Envelope) -> str:
        """Return the domain."""
        return message.address.partition("@")[2]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Open nothing."""

        async def deliver(message: Envelope) -> None:
            await self.post.take(message, self.sender)

        yield deliver


def _failure(
    *,
    permanent: bool = False,
    retry_after_seconds: int | None = None,
    is_receivers: bool = False,
) -> TransportError:
    return TransportError(
        channel="proef",
        problem="mislukt",
        permanent=permanent,
        retry_after_seconds=retry_after_seconds,
        is_receivers=is_receivers,
    )
