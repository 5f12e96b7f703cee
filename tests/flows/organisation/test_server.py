"""Against a real Prefect server: what an operator paused stays so, and what died is buried.

In a process of its own, because Prefect reads its environment once.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import dataclasses, json, os
from datetime import UTC, datetime
from flows.server import supervised_server
from flows.settings import flow_settings

said = {}
with supervised_server(flow_settings()):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
    from prefect.states import Late, Submitting
    from flows.organisation.catching_up import AGAIN_AFTER, begin_again
    from flows.organisation.deploying import deploy, full_name, undeploy
    from flows.mode import Mode
    from flows.organisation.lately import lately
    from flows.organisation.limits import within_limit
    from flows.organisation.reaper import PATIENCE, free_places, reap
    from flows.organisation.setting_up import set_up
    from flows.organisation.standing import look
    from flows.schedule import CATALOGUE, PARTS, RUN_DAY, SEND_MESSAGES, SWEEP_PART

    try:
        with within_limit(SWEEP_PART):
            said["without_setup"] = "ran"
    except Exception as problem:
        said["without_setup"] = type(problem).__name__
    said["bare"] = look()
    set_up(at_once=3)
    said["paused_first"] = deploy()
    with get_client(sync_client=True) as client:
        day = client.read_deployment_by_name(full_name(RUN_DAY))
        client.update_deployment_schedule(day.id, day.schedules[0].id, active=False)
        client.pause_deployment(client.read_deployment_by_name(full_name(SEND_MESSAGES)).id)
    set_up(at_once=5)
    said["paused_again"] = deploy()
    with get_client(sync_client=True) as client:
        found = {each.name: each for each in client.read_deployments()}
        said["names"] = sorted(found)
        said["active"] = {
            name: [each.active for each in one.schedules] for name, one in found.items()
        }
        said["paused"] = sorted(name for name, one in found.items() if one.paused)
        said["limit"] = client.read_global_concurrency_limit_by_name("mijlpaal-sweep-part").limit
        said["automations"] = sorted(each.name for each in client.read_automations())
        said["expected"] = sorted(each.name for each in (*CATALOGUE, *PARTS))
        # A run that a worker took, of which nothing was heard since; and a place of nobody's.
        taken = client.create_flow_run_from_deployment(found["publish-when-due"].id)
        client.set_flow_run_state(taken.id, Submitting())
        limit_name = found["publish-when-due"].global_concurrency_limit.name
        now = datetime.now(UTC)
        said["reaped"] = [reap(client, now), free_places(client), reap(client, now + 2 * PATIENCE)]
        said["state"] = client.read_flow_run(taken.id).state.type
        asked = flow_settings().model_copy(update={"mode": Mode.ORGANISATION})
        runs = lately(asked, datetime.now(UTC))
        said["lately"] = runs and [runs["publish-when-due", "crashed"], sum(runs.values())]
        said["slots"] = client.read_global_concurrency_limit_by_name(limit_name).active_slots
        later = now + 2 * AGAIN_AFTER
        said["again"] = [begin_again(client, each) for each in (now, later, later)]
        leaked = GlobalConcurrencyLimitUpdate(active_slots=1)
        client.update_global_concurrency_limit("mijlpaal-sweep-part", leaked)
        said["freed"] = free_places(client)
        one = {"today": "2026-11-02", "first": 1, "last": 9}
        waiting = client.create_flow_run_from_deployment(found["sweep-part"].id, parameters=one)
        client.set_flow_run_state(waiting.id, Late(), force=True)
        said["late_part"] = lately(asked, datetime.now(UTC))["sweep-part", "late"]
        client.pause_automation(client.read_automations_by_name("mijlpaal: run-day opnieuw")[0].id)
    with within_limit(SWEEP_PART):
        said["with_setup"] = "ran"
    said["standing"] = look()
    said["undeployed"] = sorted(undeploy())
    with get_client(sync_client=True) as client:
        said["left"] = [each.name for each in client.read_deployments()]
        said["automations_left"] = [each.name for each in client.read_automations()]
print(json.dumps(said, default=dataclasses.asdict))
"""


@pytest.mark.slow
def test_deploying_again_leaves_paused_what_an_operator_paused(home: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=False, capture_output=True, text=True, timeout=240
    )

    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert said["without_setup"] == "MissingLimitError"
    assert said["with_setup"] == "ran"
    assert said["names"] == said["expected"]
    assert (said["paused_first"], said["paused_again"]) == ([], ["run-day", "send-messages"])
    assert said["active"]["run-day"] == [False]
    assert said["active"]["publish-when-due"] == [True]
    assert said["paused"] == ["send-messages"]
    assert said["limit"] == 5
    reaped_now, freed_now, reaped_later = said["reaped"]
    assert (reaped_now, freed_now, len(reaped_later)) == ([], [], 1)
    assert said["lately"] == [1, 1]
    assert said["late_part"] == 1  # no worker takes it, and whoever shares waits
    assert (said["state"], said["slots"]) == ("CRASHED", 0)
    assert said["again"] == [[], ["publish-when-due"], []]  # it waits for a worker, once
    assert said["freed"] == ["mijlpaal-sweep-part"]
    assert len(said["automations"]) == len(set(said["automations"])) == 1 + 5
    bare = set(said["bare"]["missing"])  # the limits and automations as well
    assert bare > {*said["expected"], *said["automations"], "mijlpaal-sweep-part"}
    assert said["standing"] == {
        "missing": [],
        "paused": ["send-messages"],
        "off_the_clock": ["run-day"],
        "switched_off": ["mijlpaal: run-day opnieuw"],
        "workers": 0,
    }
    assert (said["undeployed"], said["left"]) == (said["expected"], [])
    assert said["automations_left"] == ["mijlpaal: stil is dood"]
