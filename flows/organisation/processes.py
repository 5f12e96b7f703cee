"""The processes of an organisation on one machine: started, begun again when they die, ended.

On separate machines systemd does this (docs/operations). Every process carries a mark in its
environment, which its children inherit; so whatever dies in whichever order, all of it is found.
"""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.organisation.programs import Account

MARK = "ORGANISATION_OF_MIJLPAAL"

_log = logging.getLogger(__name__)

_NOBODY_ELSE = Account(None, None)
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_TO_END = 15.0
_LONGEST_PAUSE_SECONDS = 30.0
_SECONDS_OF_HEALTH = 60.0


@dataclass(slots=True)
class Kept:
    """A process that is kept alive.

    Attributes:
        name: What its log is called.
        command: What starts it.
        environment: All of it.
        account: Under which it runs.
        stop: The signal that ends it kindly.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    account: Account = _NOBODY_ELSE
    stop: signal.Signals = signal.SIGTERM
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _begun: float = 0.0
    _pause: float = 0.5
    _again_at: float | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of the process, as long as it runs."""
        alive = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process and alive else None

    def start(self, folder: Path) -> None:
        """Start the process, in a group of its own; its log lies in this folder."""
        with (folder / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  (our own command)
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**self.environment, MARK: str(folder)},
                user=self.account.user,
                group=self.account.group,
                extra_groups=self.account.groups,
                start_new_session=True,
            )
        self._begun = time.monotonic()
        self._again_at = None

    def keep(self, folder: Path) -> None:
        """Start the process again when it died, after a pause that grows while it keeps dying."""
        if self.pid is not None:
            return
        now = time.monotonic()
        if self._again_at is None:
            lived = now - self._begun
            grown = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
            self._pause = 0.5 if lived > _SECONDS_OF_HEALTH else grown
            self._again_at = now + self._pause
            _log.error("process died", extra={"part": self.name, "lived": round(lived)})
        elif now >= self._again_at:
            self.start(folder)

    def end(self) -> None:
        """End the process kindly, and by force when it does not listen."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(self.stop)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def keep_all(kept: Sequence[Kept], folder: Path, is_stopping: Callable[[], bool]) -> None:
    """Keep the processes alive until told to stop."""
    while not is_stopping():
        for each in kept:
            each.keep(folder)
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def strays(folder: Path) -> list[int]:
    """Return the living processes that carry the mark of this folder (Linux)."""
    mark = f"{MARK}={folder}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            is_zombie = path.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z"
            if not is_zombie and mark in path.joinpath("environ").read_bytes().split(b"\0"):
                found.append(int(path.name))
    return [pid for pid in found if pid != os.getpid()]


def end_strays(folder: Path) -> int:
    """End whatever carries the mark of this folder; return how many there were."""
    found = strays(folder)
    deadline = time.monotonic() + _SECONDS_TO_END
    for pid in found:
        _tell(pid, signal.SIGTERM)
    while (left := strays(folder)) and time.monotonic() < deadline:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    for pid in left:
        _tell(pid, signal.SIGKILL)
    while strays(folder):
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return len(found)


def _tell(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
