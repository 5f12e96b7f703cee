"""What a Prefect server must know before our flows may run: a pool, limits, who counts as dead.

May be done again at any time; what is there already is brought up to date.
"""

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectNotFound

from flows.deployments import WORK_POOL
from flows.organisation.heartbeat import buries_the_dead, keep
from flows.organisation.limits import limit_of
from flows.schedule import PARTS


def set_up(at_once: int) -> tuple[str, ...]:
    """Make the pool, the limits and the automations; return the names of the limits.

    Args:
        at_once: how many parts of one kind may run at once, over all workers.
    """
    with get_client(sync_client=True) as client:
        _make_pool(client)
        limits = tuple(limit_of(part) for part in PARTS)
        for name in limits:
            client.upsert_global_concurrency_limit_by_name(name, at_once)
        keep(client, buries_the_dead())
    return limits


def _make_pool(client: SyncPrefectClient) -> None:
    try:
        client.read_work_pool(WORK_POOL)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type="process"))
