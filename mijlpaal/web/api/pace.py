"""How often one reader may ask: so many requests a minute, counted in this process."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

_MINUTE = 60
_REMEMBERED = 10_000  # readers at most; the longest silent is forgotten first


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of somebody's minute."""

    limit: int
    remaining: int  # below zero: it was too many
    seconds: int  # until the next minute

    def as_headers(self) -> dict[str, str]:
        """Return the headers that say so."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.remaining, 0)),
            "RateLimit-Reset": str(self.seconds),
            # As the draft of the IETF has it since its eighth version; the three above before.
            "RateLimit-Policy": f'"lezer";q={self.limit};w={_MINUTE}',
            "RateLimit": f'"lezer";r={max(self.remaining, 0)};t={self.seconds}',
        }


class Pace:
    """Counts requests per reader and minute."""

    def __init__(self, now: Callable[[], datetime], limit: int) -> None:
        self._now, self._limit = now, limit
        self._counted: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def count(self, reader: str, weight: int = 1) -> Left:
        """Count a request, or what weighs as much as several; return what is left."""
        minute, second = divmod(int(self._now().timestamp()), _MINUTE)
        with self._lock:
            since, asked = self._counted.pop(reader, (minute, 0))
            asked = (asked if since == minute else 0) + min(weight, self._limit)
            self._counted[reader] = (minute, asked)
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
        return Left(self._limit, self._limit - asked, _MINUTE - second)
