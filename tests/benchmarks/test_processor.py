"""The time on a processor is that of this process and of what it started."""

import subprocess
import sys
from contextlib import ExitStack

from benchmarks.processor import processor_seconds

SECONDS = 0.3
TICK = 0.02  # what Linux says is whole hundredths, once of each process
BUSY = f"""
import time
while time.process_time() < {SECONDS}:
    pass
print(flush=True)
input()
"""


def test_a_child_counts_while_it_lives_and_after_it_has_ended() -> None:
    before = processor_seconds()

    with ExitStack() as stack:
        child = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        alive = processor_seconds() - before
        child.stdin.write(b"\n")
    ended = processor_seconds() - before

    assert SECONDS - TICK <= alive <= ended + TICK
