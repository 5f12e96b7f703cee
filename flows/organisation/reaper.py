"""Runs that died while nobody could see it, found by looking instead of by being told.

The automation of ``heartbeat`` is told by events, and a server that is killed takes those on their
way along. Seen: the server killed between taking a run and telling its worker so. The run then
stays *Submitting* for ever, its place stays taken, and every new run is cancelled. A place can
outlive its run as well, when the server is killed while it releases it.
"""

from collections.abc import Iterator
from datetime import datetime

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.events.filters import (
    EventFilter,
    EventNameFilter,
    EventOccurredFilter,
    EventResourceFilter,
)
from prefect.states import Crashed

from flows.organisation.heartbeat import BEAT, LIFELESS, RUN, SILENCE
from flows.organisation.limits import limit_of
from flows.schedule import PARTS

# The automation comes first, and a beat may be late by the time that its database was gone.
PATIENCE = 2 * SILENCE
_MANY = 200  # there are two for each deployment at most; Prefect shows ten where nothing is said

_UNDER_WAY = FlowRunFilter(
    state=FlowRunFilterState(
        type=FlowRunFilterStateType(
            any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
        )
    )
)


def reap(client: SyncPrefectClient, now: datetime) -> tuple[str, ...]:
    """Mark as crashed whatever gave no sign of life for ``PATIENCE``; return the names of the runs.

    A sign of life is a change of state or a heartbeat.
    """
    dead = tuple(_dead(client, now))
    for run in dead:
        client.set_flow_run_state(run.id, Crashed(message=LIFELESS))
    return tuple(run.name for run in dead)


def free_places(client: SyncPrefectClient) -> tuple[str, ...]:
    """Free the places under a limit that no run can hold; return the names of the limits.

    Limits are read before runs: whoever takes a place in between is seen to be under way.
    """
    taken = {
        each.name
        for each in client.read_global_concurrency_limits(limit=_MANY)
        if each.active_slots
    }
    under_way = {run.deployment_id for run in client.read_flow_runs(flow_run_filter=_UNDER_WAY)}
    left = [
        name
        for deployment in client.read_deployments()
        if deployment.id not in under_way
        for name in sorted(taken & _limits_of(deployment))
    ]
    for name in left:
        client.update_global_concurrency_limit(name, GlobalConcurrencyLimitUpdate(active_slots=0))
    return tuple(left)


def _dead(client: SyncPrefectClient, now: datetime) -> Iterator[FlowRun]:
    for run in client.read_flow_runs(flow_run_filter=_UNDER_WAY):
        changed_at = run.state.timestamp if run.state else None
        if changed_at and changed_at < now - PATIENCE and not _beat_since(client, run, now):
            yield run


def _limits_of(deployment: DeploymentResponse) -> set[str]:
    """Return the limit that Prefect made for a deployment, and ours if it is that of a part."""
    own = deployment.global_concurrency_limit
    return {limit_of(part) for part in PARTS if part.name == deployment.name} | (
        {own.name} if own else set()
    )


def _beat_since(client: SyncPrefectClient, run: FlowRun, now: datetime) -> bool:
    beats = EventFilter(
        event=EventNameFilter(name=[BEAT]),
        resource=EventResourceFilter(id=[f"{RUN}.{run.id}"]),
        occurred=EventOccurredFilter(since=now - PATIENCE, until=now),
    )
    return bool(client.read_events(beats, limit=1).events)
