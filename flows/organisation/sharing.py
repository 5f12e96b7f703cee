"""Parts of one task as flow runs on whatever workers there are, waited for until all are done.

Prefect hands them out. What a part did stands in our own tables, so none returns anything, and one
that was lost with its worker is simply run again.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.mode import Mode
from flows.schedule import ScheduledFlow
from flows.settings import flow_settings
from models.errors import UnfinishedPartsError

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

Facts = Mapping[str, object]
"""The parameters of one part; what they hold can be written as JSON."""
Run = Callable[[ScheduledFlow, Sequence[Facts]], None]

_TRIES = 3
_SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True, slots=True)
class Sharing:
    """How work is shared.

    Attributes:
        run: Runs the parts and returns when all are done.
        parts: How many parts at most.
        at_least: How much of it makes another part worth its flow run.
    """

    run: Run
    parts: int
    at_least: int

    def number_for(self, work: int) -> int:
        """Return how many parts this much work is worth."""
        return max(1, min(self.parts, work // self.at_least))


def sharing() -> Sharing | None:
    """Return how this installation shares work; None where one process does all of it."""
    settings = flow_settings()
    if settings.mode is Mode.EMBEDDED:
        return None
    return Sharing(run_on_workers, settings.parts, settings.part_at_least)


def run_on_workers(part: ScheduledFlow, facts: Sequence[Facts]) -> None:
    """Run a part flow with each of these parameters; again where its worker was lost.

    A part that fails has tried again by itself, within its own process (``flows.retries``): another
    process would meet the same. Nor is one begun again that a person cancelled. What is lost with
    its worker says nothing of the work. A part that no worker takes is waited for; the figure of
    late runs tells (``flows.organisation.lately``).

    Raises:
        MissingLimitError: before a part begins, or as soon as one failed: all would find that out.
        UnfinishedPartsError: some failed, were cancelled, or lost three times; the others are done.
    """
    from prefect.client.orchestration import get_client

    from flows.artifacts import progress_artifact
    from flows.organisation.limits import require_limit

    moved = progress_artifact(f"{part.name}s", part.description)
    parts = [_Part(each) for each in facts]
    with get_client(sync_client=True) as client:
        require_limit(client, part)
        while open_ := [each for each in parts if not (each.is_done or each.is_given_up)]:
            for each in open_:
                each.look(client, part)
            if any(each.is_given_up for each in open_):
                require_limit(client, part)  # gone meanwhile: the others would only find that out
            moved(sum(each.is_done for each in parts), len(parts), "")
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    failed = sum(each.is_given_up for each in parts)
    if failed:
        raise UnfinishedPartsError(task=part.name, failed=failed, parts=len(parts))


@dataclass(slots=True)
class _Part:
    """One part, and the runs it took so far."""

    facts: Facts
    runs: list["FlowRun"] = field(default_factory=list)
    is_done: bool = False
    is_given_up: bool = False

    def look(self, client: "SyncPrefectClient", part: ScheduledFlow) -> None:
        """See how the latest run fares; begin the first one, and another where it was lost."""
        if self.runs:
            state = client.read_flow_run(self.runs[-1].id).state
            if state is None or not state.is_final():
                return
            self.is_done = state.is_completed()
            was_lost = state.is_crashed()  # not failed, and not cancelled by a person
            self.is_given_up = not self.is_done and not (was_lost and len(self.runs) < _TRIES)
        if not (self.is_done or self.is_given_up):
            self.runs.append(_begin(part, self.facts))


def _begin(part: ScheduledFlow, facts: Facts) -> "FlowRun":
    from prefect.deployments import run_deployment

    name = f"{part.name}/{part.name}"
    return run_deployment(name, parameters=dict(facts), timeout=0)  # type: ignore[return-value]
