"""What the organisation mode costs while nothing runs: a server that polls, workers that ask.

Brought up as ``make organisation`` does it, and left alone. Only processes that were there at
both ends count, so a flow that the clock began meanwhile does not.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from benchmarks.measure import Figure, Side, at_most
from flows.organisation.processes import strays
from tests.chaos.organisation.one_machine import an_organisation

_SETTLE_SECONDS = 20.0
_LOOK_SECONDS = 60.0
_DAY_SECONDS = timedelta(days=1).total_seconds()
_OF_A_CORE = 0.1
_OURS, _PREFECT, _POSTGRESQL = "pages", "Prefect", "PostgreSQL"
_WORDS = {
    "prefect_server": _PREFECT,
    "worker start": _PREFECT,
    "postgres": _POSTGRESQL,
    "mijlpaal serve": _OURS,
}
_USER, _SYSTEM = 11, 12  # places behind the name in ``/proc/<id>/stat``


def figures() -> Iterator[Figure]:
    """Yield the seconds of a core in a day that Prefect's server and two workers take, at rest."""
    with tempfile.TemporaryDirectory(prefix="mijlpaal-standing-") as home:
        Path(home).chmod(0o755)  # PostgreSQL runs as somebody else when root runs this
        with an_organisation(Path(home)):
            time.sleep(_SETTLE_SECONDS)
            used = _used_in_a_while(Path(home) / "organisation")
    a_day = {part: seconds * _DAY_SECONDS / _LOOK_SECONDS for part, seconds in used.items()}
    ours = a_day[_PREFECT] + a_day[_POSTGRESQL]
    yield Figure(
        "Prefect and PostgreSQL at rest, a day, against two processes with pages",
        ours=ours,
        floor=a_day[_OURS],
        ratio=ours / a_day[_OURS] if a_day[_OURS] else float("inf"),
        unit="s",
        aim=at_most(_OF_A_CORE * _DAY_SECONDS, Side.OURS),
    )


def _used_in_a_while(folder: Path) -> dict[str, float]:
    """Return the seconds on a processor of each part while we look."""
    before = _seconds_so_far(folder)
    time.sleep(_LOOK_SECONDS)
    used = dict.fromkeys(_WORDS.values(), 0.0)
    for pid, (part, seconds) in _seconds_so_far(folder).items():
        if pid in before:
            used[part] += seconds - before[pid][1]
    return used


def _seconds_so_far(folder: Path) -> dict[int, tuple[str, float]]:
    found = {}
    for pid in strays(folder):
        with suppress(OSError):  # it has ended
            part = _part(pid)
            if part is not None:
                found[pid] = (part, _processor_seconds(pid))
    return found


def _part(pid: int) -> str | None:
    said = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return next((part for words, part in _WORDS.items() if words in said), None)


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
