"""How many parts of one kind run at once, over all workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.schedule import ScheduledFlow
from models.errors import MissingLimitError

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

_LEASE_SECONDS = 60  # what a killed run keeps of the limit


def limit_of(part: ScheduledFlow) -> str:
    """Return the name of the limit that a kind of parts keeps to."""
    return f"mijlpaal-{part.name}"


def require_limit(client: "SyncPrefectClient", part: ScheduledFlow) -> None:
    """Go on only when the server knows the limit of these parts.

    Raises:
        MissingLimitError: it does not; ``mijlpaal organisation setup`` makes it.
    """
    from prefect.exceptions import ObjectNotFound

    name = limit_of(part)
    try:
        client.read_global_concurrency_limit_by_name(name)
    except ObjectNotFound as problem:
        raise MissingLimitError(limit=name) from problem


@contextmanager
def within_limit(part: ScheduledFlow) -> Iterator[None]:
    """Wait for a place under the limit and keep it; a limit that is not there is an error.

    Raises:
        MissingLimitError: ``mijlpaal organisation setup`` makes it.
        ConcurrencySlotAcquisitionError: it is there, and the server gives no place.
    """
    from prefect.client.orchestration import get_client
    from prefect.concurrency.asyncio import ConcurrencySlotAcquisitionError
    from prefect.concurrency.sync import concurrency

    try:
        with concurrency(limit_of(part), strict=True, lease_duration=_LEASE_SECONDS):
            yield
    except ConcurrencySlotAcquisitionError:
        with get_client(sync_client=True) as client:
            require_limit(client, part)
        raise
