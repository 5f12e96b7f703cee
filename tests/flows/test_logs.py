"""What a worker's process leaves in the log: nobody else is there to keep it."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from flows.logs import kept_log
from tests.flows.conftest import LATEST

# What `prefect.engine` does in the process of a run, but for telling a server.
A_RUN = f"""
from datetime import date
from prefect.logging.configuration import setup_logging
from flows.entry_points import load

setup_logging()
today = date.fromisoformat("{LATEST}")
load("flows.deadlines:check_deadlines").fn(today)
load("flows.messages:send_messages").fn(today)
"""


def test_a_run_on_a_worker_writes_its_events_with_their_facts(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_LOG_FORMAT", "json")

    subprocess.run([sys.executable, "-c", A_RUN], check=True, capture_output=True, timeout=240)

    events = [json.loads(line) for line in lines_of(programme)]
    done = {each["stage"]: each for each in events if each["event"] == "stage done"}
    assert done["deadlines"]["reminders"] > 0
    assert (done["messages"]["planned"], done["messages"]["delivered"]) == (1, 1)
    (delivered,) = [each for each in events if each["event"] == "message delivered"]
    assert delivered["channel"] == "email"
    assert len({each["process"] for each in events}) == 1


def test_a_process_keeps_one_log(tmp_path: Path) -> None:
    with kept_log(tmp_path):
        with kept_log(tmp_path):
            logging.getLogger("proef").info("inside")
        logging.getLogger("proef").info("after")

    assert [line.split()[-1] for line in lines_of(tmp_path)] == ["inside", "after"]


def test_a_log_that_another_process_began_anew_is_gone_on_with(tmp_path: Path) -> None:
    log = tmp_path / "mijlpaal.log"
    with kept_log(tmp_path):
        logging.getLogger("proef").info("before")
        log.rename(tmp_path / "mijlpaal.log.1")
        logging.getLogger("proef").info("after")

    assert [line.split()[-1] for line in lines_of(tmp_path)] == ["after"]


def test_a_stage_that_fails_is_in_the_log_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from flows.stages import Stage, stage

    with pytest.raises(ValueError, match="GEHEIM"), stage(Stage.REPORTS):
        raise ValueError("GEHEIM")

    (said,) = caplog.records
    assert (said.message, vars(said)["problem"]) == ("stage failed", "ValueError")
    assert "GEHEIM" not in str(vars(said))


def lines_of(home: Path) -> list[str]:
    return (home / "mijlpaal.log").read_text(encoding="utf-8").splitlines()
