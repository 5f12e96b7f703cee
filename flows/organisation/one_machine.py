"""The whole organisation on the loopback address of one machine.

PostgreSQL (ours where none is set), the Prefect server on a database of its own, workers, and the
pages in several processes. To try it, to rehearse failures, and for a small site.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from flows.deployments import WORK_POOL
from flows.locks import HeldLock, holder_of, try_lock
from flows.organisation.postgres import PostgresServer, postgres_server, wait_for
from flows.organisation.processes import MARK, Kept, end_strays, keep_all
from flows.server_process import is_healthy
from flows.settings import FlowSettings
from flows.up import stop_signals
from models.errors import AlreadyRunningError, StartError, Words
from models.storage.settings import DatabaseSettings, read_settings

Tell = Callable[[str, str], None]

_HOST = "127.0.0.1"
_PREFECT_DATABASE = "prefect"
_DATABASE = "mijlpaal"
_SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one organisation is."""

    settings: FlowSettings
    database_url: str
    prefect_database_url: str
    auth: str
    postgres: PostgresServer | None

    @property
    def folder(self) -> Path:
        """Return the folder of logs, the lock and the environment."""
        return self.settings.organisation_folder

    @property
    def api(self) -> str:
        """Return the address of Prefect's API."""
        return f"http://{_HOST}:{self.settings.prefect_port}/api"

    def variables(self) -> dict[str, str]:
        """Return what a process of ours must know of the organisation."""
        return {
            "MIJLPAAL_MODE": "organisation",
            "MIJLPAAL_HOME": str(self.settings.home.absolute()),
            "MIJLPAAL_DATABASE_URL": self.database_url,
            "PREFECT_HOME": str(self.settings.prefect_home),
            "PREFECT_API_URL": self.api,
            "PREFECT_API_AUTH_STRING": self.auth,
            "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "NO_PROXY": _HOST,
            "no_proxy": _HOST,
        }


def run(settings: FlowSettings, tell: Tell) -> None:
    """Bring everything up and keep it up until SIGTERM or Ctrl-C; leave no process behind.

    Raises:
        AlreadyRunningError: it is up already.
        StartError: something does not answer in time.
        SettingError: no database is set and none can be started.
    """
    folder = settings.organisation_folder
    with stop_signals() as stopping, try_lock(_lock(settings)) as lock:
        if lock is None:
            holder = holder_of(_lock(settings))
            pid = holder.pid if holder else "?"
            raise AlreadyRunningError(what=Words(f"proces {pid}", f"process {pid}"))
        end_strays(folder)
        places = _places(settings)
        started: list[Kept] = []
        try:
            for kept in _in_order(places):
                started.append(kept)
                if stopping.is_set():
                    return
            _ready(places, lock, tell)
            keep_all(started, folder, stopping.is_set)
        finally:
            for kept in reversed(started):
                kept.end()
            end_strays(folder)


def start_in_background(settings: FlowSettings) -> str:
    """Start ``run`` in a process of its own; return the address of Prefect once all is up.

    Raises:
        StartError: it ended instead; carries its last words.
    """
    folder = settings.organisation_folder
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "organisation.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            (sys.executable, "-m", "mijlpaal", "organisation", "up"),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    while process.poll() is None:
        holder = holder_of(_lock(settings))
        if holder and holder.pid == process.pid and holder.url:
            return holder.url
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    said = log.read_text(encoding="utf-8", errors="replace").strip()
    raise StartError(what=Words("De organisatie", "The organisation"), problem=said[-600:])


def stop(settings: FlowSettings) -> int:
    """End everything of this home; return how many processes the keeper left to us."""
    holder = holder_of(_lock(settings))
    if holder:
        os.kill(holder.pid, signal.SIGTERM)
        while holder_of(_lock(settings)):
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    return end_strays(settings.organisation_folder)


def _in_order(places: Places) -> Iterator[Kept]:
    """Yield each process once it runs and what it needs is ready."""
    settings, folder = places.settings, places.folder
    ours = {**_environment(), **places.variables()}
    if places.postgres:
        yield _started(_postgres(places.postgres), folder)
        if not wait_for(places.postgres):
            raise _silent("PostgreSQL", settings.postgres_port)
        places.postgres.make_databases(_DATABASE, _PREFECT_DATABASE)
    _run_once(ours, folder, "init")
    yield _started(_prefect(places, ours), folder)
    _wait_for_prefect(places)
    _run_once(ours, folder, "organisation", "setup")
    _run_once(ours, folder, "organisation", "deploy")
    for number in range(1, settings.workers + 1):
        yield _started(_worker(number, ours), folder)
    for number in range(1, settings.web_processes + 1):
        yield _started(_pages(number, settings.web_port, ours), folder)


def _started(kept: Kept, folder: Path) -> Kept:
    kept.start(folder)
    return kept


def _postgres(server: PostgresServer) -> Kept:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    return Kept("postgres", server.command(), environment, server.account, signal.SIGINT)


def _prefect(places: Places, ours: Mapping[str, str]) -> Kept:
    port = str(places.settings.prefect_port)
    command = (sys.executable, "-m", "flows.organisation.prefect_server", "--host", _HOST)
    environment = {
        **ours,
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": places.prefect_database_url,
        "PREFECT_SERVER_API_AUTH_STRING": places.auth,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": places.api.removesuffix("/api"),
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        # In memory, where Prefect keeps them, who holds a place is forgotten when the server dies.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
            "prefect.server.concurrency.lease_storage.filesystem"
        ),
    }
    return Kept("prefect", (*command, "--port", port), environment)


def _worker(number: int, ours: Mapping[str, str]) -> Kept:
    name = f"worker-{number}"
    command = (sys.executable, "-m", "prefect", "worker", "start", "--pool", WORK_POOL)
    return Kept(name, (*command, "--name", name, "--type", "process"), ours)


def _pages(number: int, first_port: int, ours: Mapping[str, str]) -> Kept:
    port = str(first_port + number - 1)
    return Kept(f"web-{number}", (sys.executable, "-m", "mijlpaal", "serve", "--port", port), ours)


def _run_once(ours: Mapping[str, str], folder: Path, *words: str) -> None:
    done = subprocess.run(  # noqa: S603  (our own command)
        (sys.executable, "-m", "mijlpaal", *words),
        env={**ours, MARK: str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        what = f"mijlpaal {' '.join(words)}"
        raise StartError(what=what, problem=(done.stdout + done.stderr).strip()[-600:])


def _wait_for_prefect(places: Places) -> None:
    deadline = time.monotonic() + places.settings.prefect_start_seconds
    while not is_healthy(places.settings.prefect_port):
        if time.monotonic() > deadline:
            raise _silent("Prefect", places.settings.prefect_port)
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _silent(what: str, port: int) -> StartError:
    nl, en = f"geen antwoord op poort {port}", f"no answer on port {port}"
    return StartError(what=what, problem=Words(nl, en))


def _ready(places: Places, lock: HeldLock, tell: Tell) -> None:
    path = places.folder / "environment"
    path.touch(mode=0o600)
    lines = [f"{name}='{value}'" for name, value in places.variables().items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lock.say(places.api)
    tell(
        f"Alles draait. Prefect: {places.api.removesuffix('/api')}. Omgeving: {path}",
        f"All is up. Prefect: {places.api.removesuffix('/api')}. Environment: {path}",
    )


def _places(settings: FlowSettings) -> Places:
    folder = settings.organisation_folder
    kept = _kept_secrets(folder / "secrets.json")
    given = read_settings(DatabaseSettings).database_url
    if given:
        prefect = os.environ.get("PREFECT_SERVER_DATABASE_CONNECTION_URL") or _beside(given)
        return Places(settings, given, prefect, kept["auth"], None)
    home, port = settings.home.absolute() / "postgresql", settings.postgres_port
    server = postgres_server(home, port, kept["password"])
    return Places(
        settings,
        server.url(_DATABASE),
        server.url(_PREFECT_DATABASE, "asyncpg"),
        kept["auth"],
        server,
    )


def _beside(given: str) -> str:
    """Return the address of Prefect's database on the server of ours, as asyncpg wants it.

    Of what libpq is told in an address asyncpg knows ``sslmode`` alone, as ``ssl``; the rest both
    take from the environment (``PGSSLROOTCERT``, ``PGPASSFILE``).
    """
    url = make_url(given)
    mode = url.query.get("sslmode")
    beside = url.set(
        drivername="postgresql+asyncpg",
        database=_PREFECT_DATABASE,
        query={"ssl": mode} if mode else {},
    )
    return beside.render_as_string(hide_password=False)


def _kept_secrets(path: Path) -> dict[str, str]:
    """Return the secrets of this home, made the first time; nobody else may read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = {"password": secrets.token_hex(16), "auth": f"mijlpaal:{secrets.token_hex(16)}"}
        path.touch(mode=0o600)
        path.write_text(json.dumps(made), encoding="utf-8")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _environment() -> dict[str, str]:
    """Return our own environment without what would lead to another Prefect."""
    return {name: each for name, each in os.environ.items() if not name.startswith("PREFECT_")}


def _lock(settings: FlowSettings) -> Path:
    return settings.organisation_folder / "organisation.lock"
