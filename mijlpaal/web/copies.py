"""Calendars that were made before, in the memory of this process: making one can take a second."""

from collections import OrderedDict
from threading import Lock

_MOST = 64  # the longest unasked is forgotten first


class Copies:
    """Keeps what was asked for last, by its tag."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """Return the copy of this tag, if it is still here."""
        with self._lock:
            if tag in self._made:
                self._made.move_to_end(tag)
            return self._made.get(tag)

    def keep(self, tag: str, made: bytes) -> None:
        """Keep a copy."""
        with self._lock:
            self._made[tag] = made
            if len(self._made) > _MOST:
                self._made.popitem(last=False)
