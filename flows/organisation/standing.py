"""Whether the Prefect server has what our flows need, and somebody to run them."""

from dataclasses import dataclass
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import WorkerStatus
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError

from flows.deployments import WORK_POOL
from flows.organisation.heartbeat import buries_the_dead, starts_again
from flows.organisation.limits import limit_of
from flows.schedule import CATALOGUE, PARTS, ScheduledFlow, scheduled

# An automation is known by its name, whatever deployment it is about.
_AUTOMATIONS = (
    buries_the_dead().name,
    *(starts_again(each.name, UUID(int=0)).name for each in CATALOGUE),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found.

    Attributes:
        missing: deployments, limits and automations that are not there, by name.
        paused: deployments of the catalogue that an operator paused.
        off_the_clock: those whose schedule is switched off or gone.
        switched_off: automations of ours that an operator paused.
        workers: how many said within their interval that they live.
    """

    missing: tuple[str, ...]
    paused: tuple[str, ...]
    off_the_clock: tuple[str, ...]
    switched_off: tuple[str, ...]
    workers: int


def look() -> Standing | None:
    """Ask the server of ``PREFECT_API_URL``; None when it does not answer us."""
    try:
        with get_client(sync_client=True) as client:
            if client.api_healthcheck() is not None:
                return None
            return _look(client)
    except PrefectHTTPStatusError:  # it does, but not to whoever we say we are
        return None


def _look(client: SyncPrefectClient) -> Standing:
    there = {each.name: each for each in client.read_deployments()}
    enabled = {each.name: each.enabled for each in client.read_automations()}
    missing = [each.name for each in (*CATALOGUE, *PARTS) if each.name not in there]
    missing += [limit_of(part) for part in PARTS if not _has_limit(client, part)]
    missing += [name for name in _AUTOMATIONS if name not in enabled]
    ours = [there[each.name] for each in CATALOGUE if each.name in there]
    by_the_clock = [there[each.name] for each in scheduled() if each.name in there]
    return Standing(
        missing=tuple(missing),
        paused=tuple(each.name for each in ours if each.paused),
        off_the_clock=tuple(
            each.name for each in by_the_clock if not any(one.active for one in each.schedules)
        ),
        switched_off=tuple(name for name in _AUTOMATIONS if not enabled.get(name, True)),
        workers=_workers(client),
    )


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
