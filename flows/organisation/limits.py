"""How many parts of one kind run at once, over all workers."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.schedule import ScheduledFlow

_LEASE_SECONDS = 60  # what a killed run keeps of the limit


def limit_of(part: ScheduledFlow) -> str:
    """Return the name of the limit that a kind of parts keeps to."""
    return f"mijlpaal-{part.name}"


@contextmanager
def within_limit(part: ScheduledFlow) -> Iterator[None]:
    """Wait for a place under the limit and keep it; a limit that is not there is an error.

    Raises:
        ConcurrencySlotAcquisitionError: ``mijlpaal organisation setup`` was never done.
    """
    from prefect.concurrency.sync import concurrency

    name = limit_of(part)
    with concurrency(name, strict=True, lease_duration=_LEASE_SECONDS):
        yield
