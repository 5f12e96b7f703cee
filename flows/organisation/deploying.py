"""The catalogue as deployments of a Prefect server: its schedules are the clock.

Prefect's own ``deploy`` replaces schedules by fresh, active ones; an operator who paused one would
find it running after an upgrade. Here what was paused stays paused.
"""

from collections.abc import Iterator
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.objects import (
    ConcurrencyLimitStrategy,
    ConcurrencyOptions,
)
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectNotFound
from prefect.utilities.callables import parameter_schema

from flows.deployments import WORK_POOL, collision_of, dotted
from flows.entry_points import load
from flows.organisation.heartbeat import BEAT_SECONDS, again, keep, starts_again
from flows.schedule import CATALOGUE, PARTS, TIME_ZONE, ScheduledFlow


def deploy() -> tuple[str, ...]:
    """Bring every flow of the catalogue to the server; return the names that stay paused.

    With each of the catalogue comes what runs it again after a crash; parts are run again by
    whoever shares the work.
    """
    with get_client(sync_client=True) as client:
        for part in PARTS:
            _deploy(client, part)
        return tuple(each.name for each in CATALOGUE if _stays_paused(client, each))


def undeploy() -> tuple[str, ...]:
    """Take every flow of ours from the server, with what begins them again; return their names.

    A run that goes on ends by itself. What an operator paused is forgotten.
    """
    gone: list[str] = []
    with get_client(sync_client=True) as client:
        for each in (*CATALOGUE, *PARTS):
            for automation in client.read_automations_by_name(again(each.name)):
                client.delete_automation(automation.id)
            found = _deployed(client, each)
            if found is not None:
                client.delete_deployment(found.id)
                gone.append(each.name)
    return tuple(gone)


def full_name(flow: ScheduledFlow) -> str:
    """Return the name by which Prefect knows a deployment: ``flow/deployment``."""
    return f"{flow.name}/{flow.name}"


def _stays_paused(client: SyncPrefectClient, scheduled: ScheduledFlow) -> bool:
    """Deploy a flow of the catalogue; return whether an operator had paused it."""
    deployment, is_paused = _deploy(client, scheduled)
    keep(client, starts_again(scheduled.name, deployment))
    return is_paused


def _deploy(client: SyncPrefectClient, scheduled: ScheduledFlow) -> tuple[UUID, bool]:
    flow = load(scheduled.entry_point)
    if not isinstance(flow, Flow):
        raise TypeError(f"{scheduled.entry_point} is no flow")
    before = _deployed(client, scheduled)
    is_paused = before is not None and before.paused
    is_stopped = before is not None and any(not each.active for each in before.schedules)
    deployment = client.create_deployment(
        flow_id=client.create_flow(flow),
        name=scheduled.name,
        description=scheduled.description,
        entrypoint=dotted(scheduled),
        schedules=list(_schedules(scheduled, is_active=not is_stopped)),
        paused=is_paused,
        concurrency_limit=scheduled.limit,
        concurrency_options=ConcurrencyOptions(
            collision_strategy=ConcurrencyLimitStrategy(collision_of(scheduled))
        ),
        work_pool_name=WORK_POOL,
        parameter_openapi_schema=parameter_schema(flow).model_dump(),
        enforce_parameter_schema=True,
        job_variables={"env": {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(BEAT_SECONDS)}},
    )
    return deployment, is_paused or is_stopped


def _schedules(flow: ScheduledFlow, *, is_active: bool) -> Iterator[DeploymentScheduleCreate]:
    if flow.cron:
        yield DeploymentScheduleCreate(
            schedule=CronSchedule(cron=flow.cron, timezone=TIME_ZONE), active=is_active
        )


def _deployed(client: SyncPrefectClient, flow: ScheduledFlow) -> DeploymentResponse | None:
    try:
        return client.read_deployment_by_name(full_name(flow))
    except ObjectNotFound:
        return None
