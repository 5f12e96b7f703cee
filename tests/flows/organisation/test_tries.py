"""How often a flow that fails is tried, counted against a real Prefect server.

In a process of its own, because Prefect reads its environment once.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json
from datetime import date
from flows import retries
from flows.server import supervised_server
from flows.settings import flow_settings

retries.RETRY_DELAY_SECONDS = 0
said = {}
with supervised_server(flow_settings()):
    from sqlalchemy.exc import OperationalError
    from flows import deadlines, messages, parts, reports
    from flows.organisation import shared_work
    from flows.organisation.sharing import Sharing
    from models.errors import MissingLimitError, UnfinishedPartsError

    GONE = OperationalError("", None, ConnectionError("gone"))
    UNFINISHED = UnfinishedPartsError(task="sweep-part", failed=1, parts=3)
    NO_LIMIT = MissingLimitError(limit="mijlpaal-sweep-part")

    def tried(flow, problem):
        tries = []

        def fail(*_, **__):
            tries.append(1)
            raise problem

        setattr(shared_work, flow.name.replace("-", "_"), fail)
        try:
            flow(date(2026, 11, 2))
        except Exception as ended:
            return [len(tries), type(ended).__name__]

    def never(part, facts):
        raise AssertionError(part)

    shared = lambda: Sharing(never, 2, 1)
    for module in (deadlines, messages, reports):
        module.sharing = shared
    for name, problem in {"gone": GONE, "unfinished": UNFINISHED, "no_limit": NO_LIMIT}.items():
        said[name] = [
            tried(deadlines.check_deadlines, problem),
            tried(messages.send_messages, problem),
            tried(reports.publish_reports, problem),
        ]
    counted = []
    within_limit = parts.within_limit
    parts.within_limit = lambda part: counted.append(part.name) or within_limit(part)
    for flow in (parts.sweep_part, parts.sending_part):
        try:
            flow(date(2026, 11, 2), 0, 0)
        except Exception as ended:
            said[flow.name] = [counted.count(flow.name), type(ended).__name__]

    from prefect import flow
    from prefect.client.orchestration import get_client
    from flows.artifacts import progress_artifact

    times = []

    @flow(retries=2)
    def moves_on():
        times.append(1)
        moved = progress_artifact("werkrapport", "Het werkrapport van de dag maken")
        moved(len(times), 4, "")
        if len(times) < 3:
            raise GONE
        moved(4, 4, "")

    moves_on()
    moves_on()
    with get_client(sync_client=True) as client:
        said["progress"] = [
            each.data for each in client.read_artifacts() if each.key == "werkrapport"
        ]
print(json.dumps(said))
"""


@pytest.mark.slow
def test_a_lost_database_is_tried_again_what_parts_tried_is_not_and_progress_shows_once(
    programme: Path,
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=False, capture_output=True, text=True, timeout=240
    )

    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert said["gone"] == [[3, "OperationalError"]] * 3
    assert said["unfinished"] == [[1, "UnfinishedPartsError"]] * 3
    assert said["no_limit"] == [[1, "MissingLimitError"]] * 3
    assert said["progress"] == [100.0, 100.0]  # one of each run
    assert said["sweep-part"] == said["sending-part"] == [1, "MissingLimitError"]
