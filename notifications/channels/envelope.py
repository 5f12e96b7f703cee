"""What a channel is given, and what it must be able to do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message as it leaves; the same at every attempt, ``uid`` included."""

    uid: str
    day: date
    language: str
    address: str
    subject: str
    body_text: str
    body_html: str
    created_at: datetime


class Channel(Protocol):
    """A way to reach somebody; used by several threads at once."""

    def deliver(self, message: Envelope) -> None:
        """Hand the message over; returning means that the receiver has it.

        Raises:
            TransportError: the receiver does not have it; says whether trying again can help.
                Its words carry neither address nor text, for they are stored and logged.
        """
        ...
