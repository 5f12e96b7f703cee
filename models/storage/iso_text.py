"""Days and instants as ISO 8601 writes them.

What is written at a step is written as text several times over: in the hash of the event, in its
row, in its payload. Putting the text together costs more than remembering it.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

_REMEMBERED = 1_024


def iso_text(value: date) -> str:
    """Return a day as ``2026-07-01``, an instant in UTC as ``2026-07-01T06:00:00+00:00``."""
    if isinstance(value, datetime):
        # Of one zone only: two that are the same instant are one to what remembers.
        return _instant(value.astimezone(UTC))
    return _day(value)


@lru_cache(maxsize=_REMEMBERED)
def _instant(value: datetime) -> str:
    # As its own isoformat() would, which is slower: the day is known already.
    return f"{_day(value.date())}T{value.time().isoformat()}+00:00"


@lru_cache(maxsize=_REMEMBERED)
def _day(value: date) -> str:
    return value.isoformat()
