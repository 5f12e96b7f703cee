"""What a channel is given."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message as it leaves; the same at every attempt, ``uid`` included.

    ``thread`` names the conversation that the message belongs to: it is the same for all messages
    about one milestone, and empty for a message about several.
    """

    uid: str
    day: date
    language: str
    address: str
    subject: str
    body_text: str
    body_html: str
    created_at: datetime
    thread: str = ""
