"""How long to wait before the next try, and when to give up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

Jitter = Callable[[], float]
"""Returns a number from 0 up to 1; spreads senders that failed together."""

any_moment: Jitter = SystemRandom().random


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits of one minute, three, nine … up to six hours; ten tries take a day and a quarter."""

    first: timedelta = timedelta(minutes=1)
    factor: int = 3
    longest: timedelta = timedelta(hours=6)
    # Longer than this no receiver makes us wait, whatever it asks.
    longest_asked: timedelta = timedelta(days=1)
    tries: int = 10
    # Untried, because the receiver is down: a week, once it is left alone for six hours a time.
    waits: int = 28

    def wait(self, tries: int, jitter: Jitter, *, asked_seconds: int | None = None) -> timedelta:
        """Return the wait after ``tries`` tries: half of it fixed, half by chance.

        What the receiver asked for (``Retry-After``) is a minimum.
        """
        # The exponent is bounded: a message may be revived for ever.
        times: int = self.factor ** min(tries - 1, self.tries)
        full = min(self.first * times, self.longest)
        spread = full / 2 + full / 2 * jitter()
        return max(spread, self.asked(asked_seconds))

    def asked(self, seconds: int | None) -> timedelta:
        """Return the wait that a receiver asked for, as far as we go along with it."""
        return min(timedelta(seconds=seconds or 0), self.longest_asked)

    def is_exhausted(self, tries: int) -> bool:
        """Return whether so many tries are enough."""
        return tries >= self.tries
