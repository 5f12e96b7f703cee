"""So many a second, evenly: a turn for each, in the order of asking."""

import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """Turns at equal distances; without a rate everybody's turn is now."""

    per_second: float | None
    _next: float = 0.0

    async def turn(self) -> None:
        """Wait until it is our turn."""
        if self.per_second is None:
            return
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + 1 / self.per_second
        await asyncio.sleep(mine - now)
