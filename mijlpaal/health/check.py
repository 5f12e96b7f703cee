"""What looking at one part came to."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a part is: fine, worth a look, or broken."""

    OK = "ok"
    ATTENTION = "attention"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One part, how it is, and what to do when it is not well (texts in the reader's language)."""

    part: str
    level: Level
    finding: str
    remedy: str | None = None
