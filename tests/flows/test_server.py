import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import server_process
from flows.locks import try_lock
from flows.prefect_environment import client_environment, server_environment
from flows.server import server_turn, supervised_server
from flows.server_process import HOST, PrefectServer, free_port, is_healthy
from flows.settings import FlowSettings
from models.errors import FolderUnwritableError, PrefectServerError
from tests.flows.processes import ended, lives

ENDS_AT_ONCE = (sys.executable, "-c", "print('de database is kapot'); raise SystemExit(3)")
NEVER_ANSWERS = (sys.executable, "-c", "import time; time.sleep(600)")
ANSWERS = (sys.executable, "-m", "tests.flows.answering")


def some_settings(home: Path, **values: int) -> FlowSettings:
    return FlowSettings(home=home, **values)  # type: ignore[arg-type]


# --- one process ---------------------------------------------------------------------------


def test_a_server_answers_until_it_is_stopped(tmp_path: Path) -> None:
    server = PrefectServer(some_settings(tmp_path), free_port(), command=ANSWERS)

    server.start()
    server.wait()
    answered = is_healthy(server.port)
    server.stop()

    assert answered
    assert not server.is_alive
    assert not is_healthy(server.port)


def test_a_server_can_be_started_again_at_the_same_address(tmp_path: Path) -> None:
    server = PrefectServer(some_settings(tmp_path), free_port(), command=ANSWERS)

    for _ in range(2):
        server.start()
        server.wait()
        server.stop()

    assert not server.is_alive


def test_a_server_that_ends_at_once_is_reported_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(PrefectServerError, match="de database is kapot") as reported:
        with supervised_server(some_settings(tmp_path), command=ENDS_AT_ONCE):
            pass

    assert "mijlpaal run --direct" in reported.value.say("nl")


def test_a_server_that_never_answers_is_given_up_in_time_and_not_left_behind(
    tmp_path: Path,
) -> None:
    settings = some_settings(tmp_path, prefect_start_seconds=1)
    server = PrefectServer(settings, free_port(), command=NEVER_ANSWERS)
    begin = time.monotonic()

    server.start()
    with pytest.raises(PrefectServerError, match="within 1 s"):
        server.wait()
    assert server.is_alive
    server.stop()

    assert time.monotonic() - begin < 30  # its usual patience is longer
    assert not server.is_alive


def test_waiting_ends_when_the_clock_is_told_to_stop(tmp_path: Path) -> None:
    server = PrefectServer(some_settings(tmp_path), free_port(), command=NEVER_ANSWERS)

    server.start()
    server.wait(is_stopping=lambda: True)
    server.stop()

    assert not server.is_alive


def test_a_port_that_stays_taken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_process, "_SECONDS_UNTIL_PORT_IS_FREE", 0.2)
    with socket.create_server((HOST, 0)) as stranger:
        port = stranger.getsockname()[1]

        with pytest.raises(PrefectServerError, match=f"port {port} is taken"):
            PrefectServer(some_settings(tmp_path), port, command=ANSWERS).start()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").touch()

    with pytest.raises(FolderUnwritableError, match="home"):
        PrefectServer(some_settings(tmp_path / "home"), free_port(), command=ANSWERS).start()


# --- whose server --------------------------------------------------------------------------


def test_a_running_clock_lends_its_server(tmp_path: Path) -> None:
    settings = some_settings(tmp_path)
    with try_lock(settings.clock_lock) as clock:
        assert clock is not None
        clock.say("http://127.0.0.1:4217/api")

        with supervised_server(settings, command=ENDS_AT_ONCE) as url:
            assert url == "http://127.0.0.1:4217/api"


def test_a_second_single_run_waits_its_turn_and_says_for_whom(tmp_path: Path) -> None:
    settings = some_settings(tmp_path, prefect_start_seconds=1)

    with server_turn(settings):
        with pytest.raises(PrefectServerError, match=f"process {os.getpid()} still uses it"):
            with supervised_server(settings, command=ANSWERS):
                pass


# --- no orphan -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_server_outlives_the_process_that_started_it(
    tmp_path: Path, how: signal.Signals
) -> None:
    owner, pid = _owner_of_a_server(tmp_path, "tests.flows.answering")
    assert lives(pid)

    owner.send_signal(how)
    owner.wait(60)

    assert ended(pid, within_seconds=30)


@pytest.mark.slow
def test_no_prefect_server_outlives_a_killed_run(tmp_path: Path) -> None:
    owner, pid = _owner_of_a_server(tmp_path, "flows.serving", "server", "start")
    assert lives(pid)

    owner.kill()
    owner.wait(60)

    assert ended(pid, within_seconds=60)


# --- environment ---------------------------------------------------------------------------


def test_a_foreign_prefect_server_is_not_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "https://prefect.example/api")
    monkeypatch.setenv("PREFECT_API_KEY", "geheim")

    environment = server_environment(tmp_path, "http://127.0.0.1:4217/api")

    assert environment["PREFECT_API_URL"] == "http://127.0.0.1:4217/api"
    assert "PREFECT_API_KEY" not in environment
    assert environment["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4217"


def test_a_proxy_is_not_asked_for_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "intern.example")
    monkeypatch.delenv("no_proxy", raising=False)

    environment = client_environment(tmp_path, "http://127.0.0.1:4217/api")

    assert environment["NO_PROXY"] == "intern.example,127.0.0.1"
    assert environment["no_proxy"] == "intern.example,127.0.0.1"


# A shell lets what it starts in the background ignore SIGINT, and that is inherited.
OWN = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from flows.server_process import PrefectServer, free_port
from flows.settings import FlowSettings
command = (sys.executable, "-m", *sys.argv[2:])
server = PrefectServer(FlowSettings(home=Path(sys.argv[1])), free_port(), command=command)
server.start()
server.wait()
print(server._process.pid, flush=True)
time.sleep(600)
"""


def _owner_of_a_server(home: Path, *command: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start a process that owns a server; return it and the pid of the server."""
    owner = subprocess.Popen(
        [sys.executable, "-c", OWN, str(home), *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert owner.stdout is not None
    with owner.stdout as output:
        return owner, int(output.readline())
