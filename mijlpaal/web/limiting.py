"""How often somebody may come with links that are not ours.

Guessing a signature is hopeless; this keeps whoever tries from costing anything. It never stands
in the way of a good link: a whole ministry may share one address.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address
from threading import Lock

TRIES = 20
WINDOW = timedelta(minutes=10)
_CLIENTS = 10_000  # remembered at most; the longest silent is forgotten first
_IPV6_SITE_BITS = 64  # one household or office gets as much


class BadTries:
    """Counts bad links per address, in the memory of this process."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._tries: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def are_too_many(self, address: str) -> bool:
        """Note one more bad link from this address; return whether that is too many."""
        now, client = self._now(), _client(address)
        with self._lock:
            tries = [at for at in self._tries.pop(client, []) if at > now - WINDOW]
            self._tries[client] = [*tries, now][-TRIES - 1 :]
            if len(self._tries) > _CLIENTS:
                self._tries.popitem(last=False)
            return len(self._tries[client]) > TRIES


def _client(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004  (of the Internet Protocol)
        return str(parsed)
    return str(int(parsed) >> (128 - _IPV6_SITE_BITS))
