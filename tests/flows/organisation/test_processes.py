"""Processes that are kept alive, and found again however they were left behind."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.organisation.processes import Kept, end_strays, strays
from tests.flows.processes import ended

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
_FORK = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
time.sleep(60)
"""
PARENT = (sys.executable, "-c", _FORK)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of which nothing runs any more at the end."""
    yield tmp_path
    end_strays(tmp_path)


def _until(claim: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.02)
    return claim()


def test_a_killed_process_is_started_again(folder: Path) -> None:
    kept = Kept("sleeper", SLEEP, dict(os.environ))
    kept.start(folder)
    first = kept.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        kept.keep(folder)
        return kept.pid not in {None, first}

    assert _until(is_back)
    kept.end()
    assert strays(folder) == []


def test_what_outlives_its_killed_parent_is_found_and_ended(folder: Path) -> None:
    kept = Kept("parent", PARENT, dict(os.environ))
    kept.start(folder)
    assert _until(lambda: len(strays(folder)) == 2)
    assert kept.pid is not None
    (orphan,) = set(strays(folder)) - {kept.pid}

    os.kill(kept.pid, signal.SIGKILL)
    kept.end()

    assert strays(folder) == [orphan]
    assert end_strays(folder) == 1
    assert ended(orphan, within_seconds=10)


def test_processes_of_another_home_are_left_alone(folder: Path) -> None:
    kept = Kept("sleeper", SLEEP, dict(os.environ))
    kept.start(folder)

    assert end_strays(folder / "elders") == 0
    assert kept.pid is not None
    kept.end()
