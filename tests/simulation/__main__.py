"""``python -m tests.simulation [--seeds N] [--first N] [--days N]``: look for a seed that breaks."""

import argparse
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.databases import SqliteDatabases
from tests.simulation.running import DAYS, Runner, a_folder
from tests.simulation.simulation import CALM_DAYS, Outcome

_AT_A_TIME = 10  # seeds per task of a process: one engine, compiled once


def main() -> None:
    """Run the seeds; name each that breaks something, and exit 1 when there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    begin = time.monotonic()
    counts: Counter[str] = Counter()
    broken = 0
    print(f"seeds {given.first} to {given.first + given.seeds - 1}, {given.days} days each")
    for outcome in _outcomes(range(given.first, given.first + given.seeds), given.days, given.jobs):
        counts.update(outcome.counts)
        if outcome.broken is not None:
            broken += 1
            print(f"seed {outcome.seed}: {outcome.broken}", flush=True)
    days, seconds = given.seeds * (given.days + CALM_DAYS), time.monotonic() - begin
    print(", ".join(f"{what} {count}" for what, count in sorted(counts.items())))
    print(f"{given.seeds} seeds, {days} days, {seconds:.0f} s, {broken} broken")
    sys.exit(bool(broken))


def _outcomes(seeds: range, days: int, jobs: int) -> Iterator[Outcome]:
    batches = [seeds[at : at + _AT_A_TIME] for at in range(0, len(seeds), _AT_A_TIME)]
    with ProcessPoolExecutor(jobs) as processes:
        for outcomes in processes.map(partial(_run, days=days), batches):
            yield from outcomes


def _run(seeds: range, days: int) -> list[Outcome]:
    logging.disable()  # senders say much of what fails here on purpose
    with a_folder() as folder:
        runner = Runner(SqliteDatabases(Path(folder)))
        return [runner.run(seed, days) for seed in seeds]


if __name__ == "__main__":
    main()
