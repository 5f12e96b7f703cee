"""The circuit breaker: whoever does not answer is left alone for a while.

Closed, messages flow. After five failures in a row it opens: messages wait, without a try spent on
them. When the wait is over one of them is a probe: its answer closes the circuit, its failure opens
it again, for three times as long, up to six hours.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from notifications.backoff import Backoff, Jitter

FAILURES_TO_OPEN = 5

# Nothing waits longer than a day on purpose: what does comes from a clock that ran ahead.
LONGEST_OPEN = timedelta(days=5)


class Admission(Enum):
    """What may be sent to a receiver now."""

    ALL = auto()
    PROBE = auto()  # one, to see whether it answers
    NOTHING = auto()


@dataclass(slots=True)
class Circuit:
    """What is known of one receiver.

    Attributes:
        failures: In a row.
        openings: In a row, without an answer in between.
        open_until: When the next probe may go; None when the circuit is closed.
        is_asked: Whether the receiver itself asked for the wait.
    """

    failures: int = 0
    openings: int = 0
    open_until: datetime | None = None
    is_asked: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to remember of this receiver."""
        return self == Circuit()

    def admits(self, now: datetime) -> Admission:
        """Return what may be sent now."""
        if self.open_until is None:
            return Admission.ALL
        if now < self.open_until <= now + LONGEST_OPEN:
            return Admission.NOTHING
        return Admission.PROBE

    def answered(self) -> None:
        """Note that the receiver works, whatever it thinks of the message."""
        self.failures = self.openings = 0
        self.open_until = None
        self.is_asked = False

    def failed(self, now: datetime, backoff: Backoff, jitter: Jitter, asked: int | None) -> None:
        """Note a failure that is the receiver's own.

        Those that were under way when the circuit opened change nothing any more.

        Args:
            now: when.
            backoff: how long to leave it alone.
            jitter: the dice of the wait.
            asked: the seconds that the receiver asks us to wait, if it does.
        """
        admission = self.admits(now)
        self.failures += 1
        if asked:
            self.open_until = max(self.open_until or now, now + backoff.asked(asked))
            self.is_asked = True
        elif admission is not Admission.NOTHING and self.failures >= FAILURES_TO_OPEN:
            self.openings += 1
            self.open_until = now + backoff.wait(self.openings, jitter)
            self.is_asked = False
