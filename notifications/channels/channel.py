"""What a channel is: a way to reach somebody, and how hard it may be driven.

A channel is one module of this package. It names the word that a contact carries (``WORD``), and
``make`` returns the channel that the settings ask for, or None: then its messages become files.
Nothing else needs to know of it (docs/add-a-channel.md).
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from notifications.channels.envelope import Envelope
from notifications.settings import MessageSettings

Deliver = Callable[[Envelope], Awaitable[None]]
"""Hands one message over; returning means that the receiver has it.

It raises TransportError when the receiver does not have it. That error says whether trying again
can help (``permanent``), how long the receiver asks to wait (``retry_after_seconds``), and whether
others to the same receiver would fare alike (``is_receivers``). Its words carry neither address nor
text, for they are stored and logged. It is cancelled when the message takes too long, and then
lets go of whatever it holds.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How hard a channel, and each of its receivers, may be driven.

    Attributes:
        at_once: Messages on their way at once.
        at_once_per_receiver: Idem, to one receiver.
        per_second: Messages that may begin each second; None is as many as it takes.
        per_second_per_receiver: Idem, to one receiver.
        deadline_seconds: How long one message may take in all, however busy its receiver looks.
    """

    at_once: int = 50
    at_once_per_receiver: int = 10
    per_second: float | None = None
    per_second_per_receiver: float | None = None
    deadline_seconds: float = 30


class Channel(Protocol):
    """A way to reach somebody, as the settings describe it; nothing is open yet."""

    @property
    def limits(self) -> Limits:
        """How hard it may be driven."""
        ...

    def receiver_of(self, message: Envelope) -> str:
        """Return whom a message depends on: a host, a server; never a whole address.

        Messages to one receiver wait for each other, and when it is down none of them leaves.
        """
        ...

    def open(self) -> AbstractAsyncContextManager[Deliver]:
        """Open what a round of sending needs, in its event loop; many deliver at once."""
        ...


class ChannelModule(Protocol):
    """What the module of a channel holds."""

    WORD: str

    def make(self, settings: MessageSettings, *, now: Callable[[], datetime]) -> Channel | None:
        """Return the channel, or None when the settings keep its messages here.

        Raises:
            SettingError: it cannot work with its settings.
        """
        ...
