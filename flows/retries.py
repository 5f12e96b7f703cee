"""How often a flow tries again by itself.

Enough for a database that was locked for a moment; what takes longer is tried again by the clock.
Every try is harmless, because the tables, not the flow, remember what was done.

A part tries again in its own process; whoever shares it begins another one only for what was lost
with its worker, and does not repeat the whole for it, so that tries do not multiply. What is wrong
for longer comes back ten minutes later (``flows.organisation.catching_up``).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

from models.errors import MissingLimitError, UnfinishedPartsError

RETRIES = 2
RETRY_DELAY_SECONDS = 3


@contextmanager
def without_vain_tries() -> Iterator[None]:
    """Let the flow run fail at once when its parts tried before it, or were never begun.

    Raises:
        MissingLimitError: as it came; a person must act first.
        UnfinishedPartsError: as it came; each part was tried as often as it may be.
    """
    try:
        yield
    except (MissingLimitError, UnfinishedPartsError):
        _forgo_tries()
        raise


def _forgo_tries() -> None:
    """Take from this flow run the tries that are left; without one there are none."""
    if flow_run.id is None:
        return
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(flow_run.id)
        once = run.empirical_policy.model_copy(update={"retries": 0})
        client.update_flow_run(run.id, empirical_policy=once)
