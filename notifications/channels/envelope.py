"""What a channel is given."""

from dataclasses import dataclass
from datetime import date, datetime


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
