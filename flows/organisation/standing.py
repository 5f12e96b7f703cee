"""Whether the Prefect server has what our flows need, and somebody to run them."""

from dataclasses import dataclass

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import WorkerStatus
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError

from flows.deployments import WORK_POOL
from flows.organisation.limits import limit_of
from flows.schedule import CATALOGUE, PARTS, ScheduledFlow


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found.

    Attributes:
        missing: deployments and limits that are not there, by name.
        paused: deployments of the catalogue that an operator paused.
        workers: how many said within their interval that they live.
    """

    missing: tuple[str, ...]
    paused: tuple[str, ...]
    workers: int


def look() -> Standing | None:
    """Ask the server of ``PREFECT_API_URL``; None when it does not answer us."""
    try:
        with get_client(sync_client=True) as client:
            if client.api_healthcheck() is not None:
                return None
            there = {each.name: each for each in client.read_deployments()}
            limits = {limit_of(part) for part in PARTS if _has_limit(client, part)}
            workers = _workers(client)
    except PrefectHTTPStatusError:  # it does, but not to whoever we say we are
        return None
    wanted = [each.name for each in (*CATALOGUE, *PARTS)]
    missing = [name for name in wanted if name not in there]
    missing += [limit_of(part) for part in PARTS if limit_of(part) not in limits]
    paused = (each.name for each in CATALOGUE if each.name in there and there[each.name].paused)
    return Standing(tuple(missing), tuple(paused), workers)


def _has_limit(client: SyncPrefectClient, part: ScheduledFlow) -> bool:
    try:
        client.read_global_concurrency_limit_by_name(limit_of(part))
    except ObjectNotFound:
        return False
    return True


def _workers(client: SyncPrefectClient) -> int:
    try:
        client.read_work_pool(WORK_POOL)
    except ObjectNotFound:
        return 0
    found = client.read_workers_for_work_pool(WORK_POOL)
    return sum(each.status is WorkerStatus.ONLINE for each in found)
