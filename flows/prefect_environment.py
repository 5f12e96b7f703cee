"""Which Prefect settings the embedded mode uses, and how they reach the process that needs them.

Prefect reads its environment once, at its import; so the variables come first.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_LOOPBACK = "127.0.0.1"
_SECONDS_TO_REPORT = 5


def client_environment(home: Path, url: str) -> dict[str, str]:
    """Return the variables of a process that runs flows against the server at ``url``."""
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # Its log goes to the server, where its pages show it; our own display owns the terminal,
        # and an error reaches the caller as an exception.
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        # A proxy for the outside world must not be asked for this machine.
        "NO_PROXY": _with_loopback(os.environ.get("NO_PROXY", "")),
        "no_proxy": _with_loopback(os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))),
    }


def server_environment(home: Path, url: str) -> dict[str, str]:
    """Return the whole environment of the server's process.

    What an embedded server never needs is off: block types (1 s at the first start) and the
    services that look after deployments and workers, of which there are none here.
    """
    origin = url.removesuffix("/api")
    return {
        **{name: value for name, value in os.environ.items() if not _is_prefect(name)},
        **client_environment(home, url),
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        # No page from elsewhere, open in the same browser, may speak to it.
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": origin,
    }


@contextmanager
def speaking_to(home: Path, url: str) -> Iterator[None]:
    """Let the flows that run inside (in this thread) report to the server at ``url``.

    The environment serves the first import of Prefect; the temporary settings serve a process
    that had imported it before, for another server.
    """
    with _environment(client_environment(home, url)):
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: url}):
            yield


def finish_reporting() -> None:
    """Send what Prefect still has to tell the server, so that the server may stop.

    Its workers send logs and events behind a flow's back; without their server they would keep
    this process for more than a minute. Prefect's own test harness ends them the same way.
    """
    if "prefect" not in sys.modules:
        return  # no flow ever ran
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=_SECONDS_TO_REPORT)
    EventsWorker.drain_all(timeout=_SECONDS_TO_REPORT)


@contextmanager
def _environment(ours: Mapping[str, str]) -> Iterator[None]:
    """Set these variables and hide all other ones of Prefect's, until the end."""
    before = dict(os.environ)
    for name in filter(_is_prefect, before):
        del os.environ[name]
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours.keys() - before.keys():
            os.environ.pop(name, None)
        os.environ.update(before)


def _is_prefect(name: str) -> bool:
    return name.startswith("PREFECT_")


def _with_loopback(hosts: str) -> str:
    named = [host for host in hosts.split(",") if host and host != _LOOPBACK]
    return ",".join([*named, _LOOPBACK])
