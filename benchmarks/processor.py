"""How many cores a piece of work keeps busy, and how many the machine gives to several at once.

A second worker can only have what the first one, its database and its receivers leave over, and
not more than two processes get that share nothing and only compute.
"""

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path

from benchmarks.measure import Run

_ROUNDS = 3
_HASHES = 300_000  # a sixth of a second: about as long as what is held against it
_PROCESSES = Path("/proc")
_PARENT, _USER, _CHILDREN_SYSTEM = 1, 11, 14  # places behind the name in ``/proc/<id>/stat``


def cores_given(workers: Executor, count: int) -> float:
    """Return how many times as fast so many processes compute as one does, in this very moment."""
    alone, together = (
        _seconds_of(workers, [_HASHES]),
        _seconds_of(workers, [_HASHES // count] * count),
    )
    return alone / together


def _seconds_of(workers: Executor, shares: list[int]) -> float:
    begin = time.perf_counter()
    list(workers.map(_compute, shares))
    return time.perf_counter() - begin


def _compute(hashes: int) -> None:
    digest = b""
    for _ in range(hashes):
        digest = sha256(digest).digest()


def cores_used(run: Run, before: Callable[[], None]) -> float:
    """Return how many cores were busy with this work on average; ``before`` does not count."""
    return statistics.median(_cores_used(run, before) for _ in range(_ROUNDS))


def _cores_used(run: Run, before: Callable[[], None]) -> float:
    before()
    used, begin = processor_seconds(), time.perf_counter()
    run()
    took = time.perf_counter() - begin
    return (processor_seconds() - used) / took


def processor_seconds() -> float:
    """Return the time on a processor so far of this process and all below it, ended ones too."""
    ticks, below = {}, defaultdict(list)
    for process, fields in _processes():
        below[int(fields[_PARENT])].append(process)
        ticks[process] = sum(map(int, fields[_USER : _CHILDREN_SYSTEM + 1]))
    ours = [os.getpid()]
    for process in ours:
        ours += below[process]
    return sum(ticks[process] for process in ours) / os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in _PROCESSES.iterdir():
        if folder.name.isdecimal():
            try:
                said = (folder / "stat").read_text()
            except OSError:  # it has ended
                continue
            yield int(folder.name), said.rpartition(")")[2].split()
