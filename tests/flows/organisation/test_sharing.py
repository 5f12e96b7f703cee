"""Parts are handed out by a real Prefect server: what is lost begins again, what fails does not.

The worker is ours: it says of each run how it ended, as a worker would. In a process of its own,
because Prefect reads its environment once.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, threading
from flows.server import supervised_server
from flows.settings import flow_settings

said = {}
with supervised_server(flow_settings()):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.states import Cancelled, Completed, Crashed, Failed
    from flows.organisation.deploying import deploy
    from flows.organisation.limits import limit_of
    from flows.organisation.setting_up import set_up
    from flows.organisation.sharing import run_on_workers
    from flows.schedule import SWEEP_PART
    from models.errors import MijlpaalError

    set_up(at_once=3)
    deploy()
    ended, over = {}, threading.Event()
    ENDS = {
        "well": [Completed],
        "lost once": [Crashed, Completed],
        "always lost": [Crashed, Crashed, Crashed, Completed],
        "fails": [Failed, Completed],
        "is cancelled": [Cancelled, Completed],
        "without its limit": [Failed],
        "is never begun": [],
    }

    def work():
        with get_client(sync_client=True) as client:
            while not over.wait(0.2):
                for run in client.read_flow_runs(limit=50):
                    if run.state.is_final():
                        continue
                    how = ends[run.parameters["first"]]
                    if not ENDS[how]:
                        continue
                    if how == "without its limit":
                        client.delete_global_concurrency_limit_by_name(limit_of(SWEEP_PART))
                    times = ended.setdefault(how, [])
                    times.append(ENDS[how][len(times)]().type)
                    client.set_flow_run_state(run.id, ENDS[how][len(times) - 1](), force=True)

    def share(*hows):
        ends.clear()
        ended.clear()
        ends.update(enumerate(hows))
        facts = [{"today": "2026-11-02", "first": at, "last": at} for at in ends]
        try:
            run_on_workers(SWEEP_PART, facts)
            problem = ""
        except MijlpaalError as error:
            problem = str(error)
        return [problem, dict(ended)]

    ends = {}
    thread = threading.Thread(target=work)
    thread.start()
    with get_client(sync_client=True) as client:
        client.delete_global_concurrency_limit_by_name(limit_of(SWEEP_PART))
    said["without_limit"] = share("well")
    set_up(at_once=3)
    said["well"] = share("well", "lost once")
    said["lost"] = share("well", "always lost")
    said["failed"] = share("fails", "well", "lost once", "is cancelled")
    said["limit_taken_away"] = share("is never begun", "without its limit")
    over.set()
    thread.join()
print(json.dumps(said))
"""


@pytest.mark.slow
def test_a_lost_part_begins_again_and_a_failed_one_does_not(home: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=False, capture_output=True, text=True, timeout=240
    )

    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    unlimited, begun = said["without_limit"]
    assert "does not know the limit mijlpaal-sweep-part" in unlimited
    assert "mijlpaal organisation setup" in unlimited
    assert begun == {}
    assert said["well"] == ["", {"well": ["COMPLETED"], "lost once": ["CRASHED", "COMPLETED"]}]
    problem, ended = said["lost"]
    assert "Of sweep-part 1 of 2 parts are not done" in problem
    assert ended == {"well": ["COMPLETED"], "always lost": ["CRASHED"] * 3}
    problem, ended = said["failed"]
    assert "Of sweep-part 2 of 4 parts are not done" in problem
    assert (ended["fails"], ended["is cancelled"]) == (["FAILED"], ["CANCELLED"])
    assert ended["lost once"] == ["CRASHED", "COMPLETED"]
    problem, ended = said["limit_taken_away"]
    assert "does not know the limit mijlpaal-sweep-part" in problem
    assert ended == {"without its limit": ["FAILED"]}
