import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import LATEST

RUN = """
import json, os, sys
from datetime import date
from flows.progress import showing_progress
from flows.run import run_one_day
from tests.flows.processes import children_of
results = []
for _ in range(2):
    with showing_progress():
        day = run_one_day(date.fromisoformat(sys.argv[1]))
    results.append([day.swept.reminders > 0, day.told.planned.messages, day.told.delivery.sent])
print(json.dumps({"results": results, "children": children_of(os.getpid())}))
"""


@pytest.mark.slow
def test_a_day_runs_through_prefect_twice_and_tells_nobody_twice(programme: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", RUN, LATEST.isoformat()],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert said["results"] == [[True, 1, 1], [False, 0, 0]]
    assert said["children"] == []
    stages = [line.partition(":")[0] for line in run.stderr.splitlines() if ":" in line]
    assert stages == 2 * [
        "Prefect starten",
        "Termijnen controleren",
        "Berichten sturen",
        "Rapporten publiceren",
    ]
    assert len(list((programme / "outbox" / LATEST.isoformat()).iterdir())) == 1
