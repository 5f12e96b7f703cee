"""The Prefect server of the embedded mode: lent by a running clock, or a child of this process.

Prefect could start one by itself ("ephemeral"), but leaves it behind when this process is killed
(docs/decisions/0010-embedded-prefect-server.md).
"""

import importlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.locks import holder_of, try_lock
from flows.prefect_environment import finish_reporting, speaking_to
from flows.server_process import SERVER_COMMAND, PrefectServer, free_port
from flows.settings import FlowSettings
from models.errors import PrefectServerError, Words

_SECONDS_BETWEEN_LOOKS = 0.2


@contextmanager
def supervised_server(
    settings: FlowSettings, *, command: Sequence[str] = SERVER_COMMAND
) -> Iterator[str]:
    """Yield the API address of a server that the flows inside report to.

    When ``mijlpaal up`` runs on the same folder its server is used; otherwise one is started for
    this run and ends with it. A second single run waits for its turn: both would write to one
    Prefect database.

    Args:
        settings: folder and patience.
        command: what to start instead of Prefect (tests).

    Raises:
        PrefectServerError: no server within ``prefect_start_seconds``.
        FolderUnwritableError: its folder cannot be made.
    """
    for _ in _attempts(settings):
        clock = holder_of(settings.clock_lock)
        if clock and clock.url:
            with speaking_to(settings.prefect_home, clock.url), _reported():
                yield clock.url
            return
        with try_lock(_turn(settings)) as turn:
            if turn:
                with _started(PrefectServer(settings, free_port(), command=command)) as url:
                    yield url
                return


@contextmanager
def server_turn(settings: FlowSettings) -> Iterator[None]:
    """Hold the right to run a server on this folder, after waiting for whoever has it.

    Raises:
        PrefectServerError: somebody kept it for longer than ``prefect_start_seconds``.
    """
    for _ in _attempts(settings):
        with try_lock(_turn(settings)) as turn:
            if turn:
                yield
                return


@contextmanager
def _started(server: PrefectServer) -> Iterator[str]:
    try:
        server.start()
        with speaking_to(server.settings.prefect_home, server.url):
            # Prefect is needed on this side too and takes a second: import it meanwhile.
            importlib.import_module("prefect.flows")
            server.wait()
            with _reported():
                yield server.url
    finally:
        server.stop()


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    finally:
        finish_reporting()


def _turn(settings: FlowSettings) -> Path:
    return settings.prefect_home / "server.lock"


def _attempts(settings: FlowSettings) -> Iterator[None]:
    """Yield now and then while it is worth waiting for our turn."""
    deadline = time.monotonic() + settings.prefect_start_seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    user = holder_of(_turn(settings))
    pid = user.pid if user else "?"
    raise PrefectServerError(
        problem=Words(f"proces {pid} gebruikt hem nog", f"process {pid} still uses it")
    )
