"""One Prefect server as a child process: started, watched, stopped, never left behind."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from http import HTTPStatus

from flows.prefect_environment import server_environment
from flows.settings import FlowSettings
from models.errors import FolderUnwritableError, PrefectServerError, Words

HOST = "127.0.0.1"
# `prefect server start` itself, in a process that watches the pipe to this one.
SERVER_COMMAND = (sys.executable, "-m", "flows.serving", "server", "start")

_SECONDS_BETWEEN_LOOKS = 0.1
_SECONDS_TO_STOP = 10
_SECONDS_FOR_AN_ANSWER = 2
_SECONDS_UNTIL_PORT_IS_FREE = 5
_LOG_LINES_IN_ERROR = 5
_WORD = re.compile(r"[^\W\d_]{3}")
# What Prefect says below its drawing, whatever happens next.
_GREETING = (
    "Configure Prefect to communicate",
    "prefect config set",
    "View the API reference",
    "Check out the dashboard",
    "The dashboard is",
)


def _never() -> bool:
    return False


class PrefectServer:
    """One server process that can be started, watched and stopped; also again."""

    def __init__(
        self,
        settings: FlowSettings,
        port: int,
        *,
        lasting: bool = False,
        command: Sequence[str] = SERVER_COMMAND,
    ) -> None:
        """Choose where it will listen; a ``lasting`` server has pages and keeps its history short.

        Args:
            settings: folder and patience.
            port: on the loopback address.
            lasting: whether people will look at it; a single run does without pages and services.
            command: what to start instead of Prefect (tests).
        """
        self.settings = settings
        self.port = port
        self.url = f"http://{HOST}:{port}/api"
        self.log = settings.prefect_home / "server.log"
        self._is_lasting = lasting
        self._command = [*command, "--host", HOST, "--port", str(port)]
        if not lasting:
            self._command += ["--no-ui", "--no-services"]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        """Return whether the process runs (which does not say that it answers)."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process; ``wait`` tells when it answers.

        Raises:
            PrefectServerError: the port stays taken.
            FolderUnwritableError: its folder cannot be made.
        """
        self._wait_for_port()
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            if self.log.exists():  # what the one before died of may be asked later
                self.log.replace(self.log.with_suffix(".previous.log"))
            log = self.log.open("wb")
        except OSError as problem:
            raise FolderUnwritableError(
                folder=self.log.parent, problem=problem.strerror or problem
            ) from problem
        with log:
            self._process = subprocess.Popen(  # noqa: S603  (our own command)
                self._command,
                stdin=subprocess.PIPE,  # never written: its end tells that we are gone
                stdout=log,
                stderr=subprocess.STDOUT,
                env=server_environment(self.settings.prefect_home, self.url),
                start_new_session=True,  # Ctrl-C is ours: flows end first, then the server
            )

    def wait(self, is_stopping: Callable[[], bool] = _never) -> None:
        """Return when the server answers, or when ``is_stopping``.

        Raises:
            PrefectServerError: it ended or did not answer in time.
        """
        deadline = time.monotonic() + self.settings.prefect_start_seconds
        while not is_stopping() and not self._answers():
            if not self.is_alive:
                raise self._trouble("hij stopte meteen", "it ended at once")
            if time.monotonic() > deadline:
                seconds = self.settings.prefect_start_seconds
                raise self._trouble(
                    f"geen antwoord binnen {seconds} s", f"no answer within {seconds} s"
                )
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    def stop(self) -> None:
        """End the process, kindly first; harmless when there is none."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin:
            process.stdin.close()

    def _answers(self) -> bool:
        return self.is_alive and is_healthy(self.port)

    def _wait_for_port(self) -> None:
        """Wait while a server whose owner was just killed gives the port up."""
        deadline = time.monotonic() + _SECONDS_UNTIL_PORT_IS_FREE
        while not _is_free(self.port):
            if time.monotonic() > deadline:
                raise PrefectServerError(
                    problem=Words(
                        f"poort {self.port} is bezet (MIJLPAAL_PREFECT_PORT)",
                        f"port {self.port} is taken (MIJLPAAL_PREFECT_PORT)",
                    )
                )
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    def _trouble(self, nl: str, en: str) -> PrefectServerError:
        """Return what went wrong, with where the log lies and the last that it says."""
        said = self._last_words()
        if self._is_lasting:
            nl, en = (
                f"{nl} op poort {self.port} (een andere: MIJLPAAL_PREFECT_PORT)",
                f"{en} on port {self.port} (another one: MIJLPAAL_PREFECT_PORT)",
            )
        return PrefectServerError(
            problem=Words(
                f"{nl}. Logboek {self.log}: {said or 'leeg'}",
                f"{en}. Log {self.log}: {said or 'empty'}",
            )
        )

    def _last_words(self) -> str:
        with self.log.open(encoding="utf-8", errors="replace") as log:
            lines = (line.strip() for line in log)
            said = deque((line for line in lines if _is_message(line)), _LOG_LINES_IN_ERROR)
        return " | ".join(said)


def _is_message(line: str) -> bool:
    """Return whether words stand on this line of the log: Prefect also draws its name there."""
    return bool(_WORD.search(line)) and not line.startswith(_GREETING)


def free_port() -> int:
    """Return a port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def is_healthy(port: int) -> bool:
    """Return whether a Prefect server on this port says that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=_SECONDS_FOR_AN_ANSWER)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the server itself will: a port in TIME_WAIT is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
