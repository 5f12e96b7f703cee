"""What ended badly is tried again, as the embedded clock does.

A run that crashed is begun again at once by an automation, unless another one crashed just before.
Of one that failed, for want of a database say, only its next hour would think: tomorrow, for a day.
"""

from datetime import datetime, timedelta

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort

AGAIN_AFTER = timedelta(minutes=10)
_BADLY = (StateType.FAILED, StateType.CRASHED)


def begin_again(client: SyncPrefectClient, now: datetime) -> tuple[str, ...]:
    """Run again what the clock runs and whose latest run ended badly ``AGAIN_AFTER`` ago.

    Returns the names of the deployments. Whatever waits for a worker is not begun once more.
    """
    begun = []
    for deployment in client.read_deployments():
        if deployment.paused or not any(each.active for each in deployment.schedules):
            continue
        for run in _latest(client, deployment, now):
            if _ended_badly(run, before=now - AGAIN_AFTER):
                client.create_flow_run_from_deployment(deployment.id, parameters=run.parameters)
                begun.append(deployment.name)
    return tuple(begun)


def _latest(
    client: SyncPrefectClient, deployment: DeploymentResponse, now: datetime
) -> list[FlowRun]:
    """Return the latest run that has begun or waits to, if any; one that was refused is none."""
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=[deployment.id]),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=now),
            state=FlowRunFilterState(type=FlowRunFilterStateType(not_any_=[StateType.CANCELLED])),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=1,
    )


def _ended_badly(run: FlowRun, *, before: datetime) -> bool:
    state = run.state
    return state is not None and state.type in _BADLY and state.timestamp <= before
