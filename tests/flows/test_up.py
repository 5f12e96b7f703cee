import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from flows import up
from flows.locks import try_lock
from flows.schedule import RUN_DAY
from flows.server_process import PrefectServer, free_port, is_healthy
from flows.settings import flow_settings
from flows.workplace import open_workplace
from models import clock
from models.clock import AMSTERDAM
from models.errors import FolderUnwritableError
from models.storage.database import reading, transaction
from models.tables import Sweep
from tests.flows.processes import children_of, ended

NOON_OF_MONDAY = datetime(2026, 11, 23, 12, tzinfo=AMSTERDAM)

RUN = """
import sys
from flows.up import keep_running
from models.errors import MijlpaalError
try:
    keep_running(lambda nl, en: print(en, flush=True), **eval(sys.argv[1]))
except MijlpaalError as error:
    sys.exit(type(error).__name__ + ": " + str(error))
"""
ANSWERING = {"server_command": (sys.executable, "-m", "tests.flows.answering")}
BROKEN = {"server_command": (sys.executable, "-c", "raise SystemExit('kapot')")}


# --- a missed day --------------------------------------------------------------------------


def swept_on(day: datetime) -> None:
    with open_workplace() as workplace, transaction(workplace.engine) as session:
        session.add(Sweep(day=day.date(), swept_at=day, reminders=0))


@pytest.mark.parametrize(
    "days_ago, missed", [(None, True), (4, True), (3, False), (0, False), (-9, True)]
)
def test_a_day_was_missed_when_no_sweep_followed_the_last_hour_that_was_due(
    programme: Path, monkeypatch: pytest.MonkeyPatch, days_ago: int | None, *, missed: bool
) -> None:
    # Monday, an hour before the day's flow is due; the day before was Friday.
    now = NOON_OF_MONDAY - timedelta(hours=6)
    monkeypatch.setattr(clock, "now", lambda: now)
    if days_ago is not None:
        swept_on(now - timedelta(days=days_ago))

    with open_workplace() as workplace:
        assert up.missed_a_day(workplace) is missed


# --- one flow ------------------------------------------------------------------------------


class Told(list[str]):
    def __call__(self, _dutch: str, english: str) -> None:
        self.append(english)


@contextmanager
def a_clock(
    monkeypatch: pytest.MonkeyPatch, told: Told, flow: Callable[[], object]
) -> Iterator[up.Clock]:
    """Yield a clock that stands still, whose flows are this function."""
    monkeypatch.setattr(up, "load", lambda _: flow)
    monkeypatch.setattr(clock, "now", lambda: NOON_OF_MONDAY)
    with open_workplace() as workplace:
        server = PrefectServer(flow_settings(), free_port())
        with try_lock(workplace.home / "clock.lock") as lock:
            assert lock is not None
            yield up.Clock(workplace, server, lock, told, threading.Event())


def test_a_flow_that_ran_is_told(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()

    with a_clock(monkeypatch, told, lambda: None) as running:
        running.fire(RUN_DAY)

    assert [line.partition("(")[0] for line in told] == ["run-day: done "]


def test_a_flow_that_failed_runs_again_in_ten_minutes_and_the_clock_goes_on(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()

    def fails() -> None:
        raise FolderUnwritableError(folder="outbox", problem="vol")

    with a_clock(monkeypatch, told, fails) as running:
        running.fire(RUN_DAY)
        running.fire(RUN_DAY)
        pending = [job for job in running.scheduler.get_jobs() if job.id == "run-day once"]

    sentence = "The folder outbox cannot be written: vol."
    assert told == [f"run-day: failed, again in ten minutes. {sentence}"] * 2
    assert [job.trigger.run_date for job in pending][-1:] == [
        NOON_OF_MONDAY + timedelta(minutes=10)
    ]


# --- the process ---------------------------------------------------------------------------


class Running:
    """A clock in a process of its own."""

    def __init__(self, **arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, repr(arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def hears(self, words: str) -> str:
        """Return the first line that it says with these words in it; fail when it ends first."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(f"'{words}' was never said; {self.fails()}")

    def stops(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def fails(self) -> str:
        return self.process.communicate(timeout=60)[1]


@pytest.fixture
def port(programme: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A free port for the clock's server, in a home where nothing was missed."""
    number = free_port()
    monkeypatch.setenv("MIJLPAAL_PREFECT_PORT", str(number))
    swept_on(clock.now())
    return number


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_clock_that_is_told_to_stop_ends_well_and_leaves_no_process(
    port: int, how: signal.Signals
) -> None:
    running = Running(**ANSWERING)
    running.hears("The clock is running")
    (server,) = children_of(running.process.pid)

    code = running.stops(how)

    assert code == 0
    assert ended(server, within_seconds=10)
    assert not is_healthy(port)


def test_a_second_clock_is_refused_and_names_the_first(port: int, programme: Path) -> None:
    running = Running(**ANSWERING)
    running.hears("The clock is running")
    lent = json.loads((programme / "clock.lock").read_text())["url"]

    refused = Running(**ANSWERING).fails()

    running.stops()
    assert (
        f"AlreadyRunningError: A clock is running already (process {running.process.pid})"
        in refused
    )
    assert lent == f"http://127.0.0.1:{port}/api"


def test_a_killed_clock_leaves_no_process_and_no_lock(port: int) -> None:
    running = Running(**ANSWERING)
    running.hears("The clock is running")
    (server,) = children_of(running.process.pid)

    running.stops(signal.SIGKILL)

    assert ended(server, within_seconds=15)
    again = Running(**ANSWERING)
    again.hears("The clock is running")
    assert again.stops() == 0


def test_a_server_that_dies_is_started_again_at_the_same_address(port: int) -> None:
    running = Running(**ANSWERING)
    running.hears("The clock is running")
    (server,) = children_of(running.process.pid)

    os.kill(server, signal.SIGKILL)
    running.hears("Prefect is back")

    assert is_healthy(port)
    assert children_of(running.process.pid) != [server]
    assert running.stops() == 0


def test_a_server_that_does_not_start_ends_the_clock_with_a_way_out(port: int) -> None:
    failed = Running(**BROKEN).fails()

    assert "PrefectServerError" in failed
    assert "kapot" in failed
    assert "--direct" in failed


@pytest.mark.slow
def test_a_clock_catches_up_through_prefect_lends_its_server_and_stops(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("MIJLPAAL_PREFECT_PORT", str(port))
    running = Running()
    running.hears("catching up")
    running.hears("run-day: done")
    (server,) = children_of(running.process.pid)

    borrowed = subprocess.run(
        [sys.executable, "-c", "from flows.run import run_one_day; print(run_one_day())"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert "reminders=0" in borrowed.stdout
    assert children_of(running.process.pid) == [server]
    assert running.stops() == 0
    assert ended(server, within_seconds=10)
    with open_workplace() as workplace, reading(workplace.engine) as session:
        assert len(session.execute(select(Sweep)).all()) == 2
