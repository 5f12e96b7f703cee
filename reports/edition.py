"""Which edition of a report a document is; the figures themselves do not know."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """A published edition: its number on that reference date, and when it came out."""

    number: int
    published_at: datetime
