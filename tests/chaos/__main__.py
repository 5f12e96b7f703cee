"""``python -m tests.chaos [--messages N] [--kills N] [--seed N]``: kill senders, count arrivals."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.killing import Plan, Reckoning, run_chaos
from tests.databases import Databases, SqliteDatabases, postgresql


def main() -> None:
    """Run the chaos on SQLite and on PostgreSQL; exit 1 when anything was lost or unexplained."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=Plan.messages)
    parser.add_argument("--kills", type=int, default=Plan.kills)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    plan = Plan(given.messages, given.kills)
    with tempfile.TemporaryDirectory() as folder, postgresql() as postgres:
        sqlite = SqliteDatabases(Path(folder))
        found = [
            _run(name, databases, plan, given.seed)
            for name, databases in (("sqlite", sqlite), ("postgresql", postgres))
        ]
    sys.exit(any(each.lost or each.unexplained for each in found))


def _run(name: str, databases: Databases, plan: Plan, seed: int) -> Reckoning:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        reckoning = run_chaos(databases.fresh(), Path(home), plan, random.Random(seed))
    seconds = time.monotonic() - begin
    print(f"{name}: {reckoning.duplicates} duplicates of killed senders, {seconds:.0f} s")
    print(f"{name}: {reckoning}", flush=True)
    return reckoning


if __name__ == "__main__":
    main()
