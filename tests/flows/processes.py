"""Looking at other processes: whether they live, and whether they end in time."""

import os
import time
from pathlib import Path


def lives(pid: int) -> bool:
    """Return whether a process runs; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    # The state follows the name, which stands in parentheses and may hold anything.
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def ended(pid: int, *, within_seconds: float) -> bool:
    """Return whether a process ends in this time."""
    deadline = time.monotonic() + within_seconds
    while lives(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def children_of(pid: int) -> list[int]:
    """Return the living processes that a process started itself (Linux)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found
